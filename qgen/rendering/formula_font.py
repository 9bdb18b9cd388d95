"""The font that formulas are printed with. What it lacks, Hangul say, is set in the fonts of the text around it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import cache

from ziafont.fonttypes import BBox
from ziafont.glyph import SimpleGlyph
from ziafont.svgpath import fmt
from ziamath.mathfont import MathFont
from ziamath.zmath import loadedfonts

from qgen.rendering.advances import advance

FONT = "qgen"
"""The name by which ziamath knows the font."""

_ASCENT, _DESCENT = 0.86, 0.14  # of a Hangul syllable, in em


class _LetterOfThePage(SimpleGlyph):
    """A letter that is written as text, in the fonts of the page."""

    def __init__(self, letter: str, font: MathFont):
        self._letter = letter
        self._em = int(font.info.layout.unitsperem)
        box = BBox(0, round(advance(letter) * self._em), -_DESCENT * self._em, _ASCENT * self._em)
        super().__init__(0, [], box, font)

    def advance(self, nextchr: SimpleGlyph | None = None) -> int:
        """How far the next letter begins, in units of the font."""
        return round(advance(self._letter) * self._em)

    def svgpath(self, x0: float = 0, y0: float = 0, scale_factor: float = 1) -> ET.Element:
        """The letter as an element of SVG. `textLength` says how wide it is."""
        size = self.DFLT_SIZE_PT * scale_factor
        width = advance(self._letter) * size
        place = {"x": fmt(x0), "y": fmt(y0), "font-size": fmt(size), "textLength": fmt(width)}
        element = ET.Element("text", attrib=place)
        element.text = self._letter
        return element


class _Font(MathFont):
    def glyph(self, char: str) -> SimpleGlyph:
        """The glyph of a character; one of the page's own where the font has none."""
        lacks_it = self.glyphindex(char) == 0 and ord(char) > 0x20
        return _LetterOfThePage(char, self) if lacks_it else super().glyph(char)


@cache
def load() -> None:
    """Make the font known to ziamath."""
    loadedfonts[FONT] = _Font(loadedfonts["default"].info.filename)
