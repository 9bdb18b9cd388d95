"""JSON Schema of a project's files, made from the models: what editors complete, explain and underline."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import models_json_schema

from qgen.decks.recipe import Recipe
from qgen.entities import entity_kinds
from qgen.entities.values import TO_FILL_IN

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def source_schema() -> dict[str, Any]:
    """The schema of the files below `source/`: lists of entities under their keys."""
    kinds = entity_kinds().values()
    _, made = models_json_schema([(kind.model, "validation") for kind in kinds], ref_template="#/$defs/{model}")
    properties = {
        kind.key: {
            "type": ["array", "null"],
            "items": {"$ref": f"#/$defs/{kind.model.__name__}"},
            "description": (kind.model.__doc__ or "").strip().split("\n")[0],
        }
        for kind in kinds
    }
    return _lenient(
        {
            "$schema": _DIALECT,
            "title": "qgen: a file of the knowledge base",
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
            "$defs": made["$defs"],
        }
    )


def deck_schema() -> dict[str, Any]:
    """The schema of the recipes in `decks/`."""
    made = TypeAdapter(Recipe).json_schema(ref_template="#/$defs/{model}")
    return _lenient({"$schema": _DIALECT, **made, "title": "qgen: the recipe of a deck"})


def schema_files() -> dict[str, bytes]:
    """File in the project -> its bytes."""
    made = {"source/schema.json": source_schema(), "decks/schema.json": deck_schema()}
    return {path: f"{json.dumps(schema, ensure_ascii=False, indent=1)}\n".encode() for path, schema in made.items()}


def skeleton(kind: str, identifier: str) -> str:
    """An entity of a kind (`hyperparameter`, `concept` …) with every key, in YAML to be filled in.

    Keys that need not be there are comments. KeyError for an unknown kind.
    """
    found = {one.name: one for one in entity_kinds().values()}[kind]
    schema = found.model.model_json_schema()
    required = set(schema.get("required", ()))
    lines = [f"# {(found.model.__doc__ or '').strip().splitlines()[0]}", f"{found.key}:", f"  - id: {identifier}"]
    for name in sorted(
        schema["properties"], key=lambda name: (name not in required, list(schema["properties"]).index(name))
    ):
        if name != "id":
            field = schema["properties"][name]
            said = f"  # {field['description']}" if "description" in field else ""
            lines.append(f"    {'' if name in required else '# '}{name}: {_placeholder(schema, field)}{said}")
    return "\n".join(lines)


def _placeholder(schema: dict[str, Any], field: dict[str, Any]) -> str:
    """Something of the right shape to be typed over: `{ko: …, en: …}`, `[{id: …, locator: …}]`."""
    while "$ref" in field:
        field = schema["$defs"][field["$ref"].rsplit("/", 1)[1]]
    options = [option for option in field.get("anyOf", [field]) if option.get("type") != "null"]
    if options != [field]:
        shapes = [_placeholder(schema, option) for option in options]
        return max(shapes, key=len)
    if "enum" in field:
        return " | ".join(map(str, field["enum"]))
    match field.get("type"):
        case "array":
            items = field.get("prefixItems") or [field.get("items", {})]
            return f"[{', '.join(_placeholder(schema, item) for item in items)}]"
        case "object" if "properties" in field:
            needed = set(field.get("required", field["properties"]))
            return (
                "{"
                + ", ".join(
                    f"{name}: {_placeholder(schema, one)}"
                    for name, one in field["properties"].items()
                    if name in needed
                )
                + "}"
            )
        case "object":
            return f"{{an-id: {_placeholder(schema, _value_of(field))}}}"
        case "integer":
            return str(field.get("default") or field.get("minimum", 1))
        case "number":
            return "0.5"
        case "boolean":
            return "true"
    return TO_FILL_IN


def _value_of(mapping: dict[str, Any]) -> dict[str, Any]:
    """The schema of the values of a mapping whose keys are ids."""
    by_pattern: dict[str, dict[str, Any]] = mapping.get("patternProperties", {})
    return next(iter(by_pattern.values()), mapping.get("additionalProperties") or {})


def _lenient(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema in which plain text may also be a number or a truth value, as an editor takes `default: 1e-3`.

    To qgen it is the text that was typed.
    """
    made = {key: _lenient_value(value) for key, value in schema.items()}
    if made.get("type") == "string" and not made.keys() & {"pattern", "enum", "const"}:
        made["type"] = ["string", "number", "boolean"]
        made.pop("minLength", None)
    return made


def _lenient_value(value: Any) -> Any:
    if isinstance(value, dict):
        return _lenient(value)
    return [_lenient_value(item) for item in value] if isinstance(value, list) else value
