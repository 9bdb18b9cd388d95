"""Imports run one way along the flow."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.conftest import ROOT

PACKAGE = ROOT / "qgen"

# From the first stage to the last: a room may import from its own floor and from those above it in this list.
LAYERS = (
    ("language",),
    ("diagnostics",),
    ("reading", "registration"),
    ("content",),
    ("rendering", "anki"),
    ("printing",),
    ("entities",),
    ("knowledge", "project"),
    ("questions",),
    ("patterns",),
    ("lint",),
    ("decks",),
    ("guide", "schema"),
    ("outputs",),
    ("build",),
    ("importing", "preview"),
    ("cli",),
    ("__main__",),
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}


def test_every_module_has_a_layer() -> None:
    assert {path.stem for path in PACKAGE.iterdir() if _is_module(path)} == set(RANK)


def test_imports_run_one_way() -> None:
    backward = [
        f"{path.relative_to(PACKAGE)} imports qgen.{imported}"
        for path in PACKAGE.rglob("*.py")
        for imported in _imported(path)
        if (own := path.relative_to(PACKAGE).parts[0].removesuffix(".py")) in RANK and RANK[imported] > RANK[own]
    ]
    assert not backward


def test_only_the_driver_and_the_command_line_touch_disk_and_terminal() -> None:
    allowed = {"cli", "build", "project", "__main__.py"}
    careless = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in PACKAGE.rglob("*.py")
        if path.relative_to(PACKAGE).parts[0] not in allowed
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "open")
    ]
    assert not careless


def _is_module(path: Path) -> bool:
    return (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").is_file()


def _imported(path: Path) -> set[str]:
    """The parts of qgen that a file imports, by the first name below `qgen`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        found |= {module.split(".")[1] for module in modules if module.startswith("qgen.")}
    return found & set(RANK)
