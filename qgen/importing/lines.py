"""The lines of notes, and which of them something was made of: what was not is listed, whatever else happens."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qgen.diagnostics.problems import Problem, Span

PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_MARKS_ONLY = re.compile(r"^[\s\-=_*|:~`>#+.]*$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_BREAK = re.compile(r"<br\s*/?>")


class Lines:
    """Lines count from 1. `clean` are those that are read: without the control characters that YAML refuses."""

    def __init__(self, path: str, text: str):
        self._path = path
        self._typed = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.clean = [_CONTROL.sub("", line) for line in self._typed]
        self._used: set[int] = set()
        self._reasons: dict[int, str] = {}
        self._partly = {
            number: "control characters"
            for number, (typed, clean) in enumerate(zip(self._typed, self.clean, strict=True), 1)
            if typed != clean
        }

    def use(self, numbers: Iterable[int]) -> None:
        """Something was made of these lines."""
        self._used.update(numbers)

    def lose(self, numbers: Iterable[int], reason: str) -> None:
        """Nothing was made of these lines, or not any more."""
        for number in numbers:
            self._used.discard(number)
            self._reasons[number] = reason

    def leave_out(self, number: int, what: str) -> None:
        """Part of a line that something was made of is not in the draft."""
        self._partly[number] = what

    def text(self, parts: Iterable[str], first: int) -> str:
        """Parts, one a line from `first` on, as one line.

        Pictures are left out, and listed: they are files that have to come along.
        """
        bare = []
        for number, part in enumerate(parts, start=first):
            if PICTURE.search(part):
                self.leave_out(number, "a picture: copy it to source/media/ and list it under `figures:`")
            bare.append(PICTURE.sub("", _BREAK.sub(" ", part)))
        return " ".join(" ".join(bare).split())

    def unread(self) -> list[Problem]:
        """A warning for each run of lines that nothing was made of.

        Lines of nothing but marks, `---` say, hold nothing.
        """
        reasons = {
            number: self._reasons.get(number, "this is none of the forms that are understood")
            for number, line in enumerate(self._typed, start=1)
            if number not in self._used and not _MARKS_ONLY.match(line) and not _FENCE.match(line)
        } | self._partly
        return [self._problem(first, last, reasons[first]) for first, last in _runs(reasons)]

    def _problem(self, first: int, last: int, reason: str) -> Problem:
        count = f" ({last - first + 1} lines)" if last > first else ""
        span = Span(self._path, first, 1, last, len(self._typed[last - 1]) + 1)
        return Problem.warning(
            "not-imported", f"not imported{count}: {reason}", at=span, hint="add what it says by hand"
        )


def _runs(reasons: dict[int, str]) -> list[tuple[int, int]]:
    """First and last line of each run of lines with one reason."""
    runs: list[tuple[int, int]] = []
    for number in sorted(reasons):
        if runs and runs[-1][1] == number - 1 and reasons[number] == reasons[number - 1]:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
