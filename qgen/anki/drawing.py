"""A card as a browser can show it without Anki.

Templates are filled in by Anki's rules, as far as our own templates use them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from qgen.anki.looks import Look
from qgen.anki.syntax import (
    INNERMOST_SECTION,
    TEMPLATE_TAG,
    Cloze,
    cloze_numbers,
    clozes,
    has_cloze_filter,
    replace_clozes,
)

_SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)
_SHAPE = re.compile(r"image-occlusion:rect:left=([\d.]+):top=([\d.]+):width=([\d.]+):height=([\d.]+):oi=([01])")


def draw_card(look: Look, fields: Mapping[str, str], ordinal: int) -> tuple[str, str]:
    """The HTML of a card's front and back.

    `ordinal` counts from 0: a template's place, or a cloze's number less one.
    """
    is_cloze = has_cloze_filter(look.sides[0][0])
    front, back = look.sides[ordinal if ordinal < len(look.sides) and not is_cloze else 0]
    number = ordinal + 1
    shown = _filled(front, fields, number, answer=False)
    return shown, _filled(back.replace("{{FrontSide}}", shown), fields, number, answer=True)


def _filled(template: str, fields: Mapping[str, str], number: int, *, answer: bool) -> str:
    text = _SCRIPT.sub("", template)
    while found := INNERMOST_SECTION.search(text):
        is_shown = bool(fields.get(found["name"])) == (found["sigil"] == "#")
        text = text[: found.start()] + (found["inside"] if is_shown else "") + text[found.end() :]
    return TEMPLATE_TAG.sub(lambda found: _value(found["name"], fields, number, answer), text)


def _value(name: str, fields: Mapping[str, str], number: int, answer: bool) -> str:
    kind, _, field = name.rpartition(":")
    value = fields.get(field, "")
    if kind == "cloze":
        return _covers(value, number, answer) if "image-occlusion:" in value else _clozes(value, number, answer)
    if kind == "type":
        return f'<code id="typeans">{value}</code>' if answer else '<input id="typeans" disabled>'
    return value


def _clozes(html: str, number: int, answer: bool) -> str:
    """A field in which no cloze has the card's number shows nothing on it."""
    if number not in cloze_numbers(html):
        return ""

    def shown(cloze: Cloze) -> str:
        if number not in cloze.numbers:
            return f'<span class="cloze-inactive">{cloze.text}</span>'
        hidden = f"[{cloze.hint or '...'}]"
        return f'<span class="cloze">{cloze.text if answer else hidden}</span>'

    return replace_clozes(html, shown)


def _covers(html: str, number: int, answer: bool) -> str:
    """Covers over the picture, as boxes placed in percent; a stylesheet lays them over it."""
    covers = []
    for one in clozes(html):
        shape = _SHAPE.search(one.text)
        mine = number in one.numbers
        if shape and (mine or shape[5] == "1"):
            left, top, width, height = (float(shape[side]) * 100 for side in range(1, 5))
            kind = "shown" if mine and answer else "asked" if mine else "other"
            covers.append(
                f'<i class="cover {kind}" '
                f'style="left:{left:.2f}%;top:{top:.2f}%;width:{width:.2f}%;height:{height:.2f}%"></i>'
            )
    return "".join(covers)
