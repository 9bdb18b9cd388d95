"""Makes the fonts in `qgen/fonts/` anew, and what the code knows of them: `python tools/make_fonts.py`.

Noto Sans KR (OFL 1.1) as two static weights, DejaVu Sans (Bitstream Vera licence) for symbols that it lacks, DejaVu
Sans Mono for code, all from packages on PyPI alone. Needs `pip install fonttools brotli`. The same packages give the
same bytes.
"""

from __future__ import annotations

import math
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

CODE = Path(__file__).resolve().parents[1] / "qgen"
FONTS = CODE / "fonts"
WIDTHS = CODE / "rendering" / "letter_widths.py"
PACKAGES = ("justmytype-intl-cjk==0.1.0", "matplotlib==3.10.0")
NOTO = "justmytype_intl_cjk/fonts/ofl/notosanskr/"
DEJAVU = "matplotlib/mpl-data/fonts/ttf/"

SPACES = {0x20, 0xA0}  # every subset has them, or a box appears before a symbol
LATIN = {*range(0x20, 0x7F), *range(0xA0, 0x250)}
# Not U+02BB to U+02BD nor U+2012: they share their glyphs with quotation marks and the dash, which would come out of a
# PDF's text as those.
COMMON = {
    *LATIN,
    *range(0x2C0, 0x300),
    *range(0x370, 0x400),
    *range(0x400, 0x460),
    *range(0x1E00, 0x1F00),
    *range(0x2000, 0x2012),
    *range(0x2013, 0x2070),
    *range(0x2070, 0x20D0),
    *range(0x2100, 0x2200),
    *range(0x2200, 0x2300),
    *range(0x2460, 0x2500),
    *range(0x2500, 0x2600),
    *range(0x25A0, 0x2600),
    *range(0x2600, 0x2700),
    *range(0x2700, 0x27C0),
}
HANGUL = {
    *range(0x1100, 0x1200),
    *range(0x3131, 0x3190),
    *range(0xAC00, 0xD7A4),
    *range(0x3000, 0x3040),
    *range(0xFF00, 0xFFF0),
}


def main() -> None:
    """Write the fonts with their licences, the list of what they cover, and the module of letters' widths.

    CalledProcessError if pip can't download the packages.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = _packages(Path(folder))
        variable = TTFont(files[f"{NOTO}NotoSansKR[wght].ttf"])
        have = set(variable.getBestCmap())
        for name, weight in (("sans-regular", 400), ("sans-bold", 700)):
            static = instantiateVariableFont(TTFont(files[f"{NOTO}NotoSansKR[wght].ttf"]), {"wght": weight})
            _write(static, COMMON | HANGUL, name)
        _write(TTFont(files[f"{DEJAVU}DejaVuSans.ttf"]), (COMMON - have) | SPACES, "symbols-regular")
        for name, source in (("mono-regular", "DejaVuSansMono.ttf"), ("mono-bold", "DejaVuSansMono-Bold.ttf")):
            _write(TTFont(files[f"{DEJAVU}{source}"]), COMMON | SPACES, name)
        _write_coverage()
        WIDTHS.write_text(widths_module(), encoding="utf-8")
        (FONTS / "NotoSansKR-OFL.txt").write_bytes(files[f"{NOTO}OFL.txt"].read_bytes())
        (FONTS / "DejaVu-LICENSE.txt").write_bytes(files[f"{DEJAVU}LICENSE_DEJAVU"].read_bytes())


def _packages(folder: Path) -> dict[str, Path]:
    """Every file of the packages, by its path inside."""
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--no-deps",
            "--only-binary=:all:",
            "-q",
            "-d",
            str(folder),
            *PACKAGES,
        ],
        check=True,
    )
    for wheel in folder.glob("*.whl"):
        zipfile.ZipFile(wheel).extractall(folder)
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def _write(font: TTFont, characters: Iterable[int], name: str) -> None:
    """A subset as woff2 under a name of its own, for it is no longer the original.

    No GSUB: with it, spaces and punctuation come out of the PDF as U+FFFD.
    """
    options = Options()
    options.flavor = "woff2"
    options.layout_features = ["kern"]
    options.name_IDs = [0, 5, 13, 14]
    options.hinting = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=set(characters))
    subsetter.subset(font)
    family, weight = f"Q {name.partition('-')[0].title()}", name.partition("-")[2].title()
    for identifier, value in (
        (1, family),
        (2, weight),
        (3, f"qgen {name}"),
        (4, f"{family} {weight}"),
        (6, f"{family.replace(' ', '')}-{weight}"),
    ):
        font["name"].setName(value, identifier, 3, 1, 0x409)
    font.flavor = "woff2"
    font.save(FONTS / f"{name}.woff2", reorderTables=True)
    print(name, (FONTS / f"{name}.woff2").stat().st_size // 1024, "KiB")


def _write_coverage() -> None:
    """The characters that any of the fonts draws, as runs, so that a build need not open the fonts to know them."""
    codes = sorted({code for path in FONTS.glob("*.woff2") for code in TTFont(path, lazy=True).getBestCmap()})
    starts = [code for place, code in enumerate(codes) if not place or codes[place - 1] != code - 1]
    ends = [code for place, code in enumerate(codes) if place + 1 == len(codes) or codes[place + 1] != code + 1]
    text = "".join(f"{first:04X}-{last:04X}\n" for first, last in zip(starts, ends, strict=True))
    (FONTS / "coverage.txt").write_text(text, encoding="ascii")


def widths_module() -> str:
    """The module of letters' widths, so that a build need not open the fonts to know how long a line is."""
    cuts = [TTFont(FONTS / f"{name}.woff2", lazy=True) for name in ("sans-regular", "sans-bold")]
    groups: dict[int, str] = {}
    for letter in map(chr, (*range(0x20, 0x7F), 0xAC00)):
        width = max(_hundredths(font, letter) for font in cuts)
        groups[width] = groups.get(width, "") + letter
    lines = "".join(f"    {width}: {_quoted(letters)},\n" for width, letters in sorted(groups.items()))
    return f'''\
"""How wide letters are in the font that print uses. `tools/make_fonts.py` makes this file: do not edit it."""

from __future__ import annotations

WIDTHS = {{
{lines}}}
"""Hundredths of an em, rounded up, in the wider of the two cuts -> the letters; one syllable stands for all."""
'''


def _hundredths(font: TTFont, letter: str) -> int:
    return math.ceil(font["hmtx"][font.getBestCmap()[ord(letter)]][0] * 100 / font["head"].unitsPerEm)


def _quoted(text: str) -> str:
    """As the formatter writes it."""
    return repr(text) if '"' in text else '"' + text.replace("\\", "\\\\") + '"'


if __name__ == "__main__":
    main()
