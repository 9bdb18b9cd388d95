"""Locks whose deck has no recipe any more: a recipe was renamed, or deleted."""

from __future__ import annotations

from collections.abc import Mapping

from qgen.build.locks import read_deck_lock, stored_lock
from qgen.decks.lock import Lock
from qgen.decks.recipe import Deck
from qgen.diagnostics.problems import Problem, Span, counted
from qgen.project.disk import Project
from qgen.project.roots import composed, recipe_files


def orphaned_locks(project: Project, decks: Mapping[str, Deck]) -> list[Problem]:
    """A warning for each lock without a recipe; it proposes the deck that has the lock's title, or its chapters."""
    recipes = {composed(path.stem) for path in recipe_files(project.root)}
    problems = []
    for path in sorted((project.root / "decks").glob("*.lock")):
        if composed(path.stem) in recipes or path.name.startswith(".") or not path.is_file():
            continue
        lock, _ = read_deck_lock(project, path.stem, path.read_bytes())
        given = sum(locked.released is not None for (_, code), locked in lock.items.items() if code != "-")
        shown = project.shown(path)
        message = f"a lock without a recipe, with {counted(given, 'released note')}: their learners get no more updates"
        heir = _heir(project, lock, decks)
        if heir:
            own = project.shown(project.lock_file(heir))
            first = f"rm {own}; " if project.lock_file(heir).is_file() else ""
            hint = f"if `{heir}` is this deck under another name, give it the lock:  {first}mv {shown} {own}"
        else:
            hint = f"give decks/{path.stem}.yaml back, or delete the lock if nobody learns the deck"
        problems.append(Problem.warning("orphaned-lock", message, at=Span.start_of(shown), hint=hint))
    return problems


def _heir(project: Project, lock: Lock, decks: Mapping[str, Deck]) -> str | None:
    """The deck without releases of its own that shares most titles and items with the lock."""

    def shared(name: str) -> tuple[int, int]:
        recipe = decks[name].recipe
        known = (recipe.title, *recipe.was, *(chapter.title for chapter in recipe.chapters))
        names = {title[code] for title in known for code in title.languages()}
        own = stored_lock(project, name)
        is_released = any(locked.released for locked in own.items.values())
        titles = sum(title in names for released in lock.titles.values() for title in released)
        return (0, 0) if is_released else (titles, len(own.items.keys() & lock.items.keys()))

    best = max(decks, key=shared, default=None)
    return best if best and any(shared(best)) else None
