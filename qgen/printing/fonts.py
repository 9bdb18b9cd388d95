"""The project's own fonts: as a stylesheet, and what they can draw. `tools/make_fonts.py` makes them."""

from __future__ import annotations

import base64
from functools import cache
from importlib.resources import files

_FACES = (
    ("Q Sans", "400", "sans-regular"),
    ("Q Sans", "700", "sans-bold"),
    ("Q Symbols", "400", "symbols-regular"),
    ("Q Mono", "400", "mono-regular"),
    ("Q Mono", "700", "mono-bold"),
)


@cache
def font_faces() -> str:
    """`@font-face` rules with the fonts inside, so that a page needs no other file."""
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
        f"src: url(data:font/woff2;base64,{_encoded(name)}); }}"
        for family, weight, name in _FACES
    )


def missing_glyphs(text: str) -> list[str]:
    """The characters that none of the fonts can draw, each once."""
    return sorted(ch for ch in set(text) - _drawable() if ord(ch) > 0x20)


_SILENT = frozenset("\ufe0e\ufe0f\u200b\u200c\u200d\u2028\u2029\xad")


@cache
def _drawable() -> frozenset[str]:
    """What `tools/make_fonts.py` found in the fonts: a line for each run of characters, `0020-007E`."""
    lines = (files("qgen") / "fonts" / "coverage.txt").read_text(encoding="ascii").split()
    runs = (tuple(int(end, 16) for end in line.split("-")) for line in lines)
    return _SILENT | frozenset(chr(code) for first, last in runs for code in range(first, last + 1))


@cache
def _encoded(name: str) -> str:
    return base64.b64encode(_bytes(name)).decode()


def _bytes(name: str) -> bytes:
    return (files("qgen") / "fonts" / f"{name}.woff2").read_bytes()
