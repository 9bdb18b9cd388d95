"""`qgen import` of an Anki deck: in the real Anki, those who learn from it keep their cards and schedules."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import Project
from tests.real_anki import collection, imported

from anki.collection import Collection, DeckIdLimit, ExportAnkiPackageOptions  # isort: skip

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def fill(opened: Collection) -> None:
    """A deck as people have it: stock note types, a subdeck, a picture, tags, cards that were learnt."""
    top, below = opened.decks.id("생물학"), opened.decks.id("생물학::세포")
    notes = [
        ("Basic", {"Front": "엽록체는 어디에 있나요?", "Back": "식물 세포 <b>안</b>"}, below),
        ("Basic", {"Front": "미토콘드리아", "Back": '세포의 발전소<br><img src="cell.png">'}, below),
        ("Basic (and reversed card)", {"Front": "cell", "Back": "세포 &amp; 조직"}, top),
        ("Cloze", {"Text": "{{c1::DNA}}는 {{c2::핵}}에 있다", "Back Extra": "\\(x^2\\)"}, top),
    ]
    for note_type, fields, deck in notes:
        note = opened.new_note(opened.models.by_name(note_type))
        for name, value in fields.items():
            note[name] = value
        note.tags = ["bio", "Cell::plant"]
        opened.add_note(note, deck)
    opened.media.write_data("cell.png", PICTURE)
    opened.decks.set_current(top)
    while card := opened.sched.getCard():
        opened.sched.answerCard(card, 4)


def state(opened: Collection) -> dict[tuple[str, int], tuple]:
    """(guid, ordinal) -> what a learner would miss: the card's id, due date, interval, repetitions and deck."""
    rows = opened.db.all(
        "select n.guid, c.ord, c.id, c.due, c.ivl, c.reps, c.did from cards c join notes n on n.id = c.nid"
    )
    return {(guid, ordinal): tuple(rest) for guid, ordinal, *rest in rows}


def export(opened: Collection, path: Path, *, legacy: bool) -> None:
    options = ExportAnkiPackageOptions(with_scheduling=False, with_media=True, legacy=legacy)
    opened.export_anki_package(out_path=str(path), options=options, limit=DeckIdLimit(opened.decks.id("생물학")))


@pytest.mark.parametrize("legacy", [True, False], ids=["legacy", "latest"])
def test_learners_of_an_imported_deck_keep_everything(project: Project, legacy: bool) -> None:
    with collection() as learner:
        fill(learner)
        before, types = state(learner), len(learner.models.all())
        assert len(before) == 6 and all(card[3] for card in before.values())  # all were learnt
        export(learner, project.path("Biology 101.apkg"), legacy=legacy)

        run = project.qgen("import", "Biology 101.apkg")
        assert run.status == 0, run.err
        assert "4 notes" in run.err
        assert project.qgen("check", "--strict").status == 0

        assert project.qgen("build", epoch=None).status == 0
        package = project.path("out/biology-101.ko.apkg")
        assert imported(learner, package) == {"new": 0, "updated": 0, "duplicate": 4, "conflicting": 0}
        assert state(learner) == before and len(learner.models.all()) == types

        project.replace("source/biology-101.yaml", "식물 세포 <b>안</b>", "식물 세포의 <b>세포질</b>")
        assert project.qgen("build", epoch=None).status == 0
        assert imported(learner, package) == {"new": 0, "updated": 1, "duplicate": 3, "conflicting": 0}
        assert state(learner) == before and len(learner.models.all()) == types
        assert learner.find_notes("세포질")

        text = project.path("source/biology-101.yaml").read_text(encoding="utf-8")
        start = text.index("  - id: mitokondeuria")
        project.path("source/biology-101.yaml").write_text(
            text[:start] + text[text.index("  - id: ", start + 5) :], encoding="utf-8"
        )
        assert project.qgen("build", epoch=None).status == 0
        assert imported(learner, package)["updated"] == 1
        assert state(learner) == before
        assert len(learner.find_notes("tag:qgen::retired")) == 1


def test_someone_new_gets_the_same_cards(project: Project) -> None:
    with collection() as author:
        fill(author)
        export(author, project.path("bio.apkg"), legacy=False)
        expected = _shown(author)
    assert project.qgen("import", "bio.apkg").status == 0
    assert project.qgen("build").status == 0
    with collection() as learner:
        imported(learner, project.path("out/bio.ko.apkg"))
        assert _shown(learner) == expected
        assert learner.media.check().missing == []


