r"""What a text loses on its way through YAML without a word: takes the source and the parser's event, gives problems.

`"$\nabla f$"` begins with a line break, ` #` ends a text that has no quotes, and some characters can't be seen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import count

import yaml

from qgen.diagnostics.problems import Problem, Span

_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_COMMENT = re.compile(r"[ \t]+(#[^\s#!][^\n]*)")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)

_WHITE = {
    "n": "a line break",
    "t": "a tab",
    "N": "a line break",
    "L": "a line break",
    "P": "a line break",
    "_": "a space",
    " ": "a space",
}
"""Escapes that make white space -> what each becomes."""

_OF_N = {
    f"\\{name}"
    for name in "nabla natural ncong ne nearrow neg neq newline nexists ngeq ni nleq nmid nolimits nonumber not "
    "notag notin nparallel nsim nsubset nsubseteq nu nwarrow norm".split()
}
_LETTERS = re.compile(r"[A-Za-z]*")
_FORMULA = re.compile(r"(?<![A-Za-z0-9\\$])(?P<mark>\$\$?)(?P<latex>(?:\\.|[^$\\])+)(?P=mark)(?![A-Za-z0-9])")
"""About what `qgen/content/formula_syntax.py` finds."""
_STANDS_FOR_ESCAPE = "\ue000"  # of Unicode's private use: no author's text holds it
_MARK = re.compile(rf"{_STANDS_FOR_ESCAPE}(\d+);")


def merge_conflict(path: str, text: str) -> Problem | None:
    """An error if the file has the marks that git leaves where two authors changed the same lines."""
    found = _CONFLICT.search(text)
    if not found:
        return None
    hint = "keep the lines that are right, of one side or of both, and delete the marks"
    message = f"a mark of a merge conflict, `{found[0].strip()}`"
    return Problem.error("merge-conflict", message, at=place(path, text, *found.span()), hint=hint)


def unseen_characters(path: str, text: str) -> Iterator[Problem]:
    """A warning for each line with characters that nobody sees and that nobody can type in an answer."""
    told: set[int] = set()
    for found in _UNSEEN.finditer(text):
        at = place(path, text, *found.span())
        if at.line not in told:
            told.add(at.line)
            names = ", ".join(dict.fromkeys(map(_named, found[0])))
            hint = f"delete it; if it is meant, write `\\u{ord(found[0][0]):04x}` inside double quotes"
            yield Problem.warning("invisible-character", f"an invisible character, {names}", at=at, hint=hint)


def _named(character: str) -> str:
    return f"U+{ord(character):04X} ({unicodedata.name(character).lower()})"


def cut_text(path: str, text: str, event: yaml.ScalarEvent) -> Problem | None:
    """A warning if a text without quotes ends where ` #` begins a comment that looks like more of the text."""
    if event.style in ("'", '"', "|", ">") or not event.value:
        return None
    found = _COMMENT.match(text, _ends(event)[1])
    if not found:
        return None
    lost = found[1] if len(found[1]) <= 40 else found[1][:39] + "…"
    hint = "put the text in quotes; a comment has a space after its `#`"
    message = f"` #` ends the text: `{lost}` is a comment and is lost"
    return Problem.warning("cut-text", message, at=place(path, text, *found.span(1)), hint=hint)


def broken_command(path: str, text: str, event: yaml.ScalarEvent) -> Problem | None:
    r"""An error if an escape in double quotes makes white space inside a formula, as `\n` of `\nabla` does."""
    if event.style != '"' or not event.value:
        return None
    start, end = _ends(event)
    escapes = list(_ESCAPE.finditer(text, start, end))
    if not any(found[1] in _WHITE for found in escapes):
        return None
    for formula in _FORMULA.finditer(_marked(text[start + 1 : end - 1])):
        for number in map(int, _MARK.findall(formula["latex"])):
            found = escapes[number]
            command = f"\\{found[1]}{_letters_at(text, found.end())}"
            if _is_command(command, alone=formula["mark"] == "$$"):
                message = f"`\\{found[1]}` of `{command}` is an escape in double quotes: it becomes {_WHITE[found[1]]}"
                hint = "use single quotes for LaTeX, or double the `\\`"
                return Problem.error("control-character", message, at=place(path, text, *found.span()), hint=hint)
    return None


def _ends(event: yaml.ScalarEvent) -> tuple[int, int]:
    """Where in the file a text begins and ends, in characters."""
    assert event.start_mark and event.end_mark, "every event of a parser has its marks"
    return event.start_mark.index, event.end_mark.index


def _marked(written: str) -> str:
    """What stands in double quotes, with a mark that bears its number for each escape that makes white space."""
    numbers = count()

    def mark(found: re.Match[str]) -> str:
        number = next(numbers)
        if found[1] in _WHITE:
            return f"{_STANDS_FOR_ESCAPE}{number};"
        return "\\" if found[1] == "\\" else found[0]

    return _ESCAPE.sub(mark, written)


def _letters_at(text: str, at: int) -> str:
    found = _LETTERS.match(text, at)
    return found[0] if found else ""


def _is_command(written: str, *, alone: bool) -> bool:
    """Whether an escape and the letters behind it are a command of LaTeX. A formula on its own may have lines."""
    if written[1] in "_ ":
        return True
    return len(written) > 2 and (not alone or written[1] != "n" or written in _OF_N)


def place(path: str, text: str, start: int, end: int) -> Span:
    """Where a stretch of one line of the text stands."""
    line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    return Span(path, line, column, line, column + max(end - start, 1))
