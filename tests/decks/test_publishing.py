"""From questions to an edition: chapters, what is in them, guids that stay, numbers of blanks, and what leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from qgen.decks.edition import Edition
from qgen.decks.lock import Lock, Locked
from qgen.decks.publishing import PublishingSettings, chapter_of, publish
from qgen.decks.recipe import Deck, read_deck
from qgen.diagnostics.problems import Problem
from qgen.knowledge.factbase import FactBase
from qgen.knowledge.loading import read_knowledge
from qgen.lint import ask_base
from tests.conftest import Project

ZOO = """\
sources: [{id: book, title: Book, type: book}]
concepts:
  - {id: animal, level: 1, term: Animal, definition: a living thing that moves, tags: [zoo], sources: [{id: book}]}
  - {id: cat, level: 2, term: Cat, definition: it meows at the door, tags: [pet, zoo], sources: [{id: book}]}
  - {id: dog, level: 1, term: Dog, definition: it barks at a stranger, tags: [pet, zoo], sources: [{id: book}]}
  - {id: eel, level: 1, term: Eel, definition: it swims in a river, tags: [sea], sources: [{id: book}]}
taxonomies:
  - id: map
    name: Zoo
    tags: [zoo]
    root: {concept: animal, children: [cat, dog, eel], complete: true}
    sources: [{id: book}]
