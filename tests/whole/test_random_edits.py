"""Random years of a deck in the real Anki: no card that a learner has is lost, moved or emptied without a word.

An author edits at random, builds and releases; one learner imports every release, others skip some. Each fact has a
mark in its text that stays whatever is edited, so that what a card asks can be told without qgen.

    QGEN_STEPS=1000 QGEN_SEED=7 pytest -n 0 -s tests/whole/test_random_edits.py

takes some minutes and prints figures.
"""

from __future__ import annotations

import copy
import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from qgen.anki.package_reading import PackedNote, read_package
from qgen.anki.syntax import clozes
from tests.conftest import Project
from tests.real_anki import collection, imported, rendered

STEPS = int(os.environ.get("QGEN_STEPS", "40"))
SEED = int(os.environ.get("QGEN_SEED", "1"))
DAY, MONDAY = 86_400, 1_700_000_000
MARK = re.compile(r"q\d+q")
LEFT = "no longer part of the deck"
PATTERNS = ["definition", "term", "parent", "members", "values-cloze", "code", "occlusion"]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="red"/></svg>'
WORDS = "old new red blue tall short warm cold soft loud".split()


@dataclass
class Base:
    """What the project states. Lists are of marks; a mark is never used for another fact."""

    concepts: dict[str, dict[str, Any]] = field(default_factory=dict)
    children: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    gone: dict[str, list[Any]] = field(
        default_factory=lambda: {"concepts": [], "values": [], "parts": [], "regions": []}
    )
    recipe: dict[str, Any] = field(default_factory=dict)
    marks: int = 0

    def mark(self) -> str:
        self.marks += 1
        return f"q{self.marks}q"

    def concept(self, rng: random.Random) -> None:
        mark = self.mark()
        known = {"mark": mark, "was": [], "word": rng.choice(WORDS), "level": rng.choice([1, 1, 2]), "tags": ["zoo"]}
        self.concepts[f"c-{mark}"] = known
        self.children.insert(rng.randint(0, len(self.children)), f"c-{mark}")

    def write(self, project: Project) -> None:
        cited = {"tags": ["zoo"], "sources": [{"id": "book"}]}
        root = {"id": "root", "term": "Root", "definition": "that which all of them are", **cited}
        concepts = [
            {
                "id": identifier,
                "term": f"Term {one['mark']}",
                "definition": f"a {one['word']} thing that is known by {one['mark']}",
                "level": one["level"],
                **cited,
                "tags": one["tags"],
                **({"was": one["was"]} if one["was"] else {}),
            }
            for identifier, one in self.concepts.items()
        ]
        tree = {"id": "map", "name": "All", "root": {"concept": "root", "children": self.children}, **cited}
        rate = {"id": "rate", "term": "Rate", "definition": "how far a step goes", "code_name": "lr", **cited}
        rate["values"] = [f"mode {mark}" for mark in self.values]
        code = {"id": "step", "title": "A step", "language": "python", "about": ["rate"], **cited}
        every = [*self.parts, *self.gone["parts"]]
        code["code"] = "".join(f"call_{mark}()\n" for mark in sorted(every))
        code["parts"] = {
            f"p-{mark}": {"code": f"call_{mark}()", "note": f"It does what {mark} does.", "blank": True}
            for mark in self.parts
        }
        figure = {"id": "yard", "file": "yard.svg", "caption": "The yard", "hide": "all", **cited}
        figure["regions"] = {
            f"r-{mark}": {"label": f"Region {mark}", "box": [0.01 * (int(mark.strip("q")) % 80), 0.1, 0.1, 0.1]}
            for mark in self.regions
        }
        recipe = {"title": "Zoo", "description": "Animals", "languages": ["en"], "formats": ["apkg"], **self.recipe}
        recipe["chapters"] = [{"id": "zoo", "title": "01 Zoo", "tags": ["zoo"]}]
        files = {
            "source/base.yaml": {
                "sources": [{"id": "book", "title": "A book", "type": "book"}],
                "concepts": [root, *concepts],
                "taxonomies": [tree],
                "hyperparameters": [rate],
                "examples": [code],
                "figures": [figure],
            },
            "decks/zoo.yaml": recipe,
        }
        project.write({name: json.dumps(content, indent=1) for name, content in files.items()})


Edit = Callable[[Base, random.Random], None]


def new_concept(base: Base, rng: random.Random) -> None:
    base.concept(rng)


