"""A tree to a validated value: pydantic decides, and each of its complaints is brought back to its place in the file.

It takes a model and the tree of a file, and gives the value with the problems.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from qgen.diagnostics.problems import Problem, Span, did_you_mean
from qgen.reading.tree import YamlList, YamlMapping, YamlScalar, YamlTree

Model = TypeVar("Model", bound=BaseModel)


def validate(model: type[Model], tree: YamlTree) -> tuple[Model | None, list[Problem]]:
    """The tree as a value of `model`, or None, with everything that is wrong with it.

    If nothing is wrong but keys that do not exist, the value is what the others say, so that these can be looked into
    as well.
    """
    try:
        return model.model_validate(tree.plain()), []
    except ValidationError as error:
        found = error.errors(include_url=False)
    problems = _without_echoes([_problem(model, tree, details) for details in found])
    unknown = [details["loc"] for details in found if details["type"] == "extra_forbidden"]
    if len(unknown) < len(found):
        return None, problems
    try:
        return model.model_validate(_without(tree.plain(), unknown)), problems
    except ValidationError:
        return None, problems


def _without(value: Any, locs: list[tuple[Any, ...]]) -> Any:
    """The value without the keys at these places. Steps that are not in it (union tags) are skipped."""
    for *way, last in locs:
        inner = value
        for step in way:
            if (isinstance(inner, list) and isinstance(step, int)) or (isinstance(inner, dict) and step in inner):
                inner = inner[step]
        if isinstance(inner, dict):
            inner.pop(last, None)
    return value


def _without_echoes(problems: list[Problem]) -> list[Problem]:
    """A key that is misspelt is not missing as well."""
    meant = {
        problem.hint.removeprefix("did you mean `").removesuffix("`?")
        for problem in problems
        if problem.code == "unknown-key" and problem.hint
    }
    return [
        problem for problem in problems if problem.code != "missing-key" or problem.message.split("`")[1] not in meant
    ]


def span_at(tree: YamlTree, loc: tuple[Any, ...], *, key: bool = False) -> Span:
    """The place of what `loc` leads to; of its key with `key`.

    Steps that are not in the tree (union tags) are skipped.
    """
    span = _head(tree)
    for step in loc:
        if isinstance(tree, YamlMapping) and str(step) in tree.values:
            span = tree.keys[str(step)].span
            tree = tree.values[str(step)]
        elif isinstance(tree, YamlList) and isinstance(step, int) and step < len(tree.items):
            tree = tree.items[step]
            span = _head(tree)
    return span if key or not isinstance(tree, YamlScalar) or tree.value is None else tree.span


def _head(tree: YamlTree) -> Span:
    """Where an eye looks for a node: a scalar itself, the first key of a mapping, the start of a list."""
    if isinstance(tree, YamlMapping) and tree.keys:
        return next(iter(tree.keys.values())).span
    return tree.span


def _problem(model: type[BaseModel], tree: YamlTree, details: ErrorDetails) -> Problem:
    kind, loc = details["type"], details["loc"]
    if "key" in details.get("ctx", {}):  # a validator of ours that looks into a mapping says which key it means
        loc = (*loc, details["ctx"]["key"])
    unknown = kind in ("extra_forbidden", "language")
    span = span_at(tree, loc, key=unknown or loc[-1:] == ("[key]",))
    joined = str(loc[-1]) if unknown else str(details["input"])
    if (unknown or kind in _NO_KEYS) and (found := _JOINED.match(joined)):
        hint = f"write `{found[1]} …`"
        return Problem.error("value", f"a space is missing after `{found[1]}`", at=span, hint=hint)
    if kind == "extra_forbidden":
        return Problem.error(
            "unknown-key", f"unknown key `{loc[-1]}`", at=span, hint=did_you_mean(str(loc[-1]), _keys(model, loc[:-1]))
        )
    if kind == "missing" and isinstance(loc[-1], int):
        return Problem.error(
            "value", f"the list ends too early: its {loc[-1] + 1}. value is missing", at=span_at(tree, loc[:-1])
        )
    if kind == "missing":
        return Problem.error(
            "missing-key", f"missing key `{loc[-1]}`", at=span_at(tree, loc[:-1]), hint=f"add `{loc[-1]}: …`"
        )
    if kind == "string_pattern_mismatch":
        return _bad_id(str(details["input"]), span)
    if kind == "literal_error":
        known = re.findall(r"'([^']+)'", details["ctx"]["expected"])
        return Problem.error(
            "value", f"unknown value `{details['input']}`", at=span, hint=did_you_mean(str(details["input"]), known)
        )
    comma = kind == "language" and " " in str(loc[-1])
    return Problem.error(
        "value",
        _words(details),
        at=span,
        hint="a comma ends a text inside `{…}`: put the text in double quotes" if comma else None,
    )


def proposed_id(written: str) -> str:
    """The id that was likely meant; empty if nothing of it is ASCII."""
    return re.sub(r"[^a-z0-9]+", "-", written.lower()).strip("-")


def _bad_id(found: str, span: Span) -> Problem:
    proposal = proposed_id(found)
    hint = f"try `{proposal}`" if proposal else "an id is made of a-z, 0-9 and single hyphens"
    return Problem.error("id", f"expected an id in kebab-case, found `{found}`", at=span, hint=hint)


_NO_KEYS = ("dict_type", "model_type", "model_attributes_type")
_JOINED = re.compile(r"([A-Za-z_]\w*:)[^\s:/]")

# pydantic's error type -> our words; `{…}` are of pydantic's context, `{found}` is what stands in the file.
_WORDS = {
    "int_parsing": "expected a whole number, found `{found}`",
    "int_type": "expected a whole number, found {found}",
    "float_parsing": "expected a number, found `{found}`",
    "float_type": "expected a number, found {found}",
    "finite_number": "expected a number, found `{found}`",
    "too_long": "expected at most {max_length} of it, found {actual_length}",
    "bool_parsing": "expected `true` or `false`, found `{found}`",
    "bool_type": "expected `true` or `false`, found {found}",
    "string_type": "expected text, found {found}",
    "greater_than_equal": "expected a number from {ge}, found `{found}`",
    "less_than_equal": "expected a number up to {le}, found `{found}`",
    "tuple_type": "expected a list, found {found}",
    "dict_type": "expected keys with values, found {found}",
    "model_type": "expected keys with values, found {found}",
    "model_attributes_type": "expected keys with values, found {found}",
    "too_short": "expected at least {min_length} of it, found {actual_length}",
    "string_too_short": "expected text, found nothing",
}


def _words(details: ErrorDetails) -> str:
    template = _WORDS.get(details["type"])
    if details["type"] == "text":
        return f"{details['msg']}, found {_found(details['input'], quoted=False)}"
    if template is None:
        return details["msg"][:1].lower() + details["msg"][1:]
    return template.format(found=_found(details["input"], quoted="`{found}`" in template), **details.get("ctx", {}))


def _found(value: Any, *, quoted: bool) -> str:
    match value:
        case None:
            return "nothing"
        case dict():
            return "keys with values"
        case list():
            return "a list"
        case str():
            short = value if len(value) <= 40 else value[:39] + "…"
            return short if quoted else f"`{short}`"
    return str(value)


def _keys(model: Any, loc: tuple[Any, ...]) -> list[str]:
    """The keys that the model knows at `loc`, as far as its JSON Schema tells."""
    schema = model.model_json_schema()
    node = schema
    for step in loc:
        node = _deref(schema, node)
        if isinstance(step, int):
            node = node.get("items", {})
        else:
            node = node.get("properties", {}).get(step) or node.get("additionalProperties") or {}
        node = node if isinstance(node, dict) else {}
    return list(_deref(schema, node).get("properties", {}))


def _deref(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    for options in ("anyOf", "allOf"):
        node = next((option for option in node.get(options, []) if option.get("type") != "null"), node)
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].rsplit("/", 1)[1]]
    return node
