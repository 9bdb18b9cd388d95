"""A card as a browser can show it without Anki: templates filled in by Anki's rules, as far as our own templates use
them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from qgen.anki.looks import Look

_TAG = re.compile(r"\{\{([#^/]?)\s*([^{}]*?)\s*\}\}")
_SECTION = re.compile(r"\{\{([#^])\s*([^{}]*?)\s*\}\}((?:(?!\{\{[#^]).)*?)\{\{/\s*\2\s*\}\}", re.DOTALL)
_CLOZE = re.compile(r"\{\{c(\d+)::((?:(?!\{\{c\d+::).)*?)(?:::((?:(?!::).)*?))?\}\}", re.DOTALL)
_SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)
_SHAPE = re.compile(r"image-occlusion:rect:left=([\d.]+):top=([\d.]+):width=([\d.]+):height=([\d.]+):oi=([01])")


def draw_card(look: Look, fields: Mapping[str, str], ordinal: int) -> tuple[str, str]:
    """The HTML of a card's front and back. `ordinal` counts from 0: a template's place, or a cloze's number less one."""
    front, back = look.sides[ordinal if ordinal < len(look.sides) and not _is_cloze(look) else 0]
    number = ordinal + 1
    shown = _filled(front, fields, number, answer=False)
    return shown, _filled(back.replace("{{FrontSide}}", shown), fields, number, answer=True)


def _is_cloze(look: Look) -> bool:
    return "{{cloze:" in look.sides[0][0]


def _filled(template: str, fields: Mapping[str, str], number: int, *, answer: bool) -> str:
    text = _SCRIPT.sub("", template)
    while found := _SECTION.search(text):
        inside = found[3] if bool(fields.get(found[2])) == (found[1] == "#") else ""
        text = text[: found.start()] + inside + text[found.end() :]
    return _TAG.sub(lambda found: _value(found[2], fields, number, answer), text)


def _value(name: str, fields: Mapping[str, str], number: int, answer: bool) -> str:
    kind, _, field = name.rpartition(":")
    value = fields.get(field, "")
    if kind == "cloze":
        return _covers(value, number, answer) if "image-occlusion:" in value else _clozes(value, number, answer)
    if kind == "type":
        return f'<code id="typeans">{value}</code>' if answer else '<input id="typeans" disabled>'
    return value


def _clozes(html: str, number: int, answer: bool) -> str:
    def one(found: re.Match[str]) -> str:
        if int(found[1]) != number:
            return f'<span class="cloze-inactive">{found[2]}</span>'
        hidden = escape(found[3]) if found[3] else "..."
        return f'<span class="cloze">{found[2] if answer else f"[{hidden}]"}</span>'

    return _CLOZE.sub(one, html)


def _covers(html: str, number: int, answer: bool) -> str:
    """Covers over the picture, as boxes placed in percent; a stylesheet lays them over it."""
    covers = []
    for found in _CLOZE.finditer(html):
        shape = _SHAPE.search(found[2])
        mine = int(found[1]) == number
        if shape and (mine or shape[5] == "1"):
            left, top, width, height = (float(shape[side]) * 100 for side in range(1, 5))
            kind = "shown" if mine and answer else "asked" if mine else "other"
            covers.append(
                f'<i class="cover {kind}" style="left:{left:.2f}%;top:{top:.2f}%;width:{width:.2f}%;height:{height:.2f}%"></i>'
            )
    return "".join(covers)
