"""Small things that a reader of the printed pages stumbled over."""

from __future__ import annotations

import re

from qgen.printing.document import Document, Heading, Pages
from qgen.rendering.formulas import drawn
from qgen.rendering.tree_drawing import TreeNode, draw_tree
from tests.conftest import Project


def test_a_work_is_cited_once_with_all_its_places(small: Project) -> None:
    small.replace(
        "source/zoo.yaml",
        "sources: [{id: book, locator: p. 2}]",
        "sources: [{id: book, locator: p. 2}, {id: book, locator: p. 9}, {id: pair}]",
    )
    small.path("source/pair.yaml").write_text(
        "sources:\n  - {id: pair, title: Two, type: book, authors: [Kim, Lee], year: 2001}\n", encoding="utf-8"
    )
    assert small.qgen("build", "--lang", "en", "--format", "interview,study-guide").status == 0
    page = re.sub(r"<[^>]*>", "", small.path("out/zoo.en.study-guide.html").read_text(encoding="utf-8"))
    assert re.search(r"\(2020\), p\. 2, p\. 9\s*·\s*Kim &amp; Lee \(2001\)", page)


def test_a_formula_fills_the_room_that_it_is_given() -> None:
    svg = drawn(r"\max(0, x)", False)
    width, height = map(float, re.findall(r'viewBox="\S+ \S+ (\S+) (\S+)"', svg)[0])
    given = [float(found) for found in re.findall(r"(?:width|height):([\d.]+)em", svg)]
    assert abs(width / height - given[0] / given[1]) < 0.02


def test_capitals_have_room_in_their_box() -> None:
    drawing = draw_tree(
        TreeNode("r", "R", children=(TreeNode("a", "WWWWWW"), TreeNode("b", "iiiiii"))), "", {"is-a": ""}
    )
    widths = {label.text: label.width for label in drawing.labels}
    assert widths["WWWWWW"] > 1.4 * widths["iiiiii"]


def test_a_page_is_headed_by_the_chapter_that_it_begins_in() -> None:
    from qgen.printing.pluto import running_titles

    document = Document("<p>x</p>", "", "en", outline=(Heading("a", "A"), Heading("b", "B"), Heading("c", "C")))
    assert running_titles(document, Pages({"a": (0, 400.0), "b": (1, 300.0), "c": (3, 780.0)}, 4), 4) == [
        "",
        "A",
        "B",
        "C",
    ]
