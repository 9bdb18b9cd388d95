"""A concept as an interviewer asks for it: to be explained aloud, graded by everything that the base says of it.

Needs a `definition`, two more facts of the concept, and a link or a taxonomy that leads on to a follow-up question.
"""

from __future__ import annotations

from qgen.content.blocks import Blocks, Formula, Inline, Math, Paragraph, inlines, joined, paragraph
from qgen.entities.concept import Definition, KeyPoint
from qgen.entities.facts import Fact, IsA
from qgen.entities.hyperparameter import Default, Effect, InGroup, Range, Values, When
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.follow_ups import follow_ups
from qgen.patterns.registry import pattern
from qgen.questions.bodies import InterviewAnswer
from qgen.questions.model import NotAsked, Question
from qgen.questions.speaking import teller, told

_LEAST = 2  # points, below which there is nothing to be told beyond the definition


_FIRST: tuple[type[Fact], ...] = (IsA, InGroup, KeyPoint, Effect, Values, Range, Default, When)
"""In which order one tells a concept; what else there is comes behind."""


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
        "short": "the short answer: {definition}",
        "short_sets": "the short answer for a hyperparameter: what it sets is {definition}",
        "what": "a follow-up question: what {term} means",
    },
    shares=("difference",),
)
def explain(fact: Definition, ask: Asker) -> Question | NotAsked:
    """Explain this concept: what it is, and what is to be known about it."""
    points = _points(fact.entity, ask)
    if len(points) < _LEAST:
        return ask.not_asked([fact], "less than two things are known of it beside its definition")
    next_questions = list(follow_ups(fact.entity, ask))
    if not next_questions:
        return ask.not_asked([fact], "no link or tree leads on to a follow-up question")
    facts: list[Fact] = [fact, *(said for said, _ in points), *(one for said, _ in next_questions for one in said)]
    return ask.question(
        fact.entity,
        facts,
        stem=paragraph(ask.say("stem", term=ask.term(fact.entity))),
        answer=InterviewAnswer(
            short=_short(fact, ask),
            key_points=tuple(point for _, point in points),
            follow_ups=tuple(follow_up for _, follow_up in next_questions),
        ),
    )


def _short(fact: Definition, ask: Asker) -> Blocks:
    """The definition as one says it: in a sentence, unless it is one already or more than that."""
    blocks = ask.blocks(fact.text)
    if len(blocks) > 1 or not isinstance(blocks[0], Paragraph) or not ask.words(fact.text).rstrip()[-1].isalnum():
        return blocks
    return paragraph(
        ask.say("short_sets" if ask.kind(fact.entity) == "hyperparameter" else "short", definition=blocks[0].inline)
    )


def _points(concept: str, ask: Asker) -> list[tuple[Fact, Inline]]:
    """What the base says of a concept beyond its definition, each fact with the line that tells it."""
    speaker = teller(ask.base, ask.language)
    points = [(fact, line) for fact in _known(concept, ask) if (line := _line(told(fact, speaker)))]
    ask.problems += speaker.problems
    return points


def _known(concept: str, ask: Asker) -> list[Fact]:
    """The facts that explain a concept, in the order in which one would tell them: of what it is a kind once only."""
    said = [fact for fact in ask.base.explaining(concept) if not ask.base.asks_of_coined(fact.id)]
    facts = sorted(said, key=_place)
    kinds = [fact for fact in facts if isinstance(fact, IsA)]
    return [*kinds[:1], *facts[len(kinds) :]]


def _place(fact: Fact) -> int:
    return next((place for place, kind in enumerate(_FIRST) if isinstance(fact, kind)), len(_FIRST))


def _line(told: Blocks) -> Inline:
    """What is told as one line to be ticked: all that is not a table or a picture."""
    parts = [
        (Math(block.latex),) if isinstance(block, Formula) else joined(list(inlines((block,))), " ") for block in told
    ]
    return joined([part for part in parts if part], " ")
