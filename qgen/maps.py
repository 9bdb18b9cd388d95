"""A taxonomy drawn in one language: for the study guide, and as a picture whose names are covered."""

from __future__ import annotations

from qgen.entities.taxonomy import Node, Taxonomy
from qgen.naming import Names
from qgen.rendering.tree_drawing import Drawing, TreeNode, draw_tree
from qgen.wording import labels


def draw_map(taxonomy: Taxonomy, names: Names, *, alone: bool = False) -> Drawing:
    """The drawing. `alone`: as a file of its own, outside of any page that would bring fonts and a background."""
    words = labels(names.language, "guide")
    relations = {relation: words[f"edge-{relation}"] for relation in ("is-a", "tunes", "group", "part-of")}
    return draw_tree(_node(taxonomy.root, names), names.words(taxonomy.name), relations, alone=alone)


def _node(node: Node, names: Names) -> TreeNode:
    return TreeNode(node.concept, names.plain_term(node.concept), node.relation, tuple(_node(child, names) for child in node.children))
