"""Trees that are drawn with lines, as `tree` prints them, or with bare indentation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_BRANCH = re.compile(r"^(?P<lead>[\s│┃|]*)(?:[├└┣┗╠╚]|[+|`\\](?=[-─]{2}))[─━═\-]*\s*(?P<name>.*)$")
_ONLY_LINES = re.compile(r"^[\s│┃|]*$")


@dataclass
class OutlineNode:
    """A line of a tree. `line` counts from 1."""

    text: str
    line: int
    children: list[OutlineNode] = field(default_factory=list)

    def walk(self) -> Iterator[OutlineNode]:
        """The node and all below it, each before its children."""
        yield self
        for child in self.children:
            yield from child.walk()


def is_drawn(lines: Iterable[str]) -> bool:
    """Whether any line is a branch of a drawn tree."""
    return any(_BRANCH.match(line) for line in lines)


def drawn_tree(lines: Iterable[str], first_line: int) -> list[OutlineNode]:
    """The trees that lines draw.

    A line without a branch starts a new one; a branch hangs on the last that stands further left.
    """
    roots: list[OutlineNode] = []
    open_branches: list[tuple[int, OutlineNode]] = []
    for number, line in enumerate(lines, start=first_line):
        if _ONLY_LINES.match(line):
            continue
        found = _BRANCH.match(line)
        text = (found["name"] if found else line).strip()
        depth = len(found["lead"].expandtabs(4)) + 1 if found else 0
        if not text:
            continue
        while open_branches and open_branches[-1][0] >= depth:
            open_branches.pop()
        node = OutlineNode(text, number)
        (open_branches[-1][1].children if open_branches else roots).append(node)
        open_branches.append((depth, node))
    return roots
