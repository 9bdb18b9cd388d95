"""Wordings of a language's file, filled in."""

from __future__ import annotations

import pytest

from qgen.content.blocks import Code, Str, Strong, text
from qgen.content.wording import Value, fill


def test_a_value_between_backticks_is_code_as_it_was_written() -> None:
    values = {"value": Value(text("`1e-3` **x**"), "`1e-3` **x**"), "library": Value(text("Zoo"), "Zoo")}
    filled = fill("Default: `{value}` ({library})", values)
    assert filled.inline == (Str("Default: "), Code("`1e-3` **x**"), Str(" ("), Str("Zoo"), Str(")"))


def test_a_value_is_never_markup() -> None:
    filled = fill("**{name}** is", {"name": Value(text("_a_"), "_a_")})
    assert filled.inline == (Strong((Str("_a_"),)), Str(" is"))


def test_a_value_that_is_not_given_is_named_with_the_phrase_and_what_is_given() -> None:
    given = {"term": Value((), "CNN")}
    with pytest.raises(LookupError, match=r"`Is \{trem\} .*` holds `trem`, and is given `term`"):
        fill("Is {trem} a network?", given)
