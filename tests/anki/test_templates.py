"""What all our card templates say alike. Anki's templates are whole files, so nothing but this keeps them together."""

from __future__ import annotations

import pytest

from qgen.anki.looks import look
from qgen.anki.note_types import NOTE_TYPES

# Header and end of every back; `basic` is as good as any to take them from.
BASIC_BACK = look(NOTE_TYPES["qgen basic"], None).sides[0][1]
CHIP = '<span class="chip">{{Pattern}}</span>'
HEADER = BASIC_BACK[BASIC_BACK.index("<header>") : BASIC_BACK.index(CHIP) + len(CHIP)]
WHY_AND_EXTRA = BASIC_BACK[BASIC_BACK.index("{{#Why}}") : BASIC_BACK.index("<footer>")]
FOOTER = BASIC_BACK[BASIC_BACK.index("<footer>") :]


@pytest.mark.parametrize("name", NOTE_TYPES)
def test_every_back_begins_and_ends_alike(name: str) -> None:
    front, back = look(NOTE_TYPES[name], None).sides[0]
    opening = back.split("\n")[0]
    assert front.startswith(f"{opening}\n<header>{CHIP}")
    assert back.startswith(f"{opening}\n{HEADER}")
    assert FOOTER.rstrip() in back
    # An interview's reasons are its key points and mistakes, and it has nothing beside its long answer.
    assert (WHY_AND_EXTRA in back) is (name != "qgen interview")
