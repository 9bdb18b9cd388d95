"""A tree drawn as an outline: a row for each node, further in the deeper it stands.

It is narrow, so that a phone shows it whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from qgen.rendering.tree_drawing import ACCENT, STROKES, Drawing, Label, TreeNode, legend, text_width

# In units of the drawing; a letter is `_FONT` high.
_FONT = 30
_ROW = 56
_BOX = 44
_INDENT = 56
_PAD = 14
_EDGE = 24  # around the whole
_LEGEND = 46  # for each relation


@dataclass(frozen=True)
class _Row:
    node: TreeNode
    depth: int
    number: int
    parent: _Row | None

    @property
    def left(self) -> float:
        return _EDGE + self.depth * _INDENT

    @property
    def middle(self) -> float:
        return _EDGE + self.number * _ROW + _BOX / 2

    @property
    def width(self) -> float:
        return text_width(self.node.label) + 2 * _PAD


def draw_outline(root: TreeNode, title: str, words: Mapping[str, str]) -> Drawing:
    """A file of its own, on white.

    `words` says what each relation is called; `title` is read to those who can't see.
    """
    rows = list(_rows(root))
    relations = sorted({row.node.relation for row in rows if row.parent}, key=list(STROKES).index)
    width = max(row.left + row.width for row in rows) + _EDGE
    width = max(width, _EDGE * 2 + 126 + max(map(text_width, (words[relation] for relation in relations)), default=0))
    below = 2 * _EDGE + len(rows) * _ROW
    height = below + len(relations) * _LEGEND + _EDGE
    parts = [f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>']
    parts += [_edge(row) for row in rows if row.parent] + [_box(row) for row in rows]
    parts += [
        legend(relation, words[relation], _EDGE, below + number * _LEGEND) for number, relation in enumerate(relations)
    ]
    svg = (
        f'<svg font-family="sans-serif" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img" aria-label="{escape(title)}">{"".join(parts)}</svg>'
    )
    labels = (
        Label(
            row.node.id,
            row.node.label,
            row.left / width,
            (row.middle - _BOX / 2) / height,
            row.width / width,
            _BOX / height,
        )
        for row in rows
    )
    return Drawing(svg, height / 10, tuple(labels))


def _rows(root: TreeNode) -> Iterator[_Row]:
    """The rows from the top down."""
    waiting: list[tuple[TreeNode, int, _Row | None]] = [(root, 0, None)]
    number = 0
    while waiting:
        node, depth, parent = waiting.pop()
        row = _Row(node, depth, number, parent)
        number += 1
        yield row
        waiting += [(child, depth + 1, row) for child in reversed(node.children)]


def _edge(row: _Row) -> str:
    assert row.parent
    x = row.parent.left + _INDENT / 2
    path = f"M{x:.0f} {row.parent.middle + _BOX / 2:.0f} V{row.middle:.0f} H{row.left:.0f}"
    return f'<path d="{path}" fill="none" stroke="{ACCENT}" {STROKES[row.node.relation]}/>'


def _box(row: _Row) -> str:
    """A node's frame with its name in it.

    A font that nobody knows may be wider than the one that boxes were planned for: only then is a name squeezed, by
    the box.
    """
    look = 'fill="#ffffff" stroke-dasharray="6 5"' if row.node.relation == "group" else 'fill="#e9eefa"'
    weight = "700" if row.node.children else "400"
    return (
        f'<rect x="{row.left:.0f}" y="{row.middle - _BOX / 2:.0f}" width="{row.width:.0f}" height="{_BOX}" rx="10" '
        f'stroke="{ACCENT}" stroke-width="2" {look}/>'
        f'<text x="{row.left + row.width / 2:.0f}" y="{row.middle + _FONT * 0.36:.0f}" text-anchor="middle" '
        f'font-size="{_FONT}" font-weight="{weight}" fill="#111111">{escape(row.node.label)}</text>'
    )
