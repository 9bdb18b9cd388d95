"""No Korean word of a printed page can be broken, whichever template it stands in: the pages that engines are given."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from qgen.rendering.whole_words import parts_of
from tests.conftest import ROOT, Project

PAGES = ("study-guide", "flashcards", "exam", "exam-answers", "interview", "interview-practice")
NOT_SET = {"style", "title", "svg", "pre"}
"""Elements whose text is no line of words: code keeps its own lines, drawings place each name."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of the machine-learning base as HTML: without an engine they are written as they are."""
    project = Project(tmp_path_factory.mktemp("pages"))
    for name in ("source", "qgen.yaml"):
        project.path(name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "decks", project.path("decks"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("QGEN_PDF_ENGINE", "none")
        run = project.qgen("build", "ml-complete", "--lang", "ko", "--format", "pdf")
    assert run.status == 0, run.err
    return {page: project.path(f"out/ml-complete.ko.{page}.html").read_text(encoding="utf-8") for page in PAGES}


@pytest.mark.parametrize("page", PAGES)
def test_every_korean_word_of_a_page_is_kept_whole(pages: dict[str, str], page: str) -> None:
    reader = _Reader()
    reader.feed(pages[page])
    assert len(reader.whole) > 100
    assert reader.loose == []
    assert ".w { white-space: nowrap }" in pages[page]


@pytest.mark.parametrize("page", PAGES)
def test_no_word_of_a_table_is_wider_than_its_column(pages: dict[str, str], page: str) -> None:
    reader = _Reader()
    reader.feed(pages[page])
    assert [word for word in reader.in_tables if len(parts_of(word, in_table=True)) > 1] == []


@pytest.mark.parametrize("path", sorted((ROOT / "qgen/templates/print").glob("*.j2")), ids=lambda path: path.name)
def test_templates_say_where_they_write_in_a_table(path: Path) -> None:
    """The test above sees it only where the base has a long word."""
    for table in re.findall("<table.*?</table>", path.read_text(encoding="utf-8"), re.DOTALL):
        assert re.findall(r"\| (?:blocks|inline|text)\b(?!\(in_table=true\)).*", table) == []


class _Reader(HTMLParser):
    """Collects the words that are kept whole, those of them that stand in tables, and Korean text outside of any."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.whole: list[str] = []
        self.in_tables: list[str] = []
        self.loose: list[str] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "img", "col"):
            self._open.append((tag, dict(attrs).get("class") or ""))
            if self._open[-1] == ("span", "w"):
                self._words().append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass  # a stroke of a drawing

    def handle_endtag(self, tag: str) -> None:
        assert self._open and self._open.pop()[0] == tag, (tag, self.getpos())

    def handle_data(self, data: str) -> None:
        if NOT_SET & {tag for tag, _ in self._open}:
            return
        if ("span", "w") in self._open:
            self._words()[-1] += data
        elif ("span", "wl") not in self._open and any("가" <= letter <= "힣" for letter in data):
            self.loose.append(data)

    def _words(self) -> list[str]:
        return self.in_tables if any(tag == "table" for tag, _ in self._open) else self.whole
