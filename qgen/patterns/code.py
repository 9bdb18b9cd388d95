"""An example's code as a cloze, one card for each part that may be hidden.

Needs an example with `parts` that say `blank: true`.
"""

from __future__ import annotations

from qgen.content.blocks import Blocks, Bullets, Code, CodeBlank, CodeBlock, Str, paragraph
from qgen.entities.example import CodeNote, Listing
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.bodies import Cloze
from qgen.questions.model import Question


def _with_blanks(base: FactBase) -> list[Listing]:
    return [fact for fact in base.of(Listing) if any(note.blank for note in base.stated_by(fact.entity, CodeNote))]


@pattern(
    "code",
    kind="cloze",
    bloom="apply",
    asks=_with_blanks,
    phrases={"stem": "the question above code with blanks, of the example {title}"},
)
def code(fact: Listing, ask: Asker) -> Question:
    """Which code is missing here?"""
    hidden = [note for note in ask.base.stated_by(fact.entity, CodeNote) if note.blank]
    blanks = tuple(CodeBlank(note.slot, note.start, note.start + len(note.code)) for note in hidden)
    return ask.question(
        fact.entity,
        list(hidden),
        stem=(*paragraph(ask.say("stem", title=ask.inline(fact.title))), CodeBlock(fact.code, fact.language, blanks)),
        answer=Cloze((Bullets(tuple(paragraph((Code(note.code),)) for note in hidden)),)),
        extra=_notes(hidden, ask),
    )


def _notes(notes: list[CodeNote], ask: Asker) -> Blocks:
    in_order = sorted(notes, key=lambda note: note.start)
    items = tuple(paragraph((Code(note.code), Str(" — "), *ask.inline(note.note))) for note in in_order)
    return (Bullets(items),)
