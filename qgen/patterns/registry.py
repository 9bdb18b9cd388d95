"""The registry of patterns: a new pattern is one new file in this package, with `@pattern(…)` on one function.

A pattern is called with each value that its precondition finds in the facts, and an `Asker` to ask it with; it returns
one question, or a `NotAsked` with the reason. Third parties add patterns through the entry points `qgen.patterns`,
and give the wordings that qgen's own patterns have in `locale/` to the decorator.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from typing import Any

from qgen.knowledge.factbase import FactBase
from qgen.questions.bodies import Kind
from qgen.questions.model import Bloom, NotAsked, Question

Asks = Callable[[FactBase], Iterable[Any]]


@dataclass(frozen=True)
class Pattern:
    """How one kind of fact is asked. `asks` is the precondition: what in the facts it can ask.

    `lag`: a new card of it waits for this many other entities' cards, so that no card gives away the next.
    `offers`: its stem names the answers to choose from.
    """

    name: str
    kind: Kind
    bloom: Bloom
    asks: Asks
    ask: Callable[[Any, Any], Question | NotAsked]
    summary: str
    precondition: str
    """What is shown, what is asked for, and when that can be asked."""
    lag: int
    offers: bool
    words: Mapping[str, Mapping[str, str]]
    """Wordings by language, of a pattern that has none in `locale/`."""


_patterns: dict[str, Pattern] = {}


def pattern(
    name: str,
    *,
    kind: Kind,
    bloom: Bloom,
    asks: Asks,
    lag: int = 0,
    offers: bool = False,
    words: Mapping[str, Mapping[str, str]] | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a pattern under the name that keys, recipes and locales use; its docstring and its module's say what it
    asks.
    """

    def register(ask: Callable[..., Any]) -> Callable[..., Any]:
        if name in _patterns:
            raise ValueError(f"two patterns are called {name!r}")
        summary = (ask.__doc__ or "").strip().split("\n")[0]
        precondition = " ".join((sys.modules[ask.__module__].__doc__ or summary).split())
        _patterns[name] = Pattern(name, kind, bloom, asks, ask, summary, precondition, lag, offers, words or {})
        return ask

    return register


@cache
def patterns() -> dict[str, Pattern]:
    """Every pattern by name. Importing the modules is what fills the registry."""
    import qgen.patterns as package

    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    for entry in entry_points(group="qgen.patterns"):
        entry.load()
    return dict(sorted(_patterns.items()))
