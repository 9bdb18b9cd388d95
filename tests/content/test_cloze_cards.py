"""A blank in code, as a printed card shows it: what is hidden, what is revealed, and the lines around it."""

from __future__ import annotations

import re

import pytest

from qgen.content.blocks import Blank, Bullets, CodeBlank, CodeBlock, Strong, paragraph, text
from qgen.content.cloze_cards import card_back, card_front, excerpt, hidden
from qgen.rendering.html import PRINT, html
from qgen.rendering.plain import plain

CODE = "class Net:\n    def __init__(self):\n        self.layer = Linear(8, 1)\n\n    def forward(self, x):\n        return self.layer(x)\n"


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
