"""A note of an imported Anki deck, as it is: it can be asked if its note type makes a card of it."""

from __future__ import annotations

from qgen.entities.note import KeptNote
from qgen.entities.note_type import KeptNoteType
from qgen.factbase import FactBase
from qgen.facts import Kept
from qgen.html_text import blocks_of
from qgen.originals import original
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.problems import Problem, did_you_mean
from qgen.questions import NotAsked, Question


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
        ask.problems.append(Problem("note-field", f"the note type `{kept.name}` has no field `{name}`", None, did_you_mean(name, known)))
    whole = original(entity, kept, ask.base.media)
    cards = whole.cards()
    if not cards:
        hint = "fill the field that the front of its note type shows"
        ask.problems.append(Problem("note-without-card", f"Anki makes no card of `{fact.entity}`", None, hint))
        cards = [("", "")]
    front, back = cards[0]
    return ask.question(fact.entity, [fact], stem=blocks_of(front), answer=blocks_of(back.replace(front, "")), original=whole)
