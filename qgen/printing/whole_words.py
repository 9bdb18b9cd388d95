"""Korean words stay whole at the ends of lines. No engine knows `word-break: keep-all`, so each word gets a span of its own.

A word reaches from white space to white space and may hold inline elements, as `<strong>변수</strong>는` does.
"""

from __future__ import annotations

import re
from html import unescape

LONGEST = 24  # characters; what is longer may break, or it could run off the page
_LONG_IN_CODE = re.compile(r"(?<!\S)[^\s<>]{60,}(?!\S)")  # about three quarters of a line
_LONGEST_IN_TABLE = 8
_LONGEST_LATIN_IN_TABLE = 16

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
    skipping: str | None = None
    tables = 0

    def end() -> None:
        out.append(_wrapped(word, in_table=tables > 0))
        word.clear()

    for part in _PART.split(html):
        name = match[1].lower() if part.startswith("<") and (match := _TAG.match(part)) else None
        closing = part.startswith("</")
        if skipping:
            out.append(_LONG_IN_CODE.sub(r'<span class="wl">\g<0></span>', part) if skipping == "pre" and name is None else part)
            skipping = None if closing and name == skipping else skipping
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
            out.append(part)
            tables += (name == "table") * (-1 if closing else 1)
            skipping = name if name in _SKIPPED and not closing and not part.endswith("/>") else None
    end()
    return "".join(out)


def _wrapped(word: list[str], in_table: bool) -> str:
    whole = "".join(word)
    text = unescape("".join(part for part in word if not part.startswith("<")))
    hangul = bool(_HANGUL.search(text))
    long = len(text) > (LONGEST if not in_table else _LONGEST_IN_TABLE if hangul else _LONGEST_LATIN_IN_TABLE)
    if not long and not hangul:
        return whole
    lead, core, rest = _balanced(word)
    if long and "<" not in core:
        core = _JOINT.sub(r'\1</span><span class="wl">', core)
    return f'{lead}<span class="{"wl" if long else "w"}">{core}</span>{rest}' if core else whole


def _balanced(word: list[str]) -> tuple[str, str, str]:
    """The word without tags at its ends that are opened or closed elsewhere; its middle is empty if it has others inside."""
    parts = list(word)
    lead: list[str] = []
    rest: list[str] = []
    while parts and parts[0].startswith("<") and not _closes_inside(parts):
        lead.append(parts.pop(0))
    while parts and parts[-1].startswith("<") and not _opens_inside(parts):
        rest.insert(0, parts.pop())
    while len(parts) > 2 and parts[0].startswith("<") and parts[-1].startswith("</") and not _closed_in(parts[1:-1]):
        lead.append(parts.pop(0))  # an element that is the whole word: stylesheets count on where it stands
        rest.insert(0, parts.pop())
    depth = 0
    for part in parts:
        if part.startswith("</"):
            depth -= 1
        elif part.startswith("<"):
            depth += 1
        if depth < 0:
            return "".join(lead), "", "".join((*parts, *rest))
    return "".join(lead), "".join(parts) if depth == 0 else "", "".join(rest)


def _closes_inside(parts: list[str]) -> bool:
    """Whether the tag that comes first is closed further on."""
    if parts[0].startswith("</"):
        return False
    return _closed_in(parts[1:])


def _closed_in(parts: list[str]) -> bool:
    """Whether an element that was opened right before is closed among the parts."""
    depth = 1
    for part in parts:
        if part.startswith("</"):
            depth -= 1
        elif part.startswith("<"):
            depth += 1
        if depth == 0:
            return True
    return False


def _opens_inside(parts: list[str]) -> bool:
    """Whether the tag that comes last was opened before."""
    if not parts[-1].startswith("</"):
        return False
    depth = 0
    for part in reversed(parts):
        depth += 1 if part.startswith("</") else -1 if part.startswith("<") else 0
        if depth == 0:
            return True
    return False
