"""From YAML text to a tree whose every node knows its place, and from the tree to validated values."""
