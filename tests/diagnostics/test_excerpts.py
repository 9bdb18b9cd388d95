"""Carets stand under what they mean, whatever stands before it."""

from __future__ import annotations

import pytest

from qgen.diagnostics.excerpts import show
from qgen.diagnostics.problems import Problem, Span


@pytest.mark.parametrize("emoji", ["👩‍💻", "❤️", "1️⃣"])
def test_a_caret_stands_under_what_follows_an_emoji(emoji: str) -> None:
    line = f"{emoji}: dgo"
    start = line.index("dgo") + 1
    shown = show(Problem.error("x", "m", at=Span("a.yaml", 1, start, 1, start + 3)), line)
    *_, caret = shown.split("\n")
    assert caret == "  | " + "    ^^^"


@pytest.mark.parametrize("emoji", ["👩‍💻", "❤️", "1️⃣"])
def test_carets_stand_under_a_whole_emoji(emoji: str) -> None:
    shown = show(Problem.error("x", "m", at=Span("a.yaml", 1, 1, 1, len(emoji) + 1)), f"{emoji}: x")
    assert shown.endswith("| ^^")
