"""Which cards a note has, by Anki's own rules.

Anki trusts a package in this, and genanki's answer is wrong in real cases.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from qgen.anki.note_types import CLOZE
from qgen.anki.syntax import TEMPLATE_TAG, cloze_numbers, field_of

_EMPTY = re.compile(r"(?:\s|</?(?:br|div) ?/?>)*", re.IGNORECASE)


def ordinals(kind: int, fronts: Sequence[str], fields: Mapping[str, str]) -> list[int]:
    """The ordinals of a note's cards: a cloze's numbers less one; else each template whose front shows something."""
    if kind == CLOZE:
        return cloze_ordinals(fields)
    filled = {name for name, value in fields.items() if not _EMPTY.fullmatch(value)}
    return [place for place, front in enumerate(fronts) if _shows(front, filled)]


def cloze_ordinals(fields: Mapping[str, str]) -> list[int]:
    """The ordinals of the cards of a cloze note; `{{c1,2::…}}` stands on two of them."""
    numbers = frozenset().union(*map(cloze_numbers, fields.values()))
    return sorted(number - 1 for number in numbers)


def _shows(front: str, filled: set[str]) -> bool:
    """Whether a front shows any field that is not empty.

    Anki counts neither text outside fields nor FrontSide and the like.
    """
    open_sections: list[bool] = []
    for sigil, name in TEMPLATE_TAG.findall(front):
        if sigil in ("#", "^"):
            open_sections.append((name in filled) == (sigil == "#"))
        elif sigil == "/":
            open_sections.pop()
        elif all(open_sections) and field_of(name) in filled:
            return True
    return False