def drop_concept(base: Base, rng: random.Random) -> None:
    if len(base.concepts) > 2:
        identifier = rng.choice(sorted(base.concepts))
        base.gone["concepts"].append((identifier, base.concepts.pop(identifier)))
        base.children = [one for one in base.children if one != identifier]


def restore_concept(base: Base, rng: random.Random) -> None:
    if base.gone["concepts"]:
        identifier, known = base.gone["concepts"].pop(rng.randrange(len(base.gone["concepts"])))
        base.concepts[identifier] = known
        base.children.insert(rng.randint(0, len(base.children)), identifier)


def rename_concept(base: Base, rng: random.Random) -> None:
    old = rng.choice(sorted(base.concepts))
    known = base.concepts.pop(old)
    known["was"] = [*known["was"], old]
    new = f"c-{known['mark']}-{len(known['was'])}"
    base.concepts[new] = known
    base.children = [new if one == old else one for one in base.children]


def reword(base: Base, rng: random.Random) -> None:
    base.concepts[rng.choice(sorted(base.concepts))]["word"] = rng.choice(WORDS)


def drop_child(base: Base, rng: random.Random) -> None:
    if len(base.children) > 1:
        base.children.remove(rng.choice(base.children))


def adopt_child(base: Base, rng: random.Random) -> None:
    if orphans := sorted(base.concepts.keys() - set(base.children)):
        base.children.insert(rng.randint(0, len(base.children)), rng.choice(orphans))


def retag(base: Base, rng: random.Random) -> None:
    known = base.concepts[rng.choice(sorted(base.concepts))]
    known["tags"] = ["other"] if known["tags"] == ["zoo"] else ["zoo"]


def relevel(base: Base, rng: random.Random) -> None:
    base.concepts[rng.choice(sorted(base.concepts))]["level"] = rng.choice([1, 2, 3])


def shuffle(base: Base, rng: random.Random) -> None:
    rng.shuffle(rng.choice([base.children, base.values, base.parts, base.regions]))
    base.concepts = dict(rng.sample(sorted(base.concepts.items()), len(base.concepts)))


def new_item(base: Base, rng: random.Random) -> None:
    items = rng.choice([base.values, base.parts, base.regions])
    items.insert(rng.randint(0, len(items)), base.mark())


def drop_item(base: Base, rng: random.Random) -> None:
    name = rng.choice(["values", "parts", "regions"])
    items = getattr(base, name)
    if items:
        base.gone[name].append(items.pop(rng.randrange(len(items))))


def restore_item(base: Base, rng: random.Random) -> None:
    name = rng.choice(["values", "parts", "regions"])
    if base.gone[name]:
        getattr(base, name).insert(0, base.gone[name].pop(rng.randrange(len(base.gone[name]))))


def drop_list(base: Base, rng: random.Random) -> None:
    name = rng.choice(["values", "parts", "regions"])
    base.gone[name] += getattr(base, name)
    getattr(base, name).clear()


def restore_list(base: Base, rng: random.Random) -> None:
    for name in ("values", "parts", "regions"):
        items = getattr(base, name)
        if not items:
            items += rng.sample(base.gone[name], len(base.gone[name]))
            base.gone[name].clear()


def narrow(base: Base, rng: random.Random) -> None:
    key, chosen = rng.choice(
        [
            ("patterns", rng.sample(PATTERNS, rng.randint(1, len(PATTERNS)))),
            ("kinds", rng.sample(["basic", "cloze", "occlusion", "typed"], 2)),
            ("levels", rng.choice([[1], [1, 2], [2, 3]])),
            ("angles", rng.randint(1, 3)),
        ]
    )
    base.recipe[key] = chosen


def widen(base: Base, rng: random.Random) -> None:
    base.recipe = {"patterns": PATTERNS}


ADDING: list[Edit] = [new_concept, new_item, restore_concept, restore_item]
EDITS: list[Edit] = [
    *ADDING, drop_concept, rename_concept, reword, drop_child, adopt_child, retag, relevel, shuffle, drop_item,
    drop_item, drop_list, restore_list, narrow, widen,
]  # fmt: skip


