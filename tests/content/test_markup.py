"""What authors write in Markdown, as blocks."""

from __future__ import annotations

import pytest

from qgen.content.blocks import (
    Blocks,
    Break,
    Formula,
    Inline,
    Math,
    Paragraph,
    Picture,
    Str,
    Strong,
    Styled,
    paragraph,
    pictures,
    text,
)
from qgen.content.markup import parse_blocks, parse_inline

FORMULAS: list[tuple[str, Blocks]] = [
    ("손실은 $$L = x^2$$ 이다", (*paragraph(text("손실은")), Formula("L = x^2"), *paragraph(text("이다")))),
    ("a\n$$x$$\nb", (*paragraph(text("a")), Formula("x"), *paragraph(text("b")))),
    (r"so \(x^2\)", paragraph((Str("so "), Math("x^2")))),
    (r"so \[a = b\]", (*paragraph(text("so")), Formula("a = b"))),
    (r"\[a = b\]", (Formula("a = b"),)),
    ("$x$를", paragraph((Math("x"), Str("를")))),
    ("**a $$x$$ b**", paragraph((Strong((Str("a "), Math("x"), Str(" b"))),))),
    ("$재현율 = x$", paragraph((Math("재현율 = x"),))),
    (r"$\text{값}$은", paragraph((Math(r"\text{값}"), Str("은")))),
]


@pytest.mark.parametrize(("source", "blocks"), FORMULAS)
def test_formulas_are_taken(source: str, blocks: Blocks) -> None:
    assert parse_blocks(source) == blocks


@pytest.mark.parametrize(
    "source",
    [
        "US$와 CA$를 서로",
        "awk prints $NF,$x of a line",
        "$5 and $10",
        "100$와 200$를",
        "기호 $와 $를",
        "$와 CA$를",
        "echo $HOME:$PATH",
        r"\$5$",
    ],
)
def test_a_dollar_that_is_none_of_a_formula_stays(source: str) -> None:
    assert parse_blocks(source) == paragraph(text(source.replace("\\$", "$")))


def test_escaped_brackets_stay_brackets() -> None:
    assert parse_blocks(r"\[1\] and \[x\](y)") == paragraph(text("[1] and [x](y)"))


MARKS: list[tuple[str, Inline]] = [
    ("H~2~O", (Str("H"), Styled("sub", text("2")), Str("O"))),
    ("x^2^", (Str("x"), Styled("sup", text("2")))),
    ("10^-6^", (Str("10"), Styled("sup", text("-6")))),
    ("NO~3~^-^", (Str("NO"), Styled("sub", text("3")), Styled("sup", text("-")))),
    ("H<sub>2</sub>O", (Str("H"), Styled("sub", text("2")), Str("O"))),
    ("x<sup>n+1</sup>", (Str("x"), Styled("sup", text("n+1")))),
    ("~~old~~ ==new==", (Styled("struck", text("old")), Str(" "), Styled("highlight", text("new")))),
    ("==**b** c==는", (Styled("highlight", (Strong(text("b")), Str(" c"))), Str("는"))),
    ("a  \nb", (Str("a"), Break(), Str("b"))),
    ("a\\\nb", (Str("a"), Break(), Str("b"))),
    ("a<br>b<br/>c", (Str("a"), Break(), Str("b"), Break(), Str("c"))),
    ("see ![](f) there", (Str("see "), Picture("f", ""), Str(" there"))),
]


@pytest.mark.parametrize(("source", "inline"), MARKS)
def test_marks_within_a_line(source: str, inline: Inline) -> None:
    assert parse_inline(source) == inline
    assert parse_blocks(source) == (Paragraph(inline),)


@pytest.mark.parametrize(
    "source",
    ["1~2개, 3~4개", "3~5,6~7", "a == b and c == d", "a==b and c==d", "2^10", "x^ 2 ^", "~~ a ~~", "가~나~다", "a<b>c"],
)
def test_signs_that_are_no_marks_stay(source: str) -> None:
    assert parse_blocks(source) == paragraph(text(source))


def test_a_picture_alone_is_a_block_and_all_are_found() -> None:
    assert parse_blocks("a\n\n![](f)") == (*paragraph(text("a")), Picture("f", ""))
    found = pictures(parse_blocks("- **x ![](one)**\n- ![](two)\n\n|a|\n|-|\n|![](three)|"))
    assert [picture.file for picture in found] == ["one", "two", "three"]
