"""Rules over a deck: what its cards tell taken together, and where chance ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qgen.content.blocks import paragraph, text
from qgen.knowledge.factbase import FactBase
from qgen.lint import Finding, lint_deck
from qgen.questions.bodies import Choice, Cloze, Option, Recall, Typed
from qgen.questions.model import Key, Question
from tests.lint.test_rules import asked, base, choice, statement

__all__ = ["base"]


def found(base: FactBase, rule: str, questions: list[Question]) -> list[Finding]:
    return [finding for finding in lint_deck(base, "en", questions) if finding.rule == rule]


def right_at(place: int, count: int) -> Question:
    """A choice of so many options of one length, of which the one at a place is right."""
    return asked(
        "Which?",
        Choice(
            tuple(
                Option(paragraph(text(letter)), number == place, ()) for number, letter in enumerate("abcdefgh"[:count])
            )
        ),
    )


def deck(*counts: int) -> list[Question]:
    """Choices whose right options stand so often at the first place, the second place …"""
    return [right_at(place, len(counts)) for place, count in enumerate(counts) for _ in range(count)]


def chi_squared(counts: tuple[int, ...]) -> float:
    expected = sum(counts) / len(counts)
    return sum((count - expected) ** 2 for count in counts) / expected


def around(cases: int, limit: float) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Counts of that many cases, 40 each on average, whose statistic comes next below the limit and next above it."""
    below, above = ((0.0, (40,) * cases), (1e9, (40,) * cases))
    for first in range(30):
        for second in range(first + 1):
            counts = (
                (40 + first, 40 + second, *[40] * (cases - 3), 40 - first - second)
                if cases > 2
                else (40 + first, 40 - first)
            )
            if min(counts) < 0:
                continue
            statistic = chi_squared(counts)
            below = max(below, (statistic, counts)) if statistic <= limit else below
            above = min(above, (statistic, counts)) if statistic > limit else above
    return below[1], above[1]


LIMITS = {2: 6.635, 3: 9.210, 4: 11.345, 5: 13.277, 6: 15.086}
"""99 % of chi-squared by the number of options: NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.4."""


@pytest.mark.parametrize(("cases", "limit"), LIMITS.items())
def test_m14_a_place_that_is_right_more_often_than_chance_lets_it(base: FactBase, cases: int, limit: float) -> None:
    below, above = around(cases, limit)
    assert limit - 1 < chi_squared(below) <= limit < chi_squared(above) < limit + 1
    assert found(base, "M14", deck(*below)) == []
    (finding,) = found(base, "M14", deck(*above))
    assert finding.severity == "warning" and finding.key is None and finding.entity is None
    assert finding.message == f"right answers by position: {', '.join(map(str, above))}, which is hardly chance"


def test_m14_too_few_to_tell(base: FactBase) -> None:
    assert found(base, "M14", deck(19, 0, 0, 0)) == []  # fewer than five expected of each
    assert len(found(base, "M14", deck(20, 0, 0, 0))) == 1
    assert found(base, "M14", deck(100, 0, 0, 0, 0, 0, 0)) == []  # seven options: no limit is known
    assert found(base, "M14", []) == [] == found(base, "M15", []) == found(base, "M05", [])


def test_m14_each_number_of_options_for_itself(base: FactBase) -> None:
    assert found(base, "M14", [*deck(20, 20), *deck(0, 0, 20, 20)]) != []
    assert found(base, "M14", [*deck(10, 10), *deck(10, 10, 10, 10)]) == []
    assert len(found(base, "M14", [*deck(20, 0), *deck(20, 0, 0, 0)])) == 2


def test_m14_looks_at_choices_only(base: FactBase) -> None:
    assert found(base, "M14", [*deck(20, 0, 0, 0), asked("What is it?", "it")]) != []
    assert found(base, "M14", [asked("What is it?", "it")] * 40) == []


@pytest.mark.parametrize(
    ("true", "false", "flawed"),
    [
        (62, 38, False),
        (63, 37, True),
        (38, 62, False),
        (37, 63, True),
        (9, 0, False),
        (10, 0, True),
        (0, 10, True),
        (30, 30, False),
    ],
)
def test_m15_true_as_often_as_false(base: FactBase, true: int, false: int, flawed: bool) -> None:
    statements = [statement(True)] * true + [statement(False)] * false
    told = found(base, "M15", [*statements, *deck(5, 5)])
    assert [finding.severity for finding in told] == (["warning"] if flawed else [])
    assert not flawed or told[0].message.startswith("right answers by answer: ")