@dataclass
class Author:
    """A project under random edits, and the packages of its releases."""

    project: Project
    rng: random.Random
    base: Base = field(default_factory=Base)
    kept: list[Path] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    step: int = 0

    def start(self) -> None:
        self.project.write({"source/media/yard.svg": SVG})
        self.base.recipe = {"patterns": PATTERNS}
        for _ in range(4):
            self.base.concept(self.rng)
        for items in (self.base.values, self.base.parts, self.base.regions):
            items += [self.base.mark() for _ in range(3)]
        self.release()

    def edit(self) -> None:
        for _ in range(self.rng.randint(1, 3)):
            self._apply(self.rng.choice(EDITS))
        if self.rng.random() < 0.3:
            self.qgen("build")
        if self.rng.random() < 0.1:
            self._merge()
        if self.rng.random() < 0.05:
            self._lose_lock()

    def _apply(self, edit: Edit) -> None:
        self.done[edit.__name__] += 1
        edit(self.base, self.rng)

    def _merge(self) -> None:
        """A branch only builds, later; main releases; git keeps the lines of both sides."""
        self.done["merge"] += 1
        lock = self.project.path("decks/zoo.lock")
        common = self.project.path("common.lock")
        shutil.copy(lock, common)
        mine = copy.deepcopy(self.base)
        added = self.rng.choice([new_concept, new_item])
        seed = self.rng.random()
        added(self.base, random.Random(seed))
        self.step += 1
        self.qgen("build")
        theirs = self.project.path("theirs.lock")
        shutil.copy(lock, theirs)
        shutil.copy(common, lock)
        marks = self.base.marks
        self.base, branch = mine, self.base
        self.base.marks = marks
        if self.rng.random() < 0.5:
            added(self.base, random.Random(seed))  # another item of the same list
        else:
            self._apply(self.rng.choice([new_concept, new_item, drop_item, shuffle]))
        self.step -= 1
        self.release()
        self.step += 1
        both = ["git", "merge-file", "--union", str(lock), str(common), str(theirs)]
        subprocess.run(both, check=True, capture_output=True)
        for name in ("values", "parts", "regions", "children"):
            ours, others = getattr(self.base, name), getattr(branch, name)
            dropped = {one for known in self.base.gone.values() for one in known if isinstance(one, str)}
            setattr(self.base, name, [*ours, *(one for one in others if one not in ours and one not in dropped)])
        self.base.concepts = {**branch.concepts, **self.base.concepts}

    def _lose_lock(self) -> None:
        """Some of the packages are still there, in no order; the last one of all of them, or more could be lost."""
        self.done["lock --from"] += 1
        self.project.path("decks/zoo.lock").unlink()
        some = self.rng.sample(self.kept[:-1], min(2, len(self.kept) - 1))
        packages = self.rng.sample([*some, self.kept[-1]], len(some) + 1)
        self.qgen("lock", *(argument for path in packages for argument in ("--from", str(path))))

    def release(self) -> Path:
        self.qgen("release")
        kept = self.project.path(f"release-{len(self.kept)}.apkg")
        shutil.copy(self.project.path("out/zoo.en.apkg"), kept)
        self.kept.append(kept)
        return kept

    def qgen(self, *arguments: str) -> None:
        self.base.write(self.project)
        run = self.project.qgen(*arguments, epoch=MONDAY + self.step * DAY)
        assert run.status == 0, run.err


Card = tuple[str, int]


