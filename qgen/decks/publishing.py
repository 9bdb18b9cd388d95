"""From questions to an edition: which of them a deck asks, in which chapter, in which order, under which guid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from qgen.decks.edition import Chapter, Edition, Item, Leaving, PressSettings
from qgen.decks.identity import guid
from qgen.decks.lock import Id, Lock, Locked, numbered
from qgen.decks.order import sequence, study_order
from qgen.decks.recipe import ChapterRecipe, Deck
from qgen.decks.selection import is_shown, select
from qgen.diagnostics.problems import Problem
from qgen.knowledge.factbase import FactBase
from qgen.printing.document import Printed
from qgen.questions.bodies import Imported
from qgen.questions.model import Key, Question


def publish(
    deck: Deck,
    language: str,
    questions: Sequence[Question],
    base: FactBase,
    lock: Lock,
    *,
    namespace: str,
    now: int,
    templates: Path | None,
    press: PressSettings = PressSettings(),
    prints: Mapping[str, Printed] | None = None,
) -> tuple[Edition, list[Problem]]:
    """The edition of a deck in a language. `lock` is what was last built of the deck, in all its languages."""
    names = _Names(base, namespace, language, lock.items)
    order = {entity: place for place, entity in enumerate(study_order(base))}
    place_of = chapter_of(deck, base)
    chosen = select(questions, deck.recipe, {question.key for question in questions if names.is_released(question.key)})
    chapters = tuple(
        Chapter(
            chapter.id,
            chapter.title[language],
            _items(chosen, place, place_of, order, names),
            tuple(
                sorted(
                    (
                        entity
                        for entity, own in place_of.items()
                        if own == place and is_shown(base.entity(entity), deck.recipe)
                    ),
                    key=order.__getitem__,
                )
            ),
        )
        for place, chapter in enumerate(deck.recipe.chapters)
    )
    recipe = deck.recipe
    looks = {key.removeprefix("note-type:"): locked for (key, code), locked in lock.items.items() if code == "-"}
    guids = {item.guid for chapter in chapters for item in chapter.items}
    leaving = tuple(
        Leaving(key, locked)
        for (key, code), locked in sorted(lock.items.items())
        if code == language and locked.guid not in guids and locked.state in ("released", "leaving")
    )
    edition = Edition(
        deck.name,
        language,
        recipe.title[language],
        recipe.description[language],
        chapters,
        now,
        looks,
        templates,
        base,
        press,
        prints or {},
        leaving,
    )
    return edition, _out_of_order(deck, base, place_of)


def chapter_of(deck: Deck, base: FactBase) -> dict[str, int]:
    """The chapter of each entity that the deck asks about: the first that selects it."""
    found: dict[str, int] = {}
    for place, chapter in enumerate(deck.recipe.chapters):
        for entity in base.entities():
            if _selects(chapter, entity.id, entity.tags):
                found.setdefault(entity.id, place)
    return found


def _selects(chapter: ChapterRecipe, identifier: str, tags: tuple[str, ...]) -> bool:
    return identifier in chapter.entities or not set(tags).isdisjoint(chapter.tags)


def _items(
    questions: list[Question], chapter: int, place_of: dict[str, int], order: dict[str, int], names: _Names
) -> tuple[Item, ...]:
    mine = [question for question in questions if place_of.get(question.key.entity) == chapter]
    return tuple(names.item(question) for question in sequence(mine, order, names.base))


class _Names:
    """Finds what the lock holds of a question, under any id that its entity has had, and names what is new."""

    def __init__(self, base: FactBase, namespace: str, language: str, lock: Mapping[Id, Locked]):
        self.base = base
        self._namespace = namespace
        self._language = language
        self._lock = lock
        self._oldest = {entity.id: entity.oldest_id for entity in base.entities()}

    def item(self, question: Question) -> Item:
        key = question.key
        locked = self._locked(key)
        oldest = Key(
            self._oldest[key.entity], key.pattern, "/".join(self._first(part) for part in key.variant.split("/"))
        )
        own = question.body.original.guid if isinstance(question.body, Imported) else None
        name = own or (locked.guid if locked else guid(self._namespace, oldest.entity, oldest, self._language))
        blanks = question.blank_ids()
        ever = numbered(map(self._first, blanks), locked)
        numbers = {blank: ever.index(self._first(blank)) + 1 for blank in blanks}
        return Item(question, name, locked, numbers, ever)

    def is_released(self, key: Key) -> bool:
        """Whether learners have it, or had it."""
        locked = self._locked(key)
        return bool(locked and locked.released)

    def _locked(self, key: Key) -> Locked | None:
        ids = (key.entity, *reversed(self.base.entity(key.entity).was))
        keys = (str(Key(identifier, key.pattern, key.variant)) for identifier in ids)
        return next((self._lock[name, self._language] for name in keys if (name, self._language) in self._lock), None)

    def _first(self, identifier: str) -> str:
        """The oldest id of an entity; anything else as it is."""
        return self._oldest.get(identifier, identifier)


def _out_of_order(deck: Deck, base: FactBase, place_of: dict[str, int]) -> list[Problem]:
    """A warning for each entity that stands in a chapter before one that it builds on."""
    return [
        Problem.warning(
            "chapter-order",
            f"`{identifier}` comes before `{other}`, on which it builds",
            at=deck.span("chapters", place, "id"),
            hint="move one of the chapters, or change a tag",
        )
        for identifier, place in place_of.items()
        for other in sorted(base.builds_on(identifier))
        if place_of.get(other, place) > place
    ]
