"""Korean words stay whole at the ends of lines. No engine knows `word-break: keep-all`, so each word gets a span of its own.

A word reaches from white space to white space. It may hold inline elements, as `<strong>변수</strong>는` does, or parts of them: then
the element is closed before the word and opened again inside its span, so that `<strong>은닉층 수</strong>를` keeps `수를` whole.
"""

from __future__ import annotations

import re
from html import unescape

LONGEST = 24  # characters; what is longer may break, or it could run off the page
_LONG_IN_CODE = re.compile(r"(?<!\S)[^\s<>]{60,}(?!\S)")  # about three quarters of a line
_LONGEST_IN_TABLE = 8
_LONGEST_LATIN_IN_TABLE = 16
_SHORT = 3  # what ends a long word, `?` say, stays with it

_PART = re.compile(r"(<[^>]*>)")
_TAG = re.compile(r"</?\s*([a-zA-Z0-9]+)")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_JOINT = re.compile(r"([._/])(?=\w)")  # where a long name in code had better break: each piece is a block in the line
_INLINE = frozenset(("strong", "em", "b", "i", "code", "a", "span", "sub", "sup", "small"))
_SKIPPED = frozenset(("pre", "svg", "style", "script", "title", "head", "math"))


def keep_words_whole(html: str) -> str:
    """The HTML with `<span class="w">` round each word that holds Hangul; the stylesheet forbids to break inside.

    What is too long for that, in any script, gets `class="wl"` and may break anywhere: allowed for the whole page, engines
    break short words too.
    """
    out: list[str] = []
    word: list[str] = []
    around: list[str] = []  # the inline elements that are open where the word begins
    skipping: str | None = None
    tables = 0

    def end() -> None:
        out.append(_wrapped(word, around, in_table=tables > 0))
        around[:] = _open_after(around, word)
        word.clear()

    for part in _PART.split(html):
        name = _name(part)
        if skipping:
            out.append(_LONG_IN_CODE.sub(r'<span class="wl">\g<0></span>', part) if skipping == "pre" and name is None else part)
            skipping = None if part.startswith("</") and name == skipping else skipping
        elif name is None:
            for piece in re.split(r"(\s+)", part):
                if piece.isspace():
                    end()
                    out.append(piece)
                elif piece:
                    word.append(piece)
        elif name in _INLINE:
            word.append(part)
        else:
            end()
            around.clear()
            out.append(part)
            tables += (name == "table") * (-1 if part.startswith("</") else 1)
            skipping = name if name in _SKIPPED and not part.startswith("</") and not part.endswith("/>") else None
    end()
    return "".join(out)


def parts_of(word: str, in_table: bool = False) -> list[str]:
    """The parts of a word between which a line may end: one part if it stays whole."""
    if not _is_long(word, in_table):
        return [word]
    pieces = _JOINT.sub(r"\1\0", word).split("\0")
    return [ch for piece in pieces for ch in piece] if len(pieces) == 1 else pieces


def _is_long(word: str, in_table: bool) -> bool:
    return len(word) > (LONGEST if not in_table else _LONGEST_IN_TABLE if _HANGUL.search(word) else _LONGEST_LATIN_IN_TABLE)


def _name(part: str) -> str | None:
    """The name of a tag; None for text."""
    return match[1].lower() if part.startswith("<") and (match := _TAG.match(part)) else None


def _wrapped(word: list[str], around: list[str], in_table: bool) -> str:
    text = unescape("".join(part for part in word if not part.startswith("<")))
    hangul = bool(_HANGUL.search(text))
    long = _is_long(text, in_table)
    if not long and not hangul:
        return "".join(word)
    lead, core, rest = _bared(word)
    around = _open_after(around, lead)
    if long and not hangul:
        core = [part if part.startswith("<") or len(part) < _SHORT else _breakable(part) for part in core]
        return "".join((*lead, *core, *rest))
    left = _open_after([], core)
    entered = around[len(around) - _closed_too_many(core) :]
    if any(" id=" in tag for tag in (*entered, *left)):
        return "".join(word)  # an id can't stand twice
    inside = "".join((*entered, *core, *_closing(left)))
    span = _breakable(inside) if long and "<" not in inside else f'<span class="{"wl" if long else "w"}">{inside}</span>'
    return "".join((*lead, *_closing(entered), span, *left, *rest))


def _breakable(text: str) -> str:
    return '<span class="wl">' + _JOINT.sub(r'\1</span><span class="wl">', text) + "</span>"


def _bared(word: list[str]) -> tuple[list[str], list[str], list[str]]:
    """The word without the tags at its ends, unless what they open is closed amid the word, or the other way round."""
    parts, lead, rest = list(word), list[str](), list[str]()
    while parts and parts[0].startswith("<") and not (_closed_at(parts) or 0) > 0:
        lead.append(parts.pop(0))
    while parts and parts[-1].startswith("</") and _closed_too_many(parts) or parts and _opens(parts[-1]):
        rest.insert(0, parts.pop())
    while len(parts) > 2 and _closed_at(parts) == len(parts) - 1:
        lead.append(parts.pop(0))  # an element that is the whole word: stylesheets count on where it stands
        rest.insert(0, parts.pop())
    return lead, parts, rest


def _opens(part: str) -> bool:
    return part.startswith("<") and not part.startswith("</")


def _closed_at(parts: list[str]) -> int | None:
    """Where the element that the first tag opens is closed; None if nowhere among the parts."""
    depth = 0
    for place, part in enumerate(parts):
        depth += 1 if _opens(part) else -1 if part.startswith("</") else 0
        if depth <= 0:
            return place if _opens(parts[0]) else None
    return None


def _open_after(around: list[str], parts: list[str]) -> list[str]:
    """The start tags of the elements that are open after the parts, outermost first."""
    stack = list(around)
    for part in parts:
        if part.startswith("</"):
            stack = stack[:-1]
        elif part.startswith("<"):
            stack.append(part)
    return stack


def _closed_too_many(parts: list[str]) -> int:
    """How many elements the parts close that they do not open."""
    depth = lowest = 0
    for part in parts:
        depth += 1 if _opens(part) else -1 if part.startswith("</") else 0
        lowest = min(lowest, depth)
    return -lowest


def _closing(tags: list[str]) -> list[str]:
    """The end tags of start tags."""
    return [f"</{_name(tag)}>" for tag in reversed(tags)]
