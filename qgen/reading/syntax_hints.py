"""What a YAML parser's complaint means to an author: the place, plain words, and what to type instead."""

from __future__ import annotations

import re
from collections.abc import Iterable

import yaml

from qgen.diagnostics.problems import Problem, Span

_QUOTE = "put the text in double quotes"

# (pattern in the parser's words, what to say, what to try): the parser's words alone never name the cause.
_CAUSES = (
    (r"mapping values are not allowed", "`: ` inside a text that has no quotes", f'{_QUOTE}, as in "답: 설명"'),
    (r"character that cannot start any token", "a text can't start with this character", _QUOTE),
    (r"found a tab character|'\\t' that cannot start", "a tab in the indentation", "indent with spaces"),
    (r"alphabetic or numeric character", "a text can't start with `*` or `&`", f'{_QUOTE}, as in "**bold**"'),
    (
        r"could not find expected ':'",
        "a line that is neither `key: value` nor part of a text",
        "check the colon and the indentation",
    ),
    (
        r"did not find expected key",
        "a line that does not belong where it is indented to",
        "check the indentation, and quotes that end too early",
    ),
    (
        r"did not find expected '-' indicator",
        "a line that is not an item of its list",
        "start it with `- `, or indent it as its neighbours are",
    ),
    (
        r"did not find expected ',' or '[\]}]'",
        "a list or mapping in brackets that does not close",
        "close the bracket, or put the text in double quotes",
    ),
    (
        r"did not find expected node content",
        "something that can't stand inside brackets",
        "close the bracket, or list the items on lines of their own",
    ),
    (r"unexpected end of stream", "a quote that is never closed", "close the quote"),
    (
        r"hexdecimal number",
        "`\\x`, `\\u` or `\\U` inside double quotes",
        "use single quotes for LaTeX, or double the `\\`",
    ),
    (r"unknown escape character", "`\\` inside double quotes", "use single quotes for LaTeX, or double the `\\`"),
    (
        r"block sequence entries are not allowed",
        "a list item where none can stand",
        "start the list on a line of its own",
    ),
)
_JOINED = re.compile(r"\s*(?:- +)*\{?([A-Za-z_]\w*:)[^\s:/]")
# libyaml's own limit, which it may reach before it tells of the first bracket
_TOO_DEEP = re.compile(r"exceeded maximum|nesting")


def syntax_problem(path: str, text: str, error: yaml.YAMLError) -> Problem:
    """The problem that a parser's error stands for."""
    begun: yaml.Mark | None = getattr(error, "context_mark", None)
    context = str(getattr(error, "context", ""))
    mark: yaml.Mark | None = getattr(error, "problem_mark", None) or begun
    if "scanning a quoted" in context and "end of stream" in str(error):
        mark = begun  # the problem's own mark is the file's end
    if "scanning an a" in context:
        mark = begun  # an alias or anchor: its start is what the author sees
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    line = min(line, len(lines) - 1)
    words = " ".join(str(part) for part in (getattr(error, "context", ""), getattr(error, "problem", "")) if part)
    span = Span(path, line + 1, column + 1, line + 1, column + 2)
    if _TOO_DEEP.search(words):
        return Problem.error("yaml-depth", "nested too deep", at=span, hint="check the indentation and brackets")
    if joined := _no_space(path, lines, {line, mark.line if mark else 0, begun.line if begun else line, line - 1}):
        return joined
    message, hint = _cause(words or str(error), lines[line], column)
    return Problem.error("yaml-syntax", message, at=span, hint=hint)


def _no_space(path: str, lines: list[str], numbers: Iterable[int]) -> Problem | None:
    """The problem of a `key:` with no space behind it, if one of the lines has one: it makes no key at all."""
    for number in sorted(numbers):
        found = _JOINED.match(lines[number]) if 0 <= number < len(lines) else None
        if found:
            span = Span(path, number + 1, found.end(1), number + 1, found.end(1) + 1)
            return Problem.error(
                "yaml-syntax", f"a space is missing after `{found[1]}`", at=span, hint=f"write `{found[1]} …`"
            )
    return None


def _cause(words: str, line: str, column: int) -> tuple[str, str | None]:
    if line[column : column + 1] == "\t" or re.match(r" *\t", line):
        return "a tab in the indentation", "indent with spaces"
    for pattern, message, hint in _CAUSES:
        if re.search(pattern, words):
            return message, hint
    return words, None
