"""Jinja2 for everything printed: strict about names, escaping by default, with a project's own files before ours."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from markupsafe import Markup

from qgen.content.blocks import Inline, text
from qgen.rendering.html import WEB, Style, html, html_inline
from qgen.rendering.plain import plain_inline


@cache
def environment(overrides: Path | None, style: Style = WEB) -> Environment:
    """Templates by their name below `templates/`.

    The filters `blocks` and `inline` turn neutral content into HTML, and so does `text` with plain text, whose words
    then stay whole in print. In a cell of a table they are told so, as in `inline(in_table=true)`: its lines are short.
    """
    own = [FileSystemLoader(overrides)] if overrides else []
    loader = ChoiceLoader([*own, PackageLoader("qgen", "templates")])
    made = Environment(loader=loader, undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)

    def styled(in_table: bool) -> Style:
        return replace(style, in_table=in_table)

    def of_text(value: str, in_table: bool = False) -> str:
        return _escaped(html_inline(text(value), styled(in_table))) if style.paper else value

    made.filters["blocks"] = lambda blocks, in_table=False: _escaped(html(blocks, styled(in_table)))
    made.filters["inline"] = lambda inline, in_table=False: _escaped(html_inline(inline, styled(in_table)))
    made.filters["text"] = of_text
    made.filters["fingerprint"] = _fingerprint
    return made


def _escaped(rendered: str) -> Markup:
    """HTML that the renderer made, which a template writes as it is."""
    return Markup(rendered)  # noqa: S704 - the renderer has escaped every text in it


def _fingerprint(inline: Inline) -> str:
    """A short name of a text that stays when other texts come before it, and goes when the text changes."""
    return hashlib.sha256(plain_inline(inline).encode()).hexdigest()[:10]
