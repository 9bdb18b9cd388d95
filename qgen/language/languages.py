"""The languages that qgen can ask in: one file each in `locale/`."""

from functools import cache
from importlib.resources import files


@cache
def languages() -> tuple[str, ...]:
    """Language codes (ISO 639-1) in alphabetical order."""
    folder = files("qgen") / "locale"
    return tuple(sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml")))
