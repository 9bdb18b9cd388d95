"""Pictures: in texts and every output, covered in Anki's own image occlusion, refused where they can't be used."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.conftest import Project
from tests.real_anki import collection, faults, imported

FIGURES = """figures:
  - id: cat-drawing
    file: Cat Drawing.png
    caption: {ko: 몸의 두 부분, en: Two parts of a body}
    alt: {ko: 선으로 그린 몸, en: A body drawn in lines}
    about: [cat]
    regions:
      head: {label: {ko: 머리, en: head}, box: [0.1, 0.1, 0.3, 0.2]}
      whole: {concept: cat, box: [0.5, 0.5, 0.4, 0.1]}
    tags: [zoo]
    sources: [{id: book}]
"""


def png(colour: str = "red") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (80, 60), colour).save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture
def illustrated(small: Project) -> Project:
    small.write({"source/figures.yaml": FIGURES})
    small.path("source/media").mkdir()
    small.path("source/media/Cat Drawing.png").write_bytes(png())
    small.replace(
        "source/zoo.yaml",
        "definition: {ko: 야옹 하고 우는 동물, en: a thing that meows}",
        (
            "definition:\n      ko: |\n        야옹 하고 우는 동물\n\n        ![](cat-drawing)\n"
            "      en: |\n        a thing that meows\n\n        ![drawn](cat-drawing)"
        ),
    )
    small.replace(
        "decks/zoo.yaml",
        "patterns: [definition, term, parent, members]",
        "patterns: [definition, term, parent, members, occlusion]",
    )
    return small


def test_a_picture_is_in_every_output(illustrated: Project) -> None:
    run = illustrated.qgen("build")
    assert run.status == 0 and "warning" not in run.err, run.err
    for language in ("ko", "en"):
        package = illustrated.path(f"out/zoo.{language}.apkg")
        assert faults(package) == {}
        with zipfile.ZipFile(package) as archive:
            (name,) = [one for one in json.loads(archive.read("media")).values() if one.startswith("qgen-cat-drawing-")]
            assert name.endswith(".png")
    guide = illustrated.path("out/zoo.ko.study-guide.html").read_text(encoding="utf-8")
    assert (
        guide.count('src="data:image/png;base64,') == 2 and 'alt="선으로 그린 몸"' in guide and "몸의 두 부분" in guide
    )
    assert 'alt="drawn"' in illustrated.path("out/zoo.en.study-guide.html").read_text(encoding="utf-8")
    reader = PdfReader(illustrated.path("out/zoo.ko.study-guide.pdf"))
    assert sum(len(page.images) for page in reader.pages) == 2
    assert len(PdfReader(illustrated.path("out/zoo.ko.flashcards.pdf")).pages[1].images) >= 1


def test_regions_are_covered_one_by_one_in_the_real_anki(illustrated: Project) -> None:
    assert illustrated.qgen("build", "--format", "apkg").status == 0
    with collection() as opened:
        imported(opened, illustrated.path("out/zoo.en.apkg"))
        (identifier,) = opened.find_notes('"ID:cat-drawing#occlusion"')
        note = opened.get_note(identifier)
        data = opened._backend.get_image_occlusion_note(note_id=identifier).note
        shapes: list[dict[str, Any]] = [
            {pair.name: pair.value for shape in one.shapes for pair in shape.properties} for one in data.occlusions
        ]
        boxes = [(*(float(one[side]) for side in ("left", "top", "width", "height")), one["oi"]) for one in shapes]
        assert sorted(boxes) == [(0.1, 0.1, 0.3, 0.2, "1"), (0.5, 0.5, 0.4, 0.1, "1")]
        numbers = {
            box: getattr(one, "ordinal", None) for box, one in zip(boxes, data.occlusions, strict=True)
        }  # 23.10 does not tell them
        assert [numbers[box] for box in sorted(boxes)] in ([1, 2], [None, None])
        assert data.image_data == png()
        assert [card.ord for card in note.cards()] == [0, 1]
        back = note.cards()[1].render_output().answer_text
        assert '<span class="cloze" data-ordinal="2">Cat</span>' in back


def test_the_taxonomy_is_drawn_and_its_names_are_covered(illustrated: Project) -> None:
    assert illustrated.qgen("build", "--format", "apkg,json").status == 0
    questions = json.loads(illustrated.path("out/zoo.ko.questions.json").read_text(encoding="utf-8"))["questions"]
    (tree,) = [question for question in questions if question["key"] == "zoo-map#occlusion"]
    assert [region["label"] for region in tree["regions"]] == ["고양이", "개"]
    assert all(0 <= side <= 1 for region in tree["regions"] for side in region["box"])
    assert tree["blanks"] == {"cat": 1, "dog": 2}


def test_a_picture_that_changes_gets_a_new_name_and_updates_its_notes(illustrated: Project) -> None:
    day = 86_400
    assert illustrated.qgen("release", "zoo", epoch=1_700_000_000).status == 0
    first = illustrated.path("out/zoo.ko.apkg").read_bytes()
    illustrated.path("source/media/Cat Drawing.png").write_bytes(png("blue"))
    assert illustrated.qgen("build", "--format", "apkg", epoch=1_700_000_000 + day).status == 0
    illustrated.path("first.apkg").write_bytes(first)
    with collection() as opened:
        imported(opened, illustrated.path("first.apkg"))
        log = imported(opened, illustrated.path("out/zoo.ko.apkg"))
        assert (log["updated"], log["new"], log["conflicting"]) == (3, 0, 0)  # its meaning, its term, its occlusion
        check = opened.media.check()
        assert not check.missing


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("file: Cat Drawing.png", "file: cat.png", "no-picture", "source/figures.yaml:3:11"),
        ("box: [0.1, 0.1, 0.3, 0.2]", "box: [0.8, 0.1, 0.3, 0.2]", "region", "beyond the picture"),
        ("box: [0.1, 0.1, 0.3, 0.2]", "box: [0.8, 0.1, 0.3]", "value", "source/figures.yaml:8:"),
        ("label: {ko: 머리, en: head}, box", "box", "region", "either a `concept` or a `label`"),
        ("id: cat-drawing", "id: dog-drawing", "unknown-reference", "did you mean `dog-drawing`?"),
    ],
)
def test_a_figure_that_is_wrong(illustrated: Project, old: str, new: str, code: str, said: str) -> None:
    illustrated.replace("source/figures.yaml", old, new)
    run = illustrated.qgen("check")
    assert run.status == 1 and f"error[{code}]" in run.err and said in run.err


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"GIF89a nothing", "is called .png and holds GIF"),
        (b"just text", "holds no picture"),
        (b"", "holds no picture"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 5_000_001, "5.0 MB"),
    ],
)
def test_a_picture_that_can_not_be_used(illustrated: Project, data: bytes, said: str) -> None:
    illustrated.path("source/media/Cat Drawing.png").write_bytes(data)
    run = illustrated.qgen("check")
    assert run.status == 1 and "error[bad-picture]" in run.err and said in run.err


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image href="http://127.0.0.1/x.png"/>',
        '<rect onclick="x()"/>',
        '<use href="file:///etc/passwd"/>',
    ],
)
def test_an_svg_that_does_things_is_refused(illustrated: Project, inside: str) -> None:
    illustrated.path("source/media/a.svg").write_text(SVG.format(inside), encoding="utf-8")
    illustrated.replace("source/figures.yaml", "file: Cat Drawing.png", "file: a.svg")
    run = illustrated.qgen("check")
    assert run.status == 1 and "no scripts and nothing from elsewhere" in run.err


def test_an_svg_is_shown(illustrated: Project) -> None:
    illustrated.path("source/media/a.svg").write_text(
        SVG.format('<rect width="9" height="9"/><text y="5">고양이</text>'), encoding="utf-8"
    )
    illustrated.replace("source/figures.yaml", "file: Cat Drawing.png", "file: a.svg")
    illustrated.path("source/media/Cat Drawing.png").unlink()
    run = illustrated.qgen("build", "--lang", "ko")
    assert run.status == 0 and "warning" not in run.err, run.err
    assert "고양이" in PdfReader(illustrated.path("out/zoo.ko.study-guide.pdf")).pages[1].extract_text()


def test_a_picture_that_no_figure_uses_is_told(illustrated: Project) -> None:
    illustrated.path("source/media/spare.png").write_bytes(png())
    run = illustrated.qgen("check")
    assert run.status == 0 and "warning[unused-picture]: no figure uses source/media/spare.png" in run.err
