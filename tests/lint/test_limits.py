"""Each rule of a single question on both sides of its limit: what is just allowed, what is too much, how severe."""

from __future__ import annotations

from typing import Any

import pytest

from qgen.content.blocks import (
    Blank,
    Blocks,
    Bullets,
    Code,
    CodeBlank,
    CodeBlock,
    Emphasis,
    Str,
    Strong,
    paragraph,
    text,
)
from qgen.knowledge.factbase import FactBase
from qgen.knowledge.loading import read_knowledge
from qgen.lint import lint
from qgen.questions.bodies import Choice, Cloze, FollowUp, InterviewAnswer, Option, Recall, TrueFalse, Typed
from qgen.questions.model import Question
from tests.lint.test_rules import BASE, asked, choice, cloze


@pytest.fixture(scope="module")
def base() -> FactBase:
    more = "  - {id: cnn-map, name: Map, root: {concept: cnn, children: [deep]}, sources: [{id: book}]}\n"
    deep = "  - {id: deep, term: {ko: 깊은 신경망, en: Deeper Thing}, sources: [{id: book}]}\nhyperparameters:\n"
    twins = (
        "  - {id: mouse, term: Mouse, sources: [{id: book}]}\n"
        "  - {id: device, term: Mouse, aliases: [Pointer], sources: [{id: book}]}\n"
    )
    knowledge, _ = read_knowledge({"base.yaml": (BASE.replace("hyperparameters:\n", twins + deep) + more).encode()})
    return FactBase(knowledge)


def told(base: FactBase, question: Question) -> dict[str, list[tuple[str, str]]]:
    """Rule -> severity and message of each finding in a question."""
    found: dict[str, list[tuple[str, str]]] = {}
    for finding in lint(base, "en", [question]).findings:
        if finding.key == question.key:
            found.setdefault(finding.rule, []).append((finding.severity, finding.message))
    return found


def severities(base: FactBase, question: Question, rule: str) -> list[str]:
    return [severity for severity, _ in told(base, question).get(rule, [])]


def listed(count: int) -> Blocks:
    return (Bullets(tuple(paragraph(text(f"item {number}")) for number in range(count))),)


def option(content: Any, correct: bool = False) -> Option:
    return Option(content if isinstance(content, tuple) else paragraph(text(content)), correct, ())


# --- answers to recall ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "sentences"),
    [
        ("It is one thing.", 0),
        ("It is one thing. It is another", 2),
        ("It is one. It is two. It is three.", 3),
        ("Is it? It is", 2),
        ("It is! It is", 2),
        ("그것이다。 저것이다", 2),
        ("하나이다.  둘이다", 2),
        ("a thing (of one kind). Another", 2),
        ("It costs 1. Then 2", 0),  # what ends in a digit or a capital is rather a number or a name
        ("by A. Author", 0),
        ("e.g", 0),
        ("one; two", 0),
        ("x. ", 0),
    ],
)
def test_c01_counts_sentences(base: FactBase, answer: str, sentences: int) -> None:
    expected = [("warning", f"the answer has {sentences} sentences")] if sentences else []
    for body in (Recall(paragraph(text(answer))), Typed(paragraph(text(answer)), "x")):
        assert told(base, asked("What is it?", body)).get("C01", []) == expected
    options = (option(answer, True), option("another one here"))
    assert not severities(base, asked("What is it?", Choice(options)), "C01")


def test_c01_looks_at_each_paragraph_alone(base: FactBase) -> None:
    one, two = paragraph(text("It is one.")), paragraph(text("It is two. It is three."))
    assert not severities(base, asked("What is it?", (*one, *one)), "C01")
    assert told(base, asked("What is it?", (*one, *two, *one)))["C01"] == [("warning", "the answer has 2 sentences")]
    assert not severities(base, asked("What is it?", (Bullets((two,)),)), "C01")


