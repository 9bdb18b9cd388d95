"""Jinja2 for everything printed: strict about names, escaping by default, with a project's own files before ours."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from markupsafe import Markup

from qgen.content.blocks import Inline
from qgen.rendering.html import WEB, Style, html, html_inline
from qgen.rendering.plain import plain_inline


@cache
def environment(overrides: Path | None, style: Style = WEB) -> Environment:
    """Templates by their name below `templates/`. `blocks` and `inline` turn neutral content into HTML."""
    own = [FileSystemLoader(overrides)] if overrides else []
    loader = ChoiceLoader([*own, PackageLoader("qgen", "templates")])
    made = Environment(loader=loader, undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made.filters["blocks"] = lambda blocks: Markup(html(blocks, style))
    made.filters["inline"] = lambda inline: Markup(html_inline(inline, style))
    made.filters["fingerprint"] = _fingerprint
    return made


def _fingerprint(inline: Inline) -> str:
    """A short name of a text that stays when other texts come before it, and goes when the text changes."""
    return hashlib.sha256(plain_inline(inline).encode()).hexdigest()[:10]
