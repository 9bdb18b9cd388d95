"""The steps of an example whose parts are done one after another, in the order of the code.

Needs the `steps` of an example.
"""

from __future__ import annotations

from qgen.content.blocks import Blocks, Bullets, Code, Str, paragraph
from qgen.entities.example import CodeNote, Listing, Steps
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.patterns.shuffling import mixed
from qgen.questions.bodies import Ordering
from qgen.questions.model import Question


def _ordered(base: FactBase) -> list[Steps]:
    return list(base.of(Steps))


@pattern(
    "steps",
    kind="ordering",
    bloom="apply",
    asks=_ordered,
    lag=5,
    phrases={"stem": "the question for the order of the steps of {title}"},
)
def steps(fact: Steps, ask: Asker) -> Question:
    """Put the steps of this code in order."""
    notes = {note.slot: note for note in ask.base.stated_by(fact.entity, CodeNote)}
    (listing,) = ask.base.stated_by(fact.entity, Listing)
    return ask.question(
        fact.entity,
        [fact],
        stem=paragraph(ask.say("stem", title=ask.inline(listing.title))),
        answer=Ordering(
            items=tuple(ask.blocks(notes[one].note) for one in fact.parts),
            shown=mixed(fact.parts, f"{fact.entity}#steps"),
            answer=(Bullets(tuple(_step(notes[one], ask) for one in fact.parts), ordered=True),),
        ),
    )


def _step(note: CodeNote, ask: Asker) -> Blocks:
    return paragraph((*ask.inline(note.note), Str(" "), Code(note.code)))
