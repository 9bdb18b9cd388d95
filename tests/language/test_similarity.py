"""Texts as they compare: what a reader takes for the same is the same everywhere."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qgen.language.similarity import GivenAway, contains, folded, nearly_same, spelling, unspaced

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


_SAID = st.lists(
    st.sampled_from(["model", "models", "K-NN", "K NN", "모델", "모델은", "층", "scheduler", "scheduling", "a", "1"]),
    min_size=1,
    max_size=3,
).map(" ".join)


@given(st.dictionaries(st.integers(), st.lists(_SAID, min_size=1, max_size=2), max_size=5))
def test_what_is_given_away_among_many_is_what_a_look_at_each_pair_finds(names):
    pairs = [
        (key, other)
        for key, other in permutations(names, 2)
        for one in names[key]
        for two in names[other]
        if contains(one, two) or contains(two, one) or nearly_same(one, two)
    ]
    assert GivenAway(names).keys() == {key for pair in pairs for key in pair}
