"""Formulas of somebody else's base: whatever they hold, a page draws letters and fetches nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from latex2mathml.converter import convert

from qgen.rendering.formulas import mathml

HOSTILE = [
    r'\text{<script>fetch("http://127.0.0.1:9/js")</script>}',
    r"\tag{<img/src=http://127.0.0.1:9/a>}",
    r"\mbox{<iframe/src=http://127.0.0.1:9/a></iframe>}",
    r"\text{</mtext></math><img/src=x/onerror=alert(1)>}",
    r"\text{&lt;script&gt;alert(1)&lt;/script&gt;}",
    r"\text{&#60;script&#62;alert(1)&#60;/script&#62;}",
    r"\style{background:url(http://127.0.0.1:9/a)}{c}",
    r"\href{javascript:alert(1)}{x}",
    r'\class{a" onclick="alert(1)}{b}',
    r"\colorbox{url(http://127.0.0.1:9/a)}{c}",
    r"\color{red;background:url(//127.0.0.1:9/a)}{c}",
    r"\hspace{1em;background:url(x)}a",
    r"\operatorname{<svg/onload=alert(1)>}",
    r"\mathrm{<b>x</b>}",
]


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


@pytest.mark.parametrize("latex", HOSTILE)
@pytest.mark.parametrize("display", [False, True])
def test_nothing_but_mathml_is_left(latex: str, display: bool) -> None:
    tags = Tags()
    tags.feed(mathml(latex, display))
    for tag, attributes in tags.seen:
        assert tag.startswith("m") or tag in ("none", "code"), tag
        assert not attributes.keys() & {"style", "href", "class", "src"}
        assert not any(name.startswith("on") for name in attributes)
        values = [value or "" for name, value in attributes.items() if name != "xmlns"]
        assert not any(re.search(r"url|javascript|//", value) for value in values)


@pytest.mark.parametrize(
    "latex",
    [
        r"x^2+\frac{a}{b}",
        r"\sqrt[3]{x} \le \sum_{i=1}^n \alpha_i",
        r"\begin{pmatrix}a&b\\c&d\end{pmatrix}",
        r"\text{if } x > 0",
        r"\underbrace{a+b}_{\text{sum}}",
        r"\color{red}{x} \quad \mathbf{W}^\top",
    ],
)
def test_a_sound_formula_is_what_the_library_makes_of_it(latex: str) -> None:
    made: str = convert(latex, display="inline")
    assert mathml(latex, False) == made.replace("x > 0", "x &gt; 0")
