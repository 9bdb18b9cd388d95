"""What the base proves to be false. Nothing is false because it is not stated: the base is an open world.

`X is no Y` follows from four things only: two branches that a taxonomy calls disjoint; Y lying strictly below X; X
being a factor that is tuned for Y; X and Y being two hyperparameters, each of which is one thing and no class of
things. A proof rests on what always holds, in one scope: what holds usually, or under a condition, proves nothing, but
keeps what it says from being called false.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from qgen.entities.facts import IsA
from qgen.entities.hyperparameter import Hyperparameter
from qgen.entities.qualifiers import Qualifiers
from qgen.entities.taxonomy import Disjoint, Tunes
from qgen.entities.values import Text
from qgen.knowledge.factbase import FactBase


class Disproof(NamedTuple):
    """Why `child` is no `parent`. `how` is `disjoint`, `wider`, `tunes` or `individuals`.

    If disjoint, `child` belongs to `one` and `parent` to `other`, and nothing belongs to both.
    """

    how: str
    child: str
    parent: str
    one: str = ""
    other: str = ""
    fact: Disjoint | None = None
    """What says that nothing belongs to both."""


class Prover:
    """Answers for one base, in one scope or for what holds everywhere. Each is a proof or None: unknown."""

    def __init__(self, base: FactBase, scope: Text | None = None):
        self._base = base
        self._scope = scope
        self._branches_of: dict[str, dict[int, list[str]]] = {}
        self._proved_above: dict[str, set[str]] = {}
        self._within: dict[Text, Prover] = {}

    def within(self, scope: Text | None) -> Prover:
        """Who answers in a scope, from what holds everywhere and what holds there."""
        if scope is None or scope == self._scope:
            return self
        if scope not in self._within:
            self._within[scope] = Prover(self._base, scope)
        return self._within[scope]

    def is_a(self, child: str, parent: str) -> bool:
        """Whether the base proves that `child` is a kind of `parent`, near or far."""
        return parent in self._above(child)

    def related(self, one: str, other: str) -> bool:
        """Whether one lies above the other, if only usually, or is the other."""
        return one == other or other in self._base.ancestors(one) or one in self._base.ancestors(other)

    def is_no(self, child: str, parent: str) -> Disproof | None:
        """A proof that `child` is no kind of `parent`."""
        if child == parent or parent in self._base.ancestors(child):
            return None
        return (
            self._disjoint(child, parent)
            or self._wider(child, parent)
            or self._tunes(child, parent)
            or self._individuals(child, parent)
        )

    def tell_apart(self, one: str, other: str) -> bool:
        """Whether neither is the other, nor a kind of it, by proof in both directions."""
        if one not in self._decidable or other not in self._decidable:
            return False
        return bool(not self.related(one, other) and self.is_no(one, other) and self.is_no(other, one))

    def _disjoint(self, child: str, parent: str) -> Disproof | None:
        theirs = self._branches(parent)
        for place, mine in self._branches(child).items():
            for one in mine:
                for other in theirs.get(place, ()):
                    if one != other:
                        return Disproof("disjoint", child, parent, one, other, self._disjoint_facts[place])
        return None

    def _branches(self, concept: str) -> dict[int, list[str]]:
        """The members of each disjoint set that the concept is or is a kind of, by the set's place in the base."""
        if concept not in self._branches_of:
            above = {concept, *self._above(concept)}
            found = sorted((place, at, one) for one in above for place, at in self._disjoint_sets.get(one, ()))
            branches: dict[int, list[str]] = {}
            for place, _, one in found:
                branches.setdefault(place, []).append(one)
            self._branches_of[concept] = branches
        return self._branches_of[concept]

    def _wider(self, child: str, parent: str) -> Disproof | None:
        return Disproof("wider", child, parent) if self.is_a(parent, child) else None

    def _tunes(self, child: str, parent: str) -> Disproof | None:
        return Disproof("tunes", child, parent) if (child, parent) in self._factors else None

    def _individuals(self, child: str, parent: str) -> Disproof | None:
        both = all(isinstance(self._base.entity(entity), Hyperparameter) for entity in (child, parent))
        return Disproof("individuals", child, parent) if both else None

    def _holds(self, known: Qualifiers) -> bool:
        return known.proves and known.scope in (None, self._scope)

    def _above(self, concept: str) -> set[str]:
        """Everything that the concept always is a kind of."""
        if not self._limited:
            return self._base.ancestors(concept)
        if concept not in self._proved_above:
            found: set[str] = set()
            waiting = [concept]
            while waiting:
                for fact in self._base.where(IsA, "child", waiting.pop()):
                    if fact.parent not in found and self._holds(fact.qualifiers):
                        found.add(fact.parent)
                        waiting.append(fact.parent)
            self._proved_above[concept] = found
        return self._proved_above[concept]

    @cached_property
    def _limited(self) -> bool:
        """Whether there is any kind of which the base does not say that it is one always and everywhere."""
        return any(not self._holds(fact.qualifiers) for fact in self._base.of(IsA))

    @cached_property
    def _decidable(self) -> set[str]:
        """What a disproof may speak of; in a large base of loose notes that is little, and most pairs need no look."""
        members = {member for fact in self._disjoint_facts for member in fact.members}
        found = (
            {end for fact in self._base.of(IsA) for end in (fact.child, fact.parent)}
            | {end for pair in self._factors for end in pair}
            | members
        )
        return found | {entity.id for entity in self._base.entities() if isinstance(entity, Hyperparameter)}

    @cached_property
    def _disjoint_facts(self) -> list[Disjoint]:
        return [fact for fact in self._base.of(Disjoint) if self._holds(fact.qualifiers)]

    @cached_property
    def _disjoint_sets(self) -> dict[str, list[tuple[int, int]]]:
        """The sets that a concept is in: places in `_disjoint_facts`, each with its place among the members."""
        places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for place, fact in enumerate(self._disjoint_facts):
            for at, member in enumerate(fact.members):
                places[member].append((place, at))
        return dict(places)

    def can_tell(self, entity: str) -> bool:
        """Whether any disproof may speak of it."""
        return entity in self._decidable

    @cached_property
    def _factors(self) -> set[tuple[str, str]]:
        return {(fact.factor, fact.target) for fact in self._base.of(Tunes) if self._holds(fact.qualifiers)}
