"""Printed outputs as a reader meets them: the PDFs' text, pages, fonts, links; and what can't be printed is told."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
import yaml
from pypdf import PageObject, PdfReader
from pypdf.generic import Destination

from qgen.printing.pdf_cache import read_mark
from tests.conftest import ROOT, Project, qgen

pytestmark = pytest.mark.real

LANGUAGES = ("ko", "en")
KINDS = ("study-guide", "flashcards", "exam", "exam-answers", "interview", "interview-practice")
A4, LETTER = (595.28, 841.89), (612.0, 792.0)
MILLIMETRE = 72 / 25.4


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Every PDF of `ml-essentials`."""
    return _copy(tmp_path_factory.mktemp("print"), "build", "ml-essentials", "--format", "pdf")


def _copy(folder: Path, *arguments: str) -> Project:
    (folder / "source").symlink_to(ROOT / "source")
    (folder / "qgen.yaml").symlink_to(ROOT / "qgen.yaml")
    (folder / "decks").mkdir()
    for path in (ROOT / "decks").iterdir():
        (folder / "decks" / path.name).write_bytes(path.read_bytes())
    run = qgen(*arguments, cwd=folder, epoch=1_800_000_000)
    assert run.status == 0, run.err
    assert "warning" not in run.err, run.err
    return Project(folder)


def pdf(project: Project, kind: str, language: str) -> PdfReader:
    return PdfReader(io.BytesIO(project.path(f"out/ml-essentials.{language}.{kind}.pdf").read_bytes()))


def said(reader: PdfReader) -> str:
    text = "".join(page.extract_text() for page in reader.pages)
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_pages_have_their_size_their_text_and_nothing_beyond_their_edge(
    printed: Project, kind: str, language: str
) -> None:
    reader = pdf(printed, kind, language)
    for number, page in enumerate(reader.pages, start=1):
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(A4, abs=0.1)
        places = _places(page)
        assert places, f"page {number} is blank"
        assert all(-1 <= x <= A4[0] and -1 <= y <= A4[1] for x, y in places), f"page {number}"


def _places(page: PageObject) -> list[tuple[float, float]]:
    """Where each piece of a page's text begins, in points from the left and from the foot."""
    found: list[tuple[float, float]] = []

    def note(text: str, cm: list[float], tm: list[float], font: object, size: object) -> None:
        if text.strip():
            found.append((cm[0] * tm[4] + cm[2] * tm[5] + cm[4], cm[1] * tm[4] + cm[3] * tm[5] + cm[5]))

    page.extract_text(visitor_text=note)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_font_is_embedded_and_ours(printed: Project, kind: str) -> None:
    with pikepdf.open(printed.path(f"out/ml-essentials.ko.{kind}.pdf")) as opened:
        fonts = [
            found
            for found in opened.objects
            if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/FontDescriptor"
        ]
        assert fonts
        for font in fonts:
            assert any(name in font for name in ("/FontFile", "/FontFile2", "/FontFile3")), font.FontName
            assert re.search(r"\+Q(Sans|Mono|Symbols)-(Regular|Bold)$", str(font.FontName)), font.FontName


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_study_guide_tells_every_concept_of_its_deck(printed: Project, language: str) -> None:
    text = said(pdf(printed, "study-guide", language))
    told = 0
    for path in (ROOT / "source" / "concepts").glob("*.yaml"):
        for concept in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["concepts"]:
            if concept.get("level", "1") == "1" and "definition" in concept:
                for value in (concept["term"], concept["definition"]):
                    stated = value.get("text", value) if isinstance(value, dict) else value
                    wanted = stated if isinstance(stated, str) else stated[language]
                    assert re.sub(r"[\s`*]+", "", wanted) in text, concept["id"]
                told += 1
    assert told > 20


