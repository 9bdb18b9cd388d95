"""The linter: each rule finds the flaw that it is for, and nothing in what is sound; errors keep a question out."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from qgen.content.blocks import Blank, Blocks, Bullets, Str, paragraph, text
from qgen.diagnostics.problems import Span
from qgen.knowledge.factbase import FactBase
from qgen.knowledge.loading import read_knowledge
from qgen.lint import lint, lint_deck, rules
from qgen.questions.bodies import Body, Choice, Cloze, FollowUp, InterviewAnswer, Option, Recall, TrueFalse
from qgen.questions.model import Key, Question
from tests.conftest import Project

BASE = """\
sources: [{id: book, title: Book, type: book}]
concepts:
  - id: net
    term: {ko: 신경망, en: Neural Network}
    definition: {ko: 층을 쌓은 것, en: layers on layers}
    sources: [{id: book}]
  - id: cnn
    term: {ko: 합성곱 신경망, en: Convolutional Network}
    aliases: [CNN]
    definition: {ko: 필터를 쓰는 것, en: it uses filters}
    sources: [{id: book}]
  - id: tree
    term: {ko: 트리, en: Tree}
    definition: {ko: 질문으로 가르는 것, en: it splits by questions}
    sources: [{id: book}]
  - {id: lonely, term: {ko: 외톨이, en: Loner}, sources: [{id: book}]}
hyperparameters:
  - {id: rate, term: {ko: 학습률, en: Learning Rate}, code_name: lr, sources: [{id: book}]}
taxonomies:
  - {id: map, name: Map, root: {concept: net, children: [cnn]}, sources: [{id: book}]}
