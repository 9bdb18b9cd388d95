"""From questions to an edition: which of them a deck asks, in which chapter, in which order, under which guid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path

from qgen.decks.definitions import as_selected, by_chapter
from qgen.decks.edition import Chapter, Edition, Item, Leaving, PressSettings
from qgen.decks.identity import guid
from qgen.decks.lock import Id, Lock, Locked, numbered
from qgen.decks.order import study_order
from qgen.decks.recipe import Deck
from qgen.decks.selection import asks_so, is_shown, select
from qgen.decks.spacing import Spacing
from qgen.diagnostics.problems import Problem
from qgen.knowledge.factbase import FactBase
from qgen.printing.document import Printed
from qgen.questions.bodies import Imported
from qgen.questions.model import Key, Question


@dataclass(frozen=True)
class PublishingSettings:
    """What holds for every edition of a build.

    The rest of an edition comes from its deck, its language and the lock.
    """

    namespace: str
    """Part of every new guid."""
    now: int
    """The time of the build, in seconds since 1970."""
    templates: Path | None = None
    """The project's own folder of templates, if any."""
    press: PressSettings = field(default_factory=PressSettings)
    prints: Mapping[str, Printed] = field(default_factory=dict)
    """PDFs of an earlier build by their origin."""


def publish(
    deck: Deck, language: str, questions: Sequence[Question], base: FactBase, lock: Lock, settings: PublishingSettings
) -> tuple[Edition, list[Problem]]:
    """The edition of a deck in a language. `lock` is what was last built of the deck, in all its languages."""
    identities = _Identities(base, settings.namespace, language, lock.items)
    released = {question.key for question in questions if identities.is_released(question.key)}
    chosen = select(questions, deck.recipe, base, released)
    place_of = chapter_of(deck, base)
    if deck.recipe.angles is None:
        asked = as_selected(chosen, place_of)
    else:
        could_ask = [question for question in questions if asks_so(question, deck.recipe)]
        asked = by_chapter(chosen, could_ask, place_of, base, released)
    chapters, left_out = _chapters(deck, language, asked, place_of, identities)
    edition = Edition(
        deck=deck.name,
        language=language,
        title=deck.recipe.title[language],
        description=deck.recipe.description[language],
        chapters=chapters,
        now=settings.now,
        locked_looks=_looks(lock),
        templates=settings.templates,
        base=base,
        press=settings.press,
        prints=settings.prints,
        leaving=_leaving(lock, language, chapters),
        left_out=tuple(left_out),
    )
    return edition, _out_of_order(deck, base, place_of)


def _chapters(
    deck: Deck, language: str, asked: Mapping[int, list[Question]], place_of: Mapping[str, int], identities: _Identities
) -> tuple[tuple[Chapter, ...], list[Question]]:
    """The recipe's chapters, each with its questions and with what it is about; and the questions without a place.

    `place_of` is the chapter of an entity.
    """
    base = identities.base
    order = {entity: place for place, entity in enumerate(study_order(base))}
    shown: dict[int, list[str]] = defaultdict(list)
    for entity in sorted(place_of, key=order.__getitem__):
        if is_shown(base.entity(entity), deck.recipe):
            shown[place_of[entity]].append(entity)

    asks_everything = deck.recipe.angles is None
    spacing = Spacing(
        base, order, lambda question: asks_everything or identities.is_released(question.key), asks_everything
    )
    chapters = tuple(
        Chapter(
            chapter.id,
            chapter.title[language],
            tuple(map(identities.item, spacing.chapter(asked.get(place, ())))),
            tuple(shown[place]),
        )
        for place, chapter in enumerate(deck.recipe.chapters)
    )
    return chapters, spacing.left_out


def _looks(lock: Lock) -> dict[str, Locked]:
    """What was last built of each note type's look, by what the lock calls the note type."""
    return {key.removeprefix("note-type:"): locked for (key, code), locked in lock.items.items() if code == "-"}


