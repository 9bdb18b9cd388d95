"""The languages that qgen can ask in: one file each in `locale/`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

FALLBACK = "en"
"""The language that stands in for what another one's file does not say."""


@cache
def languages() -> tuple[str, ...]:
    """Language codes (ISO 639-1) in alphabetical order."""
    return tuple(sorted(path.stem for path in _folder().glob("*.yaml")))


def locale_file(language: str) -> Path:
    """The file with everything that qgen says in a language."""
    return _folder() / f"{language}.yaml"


def _folder() -> Path:
    return Path(str(files("qgen") / "locale"))
