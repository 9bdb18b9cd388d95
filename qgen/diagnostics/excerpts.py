"""How a problem looks in a terminal: severity, code, message, place, the line, a caret under it, a hint."""

from __future__ import annotations

import re
from collections.abc import Callable

from qgen.diagnostics.problems import Problem
from qgen.language.width import cells

_LONGEST = 240  # characters of a line that are shown; of a longer one, those around the place
_BEFORE = 80
_COMMAND = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")

Style = Callable[[str, str], str]
"""(text, role) -> text; roles are `error`, `warning`, `place`, `hint`."""


def show(problem: Problem, source: str | None, style: Style = lambda text, role: text) -> str:
    """The problem in full. `source` is the text of the file it is in; without it there is no excerpt."""
    head = style(f"{problem.severity}[{problem.code}]", problem.severity) + f": {_visible(problem.message)}"
    lines = [head]
    margin = len(str(problem.span.line)) if problem.span else 0
    if problem.span:
        lines.append(f"{' ' * margin}{style('-->', 'place')} {problem.span}")
        if source is not None:
            lines += _excerpt(problem, source, margin, style)
    if problem.hint:
        lines.append(f"{' ' * margin} {style('=', 'place')} {style('hint', 'hint')}: {_visible(problem.hint)}")
    return "\n".join(lines)


def _excerpt(problem: Problem, source: str, margin: int, style: Style) -> list[str]:
    span = problem.span
    all_lines = source.split("\n")
    if span is None or span.line > len(all_lines):
        return []
    line = all_lines[span.line - 1].rstrip("\r")
    end = span.end_column if span.end_line == span.line else len(line) + 1
    bar = style("|", "place")
    start = max(0, span.column - 1 - _BEFORE) if len(line) > _LONGEST else 0
    cut = "…" if start else ""
    before, marked = cut + line[start : span.column - 1], line[span.column - 1 : min(end - 1, start + _LONGEST)]
    line = cut + line[start : start + _LONGEST] + ("…" if len(line) > start + _LONGEST else "")
    pointer = " " * cells(before) + style("^" * max(1, cells(marked)), problem.severity)
    gutter = " " * margin
    return [f"{gutter} {bar}", f"{style(str(span.line), 'place')} {bar} {_visible(line)}", f"{gutter} {bar} {pointer}"]


def _visible(line: str) -> str:
    """The line as a terminal can show it.

    A tab takes one cell, so that the caret stands under what it means; characters that would command the terminal
    are replaced.
    """
    return _COMMAND.sub("\ufffd", line.replace("\t", " "))
