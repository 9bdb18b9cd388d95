"""The registry of entities: a new entity is one new file in this package, with `@entity("its-yaml-key")` on its class.

Third parties add entities through the entry points `qgen.entities`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from qgen.entities.base import Entity
from qgen.registration.blame import RegistrationError
from qgen.registration.registry import Registry


@dataclass(frozen=True)
class EntityKind:
    """A class of entities and what it is called."""

    key: str
    """The top-level key under which a file lists entities of this kind."""
    name: str
    """The singular, as messages and references name it."""
    model: type[Entity]


ENTITIES: Registry[EntityKind] = Registry("entity", "qgen.entities", "qgen.entities")


def entity(key: str) -> Callable[[type[Entity]], type[Entity]]:
    """Register an entity class under a top-level YAML key; its `kind` names it in references and messages.

    RegistrationError if the class is no entity, has no `kind` or docstring, or if another one has its key or kind.
    """

    def register(model: type[Entity]) -> type[Entity]:
        if not (isinstance(model, type) and issubclass(model, Entity)):
            raise RegistrationError(f"the entity `{key}` is no class of entities", "derive it from `Entity`")
        kind = getattr(model, "kind", None)
        names = (("key", key, r"[a-z][a-z0-9_-]*"), ("kind", kind, r"[a-z][a-z0-9 _-]*"))
        for name, value, form in names:
            if not (isinstance(value, str) and re.fullmatch(form, value)):
                hint = "`kind: ClassVar[str]` and the key are names in small letters"
                raise RegistrationError(f"the entity `{key}` has no {name} that could be typed", hint)
        if "__doc__" not in vars(model) or not (model.__doc__ or "").strip():
            raise RegistrationError(
                f"the entity `{key}` has no docstring", "its first line says what it is, for editors"
            )
        same = next((one for one in ENTITIES.filed().values() if one.name == kind and one.key != key), None)
        if same:
            message = f"the entity `{key}` has the kind `{kind}` of the entity `{same.key}`"
            raise RegistrationError(message, "give it a `kind` of its own")
        ENTITIES.add(key, EntityKind(key, model.kind, model), model.__module__)
        return model

    return register


def entity_kinds() -> dict[str, EntityKind]:
    """Every kind by its top-level key."""
    return ENTITIES.items()
