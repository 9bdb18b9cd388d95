"""Which questions a deck asks: what its recipe lets in, and from how many angles each fact is asked."""

from __future__ import annotations

from functools import cache

import pytest
import yaml

from qgen.decks.recipe import Recipe, read_deck
from qgen.decks.selection import is_shown, select
from qgen.knowledge.factbase import FactBase
from qgen.knowledge.loading import read_knowledge
from qgen.lint import ask_base
from qgen.questions.model import Key, Question

BASE = """\
sources: [{id: book, title: Book, type: book}]
concepts:
  - {id: animal, level: 1, term: Animal, definition: a living thing that moves, tags: [zoo], sources: [{id: book}]}
  - {id: cat, level: 1, term: Cat, definition: it meows at the door, tags: [zoo], sources: [{id: book}]}
  - {id: dog, level: 2, term: Dog, definition: it barks at a stranger, tags: [zoo], sources: [{id: book}]}
  - {id: eel, level: 3, term: Eel, definition: it swims in a river, tags: [zoo], sources: [{id: book}]}
  - {id: fox, level: 2, term: Fox, definition: it hunts in the night, tags: [zoo], sources: [{id: book}]}
taxonomies:
  - id: map
    name: Zoo
    tags: [zoo]
    root: {concept: animal, children: [cat, dog, eel, fox], disjoint: [[cat, dog, eel, fox]], complete: true}
    sources: [{id: book}]
"""


@cache
def base() -> FactBase:
    knowledge, problems = read_knowledge({"base.yaml": BASE.encode()})
    assert not problems, problems
    return FactBase(knowledge)


@cache
def asked() -> tuple[Question, ...]:
    return ask_base(base(), "en").questions


def recipe(**more: object) -> Recipe:
    chapter = {"id": "zoo", "title": "Zoo", "tags": ["zoo"], "entities": more.pop("entities", [])}
    described = {"title": "Zoo", "description": "x", "languages": ["en"], "chapters": [chapter], **more}
    deck, problems = read_deck("zoo", "decks/zoo.yaml", yaml.safe_dump(described).encode())
    assert deck and not problems, problems
    return deck.recipe


def chosen(*, released: frozenset[Key] = frozenset(), **more: object) -> list[Question]:
    return select(asked(), recipe(**more), base(), released)


def keys(questions: list[Question]) -> list[str]:
    return [str(question.key) for question in questions]


def about(fact: str, **more: object) -> list[str]:
    """The patterns of the questions that are chosen on one fact alone."""
    return [question.key.pattern for question in chosen(**more) if question.facts == (fact,)]


def test_the_base_has_what_these_tests_need() -> None:
    patterns = {question.key.pattern for question in asked() if question.facts == ("cat#definition",)}
    assert patterns >= {"definition", "term", "definition-choice", "term-choice"}
    assert {question.kind for question in asked()} >= {"basic", "choice", "cloze"}


def test_a_recipe_that_says_nothing_asks_everything_in_the_order_given() -> None:
    assert chosen() == list(asked())
    assert select(asked()[::-1], recipe(), base()) == list(asked()[::-1])


def test_only_the_patterns_that_are_named() -> None:
    assert {question.key.pattern for question in chosen(patterns=["term", "parent"])} == {"term", "parent"}


def test_only_the_kinds_that_are_named() -> None:
    assert {question.kind for question in chosen(kinds=["cloze"])} == {"cloze"}
    assert {question.kind for question in chosen(kinds=["cloze", "basic"])} == {"cloze", "basic"}


def test_only_the_levels_that_are_named() -> None:
    assert {question.level for question in chosen(levels=[1])} == {1}
    assert {question.level for question in chosen(levels=[1, 3])} == {1, 3}


def test_what_a_chapter_names_is_in_at_any_level() -> None:
    found = chosen(levels=[1], entities=["eel"])
    assert {question.key.entity for question in found if question.level != 1} == {"eel"}
    assert keys(chosen(patterns=["term"], levels=[2], entities=["eel"])) == ["dog#term", "eel#term", "fox#term"]


@pytest.mark.parametrize("condition", [{"patterns": ["term"]}, {"kinds": ["basic"]}, {"levels": [2]}])
def test_each_condition_has_to_hold(condition: dict[str, object]) -> None:
    conditions = {"patterns": ["term", "term-choice", "definition"], "kinds": ["basic", "choice"], "levels": [1, 2]}
    found = chosen(**conditions | condition)
    assert found and set(keys(found)) == set(keys(chosen(**conditions))) & set(keys(chosen(**condition)))


