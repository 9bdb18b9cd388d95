"""A blank in code, as a printed card shows it: what is hidden, what is revealed, and the lines around it."""

from __future__ import annotations

import re

import pytest

from qgen.content.blocks import (
    Blank,
    Bullets,
    CodeBlank,
    CodeBlock,
    Emphasis,
    Link,
    Str,
    Strong,
    Table,
    paragraph,
    text,
)
from qgen.content.cloze_cards import card_back, card_front, excerpt, hidden
from qgen.rendering.html import PRINT, html
from qgen.rendering.plain import plain

CODE = """\
class Net:
    def __init__(self):
        self.layer = Linear(8, 1)

    def forward(self, x):
        return self.layer(x)
"""


def block(*parts: str) -> CodeBlock:
    return CodeBlock(
        CODE, "python", tuple(CodeBlank(part, CODE.index(part), CODE.index(part) + len(part)) for part in parts)
    )


@pytest.mark.parametrize(
    ("around", "shown"),
    [
        (0, "…\n____"),
        (1, "…\ndef forward(self, x):\n    ____"),
        (2, "…\ndef forward(self, x):\n    ____"),  # the line above is empty
        (9, CODE.replace("return self.layer(x)", "____").rstrip("\n")),
    ],
)
def test_lines_around_a_blank(around: int, shown: str) -> None:
    part = "return self.layer(x)"
    blocks = excerpt((block(part, "Linear(8, 1)"),), part, around)
    assert plain(card_front(blocks, part)) == shown
    assert plain(card_back(blocks, part)) == shown.replace("____", part)
    assert dict(hidden(blocks)) == {part: part}


def test_a_blank_over_several_lines() -> None:
    part = "layer = Linear(8, 1)\n\n    def forward"
    (found,) = excerpt((block(part),), part, 0)
    assert isinstance(found, CodeBlock)
    assert found.code.splitlines() == ["…", "    self.layer = Linear(8, 1)", "", "def forward(self, x):", "…"]
    assert dict(hidden((found,)))[part] == "layer = Linear(8, 1)\n\ndef forward"


def test_the_answer_is_set_off_on_the_back() -> None:
    part = "Linear(8, 1)"
    front, back = (html(side((block(part),), part), PRINT) for side in (card_front, card_back))
    assert "Linear" not in front and "<mark>" not in front
    assert "".join(piece.partition("</mark>")[0] for piece in back.split("<mark>")[1:]).count("Linear") == 1


def test_what_is_revealed_over_several_lines_is_set_off_line_by_line() -> None:
    part = "layer = Linear(8, 1)\n\n    def forward"
    page = html(card_back((block(part),), part), PRINT)
    marks = [re.sub("<[^>]*>", "", piece.partition("</mark>")[0]) for piece in page.split("<mark>")[1:]]
    assert marks == ["layer = Linear(8, 1)", "def forward"]


def test_only_the_blank_asked_for_is_set_off() -> None:
    blocks = (
        *paragraph((Strong(text("About dogs")),)),
        Bullets((paragraph((Blank("a", text("bark")),)), paragraph((Blank("b", text("run")),)))),
    )
    assert (
        html(card_back(blocks, "a"), PRINT)
        == "<p><strong>About dogs</strong></p><ul><li><mark>bark</mark></li><li>run</li></ul>"
    )
    assert plain(card_back(blocks, "a")) == "About dogs\n- bark\n- run"


# --- where a blank may stand ------------------------------------------------------------------------------------------

ONE, TWO = Blank("a", text("bark")), Blank("b", text("run"))
HOMES = {
    "paragraph": paragraph,
    "strong": lambda inline: paragraph((Strong(inline),)),
    "emphasis": lambda inline: paragraph((Emphasis(inline),)),
    "link": lambda inline: paragraph((Link("https://example.org", inline),)),
    "strong in emphasis": lambda inline: paragraph((Emphasis((Str("x "), Strong(inline))),)),
    "list": lambda inline: (Bullets((paragraph(text("x")), paragraph(inline))),),
    "list in a list": lambda inline: (Bullets(((Bullets((paragraph(inline),)),),)),),
    "table": lambda inline: (Table((text("h"), text("i")), ((text("x"), inline),)),),
    "a blank": lambda inline: paragraph((Blank("outer", inline),)),
}


@pytest.mark.parametrize("home", HOMES)
def test_a_blank_is_hidden_and_set_off_wherever_it_stands(home: str) -> None:
    blocks = HOMES[home]((ONE, Str(" and "), TWO))
    front, back = card_front(blocks, "a"), card_back(blocks, "a")
    assert "____ and run" in plain(front) and "bark" not in plain(front)
    assert "bark and run" in plain(back)
    assert html(back, PRINT).count("<mark>") == 1 and "<mark>bark</mark>" in html(back, PRINT)
    assert [name for name, _ in hidden(blocks) if name != "outer"] == ["a", "b"]
    assert dict(hidden(blocks))["a"] == text("bark") and dict(hidden(blocks))["b"] == text("run")


