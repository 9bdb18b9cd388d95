"""The interview sets: one self-contained page, and Markdown; everything an interview question has is in both."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from qgen.content.markup import parse_blocks
from qgen.rendering.plain import plain
from tests.conftest import PATIENCE, ROOT, Project, qgen

LANGUAGES = ("ko", "en")
BROWSER = shutil.which("chromium")
VOID = {"meta", "input", "br", "img", "hr", "mspace"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("interview")
    for name in ("source", "qgen.yaml"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "decks", folder / "decks")
    run = qgen("build", "--format", "interview,json", "--jobs", "1", cwd=folder)
    assert run.status == 0, run.err
    return Project(folder)


def page(built: Project, language: str) -> str:
    return built.path(f"out/ml-complete.{language}.interview.html").read_text(encoding="utf-8")


def questions(built: Project, language: str) -> list[dict]:
    document = json.loads(built.path(f"out/ml-complete.{language}.questions.json").read_text(encoding="utf-8"))
    return [question for question in document["questions"] if question["kind"] == "interview"]


class _Tags(HTMLParser):
    """Checks that every element closes, and gathers text and addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loaded: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self.loaded += [
            value or "" for name, value in attributes if name == "src" or (tag == "link" and name == "href")
        ]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        pass

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(text: str) -> _Tags:
    tags = _Tags()
    tags.feed(text)
    return tags


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_well_formed_and_loads_nothing(built: Project, language: str) -> None:
    tags = read(page(built, language))
    assert tags.open == []
    assert tags.loaded == []
    assert "@import" not in page(built, language) and "url(" not in page(built, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_of_every_question_is_on_the_page_and_in_the_markdown(built: Project, language: str) -> None:
    squeezed = re.sub(r"\s+", "", "".join(read(page(built, language)).words))
    written = built.path(f"out/ml-complete.{language}.interview.md").read_text(encoding="utf-8")
    assert "****" not in written  # bold in bold
    from_markdown = re.sub(r"\s+|</?strong>", "", plain(parse_blocks(written)))
    found = questions(built, language)
    assert found
    for question in found:
        answer = question["interview"]
        said = [question["stem"], question["answer"], *answer["key_points"], *answer["mistakes"]]
        said += [text for one in answer["follow_ups"] for text in (one["question"], one["answer"])]
        lines = (re.sub(r"^(- |\d+\. )", "", line) for block in (*said, answer["long"]) for line in block.split("\n"))
        for text in (cell for line in lines for cell in line.split(" | ")):
            assert re.sub(r"\s+", "", text) in squeezed or "\\" in text  # a formula is drawn
            assert re.sub(r"\s+", "", text) in from_markdown


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_interview_question_can_be_graded(built: Project, language: str) -> None:
    for question in questions(built, language):
        derived = question["pattern"] == "explain"
        assert len(question["interview"]["key_points"]) >= (2 if derived else 3), question["key"]
        assert question["interview"]["follow_ups"], question["key"]
        assert derived or question["interview"]["mistakes"], question["key"]


@pytest.mark.real
@pytest.mark.skipif(BROWSER is None, reason="needs Chromium")
def test_answers_are_hidden_on_the_screen_and_printed(built: Project, tmp_path: Path) -> None:
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        f"--user-data-dir={tmp_path / 'profile'}",
        "--no-pdf-header-footer",
    ]
    address = built.path("out/ml-complete.ko.interview.html").resolve().as_uri()
    assert BROWSER
    shown = subprocess.run(
        [BROWSER, *flags, "--dump-dom", address], capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False
    ).stdout
    assert (
        '<nav class="bar"' in shown and 'class="bar" aria-label="보기 설정" hidden' not in shown
    )  # the script has run
    assert '<details class="answer" open' not in shown
    if not shutil.which("pdftotext"):
        pytest.skip("needs pdftotext to read what was printed")
    subprocess.run(
        [BROWSER, *flags, f"--print-to-pdf={tmp_path / 'p.pdf'}", address],
        capture_output=True,
        timeout=PATIENCE,
        check=True,
    )
    printed = subprocess.run(
        ["pdftotext", str(tmp_path / "p.pdf"), "-"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    squeezed = re.sub(r"\s+", "", printed)
    for question in questions(built, "ko"):
        answer = re.sub(r"\s+", "", question["answer"])
        if "\\" in answer:  # formulas are drawn; what is said around them stands in the text
            assert all(words in squeezed for words in re.findall("[가-힣]{4,}", answer)), question["key"]
        else:
            assert answer in squeezed, question["key"]