def _shown(opened: Collection) -> dict[tuple[str, int], str]:
    cards = (opened.get_card(card) for card in opened.find_cards(""))
    return {(card.note().guid, card.ord): card.answer() for card in cards}


def test_facts_beside_an_imported_deck(project: Project) -> None:
    """A learner of the old deck gets the new cards, in the same deck, beside the ones that he knows."""
    with collection() as learner:
        fill(learner)
        before = state(learner)
        export(learner, project.path("bio.apkg"), legacy=True)
        assert project.qgen("import", "bio.apkg").status == 0
        project.write(
            {
                "source/facts.yaml": (
                    "sources: [{id: book, title: A book, type: book, authors: [A. Author], year: 2020}]\n"
                    "concepts:\n  - id: nucleus\n    term: {ko: 핵}\n"
                    "    definition: {ko: 유전 정보를 담고 있는 소기관}\n"
                    "    tags: [sepo]\n    sources: [{id: book, locator: p. 1}]\n"
                )
            }
        )
        assert project.qgen("build").status == 0
        assert imported(learner, project.path("out/bio.ko.apkg"))["new"] == 2
        after = state(learner)
        assert {card: after[card] for card in before} == before


def test_a_text_export(project: Project) -> None:
    with collection() as learner:
        fill(learner)
        before = state(learner)
        learner.export_note_csv(
            out_path=str(project.path("bio.txt")),
            limit=DeckIdLimit(learner.decks.id("생물학")),
            with_html=True,
            with_tags=True,
            with_deck=True,
            with_notetype=True,
            with_guid=True,
        )
        run = project.qgen("import", "bio.txt")
        assert run.status == 0 and "text-export" in run.err and "4 notes" in run.err
        assert project.qgen("build").status == 0
        log = imported(learner, project.path("out/bio.ko.apkg"))
        assert (
            log["conflicting"] == 4 and log["new"] == 0
        )  # nothing is updated, as the warning says; nothing is lost either
        assert state(learner) == before
    with collection() as other:
        assert imported(other, project.path("out/bio.ko.apkg"))["new"] == 4
        guids = {guid for guid, _ in before}
        assert {guid for guid, _ in state(other)} == guids


def test_the_deck_prints(project: Project) -> None:
    with collection() as author:
        fill(author)
        export(author, project.path("bio.apkg"), legacy=True)
    assert project.qgen("import", "bio.apkg").status == 0
    assert project.qgen("build", "--format", "flashcards").status == 0
    if not shutil.which("pdftotext"):
        pytest.skip("needs pdftotext")
    import subprocess

    printed = subprocess.run(
        ["pdftotext", str(project.path("out/bio.ko.flashcards.pdf")), "-"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert "엽록체는 어디에 있나요?" in printed and "세포의 발전소" in printed and "{{" not in printed


def test_wrong_edits_have_a_place(project: Project) -> None:
    with collection() as author:
        fill(author)
        export(author, project.path("bio.apkg"), legacy=True)
    assert project.qgen("import", "bio.apkg").status == 0
    text = project.path("source/bio.yaml").read_text(encoding="utf-8")
    project.write({"source/bio.yaml": text.replace("      Front: 미토콘드리아", "      Frnt: 미토콘드리아")})
    run = project.qgen("check")
    assert (
        run.status == 1
        and "error[note-field]" in run.err
        and "`Front`" in run.err
        and "error[note-without-card]" in run.err
    )
    last = text.rindex("  - id: ")
    project.write({"source/bio.yaml": text + text[last:].replace("  - id: ", "  - id: copy-of-")})
    assert "error[duplicate-guid]" in project.qgen("check").err
    project.write({"source/bio.yaml": text.replace("cell.png", "sell.png")})
    assert "did you mean `cell.png`?" in project.qgen("check").err


def test_a_deck_of_ours_is_not_imported(small: Project) -> None:
    assert small.qgen("build").status == 0
    run = small.qgen("import", "out/zoo.ko.apkg", "--into", "other")
    assert run.status == 1 and "qgen lock --from" in run.err
    assert not small.path("other").exists()