"""


@pytest.fixture(scope="module")
def base() -> FactBase:
    knowledge, problems = read_knowledge({"base.yaml": BASE.encode()})
    assert not problems
    return FactBase(knowledge)


def asked(stem: str | Blocks, answer: str | Blocks | Body = "the answer", pattern: str = "definition") -> Question:
    stem, answer = (paragraph(text(one)) if isinstance(one, str) else one for one in (stem, answer))
    return Question(
        key=Key("tree", pattern),
        language="en",
        bloom="remember",
        stem=stem,
        body=Recall(answer) if isinstance(answer, tuple) else answer,
        facts=("tree#definition",),
        span=Span("base.yaml", 1, 1, 1, 2),
        level=1,
        label="",
    )


def choice(right: str, *wrong: str, stem: str = "Which is it?") -> Question:
    options = (Option(paragraph(text(right)), True, ()), *(Option(paragraph(text(one)), False, ()) for one in wrong))
    return asked(stem, Choice(options))


def cloze(*inline: Any) -> Question:
    return asked(paragraph(inline), Cloze(paragraph(text("the answer"))))


def statement(true: bool) -> Question:
    return asked("True or false?", TrueFalse(true, paragraph(text(str(true)))))


SHORT = paragraph(text("the answer"))

SOUND = [
    choice("a red house", "a blue house", "a green one", "a white house"),
    choice("0.1", "0.5", "0.9", "1.0"),
    asked("What splits by questions?", "a Tree"),
    cloze(Str("It is "), Blank("b", text("narrow")), Str(" and deep.")),
    cloze(Blank("b", text("신경망")), Str("을(를) 쓴다.")),
    asked("How do they differ: CNN or tree?", "CNN", pattern="which-of-two"),
]

FLAWED = [
    (
        "M01",
        asked("Which is it?", Choice(tuple(replace(one, correct=True) for one in choice("a", "b", "c", "d").options))),
    ),
    ("M02", choice("ＣＮＮ", "cnn", "Tree", "Loner")),
    ("M02", choice("CNN", "Convolutional Network", "Tree", "Loner")),
    ("M03", choice("Neural Network", "CNN", "Tree", "Loner")),
    ("M03", choice("regularisation", "L1 regularisation", "pooling layer", "momentum term")),
    ("M03", choice("0.1–0.5", "0.2–0.3", "0.6–0.7", "0.8–0.9")),
    ("M04", choice("one thing", "two things", "six things", "All of the above")),
    ("M04", choice("하나이다", "둘이다", "셋이다", "위의 모두")),
    ("M05", choice("a very long right option indeed", "a shorter one", "another one", "the last one")),
    ("M06", choice("abcdefghij", "a", "bcdefghijk", "cdefghijkl")),
    ("M07", asked("Which tree splits?", "tree")),
    ("M07", asked("CNN은 무엇인가요?", "합성곱 신경망")),
    ("M07", asked("What is a convolutional network for?", "CNN")),
    ("M07", choice("filter bank", "deep house", "wide street", "open book", stem="Which has a filter?")),
    ("M08", cloze(Blank("b", text("함수")), Str("를 쓴다."))),
    ("M08", cloze(Str("It is an "), Blank("b", text("apple")), Str("."))),
    ("M09", choice("CNN", "Tree", "Loner", "Learning Rate")),
    ("M10", choice("aa", "bb", "cc", "dd", stem="Which is not one?")),
    ("M10", choice("aa", "bb", "cc", "dd", stem="여기에 속하지 않는 것은 무엇인가요?")),
    ("M12", choice("it always helps", "it hinders us", "it does harm", "it is nothing")),
    ("M12", choice("보통 빠르다", "아주 느리다", "매우 작다", "몹시 크다")),
    ("M13", choice("0.5", "0.1", "0.9", "1.0")),
    ("M16", asked("The tree is", "deep")),
    ("C01", asked("What is it?", "It is one thing. It is another.")),
    ("C02", asked("What are they?", (Bullets(tuple(paragraph(text(one)) for one in "abcd")),))),
    ("C02", asked("What are they?", (Bullets(tuple(paragraph(text(one)) for one in "abcdef")),))),
    ("C03", asked("What is it?", "word " * 26)),
    ("C03", asked("무엇인가요?", "가나다라 " * 21)),
    ("C07", cloze(Blank("b", text("CNN")), Str(" is a Convolutional Network."))),
    ("C07", cloze(Blank("b", text("filters")), Str(" and more filters"))),
    ("I01", asked("Tell me.", InterviewAnswer(SHORT, follow_ups=(FollowUp(text("And?"), ()),)))),
    ("I01", asked("Tell me.", InterviewAnswer(SHORT, key_points=(text("a point"),)))),
]
ERRORS = {"M01", "M02", "M03", "M04", "M07", "M08", "C07"}


def found(base: FactBase, question: Question, language: str = "en") -> set[str]:
    return {finding.rule for finding in lint(base, language, [question]).findings if finding.key == question.key}


@pytest.mark.parametrize("question", SOUND)
def test_nothing_is_found_in_a_sound_question(base: FactBase, question: Question) -> None:
    assert found(base, question) == set()


@pytest.mark.parametrize(("rule", "question"), FLAWED)
def test_a_flaw_is_found_by_its_rule(base: FactBase, rule: str, question: Question) -> None:
    assert rule in found(base, question)


@pytest.mark.parametrize(("rule", "question"), FLAWED)
def test_an_error_keeps_the_question_out_and_a_warning_does_not(base: FactBase, rule: str, question: Question) -> None:
    linted = lint(base, "en", [question])
    severities = {finding.severity for finding in linted.findings if finding.key == question.key}
    assert (linted.questions == ()) == ("error" in severities)
    assert rule not in ERRORS or rule == "M07" or "error" in severities


def test_two_cards_with_one_front_and_two_answers_are_both_kept_out(base: FactBase) -> None:
    one, other = asked("What is it?", "this"), replace(asked("What is it?", "that"), key=Key("cnn", "definition"))
    linted = lint(base, "en", [one, other])
    assert [finding.rule for finding in linted.findings if finding.severity == "error"] == ["C04", "C04"]
    assert linted.questions == ()


def test_what_is_asked_too_little_is_told_at_its_entity(base: FactBase) -> None:
    findings = lint(base, "en", [asked("What splits by questions?", "it")]).findings
    assert {finding.entity for finding in findings if finding.rule == "C09"} >= {"lonely", "tree"}
    assert {finding.entity for finding in findings if finding.rule == "C11"} >= {"tree", "net"}


# Decks.


def at(place: int, number: int) -> Question:
    texts = [f"option {letter}" for letter in "abcd"]
    options = tuple(Option(paragraph(text(one)), index == place, ()) for index, one in enumerate(texts))
    return replace(asked("Which is it?", Choice(options)), key=Key("tree", "definition", str(number)))


def test_a_position_that_is_right_too_often_is_found(base: FactBase) -> None:
    even = [at(number % 4, number) for number in range(80)]
    uneven = [at(0 if number % 2 else number % 4, number) for number in range(80)]
    assert "M14" not in {finding.rule for finding in lint_deck(base, "en", even)}
    assert "M14" in {finding.rule for finding in lint_deck(base, "en", uneven)}


def test_a_deck_whose_longest_options_are_right_is_found(base: FactBase) -> None:
    telling = [choice("one more letter here", "one more letter", "one more lette", "one more lett") for _ in range(40)]
    assert "M05" in {finding.rule for finding in lint_deck(base, "en", telling)}


def test_too_many_true_statements_are_found(base: FactBase) -> None:
    statements = [statement(number % 10 != 0) for number in range(60)]
    assert "M15" in {finding.rule for finding in lint_deck(base, "en", statements)}
    assert not lint_deck(base, "en", [statement(number % 2 == 0) for number in range(60)])


def test_a_card_that_tells_the_next_is_found(base: FactBase) -> None:
    asked_for, telling = (
        asked("What splits by questions?", "Tree"),
        asked("What is meant by the term Tree?", "something"),
    )
    assert {finding.rule for finding in lint_deck(base, "en", [telling, asked_for])} == {"M18"}
    others = [replace(asked(f"What is number {number}?"), facts=("cnn#definition",)) for number in range(2)]
    assert not lint_deck(base, "en", [telling, *others, asked_for])


# What an author sees.

LEAK = "definition: {ko: 야옹 하고 우는 고양이, en: a cat that meows}"


def test_the_author_is_told_what_was_left_out_and_the_rest_is_built(small: Project) -> None:
    small.replace("source/zoo.yaml", "definition: {ko: 야옹 하고 우는 동물, en: a thing that meows}", LEAK)
    run = small.qgen("build", "--format", "json")
    assert run.status == 0
    assert (
        "warning[M07]: `cat#term` (ko): the answer “고양이” stands in the question" in run.err and "left out" in run.err
    )
    assert "source/zoo.yaml:7:9" in run.err and "qgen explain M07" in run.err
    keys = [question["key"] for question in json.loads(small.out()["zoo.en.questions.json"])["questions"]]
    assert "cat#term" not in keys and "dog#term" in keys


def test_a_warning_is_allowed_beside_its_entity_with_a_reason(small: Project) -> None:
    small.replace(
        "source/zoo.yaml",
        "definition: {ko: 멍멍 하고 짖는 동물, en: a thing that barks}",
        "definition: {ko: 짖는다. 문다., en: It barks. It bites.}",
    )
    assert "warning[C01]" in small.qgen("check").err
    small.replace(
        "source/zoo.yaml", "term: {ko: 개, en: Dog}", "term: {ko: 개, en: Dog}\n    allow: {C01: both belong together}"
    )
    assert "C01" not in small.qgen("check").err


def test_an_allowance_has_to_name_a_rule_and_to_be_needed(small: Project) -> None:
    small.replace(
        "source/zoo.yaml",
        "term: {ko: 개, en: Dog}",
        "term: {ko: 개, en: Dog}\n    allow: {M99: no such rule, C03: not needed}",
    )
    run = small.qgen("check")
    assert "error[unknown-rule]: no rule `M99`" in run.err and "warning[unused-allow]: `C03`" in run.err
    assert run.status == 1


def test_an_error_is_not_allowed(small: Project) -> None:
    small.replace(
        "source/zoo.yaml",
        "definition: {ko: 야옹 하고 우는 동물, en: a thing that meows}",
        f"{LEAK}\n    allow: {{M07: I like it}}",
    )
    assert "warning[M07]" in small.qgen("check").err


def test_every_rule_explains_itself_and_a_wrong_name_is_answered(small: Project) -> None:
    for rule in rules():
        run = small.qgen("explain", rule)
        assert run.status == 0 and run.out.startswith(f"{rule}: ") and "why:" in run.out and "what to do:" in run.out
    assert "did you mean `M07`?" in small.qgen("explain", "M077").err


def test_a_pattern_is_explained_with_an_example_from_the_project(small: Project) -> None:
    run = small.qgen("explain", "definition")
    assert run.status == 0
    assert "[en] 3 in this project" in run.out and "What is Animal?" in run.out
    assert "fewer than three options" in small.qgen("explain", "kind-choice").out


@pytest.mark.real
def test_the_real_base_has_no_finding_that_is_not_allowed() -> None:
    """And each allowance has its reason: the schema refuses an empty one."""
    from tests.conftest import ROOT, qgen

    run = qgen("check", "--strict", cwd=ROOT)
    assert run.status == 0, run.err