def _leaving(lock: Lock, language: str, chapters: Iterable[Chapter]) -> tuple[Leaving, ...]:
    """What learners have, or once had, and no chapter holds any more; each once, whatever keys it had."""
    guids = {item.guid for chapter in chapters for item in chapter.items}
    leaving = {
        locked.guid: Leaving(key, locked)
        for (key, code), locked in sorted(lock.items.items())
        if code == language and locked.guid not in guids and locked.released
    }
    return tuple(leaving.values())


def chapter_of(deck: Deck, base: FactBase) -> dict[str, int]:
    """The chapter of each entity that the deck asks about: the first that selects it."""
    named: dict[str, int] = {}
    tagged: dict[str, int] = {}
    for place, chapter in enumerate(deck.recipe.chapters):
        for identifier in chapter.entities:
            named.setdefault(identifier, place)
        for tag in chapter.tags:
            tagged.setdefault(tag, place)
    found: dict[str, int] = {}
    for entity in base.entities():
        places = [tagged[tag] for tag in entity.tags if tag in tagged]
        places += [named[entity.id]] if entity.id in named else []
        if places:
            found[entity.id] = min(places)
    return dict(sorted(found.items(), key=itemgetter(1)))


class _Identities:
    """Finds what the lock holds of a question, under any id that its entity has had, and names what is new."""

    def __init__(self, base: FactBase, namespace: str, language: str, lock: Mapping[Id, Locked]):
        self.base = base
        self._namespace = namespace
        self._language = language
        self._oldest = {entity.id: entity.oldest_id for entity in base.entities()}
        self._oldest_of_old = {old: entity.oldest_id for entity in base.entities() for old in entity.was}
        self._known: dict[Key, list[tuple[Key, Locked]]] = defaultdict(list)
        for (name, code), locked in lock.items():
            if code == language:
                key = Key.read(name)
                self._known[self._oldest_key(key)].append((key, locked))

    def item(self, question: Question) -> Item:
        """The question with its guid, and with the number of each of its blanks."""
        known_as, locked = self._locked(question.key)
        blanks = question.blank_ids()
        ever = numbered(map(self._first, blanks), locked)
        numbers = {blank: ever.index(self._first(blank)) + 1 for blank in blanks}
        return Item(question, self._guid(question, locked), locked, numbers, ever, is_renamed=known_as != question.key)

    def _guid(self, question: Question, locked: Locked | None) -> str:
        """That of an imported note, else the one it was built with, else a new one, made of the oldest ids."""
        if isinstance(question.body, Imported):
            return question.body.original.guid
        if locked:
            return locked.guid
        oldest = self._oldest_key(question.key)
        return guid(self._namespace, oldest.entity, oldest, self._language)

    def is_released(self, key: Key) -> bool:
        """Whether learners have it, or had it."""
        _, locked = self._locked(key)
        return bool(locked and locked.released)

    def _locked(self, key: Key) -> tuple[Key, Locked | None]:
        """What the lock holds of it and under which key: what was released first, then under the id that it had last.

        A draft gives way: it was built under a new id before that one said `was`.
        """
        was = self.base.entity(key.entity).was

        def place(found: tuple[Key, Locked]) -> tuple[bool, bool, int]:
            known_as, locked = found
            age = was[::-1].index(known_as.entity) + 1 if known_as.entity in was else 0
            return locked.released is None, known_as != key, age

        return min(self._known.get(self._oldest_key(key), ()), key=place, default=(key, None))

    def _oldest_key(self, key: Key) -> Key:
        """The key by the oldest ids of all entities in it, which guids are made of."""
        variant = "/".join(map(self._first, key.variant.split("/")))
        return Key(self._first(key.entity), key.pattern, variant)

    def _first(self, identifier: str) -> str:
        """The oldest id of an entity; anything else as it is."""
        return self._oldest.get(identifier) or self._oldest_of_old.get(identifier, identifier)


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