@pytest.mark.parametrize("kind", ["study-guide", "interview", "interview-practice"])
def test_outline_and_table_of_contents_lead_to_the_page_they_name(printed: Project, kind: str) -> None:
    reader = pdf(printed, kind, "ko")
    entries = list(_flat(reader.outline))
    assert len(entries) > 5
    for entry in entries:
        page = reader.get_destination_page_number(entry)
        text = re.sub(r"\s+", "", unicodedata.normalize("NFC", reader.pages[page].extract_text()))
        assert re.sub(r"\s+", "", entry.title)[:30] in text, (entry.title, page + 1)
    contents = "\n".join(page.extract_text() for page in reader.pages[:2])
    assert "000" not in contents
    for page in reader.pages:
        for annotation in page.get("/Annots", []):
            target = annotation.get_object()
            destination = target.get("/Dest") or target.get("/A", {}).get("/D")
            assert destination is None or str(destination) in reader.named_destinations


def _flat(outline: list) -> list:
    return [one for entry in outline for one in (_flat(entry) if isinstance(entry, list) else [entry])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pdf_says_what_it_is_and_in_which_language(printed: Project, language: str) -> None:
    for kind in KINDS:
        with pikepdf.open(printed.path(f"out/ml-essentials.{language}.{kind}.pdf")) as opened:
            assert str(opened.Root.Lang) == language
            assert opened.docinfo["/Title"] and opened.docinfo["/Author"] and opened.docinfo["/Keywords"]


def test_the_same_sources_print_the_same_bytes(printed: Project, tmp_path: Path) -> None:
    again = _copy(tmp_path, "build", "ml-essentials", "--format", "pdf", "--lang", "ko")
    for name, data in again.out().items():
        assert data == printed.out()[name], name


@pytest.mark.parametrize("kind", KINDS)
def test_no_english_word_is_broken(printed: Project, kind: str) -> None:
    """Every word of three letters or more that ends a line or begins one is a word of the sources."""
    texts = [
        path.read_text(encoding="utf-8")
        for path in (
            *(ROOT / "source").rglob("*.yaml"),
            *(ROOT / "qgen" / "locale").glob("en.yaml"),
            *(ROOT / "decks").glob("*.yaml"),
        )
    ]
    known = set(re.findall(r"[A-Za-z]+", " ".join(texts)))
    for page in pdf(printed, kind, "en").pages:
        for line in page.extract_text().split("\n"):
            for word in re.findall(r"^[A-Za-z]{3,}|[A-Za-z]{3,}$", line.strip()):
                assert word in known or word.capitalize() in known or _runs_on(word, known), (word, line)


def _runs_on(word: str, known: set[str]) -> bool:
    """Whether two words stand for one because a line's end and the next one's start came out of the PDF together."""
    if word[0] == word[1] and word[1:] in known:
        return True  # the letter above the entries of an index
    return any(word[:at] in known and word[at:] in known for at in range(2, len(word)))


# Flashcards.


def _lines(page: pikepdf.Page) -> set[tuple[int, int, int, int]]:
    """The thin rectangles of a page, in tenths of a millimetre from its top left, as its content draws them."""
    found = set()
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "re":
            left, top, width, height = (float(one) for one in operands)
            if min(abs(width), abs(height)) < 0.6 and max(abs(width), abs(height)) > 500:
                found.add(tuple(round(one / 72 * 254) for one in (left, top, width, height)))
    return found


def test_backs_are_cut_where_fronts_are(printed: Project) -> None:
    with pikepdf.open(printed.path("out/ml-essentials.ko.flashcards.pdf")) as opened:
        assert len(opened.pages) % 2 == 0
        lines = [_lines(page) for page in opened.pages]
    assert len(lines[0]) == 3 + 5
    assert all(one == lines[0] for one in lines)
    upright = sorted(left + width / 2 for left, _, width, height in lines[0] if abs(height) > abs(width))
    for left, right in zip(upright, reversed(upright), strict=True):
        assert left + right == pytest.approx(2100, abs=2), "a flipped sheet is cut at the same place within 0.2 mm"


def test_the_back_of_a_card_lies_behind_its_front(printed: Project) -> None:
    reader = pdf(printed, "flashcards", "ko")
    front, back = (_numbers(reader.pages[number]) for number in (0, 1))
    assert set(front) == set(back) == set(range(1, 9))
    for number, (x, y) in front.items():
        assert back[number][1] == pytest.approx(y, abs=1)
        assert (x < A4[0] / 2) is (back[number][0] > A4[0] / 2)


def _numbers(page: object) -> dict[int, tuple[float, float]]:
    found: dict[int, tuple[float, float]] = {}

    def note(text: str, cm: list[float], tm: list[float], font: object, size: object) -> None:
        if text.strip().isdigit() and "Bold" in str(font):
            found[int(text)] = (cm[0] * tm[4] + cm[2] * tm[5] + cm[4], cm[1] * tm[4] + cm[3] * tm[5] + cm[5])

    page.extract_text(visitor_text=note)  # type: ignore[attr-defined]
    return found


def test_a_card_that_does_not_fit_is_told_with_its_place(small: Project) -> None:
    small.replace("source/zoo.yaml", "en: a thing that barks", "en: " + "a thing that barks and " * 80 + "bites")
    run = small.qgen("build", "--format", "flashcards", "--lang", "en")
    assert run.status == 0
    assert "warning[card-overflow]: `dog#definition`: card" in run.err and "source/zoo.yaml:12:9" in run.err


# Exams.


def test_every_seed_gives_its_own_exam_and_the_same_one_again(printed: Project, tmp_path: Path) -> None:
    first = _copy(tmp_path, "build", "ml-essentials", "--format", "exam,exam-answers", "--lang", "ko", "--seed", "1")
    name = "ml-essentials.ko.exam.pdf"
    assert first.out()[name] == printed.out()[name]
    run = first.qgen(
        "build", "ml-essentials", "--format", "exam,exam-answers", "--lang", "ko", "--seed", "2", epoch=1_800_000_000
    )
    assert run.status == 0
    assert first.out()[name] != printed.out()[name]
    assert "2번시험지" in said(pdf(first, "exam", "ko")) and "2번시험지" in said(pdf(first, "exam-answers", "ko"))


def test_an_exam_tells_no_answer_and_its_key_tells_all(printed: Project) -> None:
    exam, key = said(pdf(printed, "exam", "en")), said(pdf(printed, "exam-answers", "en"))
    assert "Thatis" in key and "Thatis" not in exam
    assert "Answerkey" in key and "Answerkey" not in exam
    assert "Name" in exam and "Date" in exam


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["study-guide", "interview"])
def test_no_heading_stands_alone_at_the_foot_of_a_page(printed: Project, kind: str, language: str) -> None:
    """Each heading of the outline has at least one line of text below it, above the page's number."""
    reader = pdf(printed, kind, language)
    for heading in _headings(reader.outline):
        page = reader.get_destination_page_number(heading)
        lines = sorted({round(y) for y in _heights(reader.pages[page])}, reverse=True)
        top = min(float(heading.top), A4[1])
        foot = 14 * MILLIMETRE
        below = [y for y in lines if foot < y < top - 4]
        assert len(below) > 1, f"{heading.title} on page {page + 1}"


