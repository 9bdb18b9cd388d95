"""What the commands tell the user: problems, in full and all at once, and how many there were."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from qgen.diagnostics.problems import Problem, counted, errors, in_order
from qgen.project.shown_problems import shown

_WISHES = ("C09", "C11")  # rules that say what would be better still
_COLOURS = {"error": "red", "warning": "yellow", "place": "blue", "hint": "cyan"}


def report(problems: Iterable[Problem], root: Path) -> bool:
    """Print all problems to standard error, with excerpts of files below `root`; True if any is an error."""
    found = in_order(problems)
    for problem, text in zip(found, shown(found, root, _style), strict=True):
        click.echo(f"{text}\n", err=True)
        if problem.cause and _debugging():
            traceback.print_exception(problem.cause)
    if found:
        click.echo(_count(found), err=True)
    return bool(errors(found))


def without_wishes(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without those that only say what would be better still."""
    return [problem for problem in problems if problem.code not in _WISHES]


def listed(problems: Iterable[Problem], style: str) -> str:
    """The problems for programs: `concise` (a line each), `json` (one list), `github` (workflow commands)."""
    found = in_order(problems)
    if style == "json":
        return json.dumps([_as_json(problem) for problem in found], ensure_ascii=False, indent=1)
    return "\n".join(map(_concise if style == "concise" else _annotation, found))


def _as_json(problem: Problem) -> dict[str, Any]:
    span = problem.span
    place = (
        {}
        if span is None
        else {
            "file": span.path,
            "line": span.line,
            "column": span.column,
            "end_line": span.end_line,
            "end_column": span.end_column,
        }
    )
    return {
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        **place,
    }


def _concise(problem: Problem) -> str:
    place = f"{problem.span}: " if problem.span else ""
    return f"{place}{problem.severity}[{problem.code}]: {problem.message}" + (
        f" ({problem.hint})" if problem.hint else ""
    )


def _annotation(problem: Problem) -> str:
    """A workflow command: https://docs.github.com/actions/reference/workflow-commands-for-github-actions"""
    span = problem.span
    place = (
        f"file={span.path},line={span.line},col={span.column},endLine={span.end_line},endColumn={span.end_column},"
        if span
        else ""
    )
    text = problem.message + (f"\nhint: {problem.hint}" if problem.hint else "")
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{problem.severity} {place}title=qgen {problem.code}::{escaped}"


def fail(problems: Iterable[Problem], root: Path, status: int) -> None:
    """Print the problems and end the program."""
    report(problems, root)
    sys.exit(status)


def _debugging() -> bool:
    context = click.get_current_context(silent=True)
    return bool(context and context.find_root().params.get("debug"))


def _count(found: list[Problem]) -> str:
    wrong = len(errors(found))
    parts = [counted(wrong, "error")] if wrong else []
    if len(found) > wrong:
        parts.append(counted(len(found) - wrong, "warning"))
    return ", ".join(parts)


def _style(text: str, role: str) -> str:
    plain = "NO_COLOR" in os.environ or not sys.stderr.isatty()
    return text if plain else click.style(text, fg=_COLOURS[role], bold=role in ("error", "warning"))
