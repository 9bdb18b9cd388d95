"""A second opinion on every question: truth by brute force over raw YAML, along no path of qgen's own.

Concepts are rows and columns of two matrices, `is_a` and `is_not`, that are closed by trying every triple until nothing
changes. What is in neither is unknown. A question is sound if its right answer is in the one and every wrong one in the
other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations, product
from typing import Any

Raw = dict[str, list[dict[str, Any]]]
"""Entities under their keys, as a YAML parser gives them, of all files together."""


class World:
    """Everything that a base states or implies, and what is said of concepts in one language."""

    def __init__(self, raw: Raw, language: str):
        self.language = language
        self.concepts = {entity["id"]: entity for key in ("concepts", "hyperparameters") for entity in raw.get(key, [])}
        self.hyperparameters = {entity["id"] for entity in raw.get("hyperparameters", [])}
        self.comparisons = {entity["id"]: entity for entity in raw.get("comparisons", [])}
        self.rules = {entity["id"]: entity for entity in raw.get("rules", [])}
        self.examples = {entity["id"]: entity for entity in raw.get("examples", [])}
        self.edges: list[tuple[str, str, str, str]] = []
        """Taxonomy, child, parent, relation."""
        self.factors: set[tuple[str, str]] = set()
        disjoint: list[tuple[str, str]] = []
        for taxonomy in raw.get("taxonomies", []):
            disjoint += self._read(taxonomy["id"], taxonomy["root"], [])
        for child, entity in self.concepts.items():
            self.edges += [
                ("", child, link["to"], "is-a") for link in entity.get("related", []) if link["how"] == "example-of"
            ]
        self.is_a = self._closed({(child, parent) for _, child, parent, relation in self.edges if relation == "is-a"})
        self.is_not = self._refuted(disjoint)

    def _read(self, taxonomy: str, node: Any, above: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Takes the edges below a node; the disjoint pairs that it and those below it state."""
        if isinstance(node, str):
            return []
        found = [
            pair for members in node.get("disjoint", []) for pair in product(members, members) if pair[0] != pair[1]
        ]
        here = [*above, (node["concept"], node.get("relation", "is-a"))]
        for child in node.get("children", []):
            name, relation = (
                (child, "is-a") if isinstance(child, str) else (child["concept"], child.get("relation", "is-a"))
            )
            self.edges.append((taxonomy, name, node["concept"], relation))
            if relation == "tunes":
                self.factors.add((name, here[-2][0] if here[-1][1] == "group" and len(here) > 1 else here[-1][0]))
            found += self._read(taxonomy, child, here)
        return found

    @staticmethod
    def _closed(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
        closed = set(pairs)
        while True:
            further = {(a, d) for a, b in closed for c, d in closed if b == c} - closed
            if not further:
                return closed
            closed |= further

    def _refuted(self, disjoint: list[tuple[str, str]]) -> set[tuple[str, str]]:
        def below(node: str) -> list[str]:
            return [one for one in self.concepts if one == node or (one, node) in self.is_a]

        refuted = {(a, b) for one, other in disjoint for a in below(one) for b in below(other)}
        refuted |= {(parent, child) for child, parent in self.is_a} | self.factors
        refuted |= {(a, b) for a in self.hyperparameters for b in self.hyperparameters if a != b}
        return refuted - self.is_a - {(one, one) for one in self.concepts}

    def text(self, value: Any) -> str:
        """A text of the base in this language, without the marks that this base uses."""
        written = str(value[self.language]) if isinstance(value, dict) and self.language in value else str(value)
        return bare(written)

    def called(self, text: str) -> str:
        """The one concept whose term a text is."""
        (found,) = [one for one, entity in self.concepts.items() if self.text(entity["term"]) == bare(text)]
        return found

    def defined(self, text: str) -> list[str]:
        """The concepts whose definition a text is."""
        return [
            one
            for one, entity in self.concepts.items()
            if "definition" in entity and self.text(entity["definition"]) == bare(text)
        ]

    def edge(self, fact: str) -> tuple[str, str]:
        """Child and parent of the edge that a fact's id names: `taxonomy#is-a/child` or `child#is-a/parent`."""
        entity, end = split(fact)
        if entity in self.concepts:
            return entity, end
        return next((child, parent) for taxonomy, child, parent, _ in self.edges if (taxonomy, child) == (entity, end))


def split(fact: str) -> tuple[str, str]:
    """The entity that a fact's id names, and what comes behind the kind of fact."""
    entity, _, field = fact.partition("#")
    return entity, field.partition("/")[2]


def bare(text: str) -> str:
    return re.sub(r"[*`$\s]|\\,", "", text)


def unsound(question: dict[str, Any], world: World) -> str | None:
    """Why a question, as `questions.json` has it, is not proved by the base; None if it is."""
    options = question.get("options", [])
    if options:
        texts = [bare(option["text"]).casefold() for option in options]
        if [option["correct"] for option in options].count(True) != 1 or len(options) != 4 or len(set(texts)) != 4:
            return "not four different options of which one is right"
        (right,) = (option["text"] for option in options if option["correct"])
        if bare(right) != bare(question["answer"]):
            return "the answer is not the right option"
    check = _CHECKS.get(question["pattern"])
    return next(check(question, world), None) if check else None


Why = Iterator[str]


def _options(question: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    return ((option["text"], option["correct"]) for option in question["options"])


def _parent_choice(question: dict[str, Any], world: World) -> Why:
    child, _ = world.edge(question["facts"][0])
    for text, correct in _options(question):
        if (child, world.called(text)) not in (world.is_a if correct else world.is_not):
            yield f"{child} / {text}: not proved"


def _kind_choice(question: dict[str, Any], world: World) -> Why:
    _, parent = world.edge(question["facts"][0])
    for text, correct in _options(question):
        if (world.called(text), parent) not in (world.is_a if correct else world.is_not):
            yield f"{text} / {parent}: not proved"


def _odd_one_out(question: dict[str, Any], world: World) -> Why:
    options = {world.called(text): correct for text, correct in _options(question)}
    parent = question["key"].partition("#")[0]
    for one, odd in options.items():
        if (one, parent) not in (world.is_not if odd else world.is_a):
            yield f"{one} / {parent}: not proved"
    for node in world.concepts:
        outside = [one for one in options if (one, node) not in world.is_a]
        if len(outside) == 1 and not options[outside[0]]:
            yield f"{outside[0]} is the only one that is no {node}"


def _same_definition(question: dict[str, Any], world: World) -> Why:
    subject = question["key"].partition("#")[0]
    as_definition = question["pattern"] == "definition-choice"
    for text, correct in _options(question):
        concepts = world.defined(text) if as_definition else [world.called(text)]
        if (
            concepts != [subject]
            if correct
            else not all({(one, subject), (subject, one)} <= world.is_not for one in concepts)
        ):
            yield f"{text}: not proved"


def _group_choice(question: dict[str, Any], world: World) -> Why:
    group = world.concepts[question["key"].partition("#")[0]]["group"]
    for text, correct in _options(question):
        if (world.called(text) == group) is not correct:
            yield f"{text}: not proved"


def _default_choice(question: dict[str, Any], world: World) -> Why:
    entity, library = split(question["facts"][0])
    defaults = world.concepts[entity]["defaults"]
    (value,) = [str(one["value"]) for one in defaults if one["library"].replace(" ", "-") == library]
    for text, correct in _options(question):
        if (float(text) == float(value)) is not correct:
            yield f"{text}: not proved"


def _code_choice(question: dict[str, Any], world: World) -> Why:
    entity, part = split(question["facts"][0])
    parts = world.examples[entity]["parts"]
    code = parts[part]["code"]
    for text, correct in _options(question):
        of = [name for name, one in parts.items() if world.text(one["note"]) == bare(text)]
        apart = all(code not in parts[name]["code"] and parts[name]["code"] not in code for name in of if name != part)
        if (of == [part]) is not correct or not apart:
            yield f"{text}: not proved"


def _rule(question: dict[str, Any], world: World) -> tuple[dict[str, Any], str, str]:
    """The rule that a question's fact is of, and where in it the fact stands: its list and its name there."""
    entity, name = split(question["facts"][0])
    return world.rules[entity], question["facts"][0].partition("#")[2].partition("/")[0], name


def _remedy_choice(question: dict[str, Any], world: World) -> Why:
    rule, _, _ = _rule(question, world)
    for text, correct in _options(question):
        helps, hinders = (
            [one for one in rule.get(listed, {}).values() if world.text(one["action"]) == bare(text)]
            for listed in ("remedies", "not_helping")
        )
        if (bool(helps), bool(hinders)) != (correct, not correct):
            yield f"{text}: not proved"


def _symptom_choice(question: dict[str, Any], world: World) -> Why:
    rule, _, name = _rule(question, world)
    change = [rule["remedies"][name].get(part) for part in ("concept", "change")]
    for text, correct in _options(question):
        (found,) = [one for one in world.rules.values() if world.text(one["symptom"]) == bare(text)]
        listed = found["remedies"] if correct else found.get("not_helping", {})
        if change not in [[one.get(part) for part in ("concept", "change")] for one in listed.values()]:
            yield f"{text}: not proved"


def _helps(question: dict[str, Any], world: World) -> Why:
    _, listed, _ = _rule(question, world)
    if (question["answer"] in ("참", "True")) is not (listed == "remedies"):
        yield "judged the wrong way"


def _true_false(question: dict[str, Any], world: World) -> Why:
    entity, _, _ = question["key"].partition("#")
    claimed = question["answer"] in ("참", "True")
    shown = [one for one in world.concepts if one != entity and _states(question["stem"], entity, one, world)]
    if not any((entity, one) in (world.is_a if claimed else world.is_not) for one in shown):
        yield f"{entity} / {shown}: not proved {claimed}"
    if any(
        (entity, one) in (world.is_not if claimed else world.is_a) for one in shown if not _inside(one, shown, world)
    ):
        yield f"{entity} / {shown}: proved otherwise"


def _states(stem: str, child: str, parent: str, world: World) -> bool:
    """Whether a statement's parent is this concept: its term stands behind the child's."""
    term, other = world.text(world.concepts[child]["term"]), world.text(world.concepts[parent]["term"])
    said = bare(stem).split("?", 1)[1]
    return re.search(
        rf"(?:한종류|kindof){re.escape(other)}\.$|{re.escape(other)}의한종류이다\.$", said.removeprefix(term)
    ) is not None or said.endswith((f"akindof{other}.", f"{other}의한종류이다."))


def _inside(one: str, shown: list[str], world: World) -> bool:
    """Whether a term is only the end of a longer one that is shown: 정규화 of L1 정규화."""
    term = world.text(world.concepts[one]["term"])
    return any(other != one and world.text(world.concepts[other]["term"]).endswith(term) for other in shown)


def _ordering(question: dict[str, Any], world: World) -> Why:
    chain = [world.called(text) for text in question["answer"].split("⊃")]
    for below, above in ((b, a) for a, b in combinations(chain, 2)):
        if (below, above) not in world.is_a:
            yield f"{below} is not below {above}"


def _matching(question: dict[str, Any], world: World) -> Why:
    rows = [line.split(" | ") for line in question["answer"].split("\n")[1:]]
    groups = [world.called(group) for _, group in rows]
    fitting = [[world.concepts[world.called(name)]["group"] == group for group in groups] for name, _ in rows]
    if any(sum(row) != 1 for row in fitting) or any(sum(column) != 1 for column in zip(*fitting, strict=True)):
        yield "there is not one way to match"
    if not all(fitting[place][place] for place in range(len(rows))):
        yield "a pair is wrong"


def _code_matching(question: dict[str, Any], world: World) -> Why:
    for name, definition in (line.split(" | ", 1) for line in question["answer"].split("\n")[1:]):
        owners = [one for one in world.hyperparameters if world.concepts[one]["code_name"] == name]
        if world.defined(definition) != owners:
            yield f"{name} is not the only one with this definition"


def _term(question: dict[str, Any], world: World) -> Why:
    subject = question["key"].partition("#")[0]
    if world.defined(question["stem"].split("\n", 1)[1]) != [subject]:
        yield "another concept has the same definition"


def _cell_subject(question: dict[str, Any], world: World) -> Why:
    entity, cell = split(question["facts"][0])
    aspect, subject = cell.split("/")
    cells = world.comparisons[entity]["aspects"][aspect]["cells"]
    same = [one for one, text in cells.items() if world.text(text) == world.text(cells[subject])]
    if same != [subject] or world.called(question["answer"].split("\n")[0]) != subject:
        yield "the cell is not of this subject alone"


def _parent(question: dict[str, Any], world: World) -> Why:
    if world.edge(question["facts"][0])[1] != world.called(question["answer"].split("\n")[0]):
        yield "the parent is not stated"


_CHECKS: dict[str, Callable[[dict[str, Any], World], Why]] = {
    "parent-choice": _parent_choice,
    "kind-choice": _kind_choice,
    "odd-one-out": _odd_one_out,
    "term-choice": _same_definition,
    "definition-choice": _same_definition,
    "group-choice": _group_choice,
    "default-choice": _default_choice,
    "code-choice": _code_choice,
    "true-false": _true_false,
    "ordering": _ordering,
    "matching": _matching,
    "code-matching": _code_matching,
    "term": _term,
    "which-of-two": _term,
    "remedy-choice": _remedy_choice,
    "symptom-choice": _symptom_choice,
    "helps": _helps,
    "cell-subject": _cell_subject,
    "parent": _parent,
}
"""Every pattern whose answer could be wrong by more than a slip of its text."""
