"""A stretch of an example's code is shown with four notes.

A note is of one stretch only, so the others' notes are wrong.

Needs an example with four `parts` or more, none of which holds another.
"""

from __future__ import annotations

from qgen.content.blocks import Code, CodeBlock, paragraph
from qgen.entities.example import CodeNote, Listing
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.choices import Options, choice
from qgen.patterns.registry import pattern
from qgen.questions.model import NotAsked, Question


def _notes(base: FactBase) -> list[CodeNote]:
    return list(base.of(CodeNote))


@pattern(
    "code-choice",
    kind="choice",
    bloom="apply",
    asks=_notes,
    lag=4,
    phrases={"why": "what an option describes: {code}"},
    shares=("what-code-does",),
)
def code_choice(fact: CodeNote, ask: Asker) -> Question | NotAsked:
    """What does this code do?"""
    notes = {note.slot: note for note in ask.base.stated_by(fact.entity, CodeNote)}
    (listing,) = ask.base.stated_by(fact.entity, Listing)
    return choice(
        ask,
        fact.entity,
        [fact],
        variant=fact.variant,
        stem=(
            *paragraph(ask.say("what-code-does", title=ask.inline(listing.title))),
            CodeBlock(fact.code, listing.language),
        ),
        options=Options(
            key=fact.slot,
            wrong=[[name for name, note in notes.items() if _apart(fact, note)]],
            text=lambda one: ask.words(notes[one].note),
            show=lambda one: ask.blocks(notes[one].note),
            why=lambda one: paragraph(ask.say("why", code=(Code(notes[one].code),))),
        ),
        extra=(CodeBlock(listing.code, listing.language),),
    )


def _apart(fact: CodeNote, other: CodeNote) -> bool:
    """Neither stretch holds the other, so that the note of one is not true of the other as well."""
    return fact.code not in other.code and other.code not in fact.code
