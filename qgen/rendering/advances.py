"""How wide letters are in the font that print uses, so that a line's length is known before it is set."""

from __future__ import annotations

from qgen.rendering.letter_widths import WIDTHS

_KNOWN = {letter: width / 100 for width, letters in WIDTHS.items() for letter in letters}
_LATIN = 0.66  # with accents, Greek, Cyrillic: about the mean
_WIDE = 1.0  # symbols, Chinese and Japanese: most are a square

SPACE = _KNOWN[" "]


def advance(ch: str) -> float:
    """The width of a letter in em, in the wider of the font's two cuts, which is the bold one but for a few."""
    code = ord(ch)
    if ch in _KNOWN:
        return _KNOWN[ch]
    if 0x1100 <= code < 0x1200 or 0x3130 <= code < 0x3190 or 0xAC00 <= code < 0xD7A4:
        return _KNOWN["가"]
    return _LATIN if code < 0x2000 else _WIDE


def width_of(text: str) -> float:
    """The length of a line in em."""
    return sum(map(advance, text))
