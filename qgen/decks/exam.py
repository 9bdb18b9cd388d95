"""A test drawn from an edition: kinds mixed, no question telling another's answer, the same for the same seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from qgen.content.blocks import Blocks, Bullets, Inline, Paragraph, Table
from qgen.decks.edition import Edition, Item
from qgen.lint.decks import tells
from qgen.questions.model import Question
from qgen.rendering.plain import plain, plain_inline

LETTERS = "ABCDEFGH"


@dataclass(frozen=True)
class Section:
    """Which kinds of questions a section has, how many, and the points of each."""

    kinds: tuple[str, ...]
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
    """A question in an exam. `key` is what to fill in on the line to grade by: a letter, or empty.

    `left` and `right` are the two sides of a matching, `right` alone what to put in order; `solution` is what belongs
    where.
    """

    number: int
    points: int
    question: Question
    key: str = ""
    left: tuple[Blocks, ...] = ()
    right: tuple[Blocks, ...] = ()
    solution: str = ""


@dataclass(frozen=True)
class Exam:
    seed: int
    tasks: tuple[Task, ...]

    @property
    def points(self) -> int:
        return sum(task.points for task in self.tasks)


def draw_exam(edition: Edition, seed: int) -> Exam:
    """An exam of an edition. Each fact is asked once; questions without room for an answer on paper are left out."""
    random = Random(f"{edition.deck}/{edition.language}/{seed}")
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
        tuple(_task(number, section.points, question) for number, (section, question) in enumerate(ordered, start=1)),
    )


def _draw(candidates: Iterable[Question], count: int, chosen: Sequence[Question]) -> list[Question]:
    """Candidates that ask nothing that is asked already, nor are told or tell: of patterns and with options not yet
    used, first of all.
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
    return apart and not tells(other, question) and not tells(question, other)


def _options(question: Question) -> list[str]:
    return [plain(option.text) for option in question.options]


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


def _on_paper(item: Item) -> bool:
    question = item.question
    if question.kind == "cloze":
        return len(item.cloze_numbers) == 1 and all(isinstance(block, Paragraph) for block in question.stem)
    if question.kind == "basic":
        return all(isinstance(block, Paragraph) for block in (*question.stem, *question.answer))
    return True


def _letter(question: Question) -> str:
    return next((letter for letter, option in zip(LETTERS, question.options) if option.correct), "")


def _task(number: int, points: int, question: Question) -> Task:
    if question.kind == "choice":
        return Task(number, points, question, key=_letter(question))
    lists = [block for block in question.stem if isinstance(block, Bullets)]
    if question.kind == "matching" and len(lists) == 2:
        return Task(
            number, points, question, left=lists[0].items, right=lists[1].items, solution=_pairs(question, lists)
        )
    if question.kind == "ordering" and lists:
        return Task(number, points, question, right=lists[0].items, solution=_order(question, lists[0]))
    return Task(number, points, question, key=plain(question.answer) if question.kind == "true-false" else "")


def _pairs(question: Question, lists: list[Bullets]) -> str:
    """`1–C, 2–A …`: the answer's table says which goes with which."""
    rows: tuple[tuple[Inline, ...], ...] = next(block.rows for block in question.answer if isinstance(block, Table))
    left, right = ([plain(item) for item in one.items] for one in lists)
    pairs = sorted((left.index(plain_inline(row[0])) + 1, LETTERS[right.index(plain_inline(row[1]))]) for row in rows)
    return ", ".join(f"{number}–{letter}" for number, letter in pairs)


def _order(question: Question, mixed: Bullets) -> str:
    """`B → A → C`: where each item of the mixed list stands in the answer."""
    waiting = {letter: plain(item) for letter, item in zip(LETTERS, mixed.items)}
    rest = " ".join(plain(question.answer, reveal=True).split())
    places: dict[str, int] = {}
    for letter in sorted(waiting, key=lambda letter: -len(waiting[letter])):  # one may stand inside a longer one
        text = " ".join(waiting[letter].split())
        places[letter] = rest.find(text)
        rest = rest.replace(text, "\0" * len(text), 1)
    return " → ".join(sorted(places, key=places.__getitem__))
