"""Cloze deletions and templates, read as the real Anki reads them."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

import pytest

from qgen.anki.comparing import text_of
from qgen.anki.drawing import draw_card
from qgen.anki.looks import Look
from qgen.anki.syntax import cloze, cloze_numbers, field_of, has_cloze_filter, replace_clozes, tag

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
    from tests.real_anki import collection

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


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{c1::a}} b", "[a] b"),
        ("{{c1,2::x::hint}}", "[x]"),
        ("{{c1::a {{c2::b::h}} c::g}}", "[a [b] c]"),
        ("<p>a</p><p>b &amp; c</p>", "a b & c"),
    ],
)
def test_a_changed_field_is_told_without_markup(text: str, shown: str) -> None:
    assert text_of(text) == shown


def test_what_no_cloze_ends_stays_as_it_is() -> None:
    assert replace_clozes("{{c1::a", lambda found: "!") == "{{c1::a"
    assert replace_clozes("{{c::a}}", lambda found: "!") == "{{c::a}}"


def test_numbers_of_clozes() -> None:
    assert cloze_numbers("{{c1::a}} {{c10,3::b}} {{c0::no card}}") == {1, 3, 10}
    assert cloze_numbers("no {{c::}} cloze") == frozenset()


def test_fields_and_filters() -> None:
    assert [field_of(name) for name in ("A", "type:A", "cloze:text:A", "type: A")] == ["A", "A", "A", " A"]
    assert has_cloze_filter("<p>{{ cloze:A }}</p>") and has_cloze_filter("{{text:cloze:A}}")
    assert not has_cloze_filter("{{A}} {{type:A}} cloze:")


def test_cloze_markup_inside_an_answer_is_text() -> None:
    assert cloze(1, "std::vector", "a::b") == "{{c1::std&#58;&#58;vector::a&#58;&#58;b}}"
    assert cloze(2, "x}}") == "{{c2::x}&#125;}}"


def test_tags() -> None:
    assert tag(" a b::::\u3000c ") == "a-b::c"
