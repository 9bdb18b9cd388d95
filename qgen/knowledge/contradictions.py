"""What a base states and denies at once, in its trees and in its rules: each with both places.

Takes the records of a base that is sound in itself, gives problems.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import combinations
from typing import Any

from qgen.diagnostics.problems import Problem, Span
from qgen.entities.concept import Concept
from qgen.entities.misconception import Misconception
from qgen.entities.qualifiers import Qualifiers
from qgen.entities.rule import NotHelping, Remedy, Rule
from qgen.entities.taxonomy import Exclusion, Taxonomy
from qgen.entities.values import Text
from qgen.knowledge.ambiguities import ambiguities
from qgen.knowledge.completeness import outsiders
from qgen.knowledge.records import Record
from qgen.language.similarity import folded, unspaced

Records = Mapping[str, Record]


def contradictions(records: Records) -> Iterator[Problem]:
    """Every contradiction of a base."""
    yield from ambiguities(records)
    edges = list(_edges(records))
    circles = list(_circles(edges))
    yield from circles
    if not circles:
        yield from _in_two_branches(records, edges)
        yield from _factors_that_are_kinds(edges)
    yield from _left_out(records)
    yield from _rules(records)
    yield from _beliefs(records)


# Trees


@dataclass(frozen=True)
class _Edge:
    """That one concept is a kind, a part or a factor of another, and where that stands."""

    child: str
    parent: str
    relation: str
    qualifiers: Qualifiers
    record: Record
    loc: tuple[Any, ...]

    @property
    def span(self) -> Span:
        return self.record.span(*self.loc)


def _edges(records: Records) -> Iterator[_Edge]:
    for record in records.values():
        entity = record.entity
        if isinstance(entity, Taxonomy):
            yield from _edges_of_tree(entity, record)
        elif isinstance(entity, Concept):
            for place, link in enumerate(entity.related):
                relation = {"example-of": "is-a", "part-of": "part-of"}.get(link.how)
                if relation:
                    yield _Edge(entity.id, link.to, relation, link.qualifiers(), record, ("related", place, "to"))


def _edges_of_tree(tree: Taxonomy, record: Record) -> Iterator[_Edge]:
    targets = {fact.slot: fact for fact in tree.facts() if fact.prefix == "tunes"}
    for node, parent, loc in tree.root.walk():
        if parent:
            above = getattr(targets.get(node.concept), "target", parent.concept)
            yield _Edge(node.concept, above, node.relation, node.qualifiers(), record, ("root", *loc, "concept"))


def _circles(edges: list[_Edge]) -> Iterator[Problem]:
    """Concepts of which each is a kind, or a part, of the next one, and the last of the first."""
    for relation, words in (("is-a", "a kind"), ("part-of", "a part")):
        graph: dict[str, dict[str, _Edge]] = defaultdict(dict)
        for edge in edges:
            if edge.relation == relation:
                graph[edge.child].setdefault(edge.parent, edge)
        try:
            TopologicalSorter({child: list(parents) for child, parents in graph.items()}).prepare()
        except CycleError as error:
            circle = error.args[1]  # each is above the next one
            first, last = graph[circle[1]][circle[0]], graph[circle[-1]][circle[-2]]
            names = " → ".join(f"`{one}`" for one in reversed(circle))
            hint = f"another of these statements is at {first.span}: one of them is wrong"
            yield Problem.error("cycle", f"each is {words} of the next one: {names}", at=last.span, hint=hint)


def _in_two_branches(records: Records, edges: list[_Edge]) -> Iterator[Problem]:
    """Concepts below two branches that exclude each other, in whatever trees."""
    below: dict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        if edge.relation == "is-a":
            below[edge.parent].append(edge)
    for record, loc, apart in _exclusions(records):
        kinds = {str(one): _reached(one, below, apart.qualifiers()) for one in apart.members}
        for one, other in combinations(kinds, 2):
            if both := kinds[one].keys() & kinds[other].keys():
                yield _of_both(record, loc, kinds, one, other, min(both))


def _exclusions(records: Records) -> Iterator[tuple[Record, tuple[Any, ...], Exclusion]]:
    """Each set of branches that always exclude each other, with its place."""
    for record in records.values():
        for node, _, loc in record.entity.root.walk() if isinstance(record.entity, Taxonomy) else ():
            for index, apart in enumerate(node.disjoint):
                if apart.qualifiers().proves:
                    yield record, ("root", *loc, "disjoint", index), apart


def _reached(concept: str, below: Mapping[str, list[_Edge]], held: Qualifiers) -> dict[str, _Edge | None]:
    """The concept and everything that is always a kind of it, each with the last edge on the way there."""
    found: dict[str, _Edge | None] = {concept: None}
    waiting = [concept]
    while waiting:
        for edge in below.get(waiting.pop(), ()):
            if edge.child not in found and edge.qualifiers.proves and _one_scope(edge.qualifiers, held):
                found[edge.child] = edge
                waiting.append(edge.child)
    return found


def _one_scope(one: Qualifiers, other: Qualifiers) -> bool:
    """Whether two statements meet: one holds everywhere, or both in the same scope."""
    return one.scope is None or other.scope is None or one.scope == other.scope


def _of_both(
    record: Record,
    loc: tuple[Any, ...],
    kinds: Mapping[str, Mapping[str, _Edge | None]],
    one: str,
    other: str,
    both: str,
) -> Problem:
    places = [edge.span for branch in (one, other) if (edge := kinds[branch][both])]
    message = f"nothing is to be both `{one}` and `{other}`, and `{both}` is"
    hint = f"it is placed at {' and '.join(map(str, places))}: take it out of one branch, or drop `disjoint`"
    return Problem.error("contradiction", message, at=record.span(*loc), hint=hint)


def _factors_that_are_kinds(edges: list[_Edge]) -> Iterator[Problem]:
    """Factors that are said to be a kind of what they are tuned for."""
    kinds = {(edge.child, edge.parent): edge for edge in edges if edge.relation == "is-a"}
    for edge in edges:
        kind = kinds.get((edge.child, edge.parent))
        if edge.relation == "tunes" and kind:
            message = f"`{edge.child}` is tuned for `{edge.parent}` here, and a kind of it at {kind.span}"
            yield Problem.warning("contradiction", message, at=edge.span, hint="keep one of the two")


def _left_out(records: Records) -> Iterator[Problem]:
    """Kinds of a concept that a tree leaves out, though it says that it has them all."""
    facts = (fact for record in records.values() for fact in record.entity.facts())
    for kind, complete in outsiders(facts):
        yield Problem.error(
            "contradiction",
            f"`{kind.child}` is a kind of `{kind.parent}`, and `{complete.entity}` says that it has all of them",
            at=records[kind.entity].span(),
            hint=f"add it there, or drop `complete` at `{kind.parent}`",
        )


# Rules


def _rules(records: Records) -> Iterator[Problem]:
    """Rules of one symptom of which one says that something helps and another that it does not."""
    same: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records.values():
        if isinstance(rule := record.entity, Rule):
            seen = rule.seen()
            for language in seen.languages():
                same[language, folded(seen[language])].append(record)
    told: set[tuple[str, str]] = set()
    for (language, _), ruled in same.items():
        helping = [(record, fact) for record in ruled for fact in record.entity.facts() if isinstance(fact, Remedy)]
        useless = [(record, fact) for record in ruled for fact in record.entity.facts() if isinstance(fact, NotHelping)]
        for record, fact in useless:
            for first, other in helping:
                if _contradict(other, fact, language) and (other.id, fact.id) not in told:
                    told.add((other.id, fact.id))
                    message = "this is said not to help against a symptom against which it helps elsewhere"
                    hint = (
                        f"the other is at {first.span(*_place(other))}: drop one of the two, "
                        "or say with `when:` or `causes:` when each holds"
                    )
                    yield Problem.error("contradiction", message, at=record.span(*_place(fact)), hint=hint)


def _contradict(remedy: Remedy, useless: NotHelping, language: str) -> bool:
    """Whether both speak of one action, in words or by what they change, and hold at the same time."""
    if not _hold_together(remedy.qualifiers, useless.qualifiers, language):
        return False
    changed = remedy.entity != useless.entity and remedy.concept is not None and remedy.change is not None
    alike = remedy.concept == useless.concept and remedy.change in (useless.change, "adjust")
    spoken = remedy.action.has(language) and useless.action.has(language)
    return (changed and alike) or (spoken and unspaced(remedy.action[language]) == unspaced(useless.action[language]))


def _hold_together(one: Qualifiers, other: Qualifiers, language: str) -> bool:
    """Whether no condition and no scope tells the two apart for a reader of a language."""
    for mine, theirs in ((one.when, other.when), (one.scope, other.scope)):
        both = mine and theirs and mine.has(language) and theirs.has(language)
        if both and folded(mine[language]) != folded(theirs[language]):  # type: ignore[index]
            return False
    return True


def _place(fact: Remedy | NotHelping) -> tuple[str, ...]:
    """Where an entry stands in its rule."""
    own = fact.slot.rpartition("/")[2]
    return ("causes", fact.cause, fact.prefix, own) if fact.cause else (fact.prefix, own)


# Misconceptions


def _beliefs(records: Records) -> Iterator[Problem]:
    """What is said to be false in one place, and stands as true in another, word by word."""
    true: dict[tuple[str, str], tuple[Record, tuple[str, ...]]] = {}
    for record in records.values():
        for loc, text in _held_true(record):
            for language in text.languages():
                true.setdefault((language, folded(text[language])), (record, loc))
    for record in records.values():
        if isinstance(entity := record.entity, Misconception):
            for language in entity.belief.languages():
                first = true.get((language, folded(entity.belief[language])))
                if first:
                    hint = f"it stands as true at {first[0].span(*first[1])}: drop one of the two"
                    message = f"what many believe is said to be true too, in `{language}`"
                    yield Problem.error("contradiction", message, at=record.span("belief", language), hint=hint)
                    break


def _held_true(record: Record) -> Iterator[tuple[tuple[str, ...], Text]]:
    entity = record.entity
    if isinstance(entity, Misconception):
        yield ("right",), entity.right.text
    elif isinstance(entity, Concept):
        yield from ((("key_points", point), said.text) for point, said in entity.key_points.items())
