"""A second opinion on every question: truth by brute force over raw YAML, along no path of qgen's own.

Concepts are rows and columns of two matrices, `is_a` and `is_not`, that are closed by trying every triple until nothing
changes. What is in neither is unknown. A question is sound if its right answer is in the one and every wrong one in the
other, of every concept that bears the name or the definition that is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations, product
from typing import Any

Raw = dict[str, list[dict[str, Any]]]
"""Entities under their keys, as a YAML parser gives them, of all files together."""


class Ambiguous(Exception):
    """A name that is shown and that not exactly one concept bears."""


class World:
    """Everything that a base states or implies, everywhere or in one scope, as it is said in one language."""

    def __init__(self, raw: Raw, language: str, scope: Any = None):
        self.raw = raw
        self.language = language
        self.scope = scope
        self.scopes: dict[tuple[str, str], Any] = {}
        """Where an edge holds: by taxonomy and child."""
        self.weak: set[tuple[str, str]] = set()
        """Kinds that are not always kinds, or not in this scope: neither proved nor refuted."""
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
            for link in entity.get("related", []):
                if link["how"] == "example-of":
                    self._add("", child, link["to"], "is-a", link)
        kinds = {(child, parent) for _, child, parent, relation in self.edges if relation == "is-a"}
        self.is_a = self._closed(kinds)
        self.is_not = self._refuted(disjoint) - self._closed(kinds | self.weak)

    def within(self, fact: str) -> World:
        """The world in which a fact is asked: with what holds in its scope."""
        entity, end = split(fact)
        scope = self.scopes.get((entity, end)) or self.scopes.get(("", entity))
        return World(self.raw, self.language, scope) if scope else self

    def _add(self, taxonomy: str, child: str, parent: str, relation: str, said: Any) -> None:
        if isinstance(said, dict) and said.get("scope"):
            self.scopes[taxonomy, child] = said["scope"]
        if relation != "is-a" or self._holds(said):
            self.edges.append((taxonomy, child, parent, relation))
        else:
            self.weak.add((child, parent))
            self.edges.append((taxonomy, child, parent, "weak"))

    def _holds(self, said: Any) -> bool:
        """Whether a statement always holds, under no condition, and in this scope."""
        if not isinstance(said, dict):
            return True
        sure = said.get("strength", "always") == "always" and "when" not in said
        return sure and said.get("scope") in (None, self.scope)

    def _read(self, taxonomy: str, node: Any, above: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Takes the edges below a node; the disjoint pairs that it and those below it state."""
        if isinstance(node, str):
            return []
        sets = [one for one in node.get("disjoint", []) if self._holds(one)]
        apart = [one["members"] if isinstance(one, dict) else one for one in sets]
        found = [pair for members in apart for pair in product(members, members) if pair[0] != pair[1]]
        here = [*above, (node["concept"], node.get("relation", "is-a"))]
        for child in node.get("children", []):
            name, relation = (
                (child, "is-a") if isinstance(child, str) else (child["concept"], child.get("relation", "is-a"))
            )
            self._add(taxonomy, name, node["concept"], relation, child)
            if relation == "tunes" and self._holds(child):
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
        """The one concept that is called so, by whatever name. Ambiguous if it is not one."""
        found = [one for one in self.concepts if bare(text).casefold() in self.names(one)]
        if len(found) != 1:
            raise Ambiguous(f"`{text}` names {found or 'nothing'}")
        return found[0]

    def shown(self, concept: str) -> str:
        """A concept's term as a question shows it, with its field behind it if it says one."""
        entity = self.concepts[concept]
        return self.text(entity["term"]) + (f"({self.text(entity['scope'])})" if "scope" in entity else "")

    def names(self, concept: str) -> set[str]:
        """All that a concept is called in this language, its English term included."""
        entity = self.concepts[concept]
        said = [entity["term"], *entity.get("aliases", [])]
        written = [self.text(one) for one in said if not isinstance(one, dict) or self.language in one]
        english = entity["term"]["en"] if isinstance(entity["term"], dict) else entity["term"]
        behind = f"({self.text(entity['scope'])})" if "scope" in entity else ""
        return {f"{name}{behind}".casefold() for name in (*written, bare(english))}

    def defined(self, text: str) -> list[str]:
        """The concepts whose definition a text is."""
        return [
            one
            for one, entity in self.concepts.items()
            if "definition" in entity and self.text(said(entity["definition"])).casefold() == bare(text).casefold()
        ]

    def edge(self, fact: str) -> tuple[str, str]:
        """Child and parent of the edge that a fact's id names: `taxonomy#is-a/child` or `child#is-a/parent`."""
        entity, end = split(fact)
        if entity in self.concepts:
            return entity, end
        return next((child, parent) for taxonomy, child, parent, _ in self.edges if (taxonomy, child) == (entity, end))


def said(value: Any) -> Any:
    """The text of a statement, which may be written with what limits it."""
    return value["text"] if isinstance(value, dict) and "text" in value else value


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
    try:
        return next(check(question, world), None) if check else None
    except Ambiguous as error:
        return str(error)


Why = Iterator[str]


