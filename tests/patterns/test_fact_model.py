"""What a fact carries beside its text is shown, and decides how it may be asked."""

from __future__ import annotations

from functools import cache

from qgen.knowledge.factbase import FactBase
from qgen.knowledge.loading import read_knowledge
from qgen.patterns.derivation import derive
from qgen.questions.model import Question
from qgen.rendering.plain import plain

BASE = """\
sources: [{id: book, title: Book, type: book}]
concepts:
  - id: animal
    term: Animal
    definition: {text: it moves, scope: in this zoo, when: while it lives, strength: usually, why: it eats, but: corals}
  - id: cat
    term: Cat
    definition: it meows
    related: [{to: dog, how: contrasts-with, axis: voice, difference: Cats meow.}]
  - id: dog
    term: Dog
    definition: {text: it barks, ask: What does a dog do?}
    related: [{to: eel, how: contrasts-with}]
  - {id: eel, term: Eel, aliases: [Snakefish], definition: it swims}
  - {id: fox, term: Fox, definition: it hunts}
  - {id: care, term: Care, members: coined, definition: what we call it}
hyperparameters:
  - {id: dose, term: Dose, code_name: dose_g, code_library: Kit, code_accepts: [grams], group: care,
     definition: how much, values: [one, two, three]}
  - {id: hour, term: Hour, code_name: hour, group: care, definition: what time, values: [am, pm], values_are: complete}
taxonomies:
  - id: map
    name: Map
    root:
      concept: animal
      disjoint: [{members: [cat, dog, eel], why: they are three species}]
      children: [cat, dog, eel, {concept: fox, strength: usually}]
comparisons:
  - id: pets
    name: Pets
    subjects: [{concept: cat, scope: house cats}, dog]
    aspects:
      food: {name: food, ask: "What does {subject} eat?", cells: {cat: fish, dog: {text: meat, but: some eat rice}}}
      home: {name: home, cells: {cat: sofa, dog: yard}}
rules:
  - id: thin
    symptom: a thin animal
    seen_on: in winter
    causes:
      worms:
        text: if it has worms
        evidence: You see them.
        remedies: {pill: {action: give a pill, why: It kills them.}}
        not_helping: {food: {action: give food, why: The worms eat it.}, run: {action: make it run, why: w},
                      sing: {action: sing a song, why: w}}
    remedies: {feed: {action: feed it well, strength: usually}}
misconceptions:
  - {id: cat-milk, about: [cat], belief: A cat needs milk., because: It likes milk., right: It needs water.}
  - {id: cat-eyes, about: [cat], belief: A cat sees in the dark., because: Its eyes shine., right: It needs some light.}
  - {id: cat-dog, about: [cat], belief: A cat is a small dog., because: Both have fur., right: They are two animals.}
"""


@cache
def asked() -> dict[str, Question]:
    knowledge, problems = read_knowledge({"base.yaml": BASE.encode()})
    assert not [problem for problem in problems if problem.severity == "error"], problems
    return {str(question.key): question for question in derive(FactBase(knowledge), "en").questions}


def front(key: str) -> str:
    return plain(asked()[key].front)


def back(key: str) -> str:
    question = asked()[key]
    return f"{plain(question.answer)}\n{plain(question.why)}"


def test_under_what_a_fact_holds_is_asked_and_why_it_does_is_answered() -> None:
    assert front("animal#definition").endswith("(in this zoo, while it lives)")
    for said in ("This usually holds, but not always.", "Why: it eats", "But: corals"):
        assert said in back("animal#definition")


def test_a_question_of_its_author_is_asked_as_it_stands() -> None:
    assert front("dog#definition") == "What does a dog do?"


def test_what_usually_holds_is_neither_true_nor_false_and_proves_nothing() -> None:
    assert "fox#parent/map" in asked() and "fox#true-false/map" not in asked()
    assert not [key for key, one in asked().items() if "fox" in key and one.kind == "choice"]


def test_a_list_that_is_not_complete_is_asked_for_some_of_it() -> None:
    assert front("animal#name-some/map") == "Name 2 kinds of Animal."
    assert "Eel · Snakefish" in back("animal#name-some/map") and "there are others" in back("animal#name-some/map")
    assert front("dose#name-some/values").startswith("Name 2 values") and "dose#values-cloze" not in asked()
    assert "hour#values-cloze" in asked() and "hour#name-some/values" not in asked()
    assert not [key for key in asked() if "#members" in key]


def test_a_coined_heading_is_never_asked() -> None:
    assert not [key for key, one in asked().items() if key.startswith("care#") or "dose#group" in one.facts]


def test_a_contrast_is_asked_in_its_own_words_or_not_at_all() -> None:
    assert front("cat#contrast/dog") == "How do Cat and Dog differ in voice?"
    assert back("cat#contrast/dog").startswith("Cats meow.")
    assert "dog#contrast/eel" not in asked()


def test_an_aspect_asks_its_own_question_of_what_the_table_speaks_of() -> None:
    assert front("pets#cell/food/cat") == "What does Cat eat? (house cats)"
    assert "But: some eat rice" in back("pets#cell/food/dog")
    assert "pets#cell/home/cat" not in asked()
    both = front("pets#cell-subject/food/cat"), front("pets#cell-subject/food/dog")
    assert all(one.startswith("Cat (house cats) / Dog: which of them does this describe? (food)\n") for one in both)


def test_a_name_in_code_is_typed_where_its_library_is_named() -> None:
    assert front("dose#code-name").startswith("What is this hyperparameter called in Kit?")
    assert "Right as well: grams" in back("dose#code-name")
    assert "hour#code-name" not in asked()


def test_a_cause_is_the_condition_of_its_remedies() -> None:
    assert front("thin#remedy/worms").endswith("a thin animal (in winter)? (if it has worms)")
    assert "if it has worms" in front("thin#evidence/worms") and back("thin#evidence/worms").startswith("You see them.")
    options = {plain(option.text): option.correct for option in asked()["thin#remedy-choice/worms/pill"].options}
    assert options == {"give a pill": True, "give food": False, "make it run": False, "sing a song": False}
    assert "thin#remedy-choice/feed" not in asked()  # what does not help against worms may help otherwise
    assert "thin#helps/feed" not in asked()


def test_a_misconception_is_judged_and_corrected() -> None:
    judged = asked()["cat-dog#misconception"]
    assert ("small dog" in front("cat-dog#misconception")) is (judged.answer_text == "False")
    assert "Both have fur." in back("cat-dog#misconception")
    options = {plain(option.text): option.correct for option in asked()["cat-milk#which-is-right"].options}
    assert options.pop("It needs water.") and set(options.values()) == {False} and len(options) == 3
    assert "small dog" in front("cat-dog#correction") and back("cat-dog#correction").startswith("They are two animals.")
