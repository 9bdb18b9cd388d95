"""What authors write, through Markdown and blocks, to plain text, HTML and Markdown again."""

from __future__ import annotations

import pytest

from qgen.content.blocks import (
    Blank,
    Bullets,
    Code,
    CodeBlank,
    CodeBlock,
    Formula,
    Math,
    Paragraph,
    Str,
    Strong,
    Table,
    Tree,
    text,
)
from qgen.content.markup import parse_blocks, parse_inline
from qgen.rendering.html import ANKI, WEB, html, html_inline
from qgen.rendering.markdown_text import markdown, markdown_inline
from qgen.rendering.plain import plain, plain_inline

BOLD = [
    ("**변수(Variable)**는", "<strong>변수(Variable)</strong>는"),
    ("**CNN**은 **‘필터’**를 쓴다", "<strong>CNN</strong>은 <strong>‘필터’</strong>를 쓴다"),
    ("앞의**변수(Variable)**는", "앞의<strong>변수(Variable)</strong>는"),
    ('**"값"**이 **50%**로', '<strong>"값"</strong>이 <strong>50%</strong>로'),
    ("**bold**, *em*", "<strong>bold</strong>, <em>em</em>"),
    ("2 * 3 * 4", "2 * 3 * 4"),
    ("snake_case_name", "snake_case_name"),
]


@pytest.mark.parametrize(("source", "expected"), BOLD)
def test_bold_before_a_particle(source: str, expected: str) -> None:
    assert html_inline(parse_inline(source), WEB) == expected


HOSTILE = [
    "<script>alert(1)</script>",
    "</div>",
    "a && b < c",
    "$5 and $10",
    "${x}",
    "{{c1::x}}",
    "}}",
    "a::b",
    "{{Front}}",
    "😀 é",
    "\u202eRTL\u202c",
    "[x](javascript:alert(1))",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_text_is_text(source: str) -> None:
    from html import unescape
    from re import sub

    assert plain_inline(text(source)) == source
    for style in (WEB, ANKI):
        shown = html_inline(text(source), style)
        assert "<" not in shown
        assert unescape(shown) == source
    assert "{{" not in html_inline(text(source), ANKI) and "}}" not in html_inline(text(source), ANKI)
    written = sub(r"\\([^\w\s])", r"\1", markdown_inline(text(source)))
    assert written == source


@pytest.mark.parametrize("source", HOSTILE)
def test_markdown_written_and_read_again_says_the_same(source: str) -> None:
    assert parse_inline(markdown_inline(text(source))) == text(source)


def test_html_in_an_authors_text_is_shown() -> None:
    assert html(parse_blocks("<b>x</b> & <script>"), WEB) == "<p>&lt;b&gt;x&lt;/b&gt; &amp; &lt;script&gt;</p>"


def test_hangul_in_nfd_is_composed() -> None:
    assert parse_inline("\u1112\u1161\u11ab") == text("한")


def test_dollars_are_money_and_math_is_math() -> None:
    assert parse_inline("$5 and $10") == text("$5 and $10")
    assert parse_inline("식은 $x^2$이다") == (Str("식은 "), Math("x^2"), Str("이다"))
    assert parse_blocks("$$\nx\n$$") == (Formula("x"),)


def test_blocks() -> None:
    source = "하나\n\n- **a**\n- b\n\n1. x\n2. y\n\n```python\nx < 1\n```\n\n| h | i |\n|---|---|\n| `a` | b |"
    assert parse_blocks(source) == (
        Paragraph(text("하나")),
        Bullets(((Paragraph((Strong(text("a")),)),), (Paragraph(text("b")),))),
        Bullets(((Paragraph(text("x")),), (Paragraph(text("y")),)), ordered=True),
        CodeBlock("x < 1", "python"),
        Table((text("h"), text("i")), (((Code("a"),), text("b")),)),
    )


ROUND_TRIP = [
    "a **b** `c` *d*",
    "- x\n- y",
    "1. x\n2. y",
    "| a | b |\n| --- | --- |\n| 1 | 2 |",
    "```python\nx = 1\n```",
    "a\n\nb",
    "$x$",
]


@pytest.mark.parametrize("source", ROUND_TRIP)
def test_blocks_to_markdown_and_back(source: str) -> None:
    blocks = parse_blocks(source)
    assert parse_blocks(markdown(blocks)) == blocks


@pytest.mark.parametrize(
    "source", ["# no heading", "1. no list", "- no list", "+ no list", "> no quote", "```no fence", "|no|table|"]
)
def test_text_that_looks_like_a_block_stays_text(source: str) -> None:
    block = (Paragraph(text(source)),)
    assert parse_blocks(markdown(block)) == block


CODE = CodeBlock('x = f("a", 1)  # {{c1::no}}', "python", (CodeBlank("call", 4, 13),))


def test_a_blank_in_code_keeps_the_highlighting_and_hides_the_whole_stretch() -> None:
    shown = html((CODE,), ANKI.with_blanks(lambda blank, inner: f"[{blank.id}:{inner}]"))
    assert shown.startswith('<pre class="code"><code>') and shown.endswith("</code></pre>")
    assert '[call:<span class="n">f</span>' in shown and '<span class="mi">1</span><span class="p">)</span>]' in shown
    assert "{{" not in shown
    assert plain((CODE,)) == "x = ____  # {{c1::no}}"
    assert plain((CODE,), reveal=True) == CODE.code


def test_a_blank_that_cuts_a_token_in_two() -> None:
    shown = html(
        (CodeBlock("optimizer", "python", (CodeBlank("x", 3, 6),)),), WEB.with_blanks(lambda blank, inner: f"[{inner}]")
    )
    pieces = '<span class="n">opt</span>[<span class="n">imi</span>]<span class="n">zer</span>'
    assert shown == f'<pre class="code"><code>{pieces}</code></pre>'


def test_a_language_that_nobody_knows_is_text() -> None:
    assert html((CodeBlock("a < b", "klingon"),), WEB) == '<pre class="code"><code>a &lt; b</code></pre>'


def test_trees_and_tables_in_plain_text() -> None:
    tree = Tree(text("AI"), (Tree(text("ML"), (Tree(text("DL")),)), Tree(text("ES"))))
    assert plain((tree,)) == "AI\n├── ML\n│   └── DL\n└── ES"
    assert plain((Table((text("a"), text("b")), ((text("1"), text("2")),)),)) == "a | b\n1 | 2"


def test_blanks_in_plain_text() -> None:
    inline = (Str("a "), Blank("x", text("b")))
    assert (plain_inline(inline), plain_inline(inline, reveal=True)) == ("a ____", "a b")


def test_math_never_ends_a_cloze() -> None:
    assert html_inline((Math(r"\frac{a}{b^{c}}"),), ANKI) == r"\(\frac{a}{b^{c} }\)"


def test_formulas_are_drawn_by_the_browser_itself() -> None:
    assert html_inline((Math("x^2"),), WEB).startswith("<math")
    assert html_inline((Math(r"\frac{"),), WEB)  # what is no LaTeX is still shown


def test_bold_in_bold_is_bold_once() -> None:
    assert markdown_inline((Strong((Str("a "), Strong(text("b")), Str("?"))),)) == "**a b?**"


def test_a_particle_stays_with_the_bracket_before_it() -> None:
    assert html_inline((Strong(text("학습률")), Str("("), Code("lr"), Str(")"), Str("은 무엇")), ANKI) == (
        '<strong>학습률</strong>(<code>lr</code><span class="joined">)은</span> 무엇'
    )
