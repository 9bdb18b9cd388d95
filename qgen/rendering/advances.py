"""How wide letters are in the font that print uses, so that a line's length is known before it is set."""

from __future__ import annotations

# Of the bold cut of Noto Sans KR, in hundredths of an em, from U+0020 to U+007E; the regular cut is a little narrower.
_ASCII = (
    23,
    37,
    57,
    59,
    59,
    97,
    74,
    33,
    38,
    38,
    51,
    59,
    33,
    37,
    33,
    40,
    59,
    59,
    59,
    59,
    59,
    59,
    59,
    59,
    59,
    59,
    33,
    33,
    59,
    59,
    59,
    52,
    101,
    65,
    69,
    66,
    72,
    62,
    59,
    72,
    76,
    33,
    57,
    69,
    58,
    86,
    75,
    77,
    67,
    77,
    69,
    63,
    63,
    75,
    62,
    92,
    63,
    58,
    62,
    38,
    40,
    38,
    59,
    57,
    63,
    60,
    65,
    53,
    65,
    59,
    38,
    60,
    64,
    31,
    31,
    61,
    32,
    97,
    65,
    63,
    65,
    65,
    44,
    50,
    43,
    64,
    58,
    87,
    57,
    58,
    52,
    38,
    30,
    38,
    59,
)
_HANGUL = 0.92
_LATIN = 0.66  # with accents, Greek, Cyrillic
_WIDE = 1.0

SPACE = _ASCII[0] / 100


def advance(ch: str) -> float:
    """The width of a letter in em."""
    code = ord(ch)
    if 0x20 <= code < 0x20 + len(_ASCII):
        return _ASCII[code - 0x20] / 100
    if 0x1100 <= code < 0x1200 or 0x3130 <= code < 0x3190 or 0xAC00 <= code < 0xD7A4:
        return _HANGUL
    return _LATIN if code < 0x2000 else _WIDE


def width_of(text: str) -> float:
    """The length of a line in em."""
    return sum(map(advance, text))
