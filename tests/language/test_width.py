"""The room that a text takes in a terminal."""

from __future__ import annotations

import unicodedata

import pytest

from qgen.language.width import cells


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("", 0),
        ("abc", 3),
        ("한글 이름", 9),
        (unicodedata.normalize("NFD", "한글 이름"), 9),
        ("e\u0301", 1),
        ("…·→", 3),
        ("👩‍💻", 2),
        ("❤️", 2),
        ("1️⃣", 2),
        ("🇰🇷", 2),
        ("👍🏽", 2),
        ("a\tb", 3),
        ("가\tb\x1b", 5),
    ],
)
def test_cells(text: str, wide: int) -> None:
    assert cells(text) == wide