def test_what_stands_around_stays_as_it_was() -> None:
    around = (
        Bullets((paragraph(text("x")),), ordered=True),
        Table((text("h"),), ((text("1"),),), stub=True),
        CodeBlock("x = 1", "python"),
        *paragraph((Strong(text("s")), Emphasis(text("e")), Link("https://example.org", text("l")))),
    )
    for side in (card_front, card_back):
        assert side((*around, *paragraph((ONE,))), "a")[: len(around)] == around


def test_of_several_blanks_in_code_one_is_hidden_and_set_off() -> None:
    blocks = (block("Linear(8, 1)", "return self.layer(x)"),)
    assert plain(card_front(blocks, "Linear(8, 1)")) == CODE.replace("Linear(8, 1)", "____")
    back = html(card_back(blocks, "Linear(8, 1)"), PRINT)
    marks = [re.sub("<[^>]*>", "", piece.partition("</mark>")[0]) for piece in back.split("<mark>")[1:]]
    assert marks == ["Linear(8, 1)"]
    assert dict(hidden(blocks)) == {"Linear(8, 1)": "Linear(8, 1)", "return self.layer(x)": "return self.layer(x)"}
    assert plain(card_front(blocks, "none of it")) == CODE


def test_an_excerpt_is_made_of_the_code_that_holds_the_blank() -> None:
    """Other code shows all of its lines, without its own blanks; what is no code stays."""
    other = CodeBlock("x = 1\ny = 2\nz = 3", "python", (CodeBlank("y", 6, 7),))
    words = paragraph((ONE,))
    part = "Linear(8, 1)"
    found = excerpt((*words, other, block("return self.layer(x)", part)), part, 0)
    assert found[:2] == (*words, CodeBlock("x = 1\ny = 2\nz = 3", "python"))
    assert isinstance(found[2], CodeBlock) and found[2].code == "…\nself.layer = Linear(8, 1)\n…"
    assert [(hole.id, found[2].code[hole.start : hole.end]) for hole in found[2].blanks] == [(part, part)]


LINES = "\n\na = 1\n  b = 2\n  c = 3\n\n  d = 4\ne = 5\n\n"


@pytest.mark.parametrize(
    ("part", "around", "shown"),
    [
        ("a = 1", 0, "____\n…"),  # nothing is left out above but empty lines
        ("a = 1", 1, "____\n  b = 2\n…"),
        ("a = 1", 3, "____\n  b = 2\n  c = 3\n…"),
        ("a = 1", 4, "____\n  b = 2\n  c = 3\n\n  d = 4\n…"),
        ("a = 1", 5, "____\n  b = 2\n  c = 3\n\n  d = 4\ne = 5"),
        ("e = 5", 0, "…\n____"),
        ("e = 5", 1, "…\n  d = 4\n____"),
        ("c = 3", 0, "…\n____\n…"),
        ("c = 3", 1, "…\nb = 2\n____\n…"),
        ("c = 3", 2, "a = 1\n  b = 2\n  ____\n\n  d = 4\n…"),
        ("d = 4", 1, "…\n  ____\ne = 5"),
        ("b = 2\n  c = 3", 0, "…\n____\n…"),
        ("= 3\n\n  d", 0, "…\nc ____ = 4\n…"),
        ("1\n  b", 0, "a = ____ = 2\n…"),
        ("a", 9, LINES.strip("\n").replace("a", "____")),
    ],
)
def test_which_lines_an_excerpt_shows(part: str, around: int, shown: str) -> None:
    code = CodeBlock(LINES, "python", (CodeBlank("x", LINES.index(part), LINES.index(part) + len(part)),))
    found = excerpt((code,), "x", around)
    assert plain(card_front(found, "x")) == shown
    assert plain(card_back(found, "x")).replace(" ", "") == shown.replace("____", dict(hidden(found))["x"]).replace(
        " ", ""
    )


def test_a_blank_at_the_very_start_and_the_very_end() -> None:
    for part, shown in (("one", "____\ntwo"), ("two", "one\n____"), ("o", "____ne\ntwo"), ("wo", "one\nt____")):
        code = CodeBlock(
            "one\ntwo", "text", (CodeBlank("x", "one\ntwo".index(part), "one\ntwo".index(part) + len(part)),)
        )
        assert plain(card_front(excerpt((code,), "x", 3), "x")) == shown
        assert dict(hidden(excerpt((code,), "x", 3))) == {"x": part}


def test_indentation_that_all_lines_share_goes() -> None:
    code = "    a\n      b\n    c"
    (found,) = excerpt((CodeBlock(code, "text", (CodeBlank("x", 12, 13),)),), "x", 1)
    assert isinstance(found, CodeBlock) and found.code == "a\n  b\nc"
    assert [found.code[hole.start : hole.end] for hole in found.blanks] == ["b"]
    (alone,) = excerpt((CodeBlock(code, "text", (CodeBlank("x", 12, 13),)),), "x", 0)
    assert isinstance(alone, CodeBlock) and alone.code == "…\nb\n…"
