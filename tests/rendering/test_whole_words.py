"""Korean words stay whole at the ends of printed lines, and what is too long for a line breaks where a reader would."""

from __future__ import annotations

from html import unescape
from re import sub

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qgen.content.blocks import (
    Blank,
    Code,
    CodeBlock,
    Emphasis,
    Inline,
    Link,
    Math,
    Picture,
    Str,
    Strong,
    Table,
    Tree,
    paragraph,
    text,
)
from qgen.rendering.formulas import drawn
from qgen.rendering.html import PRINT, WEB, html, html_inline
from qgen.rendering.plain import plain_inline

LONG = "x" * 25


@pytest.mark.parametrize(
    ("inline", "whole"),
    [
        (text("학습률을 낮춘다"), '<span class="w">학습률을</span> <span class="w">낮춘다</span>'),
        ((Strong(text("변수")), Str("는")), '<span class="w"><strong>변수</strong>는</span>'),
        ((Emphasis(text("변수")), Str("는")), '<span class="w"><em>변수</em>는</span>'),
        ((Link("https://a.b", text("찾아보기")),), '<a href="https://a.b"><span class="w">찾아보기</span></a>'),
        (
            (Strong(text("큰 말")), Str("은")),
            '<strong><span class="w">큰</span> </strong><span class="w"><strong>말</strong>은</span>',
        ),
        (
            (Str("안"), Strong(text("은 말")), Str(" x")),
            '<span class="w">안<strong>은</strong></span><strong> <span class="w">말</span></strong> x',
        ),
        (
            (Emphasis((Str("그 "), Strong(text("큰 말")))), Str("은")),
            (
                '<em><span class="w">그</span> <strong><span class="w">큰</span> </strong></em>'
                '<span class="w"><em><strong>말</strong></em>은</span>'
            ),
        ),
        ((Strong(text("가")), Strong(text("나"))), '<span class="w"><strong>가</strong><strong>나</strong></span>'),
        ((Strong(()), Str("가")), '<span class="w">가</span>'),
        (
            (Str("답은 "), Blank("b", text("개")), Str("다")),
            '<span class="w">답은</span> <span class="w"><span class="blank">____</span>다</span>',
        ),
        (
            (Blank("b", text("큰 개"), shown=True), Str("다")),
            '<mark><span class="w">큰</span> </mark><span class="w"><mark>개</mark>다</span>',
        ),
        (text("plain words"), "plain words"),
        (text("K-NN, end-to-end"), '<span class="w">K-NN,</span> end-to-end'),
        (text("지도 · PCA"), '<span class="w">지도</span>\u00a0· PCA'),
        (text("<가>&"), '<span class="w">&lt;가&gt;&amp;</span>'),
        (text("인공지능(AI)이란"), '<span class="w">인공지능(AI)이란</span>'),
    ],
)
def test_a_word_stays_whole(inline: Inline, whole: str) -> None:
    assert html_inline(inline, PRINT) == whole


@pytest.mark.parametrize("inline", [(Math("d_k"), Str("로")), (Strong((Math("d_k"),)), Str("로"))])
def test_a_particle_stays_with_the_formula_before_it(inline: Inline) -> None:
    shown = html_inline(inline, PRINT)
    assert shown.startswith('<span class="w">') and shown.endswith("로</span>") and shown.count("<span") == 1
    assert 'class="formula"' in shown


def test_what_is_no_formula_is_shown_and_may_break() -> None:
    assert (
        html_inline((Math(r"\frac{"), Str("로")), PRINT) == r'<span class="w"><code class="wl">\frac{</code>로</span>'
    )
    assert html_inline((Math(""), Str("로")), PRINT) == '<span class="w"><code class="wl"></code>로</span>'


def test_a_formula_inside_bold_does_not_end_it() -> None:
    formula = drawn("x", False)
    shown = html_inline((Strong((Str("값 "), Math("x"), Str(" 나"))), Str("는")), PRINT)
    assert shown == (
        f'<strong><span class="w">값</span> {formula} </strong><span class="w"><strong>나</strong>는</span>'
    )


@pytest.mark.parametrize(
    ("inline", "broken"),
    [
        (text("가" * 25), f'<span class="wl">{"가" * 25}</span>'),
        (text(LONG), f'<span class="wl">{LONG}</span>'),
        ((Code(f"a {LONG}"), Str("?")), f'<code>a <span class="wl">{LONG}</span></code>?'),
        (
            (Code("torch.optim.lr_scheduler.StepLR"), Str("에서")),
            (
                '<code><span class="wl">torch.</span><span class="wl">optim.</span>'
                '<span class="wl">lr_scheduler.</span></code><span class="wl"><code>StepLR</code>에서</span>'
            ),
        ),
        (
            (Strong(text("층 수")), Str("("), Code("num_layers"), Str(")는")),
            (
                '<strong><span class="w">층</span> <span class="wl">수</span></strong>'
                '<span class="wl">(<code>num_layers</code>)는</span>'
            ),
        ),
    ],
)
def test_what_is_too_long_may_break(inline: Inline, broken: str) -> None:
    assert html_inline(inline, PRINT) == broken


def test_less_is_too_long_in_a_table() -> None:
    word = "가" * 9
    assert html(paragraph(text(word)), PRINT) == f'<p><span class="w">{word}</span></p>'
    cell = f'<span class="wl">{word}</span>'
    assert html((Table((text(word),), ((text(word),),)),), PRINT).count(cell) == 2


def test_words_of_trees_and_captions_stay_whole() -> None:
    word = '<span class="w">개</span>'
    assert word in html((Tree(text("동물"), (Tree(text("개"), marked=True),)),), PRINT)
    assert word in html((Picture("dog.png", "", b"", text("개")),), PRINT)


def test_code_breaks_only_where_it_runs_off_the_page() -> None:
    word = "<" * 60
    shown = html((CodeBlock(f"a {word} {word[1:]} 학습률", "text"),), PRINT)
    assert shown.count('class="wl"') == 1 and f'<span class="wl">{"&lt;" * 60}</span>' in shown
    assert 'class="w"' not in shown


def test_nothing_is_marked_for_a_screen() -> None:
    assert html_inline((Strong(text("변수")), Str(f"는 {LONG}")), WEB) == f"<strong>변수</strong>는 {LONG}"


LETTERS = st.text(st.sampled_from("가나 xk-·._()<&"), max_size=30)
SPANS = st.recursive(
    LETTERS.map(Str) | LETTERS.map(Code) | st.builds(Blank, st.just("b"), LETTERS.map(text), shown=st.just(True)),
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple).map(Strong) | st.lists(inner, max_size=3).map(tuple).map(Emphasis)
    ),
    max_leaves=6,
)


@given(st.lists(SPANS, max_size=4).map(tuple))
def test_spans_change_no_text_and_nest(inline: Inline) -> None:
    shown = html_inline(inline, PRINT)
    said = unescape(sub("<[^>]*>", "", shown))
    assert said.replace("\u00a0", " ") == plain_inline(inline)
    while (inner := sub(r"<(\w+)[^>]*>([^<]*)</\1>", r"\2", shown)) != shown:
        shown = inner
    assert "<" not in shown
