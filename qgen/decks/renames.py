"""Released cards that leave while others come that say the same: most likely an id was changed and not written down."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from qgen.decks.lock import Id, Lock, Locked
from qgen.diagnostics.problems import Problem, counted
from qgen.knowledge.factbase import FactBase
from qgen.questions.model import Key


def renames(before: Lock, built: Mapping[Id, Locked], language: str, base: FactBase) -> list[Problem]:
    """A warning for each entity that seems to be a released one under another id, with the line that says so.

    `before` is the lock before a build of this language, `built` what it locks. Hashes of content leave keys out, so
    that two notes that differ in their ids alone have one hash.
    """
    kept = {locked.guid for (_, code), locked in built.items() if code == language and locked.state == "released"}
    gone = _gone(before, kept, language, base)
    if not gone:
        return []
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for (name, code), locked in built.items():
        if code == language and locked.state == "draft":
            key = Key.read(name)
            found[key.entity].update(gone.get((key.pattern, key.variant, locked.hash), ()))
    return [_told(new, *olds.most_common(1)[0], language, base) for new, olds in sorted(found.items()) if olds]


def _gone(before: Lock, kept: set[str], language: str, base: FactBase) -> Mapping[tuple[str, str, str], set[str]]:
    """Pattern, variant and content of each released note that is gone -> the ids, now unknown, that it was about."""
    entities = {name for entity in base.entities() for name in (entity.id, *entity.was)}
    gone: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for (name, code), locked in before.items.items():
        key = Key.read(name)
        is_gone = code == language and locked.guid not in kept and key.entity not in entities
        if is_gone and locked.released and locked.state != "retired":
            for content in (locked.released, locked.hash):
                gone[key.pattern, key.variant, content].add(key.entity)
    return gone


def _told(new: str, old: str, count: int, language: str, base: FactBase) -> Problem:
    was = ", ".join((*base.entity(new).was, old))
    return Problem.warning(
        "renamed-id",
        f"`{old}` left and `{new}` says the same on {counted(count, 'card')} in `{language}`: "
        "learners would start anew, and be told that the old cards have left",
        at=base.span(new, "id"),
        hint=f"if it is the same under another id, add to it:  was: [{was}]",
    )
