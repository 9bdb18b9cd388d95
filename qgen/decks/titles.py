"""What Anki knows a deck and its chapters by: their names alone.

Under a new name, an import makes a new deck beside the one that the learner has.
"""

from __future__ import annotations

from collections.abc import Iterable

from qgen.decks.lock import WHOLE_DECK, Id, Lock
from qgen.decks.recipe import Deck
from qgen.diagnostics.problems import Problem


def titles(deck: Deck, languages: Iterable[str]) -> dict[Id, str]:
    """(chapter, language) -> title, of the deck itself too."""
    found: dict[Id, str] = {}
    for language in languages:
        found[WHOLE_DECK, language] = deck.recipe.title[language]
        found.update({(chapter.id, language): chapter.title[language] for chapter in deck.recipe.chapters})
    return found


def renamed(deck: Deck, language: str, lock: Lock) -> list[Problem]:
    """What has another name than in its last release: for the deck an error, for a chapter a warning.

    A deck may have another name if its recipe lists the old one under `was`.
    """
    now = titles(deck, [language])
    problems = []
    released = ((chapter, old) for (chapter, code), known in lock.titles.items() if code == language for old in known)
    for chapter, old in released:
        new = now.get((chapter, language))
        if new is None or new == old:
            continue
        if chapter != WHOLE_DECK:
            place = next(place for place, one in enumerate(deck.recipe.chapters) if one.id == chapter)
            message = (
                f"the chapter was released as “{old}”: "
                "in Anki learners keep it beside the new one, with the cards that they have"
            )
            problems.append(
                Problem.warning(
                    "chapter-renamed", message, at=deck.span("chapters", place, "title"), hint="keep the title"
                )
            )
        elif not any(name.has(language) and name[language] == old for name in deck.recipe.was):
            message = (
                f"the deck was released as “{old}”: "
                "Anki would put new cards into a second deck, beside the one that learners have"
            )
            hint = (
                f"keep the title; or add `was: [{{{language}: …}}]` with the old one, "
                "and tell learners to rename their deck before they import"
            )
            problems.append(Problem.error("deck-renamed", message, at=deck.span("title"), hint=hint))
    return problems
