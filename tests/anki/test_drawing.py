"""Cards as the preview and print show them, beside what the real Anki makes of them."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

import pytest

from qgen.anki.drawing import draw_card
from qgen.anki.looks import Look
from qgen.anki.syntax import cloze, cloze_numbers
from tests.real_anki import collection

CLOZES = [
    "{{c1::a}}",
    "{{c1,2::x}}",
    "{{c3::x}} {{c1::y::hint}}",
    "{{c1::a::b::c}}",
    "{{c1::<b>x</b>::a<i>b</i>}}",
    "{{c1::a {{c2::b::h}} c::g}}",
    "{{c1::{{c2::{{c3::q}} r}} s}}",
    "{{c1::a}} }} b",
    "{{c1::a {{x}} b}}",
    "{{c2::z}} {{c1::\n x}}",
    cloze(1, "std::vector<a>", "x::y"),
    cloze(2, "f{{x}}", "}}"),
]


@cache
def _of_anki(text: str) -> dict[int, tuple[str, str]]:
    """The words on front and back of each card that the real Anki makes of a cloze note."""
    with collection() as opened:
        note = opened.new_note(opened.models.by_name("Cloze"))
        note["Text"] = text
        opened.add_note(note, 1)
        return {card.ord: (_words(card.question()), _words(card.answer())) for card in note.cards()}


def _words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html.rsplit("</style>", maxsplit=1)[-1])).split())


@pytest.mark.parametrize("text", CLOZES)
def test_a_cloze_is_drawn_as_anki_draws_it(text: str) -> None:
    look = Look((("{{cloze:Text}}", "{{cloze:Text}}"),), "")
    expected = _of_anki(text)
    assert sorted(number - 1 for number in cloze_numbers(text)) == sorted(expected)
    for ordinal, sides in expected.items():
        front, back = draw_card(look, {"Text": text}, ordinal)
        assert (_words(front), _words(back)) == sides
