"""Texts that try to be markup, cloze deletions, templates, sounds or formulas: shown as text, and alike in every
output.
"""

from __future__ import annotations

import html
import io
import json
import re
import shutil
import subprocess
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.conftest import PATIENCE, Project
from tests.real_anki import collection, faults, imported, rendered

BROWSER = shutil.which("chromium")

# id -> (what the author types, what everybody must see)
HOSTILE = {
    "script": ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    "cloze-like": ("{{c1::hidden}} and {{Question}} and {{#Why}}", "{{c1::hidden}} and {{Question}} and {{#Why}}"),
    "braces": ("a }} b {{ c }}} d", "a }} b {{ c }}} d"),
    "colons": ("std::vector::size", "std::vector::size"),
    "tags": (
        "</div></p><img src=x onerror=alert(1)> <b>x</b> &amp; &lt;",
        "</div></p><img src=x onerror=alert(1)> <b>x</b> & <",
    ),
    "templates": ("${x} #{y} {% raw %} {{ x }}", "${x} #{y} {% raw %} {{ x }}"),
    "dollars": ("costs $5 and $10", "costs $5 and $10"),
    "in-code": ("`if a < b && c > d }}: {{c2::x}}` holds", "if a < b && c > d }}: {{c2::x}} holds"),
    "sound": (
        "[sound:x.mp3] and [anki:play:q:0] and [latex]x[/latex] and [\\$]y[/\\$]",
        "[sound:x.mp3] and [anki:play:q:0] and [latex]x[/latex] and [$]y[/$]",
    ),
    "mathjax": (r"\\(x\\) and \\[y\\]", r"\(x\) and \[y\]"),
    "comment": ("<!-- a --> and <![CDATA[b]]> and --> c", "<!-- a --> and <![CDATA[b]]> and --> c"),
    "decomposed": (unicodedata.normalize("NFD", "한글 이름"), "한글 이름"),
    "quotes": ('"a" \'b\' `"c"` “d”', '"a" \'b\' "c" “d”'),
    "separators": ("a\u2028b\u2029c\u200bd\ufeffe", "a\u2028b\u2029c\u200bd\ufeffe"),
    "right-to-left": ("עברית and العربية", "עברית and العربية"),
    "emoji": ("well done 👍🏽 👩‍💻", "well done 👍🏽 👩‍💻"),
    "long": ("word가나 " * 1200, ("word가나 " * 1200).strip()),
    "endless": ("x" * 10_000, "x" * 10_000),
}
NOT_PRINTABLE = {"right-to-left", "emoji", "separators"}  # no font of ours draws them: a warning says so


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    concepts = [
        {
            "id": name,
            "term": {"ko": f"용어{number}", "en": f"Term{number}"},
            "definition": typed,
            "tags": ["zoo"],
            "sources": [{"id": "book"}],
        }
        for number, (name, (typed, _)) in enumerate(HOSTILE.items())
    ]
    interview = [
        {
            "id": f"{name}-q",
            "question": f"Q{number}?",
            "short": typed,
            "about": [name],
            "key_points": {
                "one": {"text": typed, "facts": [f"{name}#definition"]},
                "two": {"text": "b", "facts": [f"{name}#definition"]},
                "three": {"text": "c", "facts": [f"{name}#definition"]},
            },
            "tags": ["zoo"],
        }
        for number, (name, (typed, _)) in enumerate(HOSTILE.items())
    ]
    project = Project(tmp_path_factory.mktemp("hostile"))
    recipe = (
        "title: {ko: 덱, en: Deck}\ndescription: x\nlanguages: [ko, en]\npatterns: [definition, term, interview]\n"
        "chapters:\n  - {id: all, title: {ko: 01 전부, en: 01 All}, tags: [zoo]}\n"
    )
    project.write(
        {
            "source/sources.yaml": "sources:\n  - {id: book, title: A book, type: book, authors: [A], year: 2020}\n",
            "source/all.yaml": yaml_of({"concepts": concepts, "questions": interview}),
            "decks/d.yaml": recipe,
        }
    )
    run = project.qgen("build")
    assert run.status == 0, run.err
    project.path("err.txt").write_text(run.err, encoding="utf-8")
    return project


def yaml_of(value: object) -> str:
    """JSON is YAML, but for characters that YAML wants escaped."""
    return (
        json.dumps(value, indent=1)
        .replace("\\ud83d\\udc4d\\ud83c\\udffd", "\\U0001F44D\\U0001F3FD")
        .replace("\\ud83d\\udc69\\u200d\\ud83d\\udcbb", "\\U0001F469\\u200D\\U0001F4BB")
    )


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.skipped = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.skipped = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.skipped = False

    def handle_data(self, data: str) -> None:
        self.text += "" if self.skipped else data


