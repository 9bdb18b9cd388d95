"""A deck for years: release N is imported and studied, release N+1 is imported with Anki's default options.

Each test is a row of the matrix: one kind of edit, and what the real Anki reports of it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Project
from tests.real_anki import collection, imported, rendered

DAY = 86_400
MONDAY = 1_700_000_000
NOTES = 9  # three definitions, three terms, two parents, one list of members
TYPES = ["qgen basic", "qgen cloze"]
BIRD = (
    "  - id: bird\n    term: {ko: 새, en: Bird}\n    definition: {ko: 날개가 있는 동물, en: a thing with wings}\n"
    "    tags: [zoo]\n    sources: [{id: book}]\n"
)

Look = Callable[[Any], None]


def nothing(opened: Any) -> None:
    pass


@dataclass
class Release:
    """A released project, and what a learner of that release gets after edits."""

    project: Project
    package: Path

    def edit(self, old: str, new: str, path: str = "source/zoo.yaml") -> None:
        self.project.replace(path, old, new)

    def next(
        self, learner: Look = nothing, *, after: Look = nothing, library: Path = ROOT, days: int = 1
    ) -> dict[str, int]:
        """Release again; what Anki reports to one who has studied the first release, and then did what `learner` does.

        No schedule is lost, no note type is new, no full sync is forced: that holds for every edit. `after` looks
        around.
        """
        epoch = MONDAY + days * DAY
        if library == ROOT:
            run = self.project.qgen("release", epoch=epoch)
        else:  # another qgen than the one that the tests have imported
            run = self.project.process("release", epoch=epoch, library=library)
        assert run.status == 0, run.err
        with collection() as opened:
            imported(opened, self.package)
            opened.sched.set_due_date(list(opened.find_cards("")), "5")
            learner(opened)
            before, schema = schedules(opened), opened.db.scalar("select scm from col")
            log = imported(opened, self.project.path("out/zoo.ko.apkg"))
            now = schedules(opened)
            assert {card: now.get(card) for card in before} == before
            assert sorted(kind.name for kind in opened.models.all_names_and_ids() if "qgen" in kind.name) == TYPES
            assert opened.db.scalar("select scm from col") == schema
            assert log["conflicting"] == 0
            after(opened)
            return {kind: count for kind, count in log.items() if count}


def schedules(opened: Any) -> dict[tuple[str, int], tuple[int, ...]]:
    rows = opened.db.all(
        "select n.guid, c.ord, c.type, c.queue, c.ivl, c.due, c.did from cards c join notes n on n.id = c.nid"
    )
    return {(row[0], row[1]): tuple(row[2:]) for row in rows}


def note_of(opened: Any, key: str) -> Any:
    (identifier,) = opened.find_notes(f'"ID:{key}"')
    return opened.get_note(identifier)


def newer_qgen(folder: Path, file: str, old: str, new: str) -> Path:
    """A copy of qgen's code with one edit, as a later version would have it."""
    shutil.copytree(ROOT / "qgen", folder / "qgen", ignore=shutil.ignore_patterns("__pycache__"))
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, text.count(old)
    path.write_text(text.replace(old, new), encoding="utf-8")
    return folder


@pytest.fixture
def first(small: Project) -> Release:
    small.replace("decks/zoo.yaml", "languages: [ko, en]", "languages: [ko]\nformats: [apkg]")
    assert small.qgen("release", epoch=MONDAY).status == 0
    kept = small.path("released.apkg")
    shutil.copy(small.path("out/zoo.ko.apkg"), kept)
    return Release(small, kept)


# --- what changes nothing for the learner -----------------------------------------------------------------------------


def test_nothing_changed(first: Release) -> None:
    assert first.next() == {"duplicate": NOTES}


def test_a_file_is_renamed(first: Release) -> None:
    source = first.project.path("source/zoo.yaml")
    source.rename(source.with_name("animals.yaml"))
    assert first.next() == {"duplicate": NOTES}


def test_an_entity_moves_to_another_file(first: Release) -> None:
    text = first.project.path("source/zoo.yaml").read_text(encoding="utf-8")
    start, end = text.index("  - id: dog"), text.index("taxonomies:")
    first.project.write(
        {"source/zoo.yaml": text[:start] + text[end:], "source/z/dog.yaml": "concepts:\n" + text[start:end]}
    )
    assert first.next() == {"duplicate": NOTES}