@pytest.mark.parametrize(
    ("count", "found"), [(0, []), (1, []), (3, []), (4, ["warning"]), (5, ["warning"]), (6, ["error"]), (9, ["error"])]
)
def test_c02_lists_of_more_than_three_and_more_than_five(base: FactBase, count: int, found: list[str]) -> None:
    for answer in (Recall(listed(count)), Typed(listed(count), "x"), Recall((*listed(1), *listed(count), *listed(2)))):
        assert severities(base, asked("What are they?", answer), "C02") == found
    if found:
        assert told(base, asked("What are they?", listed(count)))["C02"][0][1] == f"the answer lists {count} things"
    assert not severities(base, asked("What are they?", Cloze(listed(count))), "C02")


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("word " * 25, None),
        ("word " * 26, "the answer has 26 words"),
        ("가" * 80, None),
        ("가" * 81, "the answer has 81 syllables"),
        ("가 " * 80, None),  # words do not count beside syllables
        ("word " * 30 + "가", None),
        ("word " * 30 + "가" * 81, "the answer has 81 syllables"),
    ],
)
def test_c03_twenty_five_words_or_eighty_syllables(base: FactBase, answer: str, message: str | None) -> None:
    expected = [("warning", message)] if message else []
    for body in (Recall(paragraph(text(answer))), Typed(paragraph(text(answer)), "x")):
        assert told(base, asked("What is it?", body)).get("C03", []) == expected
    assert not severities(base, asked("What is it?", Cloze(paragraph(text(answer)))), "C03")
    assert not severities(base, asked("What is it?", (Bullets((paragraph(text(answer)),)),)), "C03")


def test_c03_counts_all_paragraphs_together(base: FactBase) -> None:
    half = paragraph(text("word " * 13))
    assert told(base, asked("What is it?", (*half, *half)))["C03"] == [("warning", "the answer has 26 words")]


def test_i01_names_each_part_that_is_missing(base: FactBase) -> None:
    short, point, more = paragraph(text("it is")), (text("a point"),), (FollowUp(text("And?"), ()),)
    for body, missing in [
        (InterviewAnswer(short, point, (), more, ()), []),
        (InterviewAnswer((), point, (), more, ()), ["there is no short answer"]),
        (InterviewAnswer(short, (), (), more, ()), ["there are no key points"]),
        (InterviewAnswer(short, point, (), (), ()), ["there is no follow-up"]),
    ]:
        assert [message for _, message in told(base, asked("Tell me.", body)).get("I01", [])] == missing
    assert severities(base, asked("Tell me.", InterviewAnswer((), (), (), (), ())), "I01") == ["warning"] * 3
    assert not severities(base, asked("Tell me.", "it is"), "I01")


# --- options ----------------------------------------------------------------------------------------------------------

FOUR = ("a red house", "a blue house", "a green one", "a white house")


@pytest.mark.parametrize(("right", "found"), [(0, ["error"]), (1, []), (2, ["error"]), (4, ["error"])])
def test_m01_one_option_is_right(base: FactBase, right: int, found: list[str]) -> None:
    options = tuple(option(words, place < right) for place, words in enumerate(FOUR))
    question = asked("Which is it?", Choice(options))
    assert severities(base, question, "M01") == found
    assert not found or told(base, question)["M01"] == [("error", f"{right} options are right")]
    assert not severities(base, asked("True or false?", TrueFalse(True, ())), "M01")


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Ｘ house", "x  HOUSE", 1),
        ("CNN", "Convolutional Network", 1),
        ("CNN", "합성곱 신경망", 1),
        ("CNN", "Tree", 0),
        ("red", "blue", 0),
    ],
)
def test_m02_the_same_in_other_letters_or_by_another_name(base: FactBase, one: str, other: str, found: int) -> None:
    for wrong in ([other, "an owl", "an eel"], ["an owl", "an eel", other]):
        assert severities(base, choice(one, *wrong), "M02") == ["error"] * found


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        ("pooling", "max pooling", "one stands in the other"),
        ("max pooling", "pooling", "one stands in the other"),
        ("pooling", "pooling", None),  # that is another rule's
        ("CNN", "Neural Network", "one is a kind of the other"),
        ("Neural Network", "CNN", "one is a kind of the other"),
        ("Neural Network", "Deeper Thing", "one is a kind of the other"),  # of two levels below
        ("CNN", "Convolutional Network", None),
        ("Tree", "CNN", None),
        ("0.1–0.5", "0.4–0.9", "overlap"),
        ("0.4–0.9", "0.1–0.5", "overlap"),
        ("0.1–0.9", "0.3–0.5", "overlap"),
        ("0.1~0.5", "0.4 ~ 0.9", "overlap"),
        ("1 to 5", "4–9", "overlap"),
        ("0.1–0.5", "0.5–0.9", None),  # ranges may touch
        ("0.5–0.9", "0.1–0.5", None),
        ("0.1–0.2", "0.5–0.9", None),
        ("0.1–0.5", "0.3", None),
        ("a–z", "b–y", None),
        ("0.1–", "0.2–0.3", None),
        ("–0.1", "0.0–0.3", None),
    ],
)
def test_m03_what_holds_another_is_a_kind_of_it_or_overlaps(
    base: FactBase, one: str, other: str, message: str | None
) -> None:
    found = told(base, choice(one, other, "some owl", "an eel")).get("M03", [])
    assert [severity for severity, _ in found] == (["error"] if message else [])
    assert not message or message in found[0][1]


