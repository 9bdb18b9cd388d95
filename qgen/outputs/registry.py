"""The registry of outputs: a new output is one new file in this package, with `@output(".name.suffix")` on a function.

The function takes an `Edition` and returns a `Produced`, or None where the edition has nothing for it. The file is
called `<deck>.<lang>` and then what the decorator says; each of its parts (`interview`, `html`) is a format that a user
can ask for. Third parties add outputs through the entry points `qgen.outputs`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from qgen.decks.edition import Edition
from qgen.decks.lock import Id, Locked
from qgen.diagnostics.problems import Problem
from qgen.registration.blame import RegistrationError
from qgen.registration.registry import Registry


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
    """How the files of one ending are made."""

    ending: str
    produce: Produce

    def made(self, edition: Edition) -> Produced | None:
        """What the output makes of an edition. TypeError if that is no `Produced` with bytes."""
        produced = self.produce(edition)
        if not (produced is None or (isinstance(produced, Produced) and isinstance(produced.data, bytes))):
            raise TypeError(
                f"it returned {_told(produced)} in place of a `Produced` with bytes, or of None for no file"
            )
        return produced

    @property
    def formats(self) -> frozenset[str]:
        """The names under which a user can ask for it."""
        return frozenset(part for part in self.ending.split(".") if part)

    def file_name(self, deck: str, language: str, kind: str | None = None) -> str:
        """The name of its file; `kind` takes the place of the last part, as `.html` does where no PDF could be made."""
        ending = self.ending if kind is None else self.ending.rpartition(".")[0] + kind
        return f"{deck}.{language}{ending}"


def _told(produced: object) -> str:
    kind = f"a {type(produced).__name__}"
    return f"{kind} whose data is a {type(produced.data).__name__}" if isinstance(produced, Produced) else kind


OUTPUTS: Registry[Output] = Registry("output", "qgen.outputs", "qgen.outputs")


def output(ending: str) -> Callable[[Produce], Produce]:
    """Register an output under the ending of its files, such as `.interview.html`.

    RegistrationError if that is no ending, if the output is no function, or if another one makes such files.
    """

    def register(produce: Produce) -> Produce:
        if not re.fullmatch(r"(\.[a-z0-9]+(-[a-z0-9]+)*)+", ending):
            hint = "an ending is a dot and a name, once or several times, in small letters: `.cards.csv`"
            raise RegistrationError(f"the output `{ending}` has no ending of a file as its name", hint)
        if not callable(produce):
            raise RegistrationError(
                f"the output `{ending}` is no function", "decorate a function that takes an edition"
            )
        OUTPUTS.add(ending, Output(ending, produce), produce.__module__)
        return produce

    return register


def outputs() -> dict[str, Output]:
    """Every output by the ending of its files."""
    return OUTPUTS.items()


def formats() -> set[str]:
    """Every name that a user can ask for."""
    return {name for output in outputs().values() for name in output.formats}


def wanted(names: tuple[str, ...]) -> list[Output]:
    """The outputs that any of the names ask for; all of them if there are no names."""
    return [output for output in outputs().values() if not names or output.formats & set(names)]