def test_the_order_of_entities_changes(first: Release) -> None:
    text = first.project.path("source/zoo.yaml").read_text(encoding="utf-8")
    start, middle, end = text.index("  - id: cat"), text.index("  - id: dog"), text.index("taxonomies:")
    first.project.write({"source/zoo.yaml": text[:start] + text[middle:end] + text[start:middle] + text[end:]})
    assert first.next() == {"duplicate": NOTES}


# --- what is said -----------------------------------------------------------------------------------------------------


def test_a_text_changes(first: Release) -> None:
    first.edit("야옹 하고 우는 동물", "야옹 하고 우는 작은 동물")
    assert first.next() == {"updated": 2, "duplicate": NOTES - 2}


def test_an_id_is_corrected(first: Release) -> None:
    first.edit("- id: cat", "- id: house-cat\n    was: [cat]")
    first.edit("children: [cat, dog]", "children: [house-cat, dog]")

    def look(opened: Any) -> None:
        assert note_of(opened, "house-cat#definition")["Question"]

    assert first.next(after=look) == {"updated": 3, "duplicate": NOTES - 3}


def test_tags_and_level_change(first: Release) -> None:
    first.edit(
        "en: a thing that meows}\n    tags: [zoo]", "en: a thing that meows}\n    tags: [zoo, pets]\n    level: 2"
    )

    def look(opened: Any) -> None:
        assert "qgen::level::2-intermediate" in note_of(opened, "cat#definition").tags

    assert first.next(after=look) == {"updated": 3, "duplicate": NOTES - 3}


def test_a_branch_moves_in_the_taxonomy(first: Release) -> None:
    """The cat becomes a kind of dog: one list of kinds ends, paths change, and the question after its parent has
    another answer.
    """
    first.edit("children: [cat, dog]", "children: [{concept: dog, children: [cat]}]")

    def look(opened: Any) -> None:
        assert note_of(opened, "animal#members/zoo-map").tags == ["qgen::retired"]
        assert "개" in note_of(opened, "cat#parent/zoo-map")["Answer"]

    log = first.next(after=look)
    assert log["updated"] >= 2 and "new" not in log and sum(log.values()) == NOTES


