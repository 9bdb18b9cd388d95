"""YAML as authors get it wrong: what is refused, where, and with which advice."""

from __future__ import annotations

import pytest

from qgen.diagnostics.problems import Problem
from qgen.reading.tree import YamlMapping, read_tree


def read(text: str) -> tuple[object, list[Problem]]:
    tree, problems = read_tree("f.yaml", text.encode())
    return (tree.plain() if tree else None), problems


@pytest.mark.parametrize(
    "typed", ["1e-3", "0.10", "012", "22:30", "no", "on", "null", "~", "0x1F", "2020-01-01", "1_000"]
)
def test_scalars_stay_what_was_typed(typed: str) -> None:
    assert read(f"a: {typed}") == ({"a": typed}, [])


def test_hangul_is_composed() -> None:
    assert read("a: \u1112\u1161\u11ab")[0] == {"a": "한"}


def test_nothing_is_nothing_and_quotes_are_an_empty_text() -> None:
    assert read("a:\nb: ''") == ({"a": None, "b": ""}, [])


# (source, place of the problem, its code, a piece of the hint)
REFUSED = [
    ("a: 답: 설명", "1:5", "yaml-syntax", "double quotes"),
    ("a: *굵게*", "1:4", "yaml-syntax", "double quotes"),
    ("a: `code`", "1:4", "yaml-syntax", "double quotes"),
    ("a:\n\t- b", "2:1", "yaml-syntax", "spaces"),
    ("a: [1, 2", "1:1", "yaml-syntax", "bracket"),
    ("a: 'x", "1:4", "yaml-syntax", "quote"),
    ("k:\n  - a\n  b: 1", "3:3", "yaml-syntax", "- "),
    ("a: 1\nb: 2\na: 3", "3:1", "duplicate-key", "line 1"),
    ("a: &x 1", "1:4", "yaml-anchor", "double quotes"),
    ("a: *x", "1:4", "yaml-alias", "double quotes"),
    ("a: !!int 1", "1:4", "yaml-tag", "schema"),
    ("a: {<<: b}", "1:5", "merge-key", "write the keys out"),
    ("a: 1\n---\nb: 2", "2:1", "yaml-second-document", "---"),
    ("a: \x07", "1:4", "control-character", "delete"),
    ('a: "\\alpha"', "1:4", "control-character", "single quotes"),
    ("? [a]\n: b", "1:3", "key", "double quotes"),
    ("a: " + "[" * 200, "1:103", "yaml-depth", "brackets"),
]


@pytest.mark.parametrize(("source", "place", "code", "hint"), REFUSED)
def test_refused(source: str, place: str, code: str, hint: str) -> None:
    _, problems = read(source)
    assert [(str(problem.span), problem.code) for problem in problems] == [(f"f.yaml:{place}", code)]
    assert hint in (problems[0].hint or "")


def test_a_deep_file_ends_quickly_and_quietly() -> None:
    assert read("[" * 100_000)[1][0].code == "yaml-depth"


def test_not_utf_8() -> None:
    _, problems = read_tree("f.yaml", "a: 1\nb: 한글".encode("cp949"))
    assert [(problem.code, str(problem.span)) for problem in problems] == [("not-utf-8", "f.yaml:2:1")]


def test_positions_count_characters_from_one() -> None:
    tree, _ = read_tree("f.yaml", "가나:\n  - 다라: 마바\n".encode())
    assert isinstance(tree, YamlMapping)
    value = tree.values["가나"].items[0].values["다라"]  # type: ignore[union-attr]
    assert (value.span.line, value.span.column, value.span.end_column) == (2, 9, 11)