@pytest.mark.parametrize(
    ("levels", "entities", "shown"),
    [
        ([], [], "cat dog eel"),
        ([1], [], "cat"),
        ([1, 2], [], "cat dog"),
        ([1], ["eel"], "cat eel"),
        ([3], ["cat", "dog"], "cat dog eel"),
    ],
)
def test_what_the_study_guide_shows(levels: list[int], entities: list[str], shown: str) -> None:
    made = recipe(levels=levels, entities=entities)
    assert [name for name in ("cat", "dog", "eel") if is_shown(base().entity(name), made)] == shown.split()


# --- angles -----------------------------------------------------------------------------------------------------------

PREFERRED = ["term", "definition", "term-choice", "definition-choice"]


def test_one_angle_is_the_recipes_first_pattern() -> None:
    assert about("cat#definition", patterns=PREFERRED, angles=1) == ["term"]
    assert about("cat#definition", patterns=PREFERRED[::-1], angles=1) == ["definition-choice"]


def test_a_second_angle_is_of_another_kind() -> None:
    """Though the recipe prefers another pattern of the same kind."""
    assert set(about("cat#definition", patterns=PREFERRED, angles=2)) == {"term", "term-choice"}
    mixed = ["definition-choice", "term-choice", "definition", "term"]
    assert set(about("cat#definition", patterns=mixed, angles=2)) == {"definition-choice", "definition"}


def test_a_third_angle_is_by_preference_once_every_kind_is_there() -> None:
    assert set(about("cat#definition", patterns=PREFERRED, angles=3)) == {"term", "term-choice", "definition"}
    turned = ["definition", "term", "term-choice", "definition-choice"]
    assert set(about("cat#definition", patterns=turned, angles=2)) == {"definition", "term-choice"}


def test_more_angles_than_there_are_patterns() -> None:
    assert keys(chosen(patterns=PREFERRED, angles=9)) == keys(chosen(patterns=PREFERRED))


def test_the_order_given_stays() -> None:
    found = chosen(patterns=PREFERRED, angles=2)
    assert keys(found) == [str(question.key) for question in asked() if question in found]


def test_a_question_that_several_facts_ask_is_there_if_one_of_them_chose_it() -> None:
    """A list of members asks each edge; each edge alone is asked by its parent too."""
    found = chosen(patterns=["parent", "members"], angles=1)
    assert {question.key.pattern for question in found} == {"parent"}
    found = chosen(patterns=["members", "parent"], angles=1)
    assert {question.key.pattern for question in found} == {"members"}


def test_what_learners_have_stays() -> None:
    """It takes the place of what would be preferred, and is there even if there are more of it than angles."""
    had = frozenset({Key("cat", "definition-choice")})
    assert about("cat#definition", patterns=PREFERRED, angles=1, released=had) == ["definition-choice"]
    assert set(about("cat#definition", patterns=PREFERRED, angles=2, released=had)) == {"definition-choice", "term"}
    both = had | {Key("cat", "definition"), Key("cat", "term-choice")}
    kept = {"definition-choice", "definition", "term-choice"}
    assert set(about("cat#definition", patterns=PREFERRED, angles=1, released=both)) == kept
    assert set(about("cat#definition", patterns=PREFERRED, angles=3, released=both)) == kept
    assert about("dog#definition", patterns=PREFERRED, angles=1, released=both) == ["term"]


def test_what_learners_have_is_one_angle_and_no_more() -> None:
    turned = ["definition-choice", "definition", "term"]
    had = frozenset({Key("cat", "definition-choice")})
    assert set(about("cat#definition", patterns=turned, angles=3, released=had)) == set(turned)


@pytest.mark.parametrize("narrow", [{"patterns": ["term"]}, {"kinds": ["typed"]}, {"levels": [3]}, {"angles": 1}])
def test_what_learners_have_stays_whatever_the_recipe_says(narrow: dict[str, object]) -> None:
    had = frozenset({Key("cat", "definition")})
    assert "definition" in about("cat#definition", released=had, **narrow)
    if "angles" not in narrow:
        assert "definition" not in about("cat#definition", **narrow)


def test_a_new_fact_changes_nothing_of_the_others() -> None:
    without_eel = [question for question in asked() if not any("eel" in fact for fact in question.facts)]
    made = recipe(patterns=PREFERRED, angles=2)
    assert [key for key in keys(select(asked(), made, base())) if not key.startswith("eel#")] == keys(
        select(without_eel, made, base())
    )


def test_without_named_patterns_recall_comes_before_recognition() -> None:
    """It is the same in every build."""
    first = select(asked(), recipe(angles=1), base())
    assert set(keys(first)) == set(keys(select(asked()[::-1], recipe(angles=1), base())))
    assert about("cat#definition", angles=1) == ["definition"]
