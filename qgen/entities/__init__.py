"""What an author writes: one file an entity, each registered under its top-level YAML key."""

from qgen.entities.registry import EntityKind, entity_kinds

__all__ = ["EntityKind", "entity_kinds"]
