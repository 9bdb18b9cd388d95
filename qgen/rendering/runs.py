"""Inline content on its way to HTML: runs of text, each with the elements that it stands in.

In this form a word is still one stretch of letters, whatever elements begin and end within it. Tags are written last,
by `written`, so that they always nest: where two runs share elements, these stay open between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, eq=False)
class Element:
    """One element of HTML. Two of the same name are two elements: each run names the very one that it stands in."""

    name: str
    attributes: str = ""
    """As they are written, with a space before each."""

    @property
    def start(self) -> str:
        """The tag that begins it."""
        return f"<{self.name}{self.attributes}>"

    @property
    def end(self) -> str:
        """The tag that ends it."""
        return f"</{self.name}>"


@dataclass(frozen=True)
class Run:
    """A stretch of text and the elements around it, outermost first.

    With `html` it is one thing that can't be cut, a formula or a blank; `text` then has the length that it counts for.
    """

    text: str
    inside: tuple[Element, ...] = ()
    html: str | None = None

    def part(self, start: int, end: int) -> Run:
        """The run with some of its letters only."""
        return replace(self, text=self.text[start:end])


def thing(html: str, length: int, inside: tuple[Element, ...]) -> Run:
    """A run that can't be cut, and counts as a word of that many letters, one at the least."""
    return Run("x" * max(length, 1), inside, html)


def shared(one: tuple[Element, ...], other: tuple[Element, ...]) -> int:
    """How many elements two runs stand in together, counted from the outermost."""
    pairs = zip(one, other, strict=False)
    return next((depth for depth, (a, b) in enumerate(pairs) if a is not b), min(len(one), len(other)))


def written(runs: Iterable[Run], text: Callable[[Run], str]) -> str:
    """The runs as HTML. `text` makes the HTML of what a run says."""
    out: list[str] = []
    around: tuple[Element, ...] = ()
    for run in runs:
        out += _between(around, run.inside)
        out.append(text(run))
        around = run.inside
    return "".join((*out, *_between(around, ())))


def _between(before: tuple[Element, ...], after: tuple[Element, ...]) -> list[str]:
    """The tags from one run to the next."""
    depth = shared(before, after)
    return [*(element.end for element in reversed(before[depth:])), *(element.start for element in after[depth:])]