@dataclass
class Learner:
    """A collection of one's own. What each card asked when it came is `asked`."""

    name: str
    opened: Any
    skips: float
    asked: dict[Card, set[str]] = field(default_factory=dict)
    edited: dict[str, tuple[object, ...]] = field(default_factory=dict)
    figures: Counter[str] = field(default_factory=Counter)

    def get(self, package: Path) -> list[str]:
        """Import a release; what went wrong."""
        held = {note.guid: note for note in read_package(package.read_bytes()).notes}
        before = self._schedules()
        log = imported(self.opened, package)
        after = self._schedules()
        wrong = [f"schedule of {card} moved" for card, row in before.items() if after.get(card) != row]
        wrong += ["conflicting"] * log["conflicting"]
        notes = self._notes()
        wrong += ["a guid twice"] * (len(notes) != self.opened.note_count())
        sides = rendered(self.opened)
        for guid, ordinal in before:
            if guid not in held:
                wrong.append(f"{notes[guid]['ID']} is in no package any more: nobody tells")
            else:
                wrong += self._look(held[guid], notes[guid], ordinal, sides[guid, ordinal][0])
        for guid, ordinal in after.keys() - before.keys():
            self.asked[guid, ordinal] = meaning(notes[guid], ordinal)
        wrong += ["empty cards"] * bool(self.opened.get_empty_cards().report)
        self._study(held)
        self.figures.update(imports=1, cards=len(before))
        return [f"{self.name}: {one}" for one in wrong]

    def _look(self, packed: PackedNote, note: Any, ordinal: int, front: str) -> list[str]:
        key = f"{packed.fields['ID']} card {ordinal + 1}"
        wrong = []
        if packed.guid in self.edited and self.edited[packed.guid] == _content(packed):
            wrong += [f"own edit of {key} lost"] * (note["Extra"] != "mine")
        else:
            self.edited.pop(packed.guid, None)
            if any(note[name] != value for name, value in packed.fields.items() if name in note):
                wrong.append(f"{key} is not up to date")
        marked = "qgen::retired" in note.tags or f"qgen::retired-card::{ordinal + 1}" in note.tags
        if LEFT in front:
            self.figures["told"] += 1
            wrong += [f"{key} says that it left and has no tag"] * (not marked)
        else:
            now, then = meaning(note, ordinal), self.asked[packed.guid, ordinal]
            wrong += [f"{key} asked {then}, now {now}"] * (bool(then) and now != then)
            wrong += [f"{key} has the tag and does not say that it left"] * marked
            wrong += [f"{key} is empty"] * (not now if is_cloze(note) else not note["Question"])
        self.asked[packed.guid, ordinal] = self.asked[packed.guid, ordinal] or meaning(note, ordinal)
        return wrong

    def _notes(self) -> dict[str, Any]:
        return {note.guid: note for note in map(self.opened.get_note, self.opened.find_notes(""))}

    def _schedules(self) -> dict[Card, tuple[int, ...]]:
        rows = self.opened.db.all(
            "select n.guid, c.ord, c.type, c.queue, c.ivl, c.due, c.did from cards c join notes n on n.id = c.nid"
        )
        return {(row[0], row[1]): tuple(row[2:]) for row in rows}

    def _study(self, held: dict[str, PackedNote]) -> None:
        """Each card gets an interval of its own; now and then a note an own word."""
        for number, card in enumerate(self.opened.find_cards("is:new")):
            self.opened.sched.set_due_date([card], str(3 + number % 50))
        for guid, note in self._notes().items():
            if guid in held and guid not in self.edited and len(self.edited) < 5 and "qgen::retired" not in note.tags:
                self.opened.db.execute(
                    "update notes set flds = ? where id = ?",
                    "\x1f".join("mine" if name == "Extra" else value for name, value in note.items()),
                    note.id,
                )
                self.edited[guid] = _content(held[guid])
                break


def _content(packed: PackedNote) -> tuple[object, ...]:
    """What an own edit outlives as long as it stays. What went and came back in a skipped release is new to Anki."""
    return packed.mod, tuple(packed.fields.items()), tuple(sorted(packed.tags))


def meaning(note: Any, ordinal: int) -> set[str]:
    """The marks of what a card asks: of a cloze what it hides, of another card what its key names. None if it left."""
    found = {
        mark
        for name, value in note.items()
        if name in ("Text", "Names")
        for one in clozes(value)
        if ordinal + 1 in one.numbers
        for mark in MARK.findall(one.text)
    }
    return found if is_cloze(note) else set(MARK.findall(note["ID"]))


def is_cloze(note: Any) -> bool:
    return "Text" in note or "Names" in note


@pytest.mark.real
def test_no_card_is_lost_moved_or_emptied_without_a_word(project: Project) -> None:
    rng = random.Random(SEED)
    author = Author(project, rng)
    with ExitStack() as stack:
        learners = [
            Learner(name, stack.enter_context(collection()), skips)
            for name, skips in (("each", 0.0), ("some", 0.25), ("few", 0.7))
        ]
        author.start()
        for learner in learners:
            assert not learner.get(author.kept[-1])
        wrong: list[str] = []
        for step in range(1, STEPS + 1):
            author.step = 10 * step
            before = len(author.kept)
            author.edit()
            author.release()
            for package, learner in product(author.kept[before:], learners):
                if rng.random() >= learner.skips:
                    wrong += [f"step {step}: {one}" for one in learner.get(package)]
                else:
                    learner.figures["skipped"] += 1
            assert not wrong, f"seed {SEED}, after {dict(author.done)}:\n" + "\n".join(wrong[:20])
        told = [f"{one.name}: {dict(one.figures)}, {len(one.asked)} cards" for one in learners]
        sys.stdout.write("\n".join([f"{STEPS} steps, seed {SEED}: {dict(author.done)}", *told, ""]))
