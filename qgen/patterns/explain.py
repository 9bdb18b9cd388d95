"""A concept as an interviewer asks for it: to be explained aloud, graded by what the base says of it.

Needs a `definition`, key points and the like that fill half a minute, a reason (`why`, an effect or a comparison), a
trade-off, exception or misconception, and a follow-up question that leads on. What has less stays a card.
"""

from __future__ import annotations

from qgen.content.blocks import Blocks, Formula, Inline, Math, Paragraph, inlines, joined, paragraph
from qgen.entities.comparison import Cell
from qgen.entities.concept import Definition, KeyPoint
from qgen.entities.facts import Fact, IsA
from qgen.entities.hyperparameter import Default, Effect, InGroup, Priority, Range, Values, When
from qgen.entities.misconception import Misbelief
from qgen.entities.taxonomy import BuiltFrom, PartOf, Tunes
from qgen.knowledge.factbase import FactBase
from qgen.language.korean import is_hangul
from qgen.patterns.asking import Asker
from qgen.patterns.follow_ups import follow_ups
from qgen.patterns.registry import pattern
from qgen.questions.bodies import InterviewAnswer
from qgen.questions.model import NotAsked, Question
from qgen.questions.speaking import teller, told
from qgen.rendering.plain import plain, plain_inline

_FIRST: tuple[type[Fact], ...] = (KeyPoint, Effect, When, Misbelief, Cell)
"""In which order one tells a concept; what else there is comes behind."""

_NO_EXPLANATION: tuple[type[Fact], ...] = (IsA, InGroup, Values, Range, Default, Priority, PartOf, BuiltFrom, Tunes)
"""Where a concept belongs and what its values are explains nothing."""

_HALF_A_MINUTE = range(40, 91)
"""Spoken words; a Korean word is about two and a half syllables."""


def _defined(base: FactBase) -> list[Definition]:
    return list(base.of(Definition))


@pattern(
    "explain",
    kind="interview",
    bloom="understand",
    asks=_defined,
    lag=12,
    phrases={
        "stem": "the question to explain {term}",
        "stem_sets": "the question to explain the hyperparameter {term}",
        "short": "the short answer about {term}: {definition}",
        "short_sets": "the short answer about the hyperparameter {term}: what it sets is {definition}",
        "raising": "a follow-up question: what happens when {term} is raised",
        "lowering": "a follow-up question: what happens when {term} is lowered",
        "belief": "a follow-up question: whether {belief} is right",
        "axis": "a follow-up question: how {one} and {other} differ in {axis}",
    },
    shares=("difference",),
)
def explain(fact: Definition, ask: Asker) -> Question | NotAsked:
    """Explain this concept: what it is, how it works and where it fails."""
    points = _points(fact, ask)
    short = _short(fact, points, ask)
    next_questions = list(follow_ups(fact.entity, ask))
    missing = _missing(fact, [said for said, _ in points], short, next_questions=bool(next_questions))
    if missing:
        return ask.not_asked([fact], missing)
    facts: list[Fact] = [fact, *(said for said, _ in points), *(one for said, _ in next_questions for one in said)]
    is_hyperparameter = ask.kind(fact.entity) == "hyperparameter"
    return ask.question(
        fact.entity,
        list(dict.fromkeys(facts)),
        stem=paragraph(ask.say("stem_sets" if is_hyperparameter else "stem", term=ask.term(fact.entity))),
        answer=InterviewAnswer(
            short=short,
            key_points=tuple(line for _, line in points),
            follow_ups=tuple(follow_up for _, follow_up in next_questions),
        ),
    )


def _missing(fact: Definition, points: list[Fact], short: Blocks, *, next_questions: bool) -> str | None:
    """What keeps a concept from being worth an interviewer's question; None if nothing does."""
    said = [fact, *points]
    if _words(plain(short)) < _HALF_A_MINUTE.start:
        return "what is known of it does not fill half a minute"
    if not any(one.qualifiers.why or isinstance(one, Effect | Cell) for one in said):
        return "no fact of it says how or why: no `why`, effect or comparison"
    if not any(one.qualifiers.but or isinstance(one, Effect | Cell | Misbelief) for one in said):
        return "no fact of it says a trade-off, an exception or a mistake: no `but`, effect or misconception"
    if not next_questions:
        return "no difference, effect or misconception leads on to a follow-up question"
    return None


def _short(fact: Definition, points: list[tuple[Fact, Inline]], ask: Asker) -> Blocks:
    """What one says in half a minute: the definition in a sentence, then key points while there is time."""
    blocks = ask.blocks(fact.text)
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph) and ask.words(fact.text).rstrip()[-1].isalnum():
        is_hyperparameter = ask.kind(fact.entity) == "hyperparameter"
        term = ask.term(fact.entity, gloss=False)
        said_of = ask.say("short_sets" if is_hyperparameter else "short", term=term, definition=blocks[0].inline)
        blocks = paragraph(said_of)
    words = _words(plain(blocks))
    for said, line in points:
        length = _words(plain_inline(line))
        if isinstance(said, KeyPoint | Effect) and words + length < _HALF_A_MINUTE.stop:
            blocks = (*blocks, *paragraph(line))
            words += length
    return blocks


def _words(text: str) -> int:
    """How many words it takes to say a text."""
    syllables = sum(map(is_hangul, text))
    latin = sum(any(ch.isalnum() and not is_hangul(ch) for ch in word) for word in text.split())
    return latin + round(syllables / 2.5)


def _points(fact: Definition, ask: Asker) -> list[tuple[Fact, Inline]]:
    """What the base says of a concept beyond its definition, each fact with the line that tells it."""
    speaker = teller(ask.base, ask.language)
    known = [one for one in ask.base.explaining(fact.entity) if not isinstance(one, _NO_EXPLANATION)]
    known = [one for one in known if not ask.base.asks_of_coined(one.id)]
    points = [(one, line) for one in sorted(known, key=_place) if (line := _line(told(one, speaker)))]
    ask.problems += speaker.problems
    return points


def _place(fact: Fact) -> int:
    return next((place for place, kind in enumerate(_FIRST) if isinstance(fact, kind)), len(_FIRST))


def _line(told: Blocks) -> Inline:
    """What is told as one line to be ticked: all that is not a table or a picture."""
    parts = [
        (Math(block.latex),) if isinstance(block, Formula) else joined(list(inlines((block,))), " ") for block in told
    ]
    return joined([part for part in parts if part], " ")
