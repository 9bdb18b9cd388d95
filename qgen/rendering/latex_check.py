r"""What is wrong with a formula, before a learner sees it: takes LaTeX, gives the fault or the commands nobody draws.

Anki's MathJax shows the source in the place of a formula that does not parse; what prints it guesses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from qgen.rendering.mathjax_names import COMMANDS, ENVIRONMENTS

_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|\s+|.", re.DOTALL)
_NAME = re.compile(r"\s*\{([A-Za-z]+\*?)\}")
_AS_TYPED = frozenset({"text", "textrm", "textbf", "textit", "textsf", "texttt", "textnormal", "mbox", "ce", "pu"})
"""Commands whose argument is text, or another language, and no formula."""

_OF_ONE = """
sqrt text textrm textbf textit textsf texttt mbox mathrm mathbf mathit mathsf mathtt mathcal mathbb mathfrak mathscr
boldsymbol operatorname hat widehat bar overline underline vec dot ddot tilde widetilde check acute grave breve
overbrace underbrace overrightarrow overleftarrow boxed cancel phantom ce substack xrightarrow xleftarrow pmod
"""
_OF_TWO = "frac dfrac tfrac cfrac binom dbinom tbinom overset underset stackrel textcolor"
_ARGUMENTS = dict.fromkeys(_OF_ONE.split(), 1) | dict.fromkeys(_OF_TWO.split(), 2)
"""How much a command needs behind it."""

_ENDS = ("}", "&", "\\\\", "\\right", "\\end", "\\cr", "\\middle")
_WITH_COLUMNS = re.compile(r"\\(?:cases|matrix|pmatrix|eqalign|displaylines|substack)\b")
_NO_SIGNS = {
    "&": "`&` stands in no table: write `\\&` for the sign",
    "\\middle": "`\\middle` stands between no `\\left` and `\\right`",
    "%": "`%` begins a comment, and what follows is lost: write `\\%`",
    "#": "`#` is no sign of a formula: write `\\#`",
    "$": "a `$` within a formula: write `\\$` for the sign",
}
_DEFINED = re.compile(r"\\(?:newcommand|renewcommand|def|let|DeclareMathOperator\*?)\s*\{?\\([A-Za-z]+)")
_DELIMITERS = frozenset("()[]./<>|")


def fault_in(latex: str) -> str | None:
    """Why MathJax refuses a formula, in a few words; None if it takes it."""
    return next(_Reader([token for token in _TOKEN.findall(latex) if not token.isspace()], latex).faults(), None)


def unknown_to_anki(latex: str) -> list[str]:
    """The commands of a formula that Anki's MathJax shows in red, each once."""
    found = dict.fromkeys(re.findall(r"\\([A-Za-z]+)", re.sub(r"\\\\", " ", latex)))
    known = COMMANDS.union(_DEFINED.findall(latex))
    return [f"\\{name}" for name in found if name not in known]


@dataclass
class _Open:
    """What was opened and is to be closed: a brace, a bracket that grows or an environment."""

    what: str
    scripts: set[str] = field(default_factory=set)
    """The scripts that the last letter in it has."""


