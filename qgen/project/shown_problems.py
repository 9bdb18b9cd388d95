"""Problems as a reader sees them: each with the line of the project's file that it is about."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qgen.diagnostics.excerpts import Style, show
from qgen.diagnostics.problems import Problem


def shown(problems: Iterable[Problem], root: Path, style: Style = lambda text, role: text) -> list[str]:
    """Each problem in full. `root` is the folder that paths in problems start from."""
    texts: dict[str, str | None] = {}
    lines: list[str] = []
    for problem in problems:
        path = problem.span.path if problem.span else None
        if path is not None and path not in texts:
            texts[path] = _text(root / path)
        lines.append(show(problem, texts[path] if path is not None else None, style))
    return lines


def _text(path: Path) -> str | None:
    """What a file says; None if it is no plain file (a pipe would never end) or can't be read."""
    try:
        return path.read_text(encoding="utf-8-sig") if path.is_file() else None
    except (OSError, UnicodeDecodeError):
        return None