def text_of(page: str) -> str:
    reader = _Text()
    reader.feed(page)
    return reader.text


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\ufeff]+", "", unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("name", HOSTILE)
def test_in_the_real_anki(built: Project, name: str) -> None:
    cards = _cards(built)
    _front, back = cards[f"{name}#definition"]
    assert squeezed(HOSTILE[name][1]) in squeezed(text_of(back))
    assert "<script>alert" not in back and "<img src=x" not in back
    _, interview = cards[f"{name}-q#interview"]
    assert squeezed(text_of(interview)).count(squeezed(HOSTILE[name][1])) >= 2


_shown: dict[Path, dict[str, tuple[str, str]]] = {}


def _cards(built: Project) -> dict[str, tuple[str, str]]:
    """Key -> the two sides as Anki renders them, sounds and formulas looked for as a review does."""
    package = built.path("out/d.en.apkg")
    if package not in _shown:
        with collection() as opened:
            imported(opened, package)
            ids = {note.guid: note["ID"] for note in map(opened.get_note, opened.find_notes(""))}
            _shown[package] = {ids[guid]: sides for (guid, _), sides in rendered(opened).items()}
            for note in map(opened.get_note, opened.find_notes("")):
                for card in note.cards():
                    output = card.render_output()
                    assert not output.question_av_tags and not output.answer_av_tags, note["ID"]
    return _shown[package]


def test_the_package_has_no_fault(built: Project) -> None:
    assert faults(built.path("out/d.en.apkg")) == {}
    assert faults(built.path("out/d.ko.apkg")) == {}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("kind", ["study-guide", "interview"])
def test_on_the_page(built: Project, name: str, kind: str) -> None:
    page = built.path(f"out/d.en.{kind}.html").read_text(encoding="utf-8")
    assert squeezed(HOSTILE[name][1]) in squeezed(text_of(page))
    assert "<script>alert" not in page and "<img src=x" not in page


@pytest.mark.parametrize("name", sorted(HOSTILE.keys() - NOT_PRINTABLE))
@pytest.mark.parametrize("kind", ["study-guide", "interview"])
def test_in_print(built: Project, name: str, kind: str) -> None:
    printed = _printed(built, kind)
    if name in ("long", "endless"):  # over more than one page, whose heads come between
        assert all(printed.count(piece) >= squeezed(HOSTILE[name][1]).count(piece) for piece in ("word가나", "x"))
    else:
        assert squeezed(HOSTILE[name][1]) in printed


_read: dict[Path, str] = {}


def _printed(built: Project, kind: str) -> str:
    path = built.path(f"out/d.en.{kind}.pdf")
    if path not in _read:
        pages = (page.extract_text() for page in PdfReader(io.BytesIO(path.read_bytes())).pages)
        heads = re.compile(r"^Deck — (?:Study guide|Interview questions).*$|^01 All$|^\d+ / \d+$", re.MULTILINE)
        _read[path] = squeezed("".join(heads.sub("", page) for page in pages))
    return _read[path]


@pytest.mark.parametrize("name", HOSTILE)
def test_in_the_json(built: Project, name: str) -> None:
    questions = json.loads(built.path("out/d.en.questions.json").read_text(encoding="utf-8"))["questions"]
    (found,) = [question for question in questions if question["key"] == f"{name}#definition"]
    assert squeezed(found["answer"]) == squeezed(HOSTILE[name][1])


def test_what_can_not_be_printed_is_told(built: Project) -> None:
    told = built.path("err.txt").read_text(encoding="utf-8")
    for name in ("right-to-left", "emoji"):
        assert re.search(rf"warning\[missing-glyph\]: `{name}`", told)
    assert "warning[card-overflow]" in told  # ten thousand letters on one card
    assert "too-wide" not in told


@pytest.mark.skipif(BROWSER is None, reason="needs Chromium")
def test_in_a_real_browser(built: Project, tmp_path: Path) -> None:
    """The cards and the pages, drawn: what the reader sees is the text, and nothing of it runs."""
    cards = "".join(
        f"<section id='{key.replace('#', '-')}'>{back}</section>" for key, (_, back) in _cards(built).items()
    )
    probe = (
        "<script>window.addEventListener('load',()=>{const t=document.body.innerText;"
        "document.body.innerHTML='<pre></pre>';document.body.firstChild.textContent=t})</script>"
    )
    pages = {"cards": f"<!DOCTYPE html><meta charset=utf-8><body>{cards}{probe}</body>"}
    guide = built.path("out/d.en.study-guide.html").read_text(encoding="utf-8")
    pages["guide"] = guide.replace("</body>", probe + "</body>")
    for name, page in pages.items():
        path = tmp_path / f"{name}.html"
        path.write_text(page, encoding="utf-8")
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
        ]
        assert BROWSER
        dom = subprocess.run(
            [BROWSER, *flags, "--dump-dom", path.as_uri()],
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        ).stdout
        seen = squeezed(html.unescape(re.search(r"<pre>(.*)</pre>", dom, re.DOTALL)[1]))  # type: ignore[index]
        for expected in (shown for _, shown in HOSTILE.values()):
            assert squeezed(expected) in seen, (name, expected[:60])
