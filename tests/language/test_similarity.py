"""Texts as they compare: what a reader takes for the same is the same everywhere."""

from __future__ import annotations

import pytest

from qgen.language.similarity import folded, spelling, unspaced

# one, other, and whether they are the same: word for word, without their spaces, by letters and digits alone
PAIRS = [
    ("CNN", "cnn", True, True, True),
    ("CNN", "ＣＮＮ", True, True, True),
    ("max  pooling", "Max pooling", True, True, True),
    ("max pooling", "maxpooling", False, True, True),
    ("max pooling", "max-pooling", False, False, True),
    ("CrossEntropy", "cross-entropy", False, False, True),
    ("1e-3", "1e3", False, False, True),
    ("C", "C++", False, False, True),
    ("한글", "\u1112\u1161\u11ab\u1100\u1173\u11af", True, True, True),
    ("cnn", "rnn", False, False, False),
    ("+", "-", False, False, False),
]


@pytest.mark.parametrize(("one", "other", "words", "spaces", "letters"), PAIRS)
def test_what_is_the_same(one: str, other: str, words: bool, spaces: bool, letters: bool) -> None:
    assert (folded(one) == folded(other)) is words
    assert (unspaced(one) == unspaced(other)) is spaces
    assert (spelling(one) == spelling(other)) is letters