def _headings(outline: list) -> Iterator[Destination]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _headings(entry)
        else:
            yield entry


def _heights(page: PageObject) -> list[float]:
    return [y for _, y in _places(page)]


def test_what_did_not_change_is_not_printed_again(small: Project) -> None:
    """A PDF of the last build is taken as it is if its document is the same, and only if nobody touched it since."""
    assert small.qgen("build", "--lang", "ko").status == 0  # with the package, which locks the time of the last change
    exam = small.path("out/zoo.ko.exam.pdf")
    before = exam.read_bytes()
    origin, kept_one = read_mark(before) or ("", None)
    assert kept_one and kept_one.pdf == before
    marker = before.replace(origin.encode(), b"0" * 64)
    for spoilt in (before[:-200], before[:100] + b"?" + before[101:], marker, b""):
        assert read_mark(spoilt) is None or spoilt == marker
        exam.write_bytes(spoilt)
        assert small.qgen("build", "--format", "exam", "--lang", "ko").status == 0
        assert exam.read_bytes() == before
    small.replace("source/zoo.yaml", "멍멍 하고 짖는", "왈왈 하고 짖는")
    assert small.qgen("build", "--format", "exam-answers,study-guide", "--lang", "ko").status == 0
    assert "왈왈" in said(PdfReader(io.BytesIO(small.path("out/zoo.ko.study-guide.pdf").read_bytes())))


