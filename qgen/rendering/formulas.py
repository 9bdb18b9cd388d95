"""LaTeX as MathML, which browsers draw, and as SVG, for engines that know no MathML."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from latex2mathml.converter import convert, convert_to_element

from qgen.rendering.chemistry import without_chemistry
from qgen.rendering.safe_mathml import safe_mathml

_COMMAND = re.compile(r"\\[a-zA-Z]+")
_SILENT = re.compile(r"[{}^_\\\s]")


def letters(latex: str) -> str:
    """About the letters that a formula shows: a command counts as one."""
    return _SILENT.sub("", _COMMAND.sub("x", latex))


def unknown_to_print(latex: str) -> list[str]:
    """The commands that print and web pages would show as they are typed; the whole formula if it can't be read."""
    try:
        made: str = convert(without_chemistry(latex))
    except Exception:  # noqa: BLE001 - see below
        return [latex]
    shown = re.sub(r"<[^>]*>", " ", made)
    return list(dict.fromkeys(_COMMAND.findall(shown)))


def width_in_em(latex: str, display: bool) -> float:
    """How wide a formula is drawn, against the letters around it; 0 if it can't be drawn."""
    found = re.search(r'style="width:([\d.]+)em', drawn(latex, display))
    return float(found[1]) if found else 0.0


def mathml(latex: str, display: bool) -> str:
    """The formula as MathML that can do nothing but be drawn; as code where it is no LaTeX."""
    try:
        made = convert_to_element(without_chemistry(latex), display="block" if display else "inline")
    except Exception:  # noqa: BLE001 - the library raises errors of many kinds, some of them bare
        return f"<code>{escape(latex, quote=False)}</code>"
    return safe_mathml(made)


@lru_cache(maxsize=512)
def drawn(latex: str, display: bool) -> str:
    """The formula as an SVG that is read aloud as its LaTeX; as code where it is no LaTeX.

    Sizes are in em, so that a formula grows with its text.
    """
    import ziamath

    from qgen.rendering.formula_font import FONT, load

    load()
    ziamath.config.svg2 = False
    size = 20.0
    try:
        formula = ziamath.Latex(without_chemistry(latex), size=size, font=FONT, inline=not display)
        svg = formula.svg()
    except Exception:  # noqa: BLE001 - the library raises errors of many kinds
        return f'<code class="wl">{escape(latex, quote=False)}</code>'  # which may break, or it could run off the page
    left, top, width, height = _ink(svg)
    style = f"width:{width / size:.3f}em;height:{height / size:.3f}em;vertical-align:{-(top + height) / size:.3f}em"
    svg = _FRAME.sub(
        f'width="{width:.2f}" height="{height:.2f}" viewBox="{left:.2f} {top:.2f} {width:.2f} {height:.2f}"',
        svg,
        count=1,
    )
    return svg.replace("<svg ", f'<svg class="formula" role="img" aria-label="{escape(latex)}" style="{style}" ', 1)


_FRAME = re.compile(r'width="[\d.]+" height="[\d.]+" viewBox="([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+)"')
_PATH = re.compile(r'<path d="([^"]*)"')
_BAR = re.compile(r'<rect x="([-\d.]+)"[^>]*? width="([-\d.]+)"')
_LETTER = re.compile(r'<text x="([-\d.]+)"[^>]*? textLength="([-\d.]+)"')
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_EDGE = 0.4


def _ink(svg: str) -> tuple[float, float, float, float]:
    """Left, top, width and height of what is drawn, in units of the picture.

    The library leaves room at the right, which would part a formula from its particle.
    """
    found = _FRAME.search(svg)
    assert found, svg[:300]
    left, top, width, height = map(float, found.groups())
    across = [float(x) for path in _PATH.findall(svg) for x in _NUMBER.findall(path)[::2]]
    across += [edge for x, wide in _LETTER.findall(svg) for edge in (float(x), float(x) + float(wide))]
    across += [edge for x, wide in _BAR.findall(svg) for edge in (float(x), float(x) + float(wide))]
    if not across:
        return left, top, width, height
    return min(across) - _EDGE, top, max(across) - min(across) + 2 * _EDGE, height
