r"""Where formulas stand in a text: rules for markdown-it that find `$…$`, `$$…$$`, `\(…\)` and `\[…\]`.

A dollar is one of money, or of a shell, more often than not. So no formula begins right behind a letter or a digit
(`US$`), begins or ends with a space, ends right before a Latin letter or a digit, or holds a bare word of Hangul and
ends right before another (`$와 $를`).
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.dollarmath import dollarmath_plugin

from qgen.language.korean import is_hangul

_LATIN = re.compile(r"[0-9A-Za-z]")
_IN_WORDS = re.compile(r"\\(?:text\w*|mbox|mathrm|operatorname)\s*\{[^{}]*\}")
_SIGN = re.compile(r"[=^_<>+*/]|\\[A-Za-z]")  # without one of these `\[x\]` is an escaped bracket of Markdown
_BRACKETS = {"\\(": "\\)", "\\[": "\\]"}

DISPLAY = "math_inline_double"
"""The type of a token that is a formula on a line of its own, though it stands within a paragraph."""


def formula_syntax(parser: MarkdownIt) -> None:
    """Teach a parser where formulas stand."""
    parser.use(dollarmath_plugin, allow_labels=False)  # for `$$` on lines of its own
    parser.inline.ruler.at("math_inline", _dollars)
    parser.inline.ruler.before("escape", "math_brackets", _brackets)


def _dollars(state: StateInline, silent: bool) -> bool:
    source, start = state.src, state.pos
    if source[start] != "$":
        return False
    mark = "$$" if source.startswith("$$", start) else "$"
    inside = start + len(mark)
    end = _closing(source, mark, inside)
    if end < 0 or (mark == "$" and not _is_formula(source, inside, end)):
        return False
    if not source[inside:end].strip():
        return False
    return _found(state, silent, mark, source[inside:end], end + len(mark))


def _closing(source: str, mark: str, start: int) -> int:
    """Where the mark stands next that no backslash escapes; -1 if nowhere."""
    end = source.find(mark, start)
    while end >= 0 and _is_escaped(source, end):
        end = source.find(mark, end + 1)
    return end


def _is_escaped(source: str, at: int) -> bool:
    before = at
    while before and source[before - 1] == "\\":
        before -= 1
    return (at - before) % 2 == 1


def _is_formula(source: str, start: int, end: int) -> bool:
    """Whether single dollars around a stretch are those of a formula."""
    before, after = source[: start - 1][-1:], source[end + 1 : end + 2]
    if source[start].isspace() or source[end - 1].isspace() or _LATIN.match(before) or _LATIN.match(after):
        return False
    return not (is_hangul(after) and holds_bare_hangul(source[start:end])) if after else True


def holds_bare_hangul(latex: str) -> bool:
    r"""Whether a formula has Hangul outside of `\text{…}` and its like."""
    return any(map(is_hangul, _IN_WORDS.sub("", latex)))


def _brackets(state: StateInline, silent: bool) -> bool:
    opening = state.src[state.pos : state.pos + 2]
    closing = _BRACKETS.get(opening)
    end = _closing(state.src, closing, state.pos + 2) if closing else -1
    inside = state.src[state.pos + 2 : end] if end >= 0 else ""
    if not inside.strip() or (opening == "\\[" and not _SIGN.search(inside)):
        return False
    return _found(state, silent, "$$" if opening == "\\[" else "$", inside.strip(), end + 2)


def _found(state: StateInline, silent: bool, mark: str, latex: str, end: int) -> bool:
    if not silent:
        token = state.push(DISPLAY if mark == "$$" else "math_inline", "math", 0)
        token.content = latex.strip() if mark == "$$" else latex
    state.pos = end
    return True
