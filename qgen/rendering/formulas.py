"""LaTeX drawn as SVG paths, for engines that know no MathML. Sizes are in em, so that a formula grows with its text."""

from __future__ import annotations

from functools import lru_cache
from html import escape


@lru_cache(maxsize=512)
def drawn(latex: str, display: bool) -> str:
    """The formula as an SVG that is read aloud as its LaTeX; as code where it is no LaTeX."""
    import ziamath

    ziamath.config.svg2 = False
    size = 20.0
    try:
        formula = ziamath.Latex(latex, size=size, inline=not display)
        svg = formula.svg()
    except Exception:  # the library raises errors of many kinds
        return f"<code>{escape(latex, quote=False)}</code>"
    width, height = formula.getsize()
    depth = formula.getyofst()
    style = f"width:{width / size:.3f}em;height:{height / size:.3f}em;vertical-align:{depth / size:.3f}em"
    return svg.replace("<svg ", f'<svg class="formula" role="img" aria-label="{escape(latex)}" style="{style}" ', 1)
