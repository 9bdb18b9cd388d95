"""The registry of entities: a new entity is one new file in this package, with `@entity("its-yaml-key")` on its class.

Third parties add entities through the entry points `qgen.entities`, and give the phrases that their facts are told
with, which those of qgen have under `told` in `locale/`, to the decorator.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from qgen.content.wording import labels
from qgen.entities.base import Entity
from qgen.language.languages import FALLBACK
from qgen.registration.blame import RegistrationError
from qgen.registration.registry import Registry

Words = Mapping[str, Mapping[str, str]]
"""What facts are told with: language -> phrase -> wording."""


@dataclass(frozen=True)
class EntityKind:
    """A class of entities and what it is called."""

    key: str
    """The top-level key under which a file lists entities of this kind."""
    name: str
    """The singular, as messages and references name it."""
    model: type[Entity]
    words: Words
    """What its facts are told with, by language, of an entity that has no phrases in `locale/`."""


ENTITIES: Registry[EntityKind] = Registry("entity", "qgen.entities", "qgen.entities")


def entity(key: str, *, words: Words | None = None) -> Callable[[type[Entity]], type[Entity]]:
    """Register an entity class under a top-level YAML key; its `kind` names it in references and messages.

    RegistrationError if the class is no entity, has no `kind` or docstring or a field without description, if another
    one has its key or kind, or if its words lack English or another entity's facts say one of them.
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
        bare = [name for name, field in model.model_fields.items() if not field.description]
        if bare:
            message = f"the entity `{key}` has a field without a description: `{bare[0]}`"
            raise RegistrationError(message, '`Field(description="…")` is what editors show')
        same = next((one for one in ENTITIES.filed().values() if one.name == kind and one.key != key), None)
        if same:
            message = f"the entity `{key}` has the kind `{kind}` of the entity `{same.key}`"
            raise RegistrationError(message, "give it a `kind` of its own")
        for fault, remedy in _faults_of_words(key, words) if words else ():
            raise RegistrationError(f"the entity `{key}` {fault}", remedy)
        ENTITIES.add(key, EntityKind(key, model.kind, model, words or {}), model.__module__)
        return model

    return register


def entity_kinds() -> dict[str, EntityKind]:
    """Every kind by its top-level key."""
    return ENTITIES.items()


def phrases_of_facts(language: str) -> Mapping[str, str]:
    """What facts are told with in a language, those of third parties included; English where they lack the language."""
    phrases: dict[str, str] = {}
    for kind in entity_kinds().values():
        phrases |= {**kind.words.get(FALLBACK, {}), **kind.words.get(language, {})}
    return {**phrases, **labels(language, "told")}


def _faults_of_words(key: str, words: Words) -> Iterator[tuple[str, str | None]]:
    """What is wrong with an entity's words. English has to be whole, for it stands in for other languages."""
    said = {phrase for phrases in words.values() for phrase in phrases}
    for phrase in sorted(said - words.get(FALLBACK, {}).keys()):
        yield f"has no English `{phrase}` among its words", f"add it under `{FALLBACK}`, which stands in for others"
    for phrase in sorted(said & labels(FALLBACK, "told").keys()):
        yield f"gives the phrase `{phrase}`, which facts of qgen say", "give it a name of its own"
    for other in (one for one in ENTITIES.filed().values() if one.key != key):
        for phrase in sorted(said & {phrase for phrases in other.words.values() for phrase in phrases}):
            yield f"gives the phrase `{phrase}`, as the entity `{other.key}` does", "give it a name of its own"
