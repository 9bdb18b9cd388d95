"""A phrase of a language's file as its author wrote it: which values it holds, and what is wrong with them.

`{name}` stands for a value and `{name:은}` for a value with the particle that agrees with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qgen.diagnostics.problems import did_you_mean
from qgen.language.korean import blank_particle

PLACE = re.compile(r"\{(\w+)(?::([^}]+))?\}")


def values_in(text: str) -> frozenset[str]:
    """The names of the values in a phrase, or in the description of one."""
    return frozenset(found[1] for found in PLACE.finditer(text))


def phrase_faults(text: str, description: str, *, particles: bool) -> Iterator[tuple[str, str | None]]:
    """What is wrong with a phrase, each as a message and a hint. `description` holds the values that it may hold."""
    known = values_in(description)
    for place in PLACE.finditer(text):
        name, form = place.groups()
        if name not in known:
            hint = did_you_mean(name, known) or "it can hold no value"
            yield f"holds `{{{name}}}`, a value that it does not have", hint
        elif form and not particles:
            yield f"holds `{{{name}:{form}}}`, and is shown without particles", f"write `{{{name}}}`"
        elif form and not _is_particle(form):
            yield (
                f"holds `{{{name}:{form}}}`, and `{form}` is no particle",
                "see `PARTICLES` in qgen/language/korean.py",
            )
    if re.search(r"[{}]", PLACE.sub("", text)):
        yield "holds a `{` or `}` that belongs to no value", "a value is written `{name}`"


def _is_particle(form: str) -> bool:
    try:
        blank_particle(form)
    except ValueError:
        return False
    return True