CATCH_ALL = (
    "all of the above|none of the above|both of the above|all of these|none of these"
    "|모두 정답|위의 모두|위 모두|정답 없음|해당 없음|모두 해당|모두 맞다|답이 없다"
)


@pytest.mark.parametrize("phrase", CATCH_ALL.split("|"))
def test_m04_knows_each_catch_all(base: FactBase, phrase: str) -> None:
    for words in (phrase, phrase.upper(), f"{phrase}."):
        assert severities(base, choice("one thing", "two owls", "six eels", words), "M04") == ["error"]
        assert severities(base, choice(words, "two owls", "six eels", "one thing"), "M04") == ["error"]
    assert not severities(base, choice("one thing", "two owls", "six eels", "the above"), "M04")


@pytest.mark.parametrize(
    ("right", "wrong", "found"),
    [
        (5, (4, 4, 4), ["warning"]),  # 1.25 times
        (6, (5, 5, 5), []),  # 1.2 times
        (6, (4, 4, 4), ["error"]),  # 1.5 times
        (29, (20, 20, 20), ["warning"]),
        (10, (10, 2, 2), []),  # another one is as long
        (10, (11, 2, 2), []),
        (10, (9, 6, 6), ["warning"]),  # of the average, not of the longest
        (11, (9, 6, 6), ["error"]),
    ],
)
def test_m05_by_how_much_the_right_option_is_longer(
    base: FactBase, right: int, wrong: tuple[int, ...], found: list[str]
) -> None:
    letters = iter("bcdef")
    question = choice("a" * right, *(next(letters) * length for length in wrong))
    assert severities(base, question, "M05") == found
    assert not found or f"{right / (sum(wrong) / len(wrong)):.2f} times" in told(base, question)["M05"][0][1]


def test_m05_counts_cells_and_needs_one_right_option_and_a_wrong_one(base: FactBase) -> None:
    assert severities(base, choice("가나다", "abcd", "efgh", "ijkl"), "M05") == ["error"]
    assert not severities(base, asked("Which?", Choice((option("aaaaaaaa", True),))), "M05")
    assert not severities(base, asked("Which?", Choice((option("aaaaaaaa"), option("b")))), "M05")
    assert not severities(
        base, asked("Which?", Choice((option("aaaaaaaa", True), option("bbbbbbbb", True), option("c")))), "M05"
    )


@pytest.mark.parametrize(
    ("lengths", "found"),
    [
        ((9, 9, 18), False),
        ((9, 9, 19), True),
        ((8, 8, 17), True),
        ((7, 7, 15), False),
        ((4, 4, 12), False),
        ((4, 4, 13), True),
        ((19, 9, 9), True),
    ],
)
def test_m06_twice_as_long_and_by_more_than_eight(base: FactBase, lengths: tuple[int, ...], found: bool) -> None:
    right, *wrong = (letter * length for letter, length in zip("abc", lengths, strict=True))
    question = choice(right, *wrong)
    assert severities(base, question, "M06") == (["warning"] if found else [])
    if found:
        assert (
            told(base, question)["M06"][0][1]
            == f"the longest option takes {max(lengths)} cells, the shortest {min(lengths)}"
        )
    assert not severities(base, asked("Which?", "it"), "M06")


