"""What YAML takes away unseen: escapes in formulas, comments within texts, characters that nobody sees, merges."""

from __future__ import annotations

import pytest

from qgen.diagnostics.problems import Problem
from qgen.reading.tree import read_tree


def problems_of(text: str) -> list[Problem]:
    return read_tree("f.yaml", text.encode())[1]


@pytest.mark.parametrize(
    ("formula", "column"),
    [
        (r"$\nabla f$", 6),
        (r"$a \neq b$", 8),
        (r"$\tau$", 6),
        (r"$a \times b$", 8),
        (r"$\text{x}$", 6),
        (r"$\Lambda$", 6),
        (r"$\Pi$", 6),
        (r"$\_x$", 6),
        (r"$\Nu$", 6),
        (r"$$\nabla f$$", 7),
        (r"$$\nu + \theta$$", 7),
        (r"$\\alpha \nu$", 14),
    ],
)
def test_an_escape_that_eats_a_command_is_an_error(formula: str, column: int) -> None:
    (problem,) = problems_of(f'a: "{formula}"')
    assert (problem.severity, problem.code) == ("error", "control-character")
    assert problem.span and problem.span.column == column
    assert problem.hint and "single quotes" in problem.hint


@pytest.mark.parametrize(
    "text",
    [r'"first\nsecond"', r'"$x$\nthen $y$"', r'"US$5\nnext $6"', r'"$\\nabla f$"', r"'$\nabla f$'", r'"$$\na = b\n$$"'],
)
def test_white_space_outside_of_formulas_is_meant(text: str) -> None:
    assert problems_of(f"a: {text}") == []


def test_an_escape_with_numbers_is_explained() -> None:
    (problem,) = problems_of(r'a: "$\xi$"')
    assert problem.hint and "single quotes" in problem.hint


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: the batch that issue #12 defines", "1:25"),
        ("a: 이슈 #12 에서", "1:7"),
        ("a:\n  - one\n  - C #sharp", "3:7"),
        ("a: {b: one #two\n  }", "1:12"),
    ],
)
def test_a_text_that_a_comment_cuts_is_told(text: str, place: str) -> None:
    (problem,) = problems_of(text)
    assert (problem.severity, problem.code, str(problem.span)) == ("warning", "cut-text", f"f.yaml:{place}")


@pytest.mark.parametrize(
    "text", ["a: one # a comment", "a: C#", "a: 'x' #y", "a: |\n  x #y", "# a\na: 1", "a: #b\n  c"]
)
def test_comments_and_quoted_texts_are_left_alone(text: str) -> None:
    assert problems_of(text) == []


@pytest.mark.parametrize("character", ["\u200b", "\ufeff", "\u00ad", "\u200e", "\u202e", "\u2066", "\u2060"])
def test_a_character_that_nobody_sees_is_told(character: str) -> None:
    (problem,) = problems_of(f"a: x\nb: learning{character}_rate")
    assert (problem.severity, problem.code, str(problem.span)) == ("warning", "invisible-character", "f.yaml:2:12")
    assert f"U+{ord(character):04X}" in problem.message


def test_an_escape_says_that_such_a_character_is_meant() -> None:
    assert problems_of(r'a: "x\u200by"') == []


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", ">>>>>>> theirs"])
def test_marks_of_a_merge_conflict_are_told_as_such(mark: str) -> None:
    (problem,) = problems_of(f"a: 1\n{mark}\nb: 2\n=======\nb: 3\n")
    assert (problem.code, str(problem.span)) == ("merge-conflict", "f.yaml:2:1")


@pytest.mark.parametrize(
    ("text", "place", "key"),
    [
        ("a:\n  definition:{ko: x, en: y}\n  b: 1\n", "2:13", "definition:"),
        ("a:\n  definition:text\n  b: 1\n", "2:13", "definition:"),
        ("a:\n  b: 1\n  definition:text\n", "3:13", "definition:"),
        ("- id:abc\n  term: x\n", "1:5", "id:"),
    ],
)
def test_a_missing_space_is_told_where_it_is_missing(text: str, place: str, key: str) -> None:
    (problem,) = problems_of(text)
    assert str(problem.span) == f"f.yaml:{place}"
    assert problem.message == f"a space is missing after `{key}`"
