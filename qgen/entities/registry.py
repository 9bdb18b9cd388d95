"""The registry of entities: a new entity is one new file in this package, with `@entity("its-yaml-key")` on its class."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from qgen.entities.base import Entity


@dataclass(frozen=True)
class EntityKind:
    key: str
    """The top-level key under which a file lists entities of this kind."""
    name: str
    """The singular, as messages and references name it."""
    model: type[Entity]


_kinds: dict[str, EntityKind] = {}


def entity(key: str) -> Callable[[type[Entity]], type[Entity]]:
    """Register an entity class under a top-level YAML key; its `kind` names it in references and messages."""

    def register(model: type[Entity]) -> type[Entity]:
        _kinds[key] = EntityKind(key, model.kind, model)
        return model

    return register


@cache
def entity_kinds() -> dict[str, EntityKind]:
    """Every kind by its top-level key. Importing the package's modules is what fills the registry."""
    import qgen.entities as package

    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return dict(sorted(_kinds.items()))
