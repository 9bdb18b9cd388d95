"""A registry: items by name, registered by a decorator in the modules of one package and in those of third parties.

The four of qgen (patterns, outputs, entities, rules) differ in what a decorator takes and checks, and share this: each
name once, qgen's own modules found by importing the package, third parties' by their entry points, and every fault as
a problem that names the package at fault.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from dataclasses import dataclass
from importlib.metadata import entry_points
from types import ModuleType
from typing import Generic, TypeVar

from qgen.diagnostics.problems import Problem
from qgen.registration.blame import RegistrationError, load_fault, package_of

Item = TypeVar("Item")


@dataclass(frozen=True)
class _Filed(Generic[Item]):
    item: Item
    module: str
    home: ModuleType | None
    """The module itself, by which one is known that was thrown away because its import failed."""

    def stands(self) -> bool:
        return self.home is sys.modules.get(self.module)


class Registry(Generic[Item]):
    """Items of one kind by name. `package` is where qgen's own are, `group` the entry points of third parties."""

    def __init__(self, noun: str, package: str, group: str | None = None):
        self._noun = noun
        self._package = package
        self._group = group
        self._filed: dict[str, _Filed[Item]] = {}
        self._problems: list[Problem] = []
        self._own_imported = False
        self._loaded: dict[str, Item] | None = None

    def add(self, name: str, item: Item, module: str) -> None:
        """File an item that `module` registers. RegistrationError if another one has the name."""
        if not module.startswith(f"{self._package}."):
            self._import_own()  # so that a third party can't take the name of one of ours
        before = self._filed.get(name)
        if before and before.stands():
            message = f"another {self._noun} is called `{name}`, of {package_of(before.module)}"
            raise RegistrationError(message, "give this one a name of its own")
        self._filed[name] = _Filed(item, module, sys.modules.get(module))

    def items(self) -> dict[str, Item]:
        """Every item by name, in the order of the names. Importing the modules is what fills the registry."""
        if self._loaded is None:
            self._import_own()
            self._import_others()
            self._loaded = self.filed()
        return self._loaded

    def filed(self) -> dict[str, Item]:
        """What is filed until now, in the order of the names, for a decorator to compare with."""
        return {name: one.item for name, one in sorted(self._filed.items()) if one.stands()}

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with modules that register something here."""
        self.items()
        return tuple(self._problems)

    def _import_own(self) -> None:
        if self._own_imported:
            return
        self._own_imported = True
        package = importlib.import_module(self._package)
        for found in pkgutil.iter_modules(package.__path__):
            module = f"{self._package}.{found.name}"
            try:
                importlib.import_module(module)
            except Exception as error:  # noqa: BLE001 - a contributor's mistake is told with its file and line
                self._problems.append(load_fault(error, module))

    def _import_others(self) -> None:
        for entry in entry_points(group=self._group) if self._group else ():
            try:
                entry.load()
            except Exception as error:  # noqa: BLE001 - whatever it is, its package is named and the others load
                self._problems.append(load_fault(error, entry.module))
