"""Marks within a line that CommonMark lacks, as rules for markdown-it.

`H~2~O` and `x^2^` (or `<sub>2</sub>`, `<sup>2</sup>`), `~~struck~~`, `==highlighted==`, and `<br>` for a new line.
The marks are also signs of their own (1~2개, a == b), so that each is taken only where it can mean nothing else.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

RAISED = re.compile(r"([~^])([+\-−]|[+\-−]?[0-9A-Za-z\u0370-\u03ff]{1,20}[+\-−]?)\1(?!\1)")
_TAGGED = re.compile(r"<(sub|sup)>([^<>\n]{1,80})</\1>")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_PAIRS = {"~": "s", "=": "mark"}
_TAGS = {"~": "sub", "^": "sup"}


def inline_syntax(parser: MarkdownIt) -> None:
    """Teach a parser these marks."""
    parser.inline.ruler.before("emphasis", "raised", _raised)
    parser.inline.ruler.before("raised", "pairs", _pairs)
    parser.inline.ruler.before("autolink", "tags", _tags)


def _raised(state: StateInline, silent: bool) -> bool:
    """What stands lower or higher: letters and digits right behind a letter, a digit or a closing bracket."""
    found = RAISED.match(state.src, state.pos)
    before = state.src[: state.pos][-1:]
    if not found or not re.match(r"[A-Za-z\u0370-\u03ff)\]}^]" if found[1] == "~" else r"[\w)\]}~]", before):
        return False
    return _around(state, silent, _TAGS[found[1]], found[2], found.end())


def _tags(state: StateInline, silent: bool) -> bool:
    if line := _BREAK.match(state.src, state.pos):
        if not silent:
            state.push("hardbreak", "br", 0)
        state.pos = line.end()
        return True
    found = _TAGGED.match(state.src, state.pos)
    return _around(state, silent, found[1], found[2], found.end()) if found else False


def _around(state: StateInline, silent: bool, tag: str, inside: str, end: int) -> bool:
    if not silent:
        state.push(f"{tag}_open", tag, 1)
        state.push("text", "", 0).content = inside
        state.push(f"{tag}_close", tag, -1)
    state.pos = end
    return True


def _pairs(state: StateInline, silent: bool) -> bool:
    """`~~struck~~` and `==highlighted==`: the marks touch what is between them, and no Latin letter around them."""
    source, start = state.src, state.pos
    mark = source[start : start + 2]
    if mark not in ("~~", "=="):
        return False
    inside = start + 2
    end = source.find(mark, inside + 1)
    if end < 0 or source[inside].isspace() or source[inside] in "~=" or source[end - 1].isspace():
        return False
    if source[end + 2 : end + 3] == mark[0] or _is_latin(source[:start][-1:]) or _is_latin(source[end + 2 : end + 3]):
        return False
    if not silent:
        tag = _PAIRS[mark[0]]
        state.push(f"{tag}_open", tag, 1)
        before, state.pos, state.posMax = state.posMax, inside, end
        state.md.inline.tokenize(state)
        state.posMax = before
        state.push(f"{tag}_close", tag, -1)
    state.pos = end + 2
    return True


def _is_latin(character: str) -> bool:
    return bool(character) and (character.isascii() and character.isalnum())
