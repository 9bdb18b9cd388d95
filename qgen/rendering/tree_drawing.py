"""A tree drawn as SVG: root at the left, a column for each level, edges that show by their stroke what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from qgen.rendering.advances import width_of

# Lengths are tenths of a millimetre.
WIDTH = 1740
_ROW = 86
_GAP = 78  # between a column's boxes and the next column's
_PAD = 14
_FONT = 30
_LINE = 36
ACCENT = "#1c3f94"
_LEGEND = 90
_TALLEST = 2100  # leaves room for a chapter's heading on a page of A4 or Letter; a taller tree is drawn smaller


@dataclass(frozen=True)
class TreeNode:
    """A node; `relation` is the edge to its parent: `is-a`, `tunes`, `group`, `part-of` or `built-from`."""

    id: str
    label: str
    relation: str = "is-a"
    children: tuple[TreeNode, ...] = ()


@dataclass(frozen=True)
class Label:
    """Where a node's box is, in fractions of the drawing's width and height."""

    id: str
    text: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Drawing:
    """`height` is in millimetres; the width is 174, that of an A4 page between margins of 18."""

    svg: str
    height: float
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class _Box:
    node: TreeNode
    parent: _Box | None
    left: float
    middle: float
    width: float
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return len(self.lines) * _LINE + 2 * _PAD - 8


def draw_tree(root: TreeNode, title: str, words: Mapping[str, str]) -> Drawing:
    """`words` says what each relation is called, for the legend; `title` is read to those who can't see."""
    column = (WIDTH + _GAP) / _depth(root)
    boxes = list(_placed(root, None, 0, column, [0.0]))
    relations = sorted({box.node.relation for box in boxes if box.parent}, key=list(STROKES).index)
    below = max(box.middle + box.height / 2 for box in boxes) + 10
    height = below + _LEGEND
    scale = min(1.0, _TALLEST / height)
    parts = (
        [_edge(box) for box in boxes if box.parent]
        + [_box(box) for box in boxes]
        + [_legend(relations, words, below + 50)]
    )
    svg = (
        f'<svg class="tree-drawing" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'width="{WIDTH / 10 * scale:.1f}mm" height="{height / 10 * scale:.1f}mm" '
        f'role="img" aria-label="{escape(title)}">{"".join(parts)}</svg>'
    )
    labels = tuple(
        Label(
            box.node.id,
            box.node.label,
            box.left / WIDTH,
            (box.middle - box.height / 2) / height,
            box.width / WIDTH,
            box.height / height,
        )
        for box in boxes
    )
    return Drawing(svg, height / 10 * scale, labels)


def _depth(node: TreeNode) -> int:
    return 1 + max((_depth(child) for child in node.children), default=0)


def _placed(node: TreeNode, parent: _Box | None, depth: int, column: float, foot: list[float]) -> Iterator[_Box]:
    """The node's box and those below it; a parent stands midway beside its children.

    `foot` is how far down leaves reach by now, and is moved on.
    """
    lines = _wrapped(node.label, column - _GAP - 2 * _PAD)
    if not node.children:
        tall = max(_ROW, len(lines) * _LINE + 2 * _PAD + 6)
        middle = foot[0] + tall / 2
        foot[0] += tall
    else:
        middle = 0.0
    width = min(column - _GAP, max(text_width(line) for line in lines) + 2 * _PAD)
    shell = _Box(node, parent, depth * column, middle, width, lines)
    below = [list(_placed(child, shell, depth + 1, column, foot)) for child in node.children]
    if below:
        middle = (below[0][0].middle + below[-1][0].middle) / 2
        shell = _Box(node, parent, depth * column, middle, width, lines)
        below = [[_under(box, shell) for box in branch] for branch in below]
    yield shell
    for branch in below:
        yield from branch


def _under(box: _Box, shell: _Box) -> _Box:
    """The box with its parent where the parent came to stand."""
    own = box.parent is not None and box.parent.node is shell.node
    return _Box(box.node, shell, box.left, box.middle, box.width, box.lines) if own else box


def _wrapped(label: str, width: float) -> tuple[str, ...]:
    lines = [""]
    for word in label.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def text_width(text: str) -> float:
    """How wide a name is drawn."""
    return width_of(text) * _FONT


# Relation -> stroke of its edges: they differ without colour too.
STROKES = {
    "is-a": 'stroke-width="4"',
    "part-of": 'stroke-width="4" stroke-dasharray="2 9" stroke-linecap="round"',
    "built-from": 'stroke-width="4" stroke-dasharray="14 5 2 5"',
    "group": 'stroke-width="2"',
    "tunes": 'stroke-width="3" stroke-dasharray="16 9"',
}


def _edge(box: _Box) -> str:
    assert box.parent
    start, end = box.parent.left + box.parent.width, box.left
    half = (start + max(end - _GAP, start)) / 2 + _GAP / 2
    path = (
        f"M{start:.0f} {box.parent.middle:.0f} C{half:.0f} {box.parent.middle:.0f} "
        f"{half:.0f} {box.middle:.0f} {end:.0f} {box.middle:.0f}"
    )
    return f'<path class="edge" d="{path}" fill="none" stroke="{ACCENT}" {STROKES[box.node.relation]}/>'


def _box(box: _Box) -> str:
    top = box.middle - box.height / 2
    heading = box.node.relation == "group"
    look = 'fill="#ffffff" stroke-dasharray="6 5"' if heading else 'fill="#e9eefa"'
    shape = (
        f'<rect x="{box.left:.0f}" y="{top:.0f}" width="{box.width:.0f}" height="{box.height:.0f}" rx="12" '
        f'stroke="{ACCENT}" stroke-width="2" {look}/>'
    )
    weight = "700" if box.node.children else "400"
    first = box.middle - (len(box.lines) - 1) * _LINE / 2 + _FONT * 0.36
    lines = "".join(
        f'<text x="{box.left + _PAD:.0f}" y="{first + number * _LINE:.0f}" '
        f'font-size="{_FONT}" font-weight="{weight}" fill="#111111">{escape(line)}</text>'
        for number, line in enumerate(box.lines)
    )
    return shape + lines


def _legend(relations: list[str], words: Mapping[str, str], middle: float) -> str:
    left, parts = 0.0, []
    for relation in relations:
        parts.append(legend(relation, words[relation], left, middle))
        left += 126 + text_width(words[relation]) + 70
    return "".join(parts)


def legend(relation: str, word: str, left: float, middle: float) -> str:
    """What the stroke of a relation means."""
    return (
        f'<path d="M{left:.0f} {middle:.0f} H{left + 110:.0f}" fill="none" stroke="{ACCENT}" {STROKES[relation]}/>'
        f'<text x="{left + 126:.0f}" y="{middle + 10:.0f}" font-size="27" fill="#444444">{escape(word)}</text>'
    )