class _Reader:
    def __init__(self, tokens: list[str], latex: str):
        self._tokens = tokens
        self._has_columns = bool(_WITH_COLUMNS.search(latex))
        self._open = [_Open("")]
        self._at = 0

    def faults(self) -> Iterator[str]:
        """What is wrong, from the left: what follows the first fault is guesswork."""
        while self._at < len(self._tokens):
            sign = self._tokens[self._at]
            self._at += 1
            yield from self._fault(sign)
        if len(self._open) > 1:
            yield f"`{self._open[-1].what}` is never closed"

    def _fault(self, sign: str) -> Iterator[str]:
        match sign:
            case "{":
                self._open.append(_Open("{"))
            case "}" | "\\right":
                yield from self._closed(sign, {"}": "{", "\\right": "\\left"}[sign])
            case "\\left":
                yield from self._delimiter(sign)
                self._open.append(_Open("\\left"))
            case "\\begin" | "\\end":
                yield from self._environment(sign)
            case "^" | "_" | "'":
                yield from self._script(sign)
            case "&" | "\\middle" if not self._has_place_for(sign):
                yield _NO_SIGNS[sign]
            case "%" | "#" | "$":
                yield _NO_SIGNS[sign]
            case _:
                self._open[-1].scripts.clear()
                yield from self._arguments(sign)

    def _has_place_for(self, sign: str) -> bool:
        if sign == "\\middle":
            return self._open[-1].what == "\\left"
        return self._has_columns or any(one.what.startswith("\\begin") for one in self._open)

    def _closed(self, sign: str, opener: str) -> Iterator[str]:
        if self._open[-1].what != opener:
            inner = self._open[-1].what
            yield f"`{inner}` is never closed" if inner else f"`{sign}` closes nothing"
            return
        self._open.pop()
        self._open[-1].scripts.clear()
        if sign == "\\right":
            yield from self._delimiter(sign)

    def _delimiter(self, sign: str) -> Iterator[str]:
        following = self._next()
        if following not in _DELIMITERS and not (following.startswith("\\") and following not in _ENDS):
            yield f"`{sign}` has no bracket behind it"
        else:
            self._at += 1

    def _environment(self, sign: str) -> Iterator[str]:
        found = _NAME.match("".join(self._tokens[self._at : self._at + 40]))
        if not found:
            yield f"`{sign}` has no name behind it"
            return
        name = found[1]
        self._at += len(name) + 2
        if sign == "\\begin":
            if name not in ENVIRONMENTS:
                yield f"no environment `{name}`"
            self._open.append(_Open(f"\\begin{{{name}}}"))
            self._skip_columns(name)
        elif self._open[-1].what != f"\\begin{{{name}}}":
            inner = self._open[-1].what
            yield f"`{inner}` is never closed" if inner else f"`\\end{{{name}}}` closes nothing"
        else:
            self._open.pop()
            self._open[-1].scripts.clear()

    def _skip_columns(self, name: str) -> None:
        """`{cc|c}` of an array is no formula."""
        if name.startswith(("array", "alignat", "alignedat", "subarray")) and self._next() == "{":
            self._at = self._group_end(self._at)

    def _script(self, sign: str) -> Iterator[str]:
        scripts = self._open[-1].scripts
        kind = "^" if sign == "'" else sign
        if sign == "'" and self._tokens[self._at - 2 : self._at - 1] == ["'"]:
            return
        if kind in scripts and not (sign == "^" and "'" in scripts):
            yield f"two `{sign}` on one letter: put one of the two in braces"
        if sign == "'":
            scripts |= {"^", "'"}
            return
        scripts.discard("'")
        if self._next() in ("", "^", "_", "'", *_ENDS):
            yield f"nothing stands behind `{sign}`"
            return
        kept = scripts | {kind}
        yield from self._taken()
        self._open[-1].scripts = kept

    def _taken(self) -> Iterator[str]:
        """The one thing behind the place where the reader is, read."""
        depth = len(self._open)
        while self._at < len(self._tokens):
            sign = self._tokens[self._at]
            self._at += 1
            yield from self._fault(sign)
            if len(self._open) <= depth:
                return

    def _arguments(self, sign: str) -> Iterator[str]:
        """Whether a command has what it needs behind it; text in it is passed over."""
        name = sign.removesuffix("*")[1:] if sign.startswith("\\") else ""
        at = self._at
        if self._tokens[at : at + 1] == ["["] and name in ("sqrt", "cfrac", "xrightarrow", "xleftarrow"):
            at = self._tokens.index("]", at) + 1 if "]" in self._tokens[at:] else at
        for _ in range(_ARGUMENTS.get(name, 0)):
            if at >= len(self._tokens) or self._tokens[at] in (*_ENDS, "^", "_"):
                yield f"`{sign}` lacks what it is about: `{sign}{'{…}' * _ARGUMENTS[name]}`"
                return
            at = self._group_end(at)
        if name in _AS_TYPED and self._next() == "{":
            end = self._group_end(self._at)
            if self._tokens[end - 1] != "}":
                yield f"`{sign}{{` is never closed"
            self._at = end

    def _group_end(self, at: int) -> int:
        """The place behind a sign, or behind the group that it begins."""
        depth = 0
        while at < len(self._tokens):
            depth += {"{": 1, "}": -1}.get(self._tokens[at], 0)
            at += 1
            if depth <= 0:
                break
        return at

    def _next(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""
