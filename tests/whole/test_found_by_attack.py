"""What an attacker of the project found once: data that was lost in silence, keys that were wrong, text that did
things.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import urllib.request
import zlib
from pathlib import Path

import pytest
from pypdf import PdfReader

from qgen.diagnostics.excerpts import show
from qgen.diagnostics.problems import Problem, Span
from qgen.entities.note import media_in
from qgen.importing.writing import dump
from qgen.preview.server import Preview, make_server
from qgen.project.disk import open_project
from qgen.reading.tree import read_tree
from tests.conftest import PATIENCE, ROOT, Project

genanki = pytest.importorskip("genanki")


@pytest.mark.parametrize("text", ["a\n\n", "\n\n", "a\nb\n", "a\n\n\nb", "  a\n", "\ta\n"])
def test_what_is_dumped_reads_back(text: str) -> None:
    """Also two dumps one after the other, as a file of an imported deck has them."""
    tree, problems = read_tree("x.yaml", (dump({"one": text}) + "\n" + dump({"two": [{"x": text}]})).encode())
    assert not problems and tree is not None
    assert tree.plain() == {"one": text, "two": [{"x": text}]}


def test_answers_inside_the_item_of_their_question(project: Project) -> None:
    project.write(
        {"notes.md": "# ML\n\n- Q. Why does it overfit?\n  A. It learnt the noise.\n- Q. What then?\n  A. More data.\n"}
    )
    run = project.qgen("import", "notes.md", "--into", "kb")
    assert run.status == 0 and "not-imported" not in run.err, run.err
    draft = project.path("kb/source/notes.yaml").read_text(encoding="utf-8")
    assert "It learnt the noise." in draft and "More data." in draft


def anki_deck(name: str, question: str) -> object:
    deck = genanki.Deck(10**9 + zlib.crc32(name.encode()), name)
    deck.add_note(genanki.Note(genanki.BASIC_MODEL, [question, "answer"], guid=question.replace(" ", "-")))
    return deck


def test_decks_that_are_imported_together_stay_apart(project: Project) -> None:
    for name in ("Bio", "Chem"):
        genanki.Package(anki_deck(f"{name}::Chapter 1", f"of {name}")).write_to_file(
            project.path(f"{name.lower()}.apkg")
        )
    run = project.qgen("import", "bio.apkg", "chem.apkg", "--into", "kb")
    assert run.status == 0, run.err
    kb = Project(project.path("kb"))
    assert kb.qgen("build", "--format", "json").status == 0
    for name, other in (("bio", "Chem"), ("chem", "Bio")):
        (path,) = (kb.folder / "out").glob(f"{name}.*.questions.json")
        assert len(
            json.loads(path.read_text(encoding="utf-8"))["questions"]
        ) == 1 and f"of {other}" not in path.read_text(encoding="utf-8")


def test_a_lost_lock_of_an_imported_deck_comes_back(project: Project) -> None:
    genanki.Package(anki_deck("Bio", "of Bio")).write_to_file(project.path("bio.apkg"))
    assert project.qgen("import", "bio.apkg", "--into", "kb").status == 0
    kb = Project(project.path("kb"))
    assert kb.qgen("release", epoch=1_700_000_000).status == 0
    lock = kb.path("decks/bio.lock")
    before = lock.read_text(encoding="utf-8")
    lock.unlink()
    (package,) = (kb.folder / "out").glob("bio.*.apkg")
    run = kb.qgen("lock", "--from", f"out/{package.name}")
    assert run.status == 0, run.err
    assert [line for line in lock.read_text(encoding="utf-8").splitlines() if "#note " in line] == [
        line for line in before.splitlines() if "#note " in line
    ]


STEPS = (
    "examples:\n  - id: brew\n    title: {ko: 내리기, en: Brewing}\n    language: text\n"
    "    code: |\n      heat\n      grind\n      rinse\n"
    "    steps: [a, b, c]\n    parts:\n"
    "      a: {code: heat, note: {ko: 물을 끓이고 거름종이를 헹군다, en: heat the water and rinse the filter}}\n"
    "      b: {code: grind, note: {ko: 원두를 간다, en: grind the beans}}\n"
    "      c: {code: rinse, note: {ko: 거름종이를 헹군다, en: rinse the filter}}\n"
    "    tags: [zoo]\n    sources: [{id: book}]\n"
)


@pytest.mark.real
def test_the_key_of_an_order_whose_steps_hold_each_other(small: Project) -> None:
    small.write({"source/steps.yaml": STEPS})
    small.replace("decks/zoo.yaml", "patterns: [definition, term, parent, members]", "patterns: [steps]")
    assert small.qgen("build", "--format", "exam,exam-answers", "--lang", "en").status == 0
    asked = " ".join(PdfReader(small.path("out/zoo.en.exam.pdf")).pages[0].extract_text().split())
    letters = {letter: asked.partition(f"{letter}. ")[2] for letter in "ABC"}
    key = [
        next(letter for letter, text in letters.items() if text.startswith(start))
        for start in ("heat", "grind", "rinse")
    ]
    assert " → ".join(key) in PdfReader(small.path("out/zoo.en.exam-answers.pdf")).pages[0].extract_text()


@pytest.mark.real
def test_a_release_that_can_not_be_written_is_none(small: Project) -> None:
    assert small.qgen("build").status == 0
    lock = small.path("decks/zoo.lock").read_bytes()
    guide = small.path("out/zoo.en.study-guide.pdf")
    guide.unlink()
    guide.mkdir()
    run = small.qgen("release")
    assert run.status == 2 and "study-guide.pdf" in run.err
    assert small.path("decks/zoo.lock").read_bytes() == lock


@pytest.mark.parametrize("name", ["source/.#zoo.yaml", "source/._zoo.yaml", "decks/.#zoo.yaml"])
def test_what_an_editor_leaves_beside_a_file_is_none_of_ours(small: Project, name: str) -> None:
    small.path(name).symlink_to("somebody@somewhere.1:2")
    run = small.qgen("check")
    assert run.status == 0, run.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everywhere")
def test_a_folder_that_can_not_be_read_is_told(small: Project) -> None:
    small.write({"source/a/x.yaml": "concepts: []\n"})
    small.path("source/a").chmod(0)
    try:
        assert "error[unreadable-file]" in small.qgen("check").err
    finally:
        small.path("source/a").chmod(0o700)


def test_texts_of_a_recipe_that_lack_a_language(small: Project) -> None:
    small.replace("decks/zoo.yaml", "title: {ko: 동물원, en: Zoo}", "title: {ko: 동물원}")
    run = small.qgen("check")
    assert run.status == 1 and "error[missing-translation]: no `en` text" in run.err and "decks/zoo.yaml:1:" in run.err


def test_every_paragraph_of_a_reason_is_in_the_study_guide(small: Project) -> None:
    small.write(
        {
            "source/rule.yaml": (
                "rules:\n  - id: noise\n    symptom: {ko: 소음, en: noise}\n    remedies:\n"
                "      feed: {action: {ko: 먹인다, en: feed them}, "
                'why: {ko: "하나.\\n\\n- 둘", en: "First.\\n\\n- second"}}\n'
                "    tags: [zoo]\n    sources: [{id: book}]\n"
            )
        }
    )
    run = small.qgen("build", "--lang", "en", "--format", "study-guide")
    assert run.status == 0, run.err
    page = small.path("out/zoo.en.study-guide.html").read_text(encoding="utf-8")
    assert "First." in page and "<li>second</li>" in page


@pytest.mark.real
@pytest.mark.parametrize("encoding", ["cp949", "ascii"])
def test_a_terminal_that_lacks_characters(small: Project, encoding: str) -> None:
    small.qgen("release", "zoo")
    done = subprocess.run(
        [sys.executable, "-m", "qgen", "diff"],
        cwd=small.folder,
        capture_output=True,
        timeout=PATIENCE,
        env=os.environ | {"PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "0"},
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_problem_commands_no_terminal_and_fills_no_screen() -> None:
    shown = show(Problem("x", "key \x1b[2J", Span("a.yaml", 1, 2, 1, 3)), "a\x1b[2Jb" + "x" * 1000)
    assert "\x1b" not in shown and len(shown) < 600
    line = "y" * 5000 + "한글!" + "z" * 5000
    *_, text, caret = show(Problem("x", "m", Span("a.yaml", 1, 5003, 1, 5004)), line).split("\n")
    assert text.index("!") + 2 == caret.index("^")  # two syllables are two cells each


def test_a_card_of_somebody_else_runs_nothing(small: Project) -> None:
    project, _ = open_project(small.folder)
    assert project
    server = make_server(Preview(project, lambda wrong, known: None), 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/", timeout=PATIENCE) as answer:
            policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'self';" in policy and "default-src 'none'" in policy and "img-src 'self' data:" in policy
    finally:
        server.shutdown()
        server.server_close()


def test_names_of_files_in_html() -> None:
    assert media_in('<img src="a b&amp;c.png"> <img src=d%20e.png> [sound:f&amp;g.mp3]') == {
        "a b&c.png",
        "d e.png",
        "f&g.mp3",
    }


@pytest.mark.parametrize("data", [b"not a zip", b"PK\x03\x04" + b"x" * 40])
def test_what_is_no_package(project: Project, data: bytes) -> None:
    Path(project.path("x.apkg")).write_bytes(data)
    run = project.qgen("import", "x.apkg", "--into", "kb")
    assert run.status == 1 and "x.apkg" in run.err and "bug of ours" not in run.err


def test_a_cell_under_no_head_is_listed(project: Project) -> None:
    project.write({"n.md": "# ML\n\n## Terms\n\n| term | meaning |\n|---|---|\n| x | y | extra |\n| u \\| v | w |\n"})
    run = project.qgen("import", "n.md", "--into", "kb")
    assert "not imported: a cell under no head" in run.err and "n.md:7:1" in run.err and "n.md:8:1" not in run.err