def test_m09_names_what_is_mixed(base: FactBase) -> None:
    code, words, block = paragraph((Code("x"),)), paragraph(text("an owl")), (CodeBlock("y", "python"),)
    more = listed(2)
    for contents, message in [
        ((code, block, paragraph((Code("z"),))), None),
        ((code, words), "the options mix code and text"),
        ((block, words), "the options mix code and text"),
        ((words, more), "the options mix blocks and text"),
        ((more, listed(3)), None),
        ((words, paragraph((Str("z "), Code("z")))), None),
    ]:
        options = tuple(option(content, place == 0) for place, content in enumerate(contents))
        found = told(base, asked("Which?", Choice(options))).get("M09", [])
        assert found == ([("warning", message)] if message else [])


def test_m09_looks_at_what_a_name_is_of(base: FactBase) -> None:
    mixed = told(base, choice("CNN", "Tree", "Learning Rate", "Loner"))["M09"]
    assert mixed == [("warning", "the options mix a concept and a hyperparameter")]
    assert not severities(base, choice("CNN", "Tree", "an owl", "Loner"), "M09")
    assert not severities(base, choice("lr", "an owl", "an eel", "a cat"), "M09")


ABSOLUTE = "항상 절대 절대로 반드시 무조건 언제나 결코 always never must only every all none"
VAGUE = "보통 가끔 대개 때때로 흔히 대체로 usually sometimes often generally may might typically"


@pytest.mark.parametrize(
    ("name", "word"), [("absolute", word) for word in ABSOLUTE.split()] + [("vague", word) for word in VAGUE.split()]
)
def test_m12_knows_each_word(base: FactBase, name: str, word: str) -> None:
    wrong = ("it walks slow", "it climbs up", "it sleeps in")
    message = f"only the right option has the {name} word “{word}”"
    assert told(base, choice(f"it {word} runs", *wrong))["M12"] == [("warning", message)]
    assert not severities(base, choice("it runs away", f"it {word} walks", *wrong[1:]), "M12")


def test_m12_is_silent_if_a_wrong_option_has_such_a_word_too(base: FactBase) -> None:
    assert not severities(base, choice("it always runs", "it always walks", "it climbs up", "it sleeps in"), "M12")
    assert not severities(base, choice("it always runs", "it never walks", "it climbs up", "it sleeps in"), "M12")
    assert severities(base, choice("it always runs", "it often walks", "it climbs up", "it sleeps in"), "M12") == [
        "warning"
    ]
    assert not severities(base, asked("Which?", Choice((option("always", True),))), "M12")


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ("1 2 10 20", False),
        ("1 10 2 20", True),
        ("0.1 0.09 1 2", True),
        ("1e-3 0.01 0.1 1", False),
        ("2 1 x 0", False),
        ("-1 0 1 2", False),
        ("0 -1 1 2", True),
    ],
)
def test_m13_numbers_ascend_by_value(base: FactBase, numbers: str, found: bool) -> None:
    assert severities(base, choice(*numbers.split()), "M13") == (["warning"] if found else [])