def _options(question: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    return ((option["text"], option["correct"]) for option in question["options"])


def _parent_choice(question: dict[str, Any], world: World) -> Why:
    child, parent = world.edge(question["facts"][0])
    world = world.within(question["facts"][0])
    for text, correct in _options(question):
        claimed = world.is_a | {(child, parent)} if correct else world.is_not
        if (child, world.called(text)) not in claimed:
            yield f"{child} / {text}: not proved"


def _kind_choice(question: dict[str, Any], world: World) -> Why:
    child, parent = world.edge(question["facts"][0])
    world = world.within(question["facts"][0])
    for text, correct in _options(question):
        claimed = world.is_a | {(child, parent)} if correct else world.is_not
        if (world.called(text), parent) not in claimed:
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


Entry = tuple[bool, dict[str, Any], tuple[str, ...]]
"""Whether it helps, what is written of it, and the conditions under which it does or does not."""


def _entries(rule: dict[str, Any], world: World) -> Iterator[Entry]:
    """All that a rule says to help or not to help, with what it says of the cause and of the condition."""
    places = [(rule, ())] + [(cause, (world.text(cause["text"]),)) for cause in rule.get("causes", {}).values()]
    for held, conditions in places:
        for listed, helps in (("remedies", True), ("not_helping", False)):
            for one in held.get(listed, {}).values():
                own = (world.text(one["when"]),) if "when" in one else ()
                yield helps, one, (*conditions, *own)


def _symptom(rule: dict[str, Any], world: World) -> str:
    behind = [world.text(rule[key]) for key in ("seen_on", "compared_with") if key in rule]
    return world.text(rule["symptom"]) + (f"({','.join(behind)})" if behind else "")


def _of_the_symptom(question: dict[str, Any], world: World) -> list[Entry]:
    """All that is said of a symptom of this name that holds under what the question says."""
    symptom, stem = _symptom(world.rules[question["key"].partition("#")[0]], world), bare(question["stem"])
    rules = [rule for rule in world.rules.values() if _symptom(rule, world) == symptom]
    entries = [entry for rule in rules for entry in _entries(rule, world)]
    return [entry for entry in entries if all(condition in stem for condition in entry[2])]


def _judged(text: str, entries: list[Entry], world: World) -> set[bool]:
    """What is said of an action that reads so: that it helps, that it never does."""
    same = [(helps, one) for helps, one, _ in entries if world.text(one["action"]).casefold() == bare(text).casefold()]
    return {helps for helps, one in same if helps or one.get("strength", "always") == "always"}


def _remedy_choice(question: dict[str, Any], world: World) -> Why:
    entries = _of_the_symptom(question, world)
    for text, correct in _options(question):
        if _judged(text, entries, world) != {correct}:
            yield f"{text}: not proved"


def _asked_entry(question: dict[str, Any], world: World) -> tuple[bool, dict[str, Any]]:
    entity, _, field = question["facts"][0].partition("#")
    listed, *inner = field.split("/")
    rule = world.rules[entity]
    held = rule["causes"][inner[0]] if len(inner) > 1 else rule
    return listed == "remedies", held[listed][inner[-1]]


def _symptom_choice(question: dict[str, Any], world: World) -> Why:
    _, asked = _asked_entry(question, world)
    change = [asked.get(part) for part in ("concept", "change")]
    for text, correct in _options(question):
        rules = [rule for rule in world.rules.values() if _symptom(rule, world) == bare(text)]
        found = {
            helps
            for rule in rules
            for helps, one, conditions in _entries(rule, world)
            if not conditions and [one.get(part) for part in ("concept", "change")] == change
        }
        alike = set().union(
            *(_judged(str(asked_text(asked, world)), list(_entries(rule, world)), world) for rule in rules)
        )
        if found != {correct} or (not correct and True in alike):
            yield f"{text}: not proved"


def asked_text(entry: dict[str, Any], world: World) -> str:
    return world.text(entry["action"])


def _helps(question: dict[str, Any], world: World) -> Why:
    helps, asked = _asked_entry(question, world)
    claimed = question["answer"] in ("참", "True")
    if claimed is not helps or _judged(asked_text(asked, world), _of_the_symptom(question, world), world) != {claimed}:
        yield "judged the wrong way"


def _true_false(question: dict[str, Any], world: World) -> Why:
    entity, _, _ = question["key"].partition("#")
    world = world.within(question["facts"][0])
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
    term, other = world.text(world.concepts[child]["term"]), world.shown(parent)
    said = bare(stem).split("?", 1)[1]
    said = re.sub(r"\([^()]*\)$", "", said) if world.scope else said  # where it holds
    return re.search(
        rf"(?:한종류|kindof){re.escape(other)}\.$|{re.escape(other)}의한종류이다\.$", said.removeprefix(term)
    ) is not None or said.endswith((f"akindof{other}.", f"{other}의한종류이다."))


def _inside(one: str, shown: list[str], world: World) -> bool:
    """Whether a term is only the end of a longer one that is shown: 정규화 of L1 정규화."""
    term = world.shown(one)
    return any(other != one and world.shown(other).endswith(term) for other in shown)


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
        meant = [one for one in world.defined(definition) if one in owners]
        if len(meant) != 1 or meant != world.defined(definition):
            yield f"{name} is not the only one with this definition"
    rows = [line.split(" | ", 1) for line in question["answer"].split("\n")[1:]]
    if any(len({bare(row[side]).casefold() for row in rows}) != len(rows) for side in (0, 1)):
        yield "two rows read alike"


def _term(question: dict[str, Any], world: World) -> Why:
    subject = question["key"].partition("#")[0]
    if world.defined(question["stem"].split("\n", 1)[1]) != [subject]:
        yield "another concept has the same definition"


def _cell_subject(question: dict[str, Any], world: World) -> Why:
    entity, cell = split(question["facts"][0])
    aspect, subject = cell.split("/")
    cells = world.comparisons[entity]["aspects"][aspect]["cells"]
    same = [one for one, text in cells.items() if world.text(said(text)) == world.text(said(cells[subject]))]
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
