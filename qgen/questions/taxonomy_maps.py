"""A taxonomy drawn in one language: for the study guide, and as a picture whose names are covered."""

from __future__ import annotations

from qgen.content.wording import labels
from qgen.entities.taxonomy import Node, Taxonomy
from qgen.questions.naming import Names
from qgen.rendering.outline_drawing import draw_outline
from qgen.rendering.tree_drawing import Drawing, TreeNode, draw_tree


def draw_map(taxonomy: Taxonomy, names: Names) -> Drawing:
    """The tree across a page."""
    return draw_tree(_node(taxonomy.root, names), names.words(taxonomy.name), _relations(names))


def draw_narrow_map(taxonomy: Taxonomy, names: Names) -> Drawing:
    """The tree down a phone's screen, as a file of its own."""
    return draw_outline(_node(taxonomy.root, names), names.words(taxonomy.name), _relations(names))


def _relations(names: Names) -> dict[str, str]:
    words = labels(names.language, "guide")
    return {relation: words[f"edge-{relation}"] for relation in ("is-a", "tunes", "group", "part-of", "built-from")}


def _node(node: Node, names: Names) -> TreeNode:
    return TreeNode(
        node.concept,
        names.plain_term(node.concept),
        node.relation,
        tuple(_node(child, names) for child in node.children),
    )
