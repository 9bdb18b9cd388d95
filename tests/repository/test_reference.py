"""The reference pages are those that the code makes.

They say something of every name, and read as they are meant on GitHub.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from qgen.entities import entity_kinds
from qgen.entities.base import StrictModel
from qgen.outputs.registry import outputs
from tests.conftest import ROOT
from tools import make_reference

PAGES = {name: data.decode() for name, data in make_reference.pages().items()}
MARKDOWN = MarkdownIt("gfm-like", {"linkify": False})


@pytest.mark.parametrize("name", PAGES)
def test_the_committed_page_is_up_to_date(name: str) -> None:
    path = ROOT / name
    assert path.is_file() and path.read_text(encoding="utf-8") == PAGES[name], f"run `{make_reference.COMMAND}`"


def test_no_page_is_left_over() -> None:
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / make_reference.FOLDER).iterdir()} == PAGES.keys()


def test_a_stale_page_is_named_with_the_command_that_mends_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make_reference.main(["--check"], tmp_path) == 1
    assert len(capsys.readouterr().err.splitlines()) == len(PAGES)
    assert make_reference.main([], tmp_path) == 0
    assert capsys.readouterr().out.split() == list(PAGES)
    assert make_reference.main(["--check"], tmp_path) == 0
    (tmp_path / "docs/reference/rules.md").write_text("# Rules\n", encoding="utf-8")
    capsys.readouterr()
    assert make_reference.main(["--check"], tmp_path) == 1
    assert (
        capsys.readouterr().err == "docs/reference/rules.md is not up to date: run `python tools/make_reference.py`\n"
    )


@pytest.mark.parametrize("name", PAGES)
def test_links_and_anchors_lead_somewhere(name: str) -> None:
    for target in re.findall(r'href="([^"]+)"', MARKDOWN.render(PAGES[name])):
        path, _, anchor = target.partition("#")
        page = (ROOT / name).parent.joinpath(path).resolve() if path else ROOT / name
        assert page.is_file(), target
        assert not anchor or anchor in anchors(page.read_text(encoding="utf-8")), target


def anchors(page: str) -> list[str]:
    """What GitHub lets links lead to: its headings and the places that have an id."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", page, flags=re.DOTALL | re.MULTILINE), re.MULTILINE)
    return [*map(make_reference.anchor, headings), *re.findall(r'<a id="([^"]+)">', page)]


@pytest.mark.parametrize("name", PAGES)
def test_no_two_places_have_one_anchor(name: str) -> None:
    found = anchors(PAGES[name])
    assert len(found) == len(set(found))


@pytest.mark.parametrize("name", PAGES)
def test_every_row_has_the_cells_of_its_head(name: str) -> None:
    """GitHub drops what a bar too many cuts off."""
    for table in re.findall(r"(?:^\|.*\|\n)+", PAGES[name], re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1, table


def test_every_key_says_what_it_is() -> None:
    models = [
        *(kind.model for kind in entity_kinds().values()),
        *StrictModel.__subclasses__(),
    ]  # recipes and settings too
    fields = [(model.__name__, *one) for model in models for one in model.model_fields.items()]
    assert not [f"{model}.{key}" for model, key, field in fields if not field.description]


def test_every_output_says_what_it_makes() -> None:
    assert all(output.produce.__doc__ for output in outputs().values())


@pytest.mark.parametrize(
    "text",
    [
        "a *star*, an _underline_ and [brackets](to nowhere)",
        "a | bar, <b>a tag</b>, ~~two tildes~~ and &amp; an entity",
        "____ (CNN) is …, 2 * 3 * 4, C:\\temp and $5 to $6",
        "# no heading",
        "> no quotation",
        "- no list",
    ],
)
def test_plain_text_stays_plain(text: str) -> None:
    for made in (make_reference.prose(text), make_reference.cell(text)):
        assert unescape(re.sub(r"</?p>", "", MARKDOWN.render(made))).strip() == text


def test_code_stays_code_and_a_bar_in_it_ends_no_cell() -> None:
    assert make_reference.prose("type `a|b` or ``a ` b`` or `") == "type `a|b` or ``a ` b`` or \\`"
    table = f"| head |\n| --- |\n| {make_reference.cell('type `a|b` | c')} |\n"
    assert "<td>type <code>a|b</code> | c</td>" in MARKDOWN.render(table)
