"""A note of an imported Anki deck, as it is: it can be asked if its note type makes a card of it.

Needs an entity under `notes`, which `qgen import` makes.
"""

from __future__ import annotations

from qgen.content.html_text import blocks_of
from qgen.diagnostics.problems import Problem, did_you_mean
from qgen.entities.note import Kept, KeptNote
from qgen.entities.note_type import KeptNoteType
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.bodies import Imported
from qgen.questions.kept_notes import original
from qgen.questions.model import NotAsked, Question


def _kept(base: FactBase) -> list[Kept]:
    return list(base.of(Kept))


@pattern("note", kind="note", bloom="remember", asks=_kept)
def note(fact: Kept, ask: Asker) -> Question | NotAsked:
    """A card of an imported deck, as it is."""
    if fact.language != ask.language:
        return ask.not_asked([fact], f"it is in `{fact.language}` only")
    entity = ask.base.entity(fact.entity)
    assert isinstance(entity, KeptNote)
    kept = ask.base.entity(entity.note_type)
    assert isinstance(kept, KeptNoteType)
    known = {field.name for field in kept.fields}
    for name in entity.fields.keys() - known:
        ask.problems.append(
            Problem.error(
                "note-field", f"the note type `{kept.name}` has no field `{name}`", hint=did_you_mean(name, known)
            )
        )
    whole = original(entity, kept, ask.base.media)
    cards = whole.cards()
    if not cards:
        hint = "fill the field that the front of its note type shows"
        ask.problems.append(Problem.error("note-without-card", f"Anki makes no card of `{fact.entity}`", hint=hint))
        cards = [("", "")]
    front, back = cards[0]
    return ask.question(
        fact.entity, [fact], stem=blocks_of(front), answer=Imported(whole, blocks_of(back.replace(front, "")))
    )
