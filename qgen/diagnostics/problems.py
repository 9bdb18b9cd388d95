"""Problems as values: what is wrong, where, and what to try.

Every stage returns `(value, problems)`; nothing is printed before the end, so that a user sees all of them at once.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of a file. Lines and columns count from 1, columns in characters; `end_column` is exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    @classmethod
    def start_of(cls, path: str, line: int = 1) -> Span:
        """The start of a line, or of the whole file."""
        return cls(path, line, 1, line, 1)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. `code` is stable; `message` is lower case with no full stop; `hint` says what to try."""

    code: str
    message: str
    span: Span | None = None
    hint: str | None = None
    severity: Literal["error", "warning"] = "error"
    cause: Exception | None = field(default=None, compare=False, repr=False)
    """What was raised, for `qgen --debug` to show; None for what an author wrote."""

    @classmethod
    def error(cls, code: str, message: str, *, at: Span | None = None, hint: str | None = None) -> Problem:
        """Something because of which nothing is made."""
        return cls(code, message, at, hint, "error")

    @classmethod
    def warning(cls, code: str, message: str, *, at: Span | None = None, hint: str | None = None) -> Problem:
        """Something to look at that keeps nothing from being made."""
        return cls(code, message, at, hint, "warning")

    def caused_by(self, error: Exception) -> Problem:
        """The same problem with the exception that it was told by."""
        return replace(self, cause=error)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems because of which nothing is made, without the warnings."""
    return [problem for problem in problems if problem.severity == "error"]


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems as a reader wants them: by place, those without a place first."""
    nowhere = Span("", 0, 0, 0, 0)
    return sorted(dict.fromkeys(problems), key=lambda problem: (problem.span or nowhere, problem.code, problem.message))


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint that names the nearest of the known names, or lists them if they are few; None if there are none."""
    names = sorted(set(known))
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.5 if len(word) < 4 else 0.6)
    if near:
        return f"did you mean `{near[0]}`?"
    if 0 < len(names) <= 12:
        return "known: " + ", ".join(f"`{name}`" for name in names)
    return None


def counted(number: int, noun: str) -> str:
    """`1 error`, `2 errors`, `3 entities`."""
    plural = noun.removesuffix("y") + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"
