"""What each code of a problem means, for `qgen explain CODE`; the texts are in `problem_codes.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True)
class Explanation:
    """What is wrong, why that is a fault, what to do, and perhaps a line as it was typed and as it should be."""

    what: str
    why: str
    do: str
    bad: str = ""
    good: str = ""


@cache
def explanations() -> dict[str, Explanation]:
    """Every code with its explanation, in the order of the file."""
    source = (files("qgen") / "diagnostics" / "problem_codes.yaml").read_text(encoding="utf-8")
    listed: dict[str, dict[str, str]] = yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506 - it makes nothing but text
    return {
        code: Explanation(**(listed[entry["same"]] if "same" in entry else entry)) for code, entry in listed.items()
    }