# --- stems ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stem", "answer", "found"),
    [
        ("Which tree splits?", "tree", "the answer “tree” stands in the question"),
        ("Which CNN is it?", "합성곱 신경망", "“cnn”, which is “합성곱 신경망”, stands in the question"),
        (
            "What is a convolutional network for?",
            "CNN (the one)",
            "“convolutional network”, which is “CNN (the one)”, stands in the question",
        ),
        ("Which treetop is it?", "tree", None),
        ("Which pointer is it?", "Mouse", None),  # two concepts are called so: neither is meant for sure
        ("Which is it?", "tree", None),
    ],
)
def test_m07_by_every_name_of_the_answer(base: FactBase, stem: str, answer: str, found: str | None) -> None:
    expected = [("error", found)] if found else []
    for body in (
        Recall(paragraph(text(answer))),
        Typed(paragraph(text(answer)), answer),
        Choice((option(answer, True), option("an owl"))),
    ):
        assert told(base, asked(stem, body)).get("M07", []) == expected
    assert not severities(base, asked(stem, Cloze(paragraph(text(answer)))), "M07")
    assert not severities(base, asked(stem, answer, pattern="which-of-two"), "M07")  # its stem names the answers


def test_m07_looks_at_the_first_line_of_the_answer(base: FactBase) -> None:
    lines = (*paragraph(text("an owl")), *paragraph(text("tree")))
    assert not severities(base, asked("Which tree splits?", lines), "M07")
    assert severities(base, asked("Which tree splits?", lines[::-1]), "M07") == ["error"]


@pytest.mark.parametrize(
    ("stem", "right", "wrong", "word"),
    [
        ("Which has a filter?", "filter bank", "deep house", "filter"),
        ("Which filters?", "filtering bank", "deep house", "filter"),
        ("Which has a filter?", "filter bank", "filter house", None),  # a wrong one has it too
        ("Which has a filter?", "filter bank", "filtered house", None),
        ("Which has an owl?", "owl house", "deep house", None),  # a short word is no clue
        ("Which has zeal and filter?", "zeal filter", "deep house", "filter"),
    ],
)
def test_m07_a_word_that_only_the_right_option_shares_is_a_warning(
    base: FactBase, stem: str, right: str, wrong: str, word: str | None
) -> None:
    message = f"“{word}” stands in the question and in the right option only"
    options = (option(right, True), option(wrong), option("open book"))
    assert told(base, asked(stem, Choice(options))).get("M07", []) == ([("warning", message)] if word else [])
    assert not severities(base, asked(stem, right), "M07") or right == "owl house"


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("", "은 무엇이다", True),
        ("", "는 손실", True),
        ("", "를", True),
        ("", "은(는) 손실", False),
        ("", "(으)로 간다", False),
        ("", "의 값", False),  # it never changes
        ("", " 는", False),
        ("", "라면집", False),
        ("It is a ", " thing", True),
        ("It is an ", " thing", True),
        ("It is a", "", True),
        ("It is the ", " thing", False),
        ("It is data ", " thing", False),
        ("a thing ", " here", False),
        ("", " is a thing", False),
    ],
)
def test_m08_what_stands_beside_a_blank(base: FactBase, before: str, after: str, found: bool) -> None:
    blank = Blank("b", text("함수"))
    inline = tuple(part for part in (Str(before) if before else None, blank, Str(after) if after else None) if part)
    question = asked((*paragraph(text("Fill in.")), *paragraph(inline)), Cloze(paragraph(text("함수"))))
    assert severities(base, question, "M08") == (["error"] if found else [])


def test_m08_names_the_particle_and_looks_right_beside_the_blank_only(base: FactBase) -> None:
    one, two = Blank("a", text("하나")), Blank("b", text("둘"))
    assert told(base, cloze(one, Str("는 손실을 줄인다")))["M08"] == [
        ("error", "“는” behind a blank tells how the answer ends")
    ]
    assert told(base, cloze(Str("It is an "), one))["M08"] == [
        ("error", "“an” before a blank tells how the answer begins")
    ]
    assert not severities(base, cloze(Str("는 a "), Strong(text("x")), one, Strong(text("y")), Str("은 z")), "M08")
    assert severities(base, cloze(one, Str("은(는) "), two, Str("를 쓴다")), "M08") == ["error"]
    assert (
        severities(
            base, asked((Bullets((paragraph((one, Str("는 x"))), paragraph((two, Str("를"))))),), Cloze(())), "M08"
        )
        == ["error"] * 2
    )