def test_a_pattern_is_worded_anew_by_a_later_version(first: Release, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("later")
    library = newer_qgen(
        folder,
        "qgen/locale/ko.yaml",
        '    name: 정의\n    stem: "{term:이란} 무엇인가요?"',
        '    name: 정의\n    stem: "{term:은} 무엇인가요?"',
    )
    assert first.next(library=library) == {"updated": 3, "duplicate": NOTES - 3}


def test_an_entity_is_new(first: Release) -> None:
    first.edit("taxonomies:", BIRD + "taxonomies:")
    first.edit("children: [cat, dog]", "children: [bird, cat, dog]")
    log = first.next()
    assert (log["new"], log["updated"]) == (3, 1)


# --- how it looks -----------------------------------------------------------------------------------------------------


def test_the_stylesheet_changes(first: Release) -> None:
    first.project.write({"templates/anki/style.css": ".card { color: green }"})

    def look(opened: Any) -> None:
        assert opened.models.by_name("qgen basic")["css"] == ".card { color: green }"

    assert first.next(after=look) == {"duplicate": NOTES}


def test_a_template_changes(first: Release) -> None:
    first.project.write({"templates/anki/basic/front.html": "<b>{{Question}}</b>"})

    def look(opened: Any) -> None:
        assert opened.models.by_name("qgen basic")["tmpls"][0]["qfmt"] == "<b>{{Question}}</b>"

    assert first.next(after=look) == {"duplicate": NOTES}


def test_a_later_version_puts_a_spare_field_and_a_spare_template_to_use(
    first: Release, tmp_path_factory: pytest.TempPathFactory
) -> None:
    library = newer_qgen(tmp_path_factory.mktemp("later"), "qgen/anki/note_types.py", '"Spare 3"', '"Hint"')
    (library / "qgen/templates/anki/spare/front.html").write_text("{{#Hint}}{{Hint}}{{/Hint}}", encoding="utf-8")

    def look(opened: Any) -> None:
        model = opened.models.by_name("qgen basic")
        assert "Hint" in [field["name"] for field in model["flds"]] and "{{Hint}}" in model["tmpls"][1]["qfmt"]

    assert first.next(after=look, library=library) == {"duplicate": NOTES}


# --- what leaves and comes back ---------------------------------------------------------------------------------------


def without_cat(first: Release) -> None:
    text = first.project.path("source/zoo.yaml").read_text(encoding="utf-8")
    start, end = text.index("  - id: cat"), text.index("  - id: dog")
    first.project.write(
        {"source/zoo.yaml": (text[:start] + text[end:]).replace("children: [cat, dog]", "children: [dog]")}
    )


def test_an_entity_is_removed(first: Release) -> None:
    """Its notes, and the list that has but one member left, say from now on that they may go: who skips a release is
    told by the next.
    """
    without_cat(first)

    def look(opened: Any) -> None:
        gone = opened.find_notes("tag:qgen::retired")
        assert sorted(opened.get_note(note)["ID"] for note in gone) == [
            "animal#members/zoo-map",
            "cat#definition",
            "cat#parent/zoo-map",
            "cat#term",
        ]
        assert opened.get_empty_cards().report == ""
        assert "덱에서 빠졌습니다" in note_of(opened, "cat#term")["Question"]

    assert first.next(after=look) == {"updated": 4, "duplicate": NOTES - 4}
    retired = first.project.path("out/zoo.ko.apkg").read_bytes()
    assert first.next(after=look, days=2) == {"updated": 4, "duplicate": NOTES - 4}
    assert first.project.path("out/zoo.ko.apkg").read_bytes() == retired
    assert "cat#term ko" in first.project.path("decks/zoo.lock").read_text()


def members_cards(opened: Any) -> list[tuple[str, str]]:
    """The two sides of each card of the list of kinds, without markup."""
    sides = rendered(opened)
    guid = note_of(opened, "animal#members/zoo-map").guid
    return [
        tuple(re.sub(r"<[^>]*>|\s+", " ", side) for side in sides[card]) for card in sorted(sides) if card[0] == guid
    ]


def with_bird(first: Release) -> Release:
    """A release with three kinds: cat is card 1, dog 2, bird 3."""
    first.edit("taxonomies:", BIRD + "taxonomies:")
    first.edit("children: [cat, dog]", "children: [cat, dog, bird]")
    assert first.project.qgen("release", epoch=MONDAY + DAY).status == 0
    later = first.project.path("three.apkg")
    shutil.copy(first.project.path("out/zoo.ko.apkg"), later)
    return Release(first.project, later)


def test_a_child_leaves_its_list(first: Release) -> None:
    """Its card says so, and the other two do not; in every later package, and until it comes back."""
    three = with_bird(first)
    three.edit("children: [cat, dog, bird]", "children: [cat, bird]")

    def look(opened: Any) -> None:
        cat, dog, bird = members_cards(opened)
        assert "덱에서 빠졌습니다" in dog[0] and "보류" in dog[1] and "고양이" not in dog[0]
        assert "덱에서 빠졌습니다" not in "".join((*cat, *bird)) and "[...]" in cat[0] and "새" in bird[1]
        tags = note_of(opened, "animal#members/zoo-map").tags
        assert "qgen::retired-card::2" in tags and not opened.find_notes("tag:qgen::retired ID:animal#members/*")
        assert opened.get_empty_cards().report == ""

    three.next(after=look, days=2)
    three.next(after=look, days=3)
    three.edit("children: [cat, bird]", "children: [bird, dog, cat]")

    def back(opened: Any) -> None:
        cat, dog, bird = members_cards(opened)
        assert "고양이" in cat[1] and "개" in dog[1] and "새" in bird[1] and "빠졌습니다" not in "".join(dog)
        assert not [tag for tag in note_of(opened, "animal#members/zoo-map").tags if "retired" in tag]

    three.next(after=back, days=4)


def test_a_taxonomy_gets_another_id(first: Release) -> None:
    """Keys hold its id; the numbers of its blanks stay."""
    first.edit("- id: zoo-map", "- id: zoo-tree\n    was: [zoo-map]")
    first.edit("children: [cat, dog]", "children: [dog, cat]")

    def look(opened: Any) -> None:
        note = note_of(opened, "animal#members/zoo-tree")
        assert "{{c1::고양이}}" in note["Text"] and "{{c2::개}}" in note["Text"]

    assert first.next(after=look) == {"updated": 3, "duplicate": NOTES - 3}


@pytest.mark.parametrize("narrow", ["patterns: [definition]", "kinds: [cloze]", "levels: [3]"])
def test_what_learners_have_stays_whatever_the_recipe_says(first: Release, narrow: str) -> None:
    old = "patterns: [definition, term, parent, members]"
    first.edit(old, narrow if narrow.startswith("patterns") else f"{old}\n{narrow}", "decks/zoo.yaml")
    assert first.next() == {"duplicate": NOTES}


def test_an_id_that_was_changed_without_a_word_is_noticed(first: Release) -> None:
    first.edit("- id: cat", "- id: house-cat")
    first.edit("children: [cat, dog]", "children: [house-cat, dog]")
    for day in (1, 2):  # also once the build has written both down
        run = first.project.qgen("build", epoch=MONDAY + day * DAY)
        assert "warning[renamed-id]: `cat` left and `house-cat` says the same on 3 cards" in run.err
        assert "was: [cat]" in run.err and "source/zoo.yaml:" in run.err
    first.edit("- id: house-cat", "- id: house-cat\n    was: [cat]")
    run = first.project.qgen("build", epoch=MONDAY + 3 * DAY)
    assert "renamed-id" not in run.err and "−0" in run.err
    assert first.next(days=4) == {"updated": 4, "duplicate": NOTES - 4}  # three with the new id, and the list


def test_a_removed_entity_comes_back(first: Release) -> None:
    before = first.project.path("source/zoo.yaml").read_text(encoding="utf-8")
    without_cat(first)
    first.next()
    retired = first.project.path("retired.apkg")
    shutil.copy(first.project.path("out/zoo.ko.apkg"), retired)
    first.project.write({"source/zoo.yaml": before})

    def look(opened: Any) -> None:
        assert not opened.find_notes("tag:qgen::retired")
        assert "고양이" in note_of(opened, "cat#definition")["Question"]

    assert Release(first.project, retired).next(after=look, days=2) == {"updated": 4, "duplicate": NOTES - 4}


def test_who_starts_late_gets_retired_cards_in_a_deck_of_their_own(first: Release) -> None:
    without_cat(first)
    assert first.project.qgen("release", epoch=MONDAY + DAY).status == 0
    with collection() as opened:
        imported(opened, first.project.path("out/zoo.ko.apkg"))
        decks = {
            opened.decks.name(card.did)
            for note in opened.find_notes("tag:qgen::retired")
            for card in opened.get_note(note).cards()
        }
        assert decks == {"동물원::99 빠진 카드"}


def test_a_draft_that_was_never_released_leaves_no_trace(first: Release) -> None:
    first.edit("taxonomies:", BIRD + "taxonomies:")
    first.edit("children: [cat, dog]", "children: [bird, cat, dog]")
    lock = first.project.path("decks/zoo.lock").read_bytes()
    for day in range(1, 4):
        assert first.project.qgen("build", epoch=MONDAY + day * DAY).status == 0
    assert b"bird" in first.project.path("decks/zoo.lock").read_bytes()
    first.project.replace("source/zoo.yaml", BIRD, "")
    first.edit("children: [bird, cat, dog]", "children: [cat, dog]")
    run = first.project.qgen("build", epoch=MONDAY + 9 * DAY)
    assert "+0 ~1 −0" in run.err  # the list of kinds, whose text was another for a while
    after = _without_times(first.project.path("decks/zoo.lock").read_text())
    assert "bird#" not in after and after.replace("cat,dog+bird", "cat,dog") == _without_times(
        lock.decode()
    )  # but for the number
    assert first.next(days=10) == {"updated": 1, "duplicate": NOTES - 1}


def _without_times(lock: str) -> str:
    return re.sub(r" 17\d{8} ", " ", lock)


# --- decks and languages ----------------------------------------------------------------------------------------------


def test_a_deck_is_renamed(first: Release) -> None:
    """Refused, with what it would cost; allowed once the recipe says that it is meant."""
    first.edit("title: {ko: 동물원, en: Zoo}", "title: {ko: 새 동물원, en: Zoo}", "decks/zoo.yaml")
    run = first.project.qgen("build", epoch=MONDAY + DAY)
    assert run.status == 1 and "error[deck-renamed]" in run.err and "decks/zoo.yaml:1:" in run.err
    assert "second deck" in run.err and "was: [{ko: …}]" in run.err
    first.edit("title: {ko: 새 동물원", "was: [{ko: 동물원}]\ntitle: {ko: 새 동물원", "decks/zoo.yaml")

    def renames(opened: Any) -> None:
        opened.decks.rename(opened.decks.id_for_name("동물원"), "새 동물원")

    assert first.next(renames) == {"duplicate": NOTES}


def test_a_chapter_is_renamed(first: Release) -> None:
    first.edit("title: {ko: 01 동물,", "title: {ko: 01 짐승,", "decks/zoo.yaml")
    assert "warning[chapter-renamed]" in first.project.qgen("build", epoch=MONDAY + DAY).err
    assert first.next() == {"duplicate": NOTES}


def test_a_language_is_added(first: Release) -> None:
    first.edit("languages: [ko]", "languages: [ko, en]", "decks/zoo.yaml")
    assert first.next() == {"duplicate": NOTES}
    with collection() as opened:
        imported(opened, first.package)
        assert imported(opened, first.project.path("out/zoo.en.apkg"))["new"] == NOTES


# --- what the learner did ---------------------------------------------------------------------------------------------


def test_the_learner_edited_and_tagged_a_note_that_did_not_change(first: Release) -> None:
    def edits(opened: Any) -> None:
        note = note_of(opened, "dog#definition")
        note["Extra"] = "my own words"
        note.tags.append("mine")
        opened.update_note(note)

    def look(opened: Any) -> None:
        note = note_of(opened, "dog#definition")
        assert note["Extra"] == "my own words" and "mine" in note.tags

    first.edit("야옹 하고 우는 동물", "야옹 하고 우는 작은 동물")
    assert first.next(edits, after=look) == {"updated": 2, "duplicate": NOTES - 2}


def test_the_learner_deleted_a_note(first: Release) -> None:
    """It comes back: a package can't know. Suspended, it stays suspended."""
    assert first.next(lambda opened: opened.remove_notes([note_of(opened, "dog#definition").id])) == {
        "new": 1,
        "duplicate": NOTES - 1,
    }


def test_the_learner_suspended_a_note(first: Release) -> None:
    def suspends(opened: Any) -> None:
        opened.sched.suspend_cards(note_of(opened, "cat#definition").card_ids())

    first.edit("야옹 하고 우는 동물", "야옹 하고 우는 작은 동물")
    assert first.next(suspends) == {"updated": 2, "duplicate": NOTES - 2}


def test_the_learner_moved_a_note_to_a_deck_of_his_own(first: Release) -> None:
    def moves(opened: Any) -> None:
        opened.set_deck(note_of(opened, "cat#definition").card_ids(), opened.decks.id("내 덱"))

    first.edit("야옹 하고 우는 동물", "야옹 하고 우는 작은 동물")
    assert first.next(moves) == {"updated": 2, "duplicate": NOTES - 2}


# --- the lock ---------------------------------------------------------------------------------------------------------


def test_the_lock_is_lost(first: Release) -> None:
    """Every note is rewritten once; no schedule is lost. The build says so, and how to get the lock back."""
    first.project.path("decks/zoo.lock").unlink()
    run = first.project.qgen("build", epoch=MONDAY + DAY)
    assert (
        "warning[lock-lost]" in run.err
        and "git checkout -- decks/zoo.lock" in run.err
        and "qgen lock --from" in run.err
    )
    assert first.next() == {"updated": NOTES}


def test_the_lock_is_restored_from_a_released_package(first: Release) -> None:
    lock = first.project.path("decks/zoo.lock")
    before = lock.read_bytes()
    lock.unlink()
    run = first.project.qgen("lock", "--from", "released.apkg")
    assert run.status == 0, run.err
    assert lock.read_bytes() == before
    assert first.next() == {"duplicate": NOTES}


def test_a_lock_is_restored_from_several_packages_with_the_numbers_of_what_was_retired(first: Release) -> None:
    """A pattern's list left with its taxonomy two releases ago; when it comes back, each card asks what it asked."""
    tree = "children: [cat, dog]"
    first.edit(tree, "children: [cat]")
    for day in (1, 2):
        assert first.project.qgen("release", epoch=MONDAY + day * DAY).status == 0
    last = first.project.path("last.apkg")
    shutil.copy(first.project.path("out/zoo.ko.apkg"), last)
    lock = first.project.path("decks/zoo.lock")
    before = lock.read_bytes()
    for packages in (["last.apkg"], ["released.apkg", "last.apkg"], ["last.apkg", "released.apkg"]):
        lock.unlink()
        run = first.project.qgen("lock", *(part for name in packages for part in ("--from", name)))
        assert run.status == 0 and lock.read_bytes() == before, run.err
        assert "the lock can't know" in run.err
    first.edit("children: [cat]", "children: [dog, cat]")

    def look(opened: Any) -> None:
        text = note_of(opened, "animal#members/zoo-map")["Text"]
        assert "{{c1::고양이}}" in text and "{{c2::개}}" in text

    first.next(after=look, days=3)


@pytest.mark.parametrize("what", ["no zip", "not ours", "other deck"])
def test_a_lock_is_restored_from_nothing_else(first: Release, what: str) -> None:
    package = first.project.path("wrong.apkg")
    package.write_bytes(b"PK nonsense" if what == "no zip" else first.package.read_bytes())
    if what == "not ours":
        genanki = pytest.importorskip("genanki")
        deck = genanki.Deck(1, "x")
        deck.add_note(genanki.Note(genanki.BASIC_MODEL, ["q", "a"]))
        genanki.Package(deck).write_to_file(package)
    if what == "other deck":
        first.edit(
            "title: {ko: 동물원, en: Zoo}", "title: {ko: 새 동물원, en: Zoo}\nwas: [{ko: 옛 동물원}]", "decks/zoo.yaml"
        )
    before = first.project.path("decks/zoo.lock").read_bytes()
    run = first.project.qgen("lock", "--from", "wrong.apkg")
    assert run.status == 1 and "wrong.apkg" in run.err and first.project.path("decks/zoo.lock").read_bytes() == before


def test_two_branches_merge(first: Release) -> None:
    """Both sides of a conflict are kept; the next build writes a clean lock, and no schedule is lost."""
    lock = first.project.path("decks/zoo.lock")
    first.edit("야옹 하고 우는 동물", "야옹 하고 우는 작은 동물")
    first.project.qgen("build", epoch=MONDAY + DAY)
    mine = lock.read_text(encoding="utf-8").splitlines()
    first.edit("야옹 하고 우는 작은 동물", "야옹 하고 우는 큰 동물")
    first.project.qgen("build", epoch=MONDAY + 2 * DAY)
    theirs = lock.read_text(encoding="utf-8").splitlines()
    both = [
        line
        for pair in zip(mine, theirs, strict=True)
        for line in (
            pair[:1] if pair[0] == pair[1] else ("<<<<<<< mine", pair[0], "=======", pair[1], ">>>>>>> theirs")
        )
    ]
    lock.write_text("\n".join(both) + "\n", encoding="utf-8")
    run = first.project.qgen("build", epoch=MONDAY + 3 * DAY)
    assert run.status == 0 and "warning[lock-conflict]" in run.err and "lines of both sides were kept" in run.err
    assert "<<<<" not in lock.read_text(encoding="utf-8")
    assert first.next(days=4) == {"updated": 2, "duplicate": NOTES - 2}


def test_a_branch_that_only_built_moves_no_card_of_a_release(first: Release) -> None:
    """Main adds a bird and releases; a branch adds a fish and builds, later; git keeps both sides."""
    lock = first.project.path("decks/zoo.lock")
    common = lock.read_bytes()
    fish = BIRD.replace("bird", "fish").replace("새", "물고기").replace("Bird", "Fish").replace("날개", "지느러미")
    fish = fish.replace("wings", "fins")
    source = first.project.path("source/zoo.yaml").read_text(encoding="utf-8")
    first.edit("taxonomies:", fish + "taxonomies:")
    first.edit("children: [cat, dog]", "children: [cat, dog, fish]")
    assert first.project.qgen("build", epoch=MONDAY + 5 * DAY).status == 0
    branch = lock.read_text(encoding="utf-8")
    first.project.write({"source/zoo.yaml": source})
    lock.write_bytes(common)
    three = with_bird(first)
    lock.write_text(lock.read_text(encoding="utf-8") + branch, encoding="utf-8")
    three.edit("taxonomies:", fish + "taxonomies:")
    three.edit("children: [cat, dog, bird]", "children: [cat, dog, fish, bird]")

    def look(opened: Any) -> None:
        _, _, bird, new = members_cards(opened)
        assert "물고기 [...]" in " ".join(bird[0].split()) and "[...] 새" in " ".join(new[0].split())

    three.next(after=look, days=6)


def test_a_line_that_is_no_entry_is_an_error(first: Release) -> None:
    lock = first.project.path("decks/zoo.lock")
    lock.write_text(lock.read_text(encoding="utf-8") + "cat#term ko\n", encoding="utf-8")
    run = first.project.qgen("build")
    assert run.status == 1 and "error[lock]" in run.err and "qgen lock --from PACKAGE" in run.err
