"""The registry of outputs: a new output is one new file in this package, with `@output(".name.suffix")` on a function.

The function takes an `Edition` and returns a `Produced`, or None where the edition has nothing for it. The file is
called `<deck>.<lang>` and then what the decorator says; each of its parts (`interview`, `html`) is a format that a user
can ask for. Third parties add outputs through the entry points `qgen.outputs`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import entry_points

from qgen.decks.edition import Edition
from qgen.decks.lock import Id, Locked
from qgen.diagnostics.problems import Problem


@dataclass(frozen=True)
class Produced:
    """A file's bytes, what the deck's lock is to remember of it, and what there is to say about it."""

    data: bytes
    locked: Mapping[Id, Locked] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    summary: str = ""
    """What is in it, in a few words: `257 notes, 318 cards`."""
    ending: str | None = None
    """The kind of file if it is not the one that the output is registered for: `.html` where no PDF could be made."""


Produce = Callable[[Edition], Produced | None]


@dataclass(frozen=True)
class Output:
    ending: str
    produce: Produce

    @property
    def formats(self) -> frozenset[str]:
        """The names under which a user can ask for it."""
        return frozenset(part for part in self.ending.split(".") if part)

    def file_name(self, deck: str, language: str, kind: str | None = None) -> str:
        """The name of its file; `kind` takes the place of the last part, as `.html` does where no PDF could be made."""
        ending = self.ending if kind is None else self.ending.rpartition(".")[0] + kind
        return f"{deck}.{language}{ending}"


_outputs: dict[str, Output] = {}


def output(ending: str) -> Callable[[Produce], Produce]:
    """Register an output under the ending of its files, such as `.interview.html`."""

    def register(produce: Produce) -> Produce:
        if ending in _outputs:
            raise ValueError(f"two outputs make {ending!r}")
        _outputs[ending] = Output(ending, produce)
        return produce

    return register


@cache
def outputs() -> dict[str, Output]:
    """Every output by the ending of its files. Importing the modules is what fills the registry."""
    import qgen.outputs as package

    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    for entry in entry_points(group="qgen.outputs"):
        entry.load()
    return dict(sorted(_outputs.items()))


def formats() -> set[str]:
    """Every name that a user can ask for."""
    return {name for output in outputs().values() for name in output.formats}


def wanted(names: tuple[str, ...]) -> list[Output]:
    """The outputs that any of the names ask for; all of them if there are no names."""
    return [output for output in outputs().values() if not names or output.formats & set(names)]