"""
CHAPTERS = [
    {"id": "all", "title": "01 All", "tags": ["zoo"]},
    {"id": "pets", "title": "02 Pets", "tags": ["pet"], "entities": ["eel"]},
]
NOW = 1_700_000_000
SETTINGS = PublishingSettings("zoo.example", NOW)


def deck_of(chapters: list[dict[str, object]] = CHAPTERS, **more: object) -> Deck:
    recipe = {
        "title": "Zoo",
        "description": "Animals",
        "languages": ["en"],
        "patterns": ["definition", "members"],
        "chapters": chapters,
        **more,
    }
    deck, problems = read_deck("zoo", "decks/zoo.yaml", yaml.safe_dump(recipe, sort_keys=False).encode())
    assert deck and not problems, problems
    return deck


def base_of(source: str = ZOO) -> FactBase:
    knowledge, problems = read_knowledge({"base.yaml": source.encode()})
    assert not [problem for problem in problems if problem.severity == "error"], problems
    return FactBase(knowledge)


def published(
    source: str = ZOO, deck: Deck | None = None, lock: Lock | None = None, settings: PublishingSettings = SETTINGS
) -> tuple[Edition, list[Problem]]:
    base = base_of(source)
    return publish(deck or deck_of(), "en", ask_base(base, "en").questions, base, lock or Lock(), settings)


def guids(edition: Edition) -> dict[str, str]:
    return {str(item.question.key): item.guid for item in edition.items()}


def locked(edition: Edition, state: str = "released") -> Lock:
    """What a build of an edition leaves, with every item in one state."""
    released = "aa" if state != "draft" else None
    return Lock(
        {
            (str(item.question.key), "en"): Locked(
                item.guid, "aa", NOW, item.numbered, "qgen-basic", state, released, NOW, len(item.numbered)
            )  # type: ignore[arg-type]
            for item in edition.items()
        }
    )


# --- chapters ---------------------------------------------------------------------------------------------------------


def test_an_entity_is_in_the_first_chapter_that_selects_it() -> None:
    assert chapter_of(deck_of(), base_of()) == {"animal": 0, "cat": 0, "dog": 0, "map": 0, "eel": 1}
    assert chapter_of(deck_of(CHAPTERS[::-1]), base_of()) == {"cat": 0, "dog": 0, "eel": 0, "animal": 1, "map": 1}


def test_chapters_hold_their_questions_and_what_they_are_about_in_study_order() -> None:
    edition, problems = published()
    assert not problems
    assert [(chapter.id, chapter.title) for chapter in edition.chapters] == [("all", "01 All"), ("pets", "02 Pets")]
    keys = [[str(item.question.key) for item in chapter.items] for chapter in edition.chapters]
    assert (
        keys[0].index("animal#definition") < keys[0].index("dog#definition") < keys[0].index("cat#definition")
    )  # by level
    assert keys[1] == ["eel#definition"] and "animal#members/map" in keys[0]
    assert [one for one in edition.chapters[0].entities if one != "map"] == ["animal", "dog", "cat"]
    assert edition.chapters[1].entities == ("eel",)
    assert [str(item.question.key) for item in edition.items()] == [*keys[0], *keys[1]]


def test_what_no_chapter_selects_is_not_in_the_deck() -> None:
    edition, _ = published(deck=deck_of(CHAPTERS[:1]))
    assert "eel#definition" not in guids(edition) and len(edition.chapters) == 1


def test_entities_of_other_levels_are_not_shown() -> None:
    edition, _ = published(deck=deck_of(levels=[2]))
    assert [one for one in edition.chapters[0].entities if one != "map"] == ["cat"] and edition.chapters[
        1
    ].entities == ("eel",)


def test_an_edition_says_what_it_is() -> None:
    edition, _ = published()
    assert (edition.deck, edition.language, edition.title, edition.description, edition.now) == (
        "zoo",
        "en",
        "Zoo",
        "Animals",
        NOW,
    )


def test_a_chapter_before_one_that_it_builds_on_is_told() -> None:
    """`animal` is the parent of all: a cat in a chapter before it comes too early."""
    _, problems = published(deck=deck_of(CHAPTERS[::-1]))
    assert [(problem.code, problem.severity, problem.message) for problem in problems] == [
        ("chapter-order", "warning", f"`{child}` comes before `animal`, on which it builds")
        for child in ("cat", "dog", "eel")
    ]
    assert all(problem.span and problem.span.path == "decks/zoo.yaml" for problem in problems)
    assert all(problem.hint and "move one of the chapters" in problem.hint for problem in problems)


def test_chapter_order_in_a_project(small: Project) -> None:
    chapters = "chapters:\n  - {id: cats, title: {ko: 01 고양이, en: 01 Cats}, entities: [cat]}\n"
    small.replace("decks/zoo.yaml", "chapters:\n", chapters)
    run = small.qgen("check", "--format", "concise")
    assert run.status == 0
    assert "decks/zoo.yaml:6:10: warning[chapter-order]: `cat` comes before `animal`, on which it builds" in run.out


# --- guids ------------------------------------------------------------------------------------------------------------


def test_a_guid_is_made_of_namespace_and_key_and_language_and_of_nothing_else() -> None:
    first = guids(published()[0])
    assert len(set(first.values())) == len(first)
    assert (
        guids(published(ZOO.replace("Eel", "Snake").replace("it swims", "it lives"), deck_of(CHAPTERS[::-1]))[0])
        == first
    )
    elsewhere = guids(published(settings=PublishingSettings("other.example", NOW))[0])
    assert elsewhere.keys() == first.keys() and not set(elsewhere.values()) & set(first.values())


ONCE = ZOO.replace("id: cat,", "id: house-cat, was: [cat],").replace("[cat, dog, eel]", "[house-cat, dog, eel]")
RENAMED = ZOO.replace("id: cat,", "id: house-cat, was: [pet-cat, cat],").replace(
    "[cat, dog, eel]", "[house-cat, dog, eel]"
)


def test_an_entity_with_a_new_id_keeps_its_guids() -> None:
    """With a lock and without one: by the oldest id."""
    first, _ = published()
    for lock in (Lock(), locked(first)):
        assert guids(published(ONCE, lock=lock)[0])["house-cat#definition"] == guids(first)["cat#definition"]


def test_what_the_lock_says_counts_under_any_id() -> None:
    item = Locked("given-away", "aa", NOW, state="released", released="aa")
    for name in ("cat", "pet-cat", "house-cat"):
        edition, _ = published(RENAMED, lock=Lock({(f"{name}#definition", "en"): item}))
        assert guids(edition)["house-cat#definition"] == "given-away"
        assert [one.locked for one in edition.items() if one.guid == "given-away"] == [item]
    two = Lock({("cat#definition", "en"): item, ("house-cat#definition", "en"): replace(item, guid="now")})
    assert guids(published(RENAMED, lock=two)[0])["house-cat#definition"] == "now"
    last = Lock(
        {
            ("pet-cat#definition", "en"): replace(item, guid="first"),
            ("cat#definition", "en"): replace(item, guid="last"),
        }
    )
    assert guids(published(RENAMED, lock=last)[0])["house-cat#definition"] == "last"  # the id it had last
    other = Lock({("cat#definition", "ko"): item})
    assert "given-away" not in guids(published(RENAMED, lock=other)[0]).values()


# --- blanks -----------------------------------------------------------------------------------------------------------


def members(edition: Edition) -> tuple[dict[str, int], tuple[str, ...]]:
    (item,) = [item for item in edition.items() if item.question.key.pattern == "members"]
    return dict(item.cloze_numbers), item.numbered


def test_blanks_are_numbered_from_one_and_keep_their_number() -> None:
    first, _ = published()
    assert members(first) == ({"cat": 1, "dog": 2, "eel": 3}, ("cat", "dog", "eel"))
    without = ZOO.replace("children: [cat, dog, eel]", "children: [eel, dog]").replace(
        "id: cat,", "id: cat, related: [{to: dog, how: see-also}],"
    )
    assert members(published(without, lock=locked(first))[0]) == ({"eel": 3, "dog": 2}, ("cat", "dog", "eel"))
    assert members(published(without)[0]) == ({"eel": 1, "dog": 2}, ("eel", "dog"))
    assert members(published(ONCE, lock=locked(first))[0])[0] == {"house-cat": 1, "dog": 2, "eel": 3}


# --- what leaves ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "leaves"), [("released", True), ("leaving", True), ("retired", True), ("draft", False)]
)
def test_what_learners_have_and_the_deck_has_no_more_is_leaving(state: str, leaves: bool) -> None:
    first, _ = published()
    fewer = deck_of(CHAPTERS[:1])
    edition, _ = published(deck=fewer, lock=locked(first, state))
    assert [one.key for one in edition.leaving] == (["eel#definition"] if leaves else [])
    assert not published(deck=fewer, lock=Lock({(key, "ko"): one for (key, _), one in locked(first).items.items()}))[
        0
    ].leaving
    assert not published(lock=locked(first, state))[0].leaving


def test_what_has_a_new_key_does_not_leave() -> None:
    first, _ = published()
    assert not published(ONCE, lock=locked(first))[0].leaving


def test_what_learners_have_takes_a_place_of_the_angles() -> None:
    patterns = ["parent", "members"]
    had = Lock({("animal#members/map", "en"): Locked("g", "aa", NOW, state="released", released="aa")})
    found = guids(published(deck=deck_of(patterns=patterns, angles=1), lock=had)[0])
    assert "animal#members/map" in found and "cat#parent/map" not in found
    draft = Lock({("animal#members/map", "en"): Locked("g", "aa", NOW)})
    found = guids(published(deck=deck_of(patterns=patterns, angles=1), lock=draft)[0])
    assert "dog#parent/map" in found and "animal#members/map" not in found


def test_looks_of_note_types_are_remembered() -> None:
    entry = Locked("-", "aa", NOW)
    edition, _ = published(lock=Lock({("note-type:qgen-basic", "-"): entry, ("cat#definition", "en"): entry}))
    assert dict(edition.locked_looks) == {"qgen-basic": entry}
