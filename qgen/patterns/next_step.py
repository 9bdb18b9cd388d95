"""A step of an example's code is shown, the one that comes right after it is asked for.

Needs the `steps` of an example.
"""

from __future__ import annotations

from itertools import pairwise

from qgen.content.blocks import Code, CodeBlock, paragraph
from qgen.entities.example import CodeNote, Listing, Steps
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.model import Question


def _pairs(base: FactBase) -> list[tuple[Steps, str, str]]:
    return [(fact, one, other) for fact in base.of(Steps) for one, other in pairwise(fact.parts)]


@pattern(
    "next-step",
    kind="basic",
    bloom="apply",
    asks=_pairs,
    lag=6,
    phrases={"stem": "the question what comes after a step of {title}"},
)
def next_step(pair: tuple[Steps, str, str], ask: Asker) -> Question:
    """Which step of this code comes right after this one?"""
    fact, before, after = pair
    notes = {note.slot: note for note in ask.base.stated_by(fact.entity, CodeNote)}
    (listing,) = ask.base.stated_by(fact.entity, Listing)
    return ask.question(
        fact.entity,
        [fact],
        variant=before,
        stem=(
            *paragraph(ask.say("stem", title=ask.inline(listing.title))),
            *paragraph((Code(notes[before].code),)),
            *ask.blocks(notes[before].note),
        ),
        answer=(*ask.blocks(notes[after].note), *paragraph((Code(notes[after].code),))),
        extra=(CodeBlock(listing.code, listing.language),),
    )
