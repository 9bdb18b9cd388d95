"""Cloze deletions, templates and tags: what is read and written."""

from __future__ import annotations

import pytest

from qgen.anki.comparing import text_of
from qgen.anki.syntax import cloze, cloze_numbers, field_of, has_cloze_filter, replace_clozes, tag


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