@pytest.mark.parametrize("word", ["not", "except", "never", "NOT", "않는", "아닌", "없는", "틀린", "잘못된"])
def test_m10_knows_each_negation(base: FactBase, word: str) -> None:
    assert told(base, choice(*FOUR, stem=f"Which is {word} one?"))["M10"] == [("warning", f"“{word}” is not set off")]
    for marked in (Strong(text(word)), Emphasis(text(word))):
        stem = paragraph((Str("Which is "), marked, Str(" one?")))
        assert not severities(base, asked(stem, Choice((option("a", True), option("b")))), "M10")
    assert not severities(base, asked(f"Which is {word} one?", "it"), "M10")


def test_m10_knows_whole_words_in_the_first_paragraph(base: FactBase) -> None:
    assert not severities(base, choice(*FOUR, stem="Which is a knot?"), "M10")
    assert not severities(base, choice(*FOUR, stem="Which has notes, exceptions?"), "M10")
    options = Choice((option("a", True), option("b")))
    assert not severities(base, asked((*paragraph(text("Which?")), *paragraph(text("It is not."))), options), "M10")
    assert not severities(base, asked((CodeBlock("x is not None", "python"),), options), "M10")
    assert not severities(base, asked((), options), "M10")


@pytest.mark.parametrize(
    "stem", ["What is it?", "무엇인가요？", "Say what it is.", "말하세요。", "It is:", "What? Say"]
)
def test_m16_a_question_or_a_request(base: FactBase, stem: str) -> None:
    assert not severities(base, asked(stem, "deep"), "M16")


@pytest.mark.parametrize("stem", ["The tree is", "The tree is …", "The tree. is", "A: b"])
def test_m16_a_stem_that_asks_nothing(base: FactBase, stem: str) -> None:
    assert told(base, asked(stem, "deep"))["M16"] == [("warning", f"“{stem}” asks nothing by itself")]
    assert severities(base, asked((*paragraph(text(stem)), *paragraph(text("What is it?"))), "deep"), "M16") == [
        "warning"
    ]
    assert not severities(base, asked(stem, Cloze(())), "M16")


def test_m16_a_stem_without_words(base: FactBase) -> None:
    assert severities(base, asked((CodeBlock("What?", "python"),), "deep"), "M16") == ["warning"]
    assert not severities(base, asked((), "deep"), "M16")


@pytest.mark.parametrize(
    ("hidden", "beside", "found"),
    [
        ("CNN", " is a Convolutional Network.", "“convolutional network” is hidden as `b` and shown beside it"),
        ("filters", " and more filters", "“filters” is hidden as `b` and shown beside it"),
        ("Filters", " and more FILTERS", "“filters” is hidden as `b` and shown beside it"),
        ("filters", " and more", None),
        ("CNN", " is a Tree.", None),
    ],
)
def test_c07_by_every_name_of_what_is_hidden(base: FactBase, hidden: str, beside: str, found: str | None) -> None:
    assert told(base, cloze(Blank("b", text(hidden)), Str(beside))).get("C07", []) == (
        [("error", found)] if found else []
    )


def test_c07_other_blanks_are_open_on_the_card(base: FactBase) -> None:
    one, other = Blank("a", text("filters")), Blank("b", text("filters"))
    assert severities(base, cloze(one, Str(" and "), other), "C07") == ["error", "error"]
    assert severities(base, cloze(one, Str(" and "), Blank("b", text("layers"))), "C07") == []
    names = cloze(Blank("b", text("CNN")), Str(" is a Convolutional Network or CNN."))
    assert len(severities(base, names, "C07")) == 1, "one name is enough"


def test_c07_code_that_uses_the_hidden_name_again(base: FactBase) -> None:
    code = "rate = 1\nstep(rate)\n"
    again, once = (
        CodeBlock(code, "python", (CodeBlank("r", 0, 4),)),
        CodeBlock(code, "python", (CodeBlank("s", 9, 13),)),
    )
    assert told(base, asked((again,), Cloze(())))["C07"] == [("error", "“rate” is hidden as `r` and shown beside it")]
    assert not severities(base, asked((once,), Cloze(())), "C07")
