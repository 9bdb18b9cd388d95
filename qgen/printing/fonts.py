"""The project's own fonts: as a stylesheet, and what they can draw. `tools/make_fonts.py` makes them."""

from __future__ import annotations

import base64
import io
from functools import cache
from importlib.resources import files

_FACES = (
    ("Q Sans", "400", "sans-regular"), ("Q Sans", "700", "sans-bold"), ("Q Symbols", "400", "symbols-regular"),
    ("Q Mono", "400", "mono-regular"), ("Q Mono", "700", "mono-bold"),
)  # fmt: skip


@cache
def font_faces() -> str:
    """`@font-face` rules with the fonts inside, so that a page needs no other file."""
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url(data:font/woff2;base64,{_encoded(name)}); }}'
        for family, weight, name in _FACES
    )


def missing_glyphs(text: str) -> list[str]:
    """The characters that none of the fonts can draw, each once."""
    return sorted({ch for ch in text if ord(ch) > 0x20 and ord(ch) not in _drawable() and ord(ch) not in _SILENT})


_SILENT = frozenset((0xFE0E, 0xFE0F, 0x200B, 0x200C, 0x200D, 0x2028, 0x2029, 0xAD))


@cache
def _drawable() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    return frozenset().union(*(TTFont(io.BytesIO(_bytes(name)), lazy=True).getBestCmap() for _, _, name in _FACES))


@cache
def _encoded(name: str) -> str:
    return base64.b64encode(_bytes(name)).decode()


def _bytes(name: str) -> bytes:
    return (files("qgen") / "fonts" / f"{name}.woff2").read_bytes()
