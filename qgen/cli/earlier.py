"""What a command told when it last ran, for telling it again: problems as values that JSON knows, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple
from pathlib import Path
from typing import Any

from qgen.build.result_cache import ResultCache
from qgen.diagnostics.problems import Problem, Span
from qgen.project.roots import root_of


def results_at(folder: Path, *command: Any) -> ResultCache | None:
    """The result that a command with its arguments had in the project at a folder; None if there is no project."""
    root = root_of(folder.resolve())
    return ResultCache(root, *command) if root else None


def can_be_told_again(problems: Iterable[Problem]) -> bool:
    """Whether all that is known of the problems can be stored: exceptions, which `--debug` shows, can't."""
    return not any(problem.cause for problem in problems)


def as_values(problems: Iterable[Problem]) -> list[list[Any]]:
    """Problems as lists."""
    return [
        [one.code, one.message, astuple(one.span) if one.span else None, one.hint, one.severity] for one in problems
    ]


def as_problems(values: Iterable[list[Any]]) -> list[Problem]:
    """The problems of `as_values`."""
    return [
        Problem(code, message, Span(*span) if span else None, hint, severity)
        for code, message, span, hint, severity in values
    ]