def test_weasyprint_makes_tagged_pdfs_with_page_numbers(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        pytest.skip("WeasyPrint or its Pango is not installed")
    monkeypatch.setenv("QGEN_PDF_ENGINE", "weasyprint")
    run = small.qgen("build", "--format", "study-guide", "--lang", "ko")
    assert run.status == 0 and "warning" not in run.err, run.err
    path = small.path("out/zoo.ko.study-guide.pdf")
    with pikepdf.open(path) as opened:
        assert opened.Root.MarkInfo.Marked
        assert "pdfuaid:part" in opened.Root.Metadata.read_bytes().decode()
        assert str(opened.Root.Lang) == "ko"
    text = said(PdfReader(io.BytesIO(path.read_bytes())))
    assert re.match(r"\d{3}", text) and "000" not in text  # three numbers of the table of contents, which float


# What a user asks for, and what can't be had.


def test_a_line_of_code_without_spaces_stays_on_the_page(small: Project) -> None:
    code = "bark" * 60
    small.write(
        {
            "source/code.yaml": (
                "examples:\n  - id: long\n    title: {ko: 긴 줄, en: A long line}\n    language: text\n"
                f"    code: {code}\n"
                "    tags: [zoo]\n    sources: [{id: book}]\n"
            )
        }
    )
    small.replace("source/zoo.yaml", "a thing that barks", f"a thing that barks `{code}`")
    run = small.qgen("build", "--format", "study-guide", "--lang", "en")
    assert run.status == 0 and "too-wide" not in run.err, run.err
    assert said(PdfReader(io.BytesIO(small.path("out/zoo.en.study-guide.pdf").read_bytes()))).count(code) == 2


def test_what_runs_off_the_page_is_told(small: Project) -> None:
    text = (
        (ROOT / "qgen/templates/print/exam.html.j2")
        .read_text(encoding="utf-8")
        .replace("<body>", '<body><div style="width: 300mm">x</div>')
    )
    small.write({"templates/print/exam.html.j2": text})
    for _ in range(2):  # nor is it forgotten at the next build
        run = small.qgen("build", "--format", "exam", "--lang", "en")
        assert run.status == 0 and "warning[too-wide]" in run.err


def test_letter_paper(small: Project) -> None:
    assert small.qgen("build", "--format", "pdf", "--paper", "letter", "--lang", "en").status == 0
    for name, data in small.out().items():
        for page in PdfReader(io.BytesIO(data)).pages:
            assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(LETTER, abs=0.1), name


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/spy.png", "file:///etc/hostname", "missing.png"])
def test_nothing_outside_the_page_is_read(small: Project, address: str) -> None:
    text = (
        (ROOT / "qgen/templates/print/exam.html.j2")
        .read_text(encoding="utf-8")
        .replace("<body>", f'<body><img src="{address}">')
    )
    small.write({"templates/print/exam.html.j2": text})
    run = small.qgen("build", "--format", "exam", "--lang", "en")
    assert run.status == 1 and "error[cannot-print]" in run.err and address.rsplit("/", 1)[-1] in run.err
    assert not small.path("out").exists()


def test_a_character_that_no_font_draws_is_told_with_its_place(small: Project) -> None:
    small.replace("source/zoo.yaml", "a thing that barks", "a thing that barks 𒀀")
    run = small.qgen("build", "--format", "flashcards", "--lang", "en")
    assert "warning[missing-glyph]" in run.err and "U+12000" in run.err and "source/zoo.yaml:12:9" in run.err


def test_without_an_engine_the_page_itself_is_written(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGEN_PDF_ENGINE", "typewriter")
    run = small.qgen("build", "--format", "flashcards", "--lang", "en")
    assert run.status == 0 and "warning[no-pdf-engine]" in run.err and "pip install plutoprint" in run.err
    assert list(small.out()) == ["zoo.en.flashcards.html"]
    assert b"@font-face" in small.out()["zoo.en.flashcards.html"]
