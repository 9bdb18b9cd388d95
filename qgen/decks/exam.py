"""A test drawn from an edition: kinds mixed, no question telling another's answer, the same for the same seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import assert_never

from qgen.content.blocks import Blocks, Paragraph
from qgen.decks.edition import Edition, Item
from qgen.questions.bodies import (
    Choice,
    Cloze,
    Imported,
    InterviewAnswer,
    Kind,
    Matching,
    Occlusion,
    Ordering,
    Recall,
    TrueFalse,
    Typed,
)
from qgen.questions.model import Question
from qgen.questions.spoilers import asks_with

LETTERS = "ABCDEFGH"


@dataclass(frozen=True)
class Section:
    """Which kinds of questions a section has, how many, and the points of each."""

    kinds: tuple[Kind, ...]
    count: int
    points: int


SECTIONS = (
    Section(("choice",), 10, 5),
    Section(("true-false",), 5, 2),
    Section(("cloze", "typed"), 5, 3),
    Section(("matching",), 1, 5),
    Section(("ordering",), 1, 5),
    Section(("basic",), 3, 5),
)
"""A hundred points where the deck has enough of each kind."""


@dataclass(frozen=True)
class Task:
    """A question in an exam. `key` is what to fill in on the line to grade by: a letter, true or false, or empty.

    `solution` says in letters what belongs where, of a matching or an ordering.
    """

    number: int
    points: int
    question: Question
    key: str
    solution: str


@dataclass(frozen=True)
class Exam:
    """A test in the order in which it is printed; the same seed draws the same one from the same edition."""

    seed: int
    tasks: tuple[Task, ...]

    @property
    def points(self) -> int:
        """The most that can be reached."""
        return sum(task.points for task in self.tasks)


def draw_exam(edition: Edition, seed: int) -> Exam:
    """An exam of an edition. Each fact is asked once; questions without room for an answer on paper are left out."""
    random = Random(f"{edition.deck}/{edition.language}/{seed}")  # noqa: S311 - a draw to repeat, not a secret
    waiting = sorted((item for item in edition.items() if _on_paper(item)), key=lambda item: item.question.key)
    random.shuffle(waiting)
    drawn: dict[Section, list[Question]] = {}
    chosen: list[Question] = []
    lacking = 0
    for section in sorted(
        SECTIONS, key=lambda section: "choice" in section.kinds
    ):  # choices last: they make up for what is lacking
        count = section.count + (lacking if "choice" in section.kinds else 0)
        drawn[section] = _draw(
            (item.question for item in waiting if item.question.kind in section.kinds), count, chosen
        )
        chosen += drawn[section]
        lacking += section.count - len(drawn[section])
    ordered = [(section, question) for section in SECTIONS for question in _mixed(drawn[section])]
    return Exam(
        seed,
        tuple(
            Task(number, section.points, question, _key(question), _solution(question))
            for number, (section, question) in enumerate(ordered, start=1)
        ),
    )


def _draw(candidates: Iterable[Question], count: int, chosen: Sequence[Question]) -> list[Question]:
    """At most `count` candidates that go with each other and with the chosen ones.

    None asks what another asks, or tells another's answer. Those of patterns and with options that were used least
    come first.
    """
    waiting = [question for question in candidates if all(_goes_with(question, other) for other in chosen)]
    drawn: list[Question] = []
    patterns: Counter[str] = Counter()
    options: Counter[str] = Counter()
    while waiting and len(drawn) < count:
        following = min(
            waiting,
            key=lambda question: (
                patterns[question.key.pattern],
                max((options[one] for one in _options(question)), default=0),
            ),
        )
        drawn.append(following)
        patterns[following.key.pattern] += 1
        options.update(_options(following))
        waiting = [question for question in waiting if _goes_with(question, following)]
    return drawn


def _goes_with(question: Question, other: Question) -> bool:
    apart = set(question.facts).isdisjoint(other.facts) and question.key.entity != other.key.entity
    return apart and not asks_with(other, question) and not asks_with(question, other)


def _options(question: Question) -> list[str]:
    return [option.words for option in question.options]


def _mixed(questions: list[Question]) -> list[Question]:
    """So ordered that the right option never stands in one place four times running (rule M14)."""
    waiting = list(questions)
    ordered: list[Question] = []
    while waiting:
        last = [_letter(question) for question in ordered[-3:]]
        stuck = last[0] if len(last) == 3 and len(set(last)) == 1 and last[0] else None
        following = next((question for question in waiting if _letter(question) != stuck), waiting[0])
        waiting.remove(following)
        ordered.append(following)
    return ordered


def _letter(question: Question) -> str:
    """The letter of the right option of a choice."""
    return next((letter for letter, option in zip(LETTERS, question.options, strict=False) if option.correct), "")


def _on_paper(item: Item) -> bool:
    """Whether there is room on paper for it and for its answer. True for the kinds that no section takes."""
    question = item.question
    match question.body:
        case Cloze():
            return len(item.cloze_numbers) == 1 and _is_prose(question.stem)
        case Recall():
            return _is_prose((*question.stem, *question.answer))
        case Choice() | TrueFalse() | Typed() | Matching() | Ordering() | Occlusion() | InterviewAnswer() | Imported():
            return True
        case _:
            assert_never(question.body)


def _is_prose(blocks: Blocks) -> bool:
    return all(isinstance(block, Paragraph) for block in blocks)


def _key(question: Question) -> str:
    """What is to be filled in on the line to grade by: the letter of the right option, true or false, or nothing."""
    match question.body:
        case Choice():
            return _letter(question)
        case TrueFalse():
            return question.answer_text
        case _:
            return ""


def _solution(question: Question) -> str:
    """What belongs where: `1–C, 2–A` of a matching, `B → A → C` of an ordering."""
    match question.body:
        case Matching(shown_right=shown):
            return ", ".join(f"{place + 1}–{LETTERS[shown.index(place)]}" for place in range(len(shown)))
        case Ordering(shown=shown):
            return " → ".join(LETTERS[shown.index(place)] for place in range(len(shown)))
        case _:
            return ""