def long_or_not(long: int, short: int, options: int = 4) -> list[Question]:
    """Choices whose right option is the longest in so many, and is not in the others."""
    words = ["bbbb", "cccc", "dddd", "eeee", "ffff"][: options - 1]
    return [choice("aaaaa", *words)] * long + [choice("aaaa", *words)] * short


@pytest.mark.parametrize(
    ("long", "short", "options", "flawed"),
    [
        (7, 9, 4, False),  # 16 choices of four: 4 by chance, and two sigmas are 3.46
        (8, 8, 4, True),
        (33, 67, 4, False),  # 100 choices: 25 and 8.66
        (34, 66, 4, True),
        (15, 10, 2, False),  # 25 choices of two: 12.5 and 5
        (18, 7, 2, True),
        (17, 8, 2, False),
    ],
)
def test_m05_the_longest_is_right_by_chance_only(
    base: FactBase, long: int, short: int, options: int, flawed: bool
) -> None:
    told = found(base, "M05", [*long_or_not(long, short, options), asked("What is it?", "it")])
    assert [finding.severity for finding in told] == (["warning"] if flawed else [])
    total, by_chance = long + short, (long + short) / options
    assert (
        not flawed
        or told[0].message
        == f"the right option is the longest in {long} of {total} choices; "
        f"by chance it would be in about {by_chance:.0f}"
    )


def test_m05_one_that_is_as_long_as_another_is_not_the_longest(base: FactBase) -> None:
    assert found(base, "M05", [choice("aaaa", "bbbb", "c", "d")] * 40) == []
    assert found(base, "M05", [choice("aaaa", "bbb", "c", "d")] * 40) != []
    assert found(base, "M05", [choice("aa", "bbbb", "c", "d")] * 40) == []
    assert found(base, "M05", [choice("가가", "bbb", "c", "d")] * 40) != []  # in cells


# --- cards that tell the next -----------------------------------------------------------------------------------------


TELLS = asked("What is meant by the term Tree?", "something")


def other(number: int) -> Question:
    return replace(
        asked(f"What is number {number}?"), facts=("cnn#definition",), key=Key("cnn", "definition", str(number))
    )


def wants(answer: str = "Tree", facts: str = "tree#definition") -> Question:
    return replace(asked("What splits by questions?", answer), facts=(facts,), key=Key("tree", "term"))


@pytest.mark.parametrize(("between", "flawed"), [(0, True), (1, True), (2, False), (3, False)])
def test_m18_a_card_tells_the_answers_of_the_two_behind_it(base: FactBase, between: int, flawed: bool) -> None:
    cards = [other(8), other(9), TELLS, *map(other, range(between)), wants()]
    told = found(base, "M18", cards)
    assert [(str(finding.key), finding.severity) for finding in told] == ([("tree#term", "warning")] if flawed else [])
    assert not flawed or told[0].message == "`tree#definition` stands right before it and says its answer"
    assert found(base, "M18", cards[::-1]) == []


@pytest.mark.parametrize(
    ("body", "flawed"),
    [
        (Recall(paragraph(text("Tree"))), True),
        (Typed(paragraph(text("Tree")), "Tree"), True),
        (Choice((Option(paragraph(text("Tree")), True, ()), Option(paragraph(text("Net")), False, ()))), True),
        (Cloze(paragraph(text("Tree"))), False),
        (Recall((*paragraph(text("Tree")), *paragraph(text("and more")))), True),  # by its first line
        (Recall((*paragraph(text("and more")), *paragraph(text("Tree")))), False),
        (Recall(paragraph(text("Treetop"))), False),
    ],
)
def test_m18_by_what_is_to_be_answered(base: FactBase, body: Recall | Typed | Choice | Cloze, flawed: bool) -> None:
    assert bool(found(base, "M18", [TELLS, replace(wants(), body=body)])) is flawed


def test_m18_on_the_same_fact_only(base: FactBase) -> None:
    assert found(base, "M18", [TELLS, wants(facts="cnn#definition")]) == []
