"""Each pattern states just those phrases that its code says, with the values that it gives them."""

from __future__ import annotations

import ast
import inspect
from collections import defaultdict

import pytest

from qgen.content.phrases import values_in
from qgen.content.wording import locale
from qgen.patterns import follow_ups
from qgen.patterns.registry import Pattern, patterns

# Where the phrase that is said is the value of an expression, and what else says phrases of a pattern.
CHOSEN = {
    "fact.prefix": {"raising", "lowering", "when", "values", "range"},
    "wording": {"kinds", "factors", "parts", "group-members"},
}
BESIDE = {"explain": (follow_ups,)}


def said(pattern: Pattern) -> dict[str, set[str]]:
    """The phrases that a pattern's module says, with the names of the values that it gives."""
    modules = (inspect.getmodule(pattern.ask), *BESIDE.get(pattern.name, ()))
    calls = [
        node
        for module in modules
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say"
    ]
    found: dict[str, set[str]] = defaultdict(set)
    for call in calls:
        for name in _names(call.args[0], stated(pattern)):
            found[name] |= {keyword.arg for keyword in call.keywords if keyword.arg}
    return found


def _names(argument: ast.expr, known: set[str]) -> set[str]:
    constants = {node.value for node in ast.walk(argument) if isinstance(node, ast.Constant)}
    if isinstance(argument, ast.Constant):
        return {str(argument.value)}
    return CHOSEN.get(ast.unparse(argument), constants) & known  # `"a" if … == "b" else "c"` holds no phrase b


def stated(pattern: Pattern) -> set[str]:
    return (set(pattern.phrases) | set(pattern.shares)) - {"name"}


@pytest.mark.parametrize("pattern", patterns().values(), ids=patterns())
def test_a_pattern_states_what_it_says(pattern: Pattern) -> None:
    shared = {field.alias or name: field for name, field in type(locale("en").shared).model_fields.items()}
    assert stated(pattern) == set(said(pattern))
    for phrase, given in said(pattern).items():
        description = pattern.phrases.get(phrase) or shared[phrase].description or ""
        assert values_in(description) == given, phrase
