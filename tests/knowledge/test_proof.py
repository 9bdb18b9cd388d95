"""Every question is proved: the oracle agrees over the real base, over random ones, and after facts are taken back."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qgen.knowledge.factbase import FactBase
from qgen.knowledge.loading import read_knowledge
from qgen.lint import lint
from qgen.patterns.derivation import derive
from qgen.questions.bodies import Typed
from qgen.questions.model import Question
from qgen.rendering.plain import plain
from tests.conftest import ROOT
from tests.oracle import Raw, World, unsound

LANGUAGES = ("ko", "en")


def real() -> Raw:
    raw: Raw = {}
    for path in sorted((ROOT / "source").rglob("*.yaml")):
        for key, listed in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader).items():
            raw.setdefault(key, []).extend(listed)
    return raw


def asked(raw: Raw, language: str) -> list[dict[str, Any]]:
    """What qgen asks of a base, in the form that `questions.json` has."""
    knowledge, problems = read_knowledge({"base.yaml": yaml.safe_dump(raw, allow_unicode=True).encode()})
    assert not [one for one in problems if one.severity == "error"], problems
    base = FactBase(knowledge)
    derived = derive(base, language)
    assert not [problem for problem in derived.problems if problem.severity == "error"]
    return [shown(question) for question in lint(base, language, derived.questions).questions]


@cache
def of_the_real_base(language: str) -> list[dict[str, Any]]:
    return asked(real(), language)


def shown(question: Question) -> dict[str, Any]:
    options = [
        {"text": plain(option.text), "correct": option.correct, "why": plain(option.why)} for option in question.options
    ]
    return {
        "key": str(question.key),
        "pattern": question.key.pattern,
        "kind": question.kind,
        "stem": plain(question.front),
        "answer": question.body.text if isinstance(question.body, Typed) else plain(question.answer),
        "facts": list(question.facts),
        **({"options": options} if options else {}),
    }


def doubts(raw: Raw, language: str) -> dict[str, str]:
    world = World(raw, language)
    return {question["key"]: why for question in asked(raw, language) if (why := unsound(question, world))}


# The real base.


@pytest.mark.real
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_oracle_agrees_over_the_real_base(language: str) -> None:
    world = World(real(), language)
    assert {question["key"]: why for question in of_the_real_base(language) if (why := unsound(question, world))} == {}


@pytest.mark.real
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_has_its_reason(language: str) -> None:
    for question in of_the_real_base(language):
        for option in question.get("options", []):
            assert option["why"], question["key"]


@pytest.mark.real
def test_a_learning_rate_is_no_kind_of_deep_learning() -> None:
    world, questions = World(real(), "en"), of_the_real_base("en")
    assert ("learning-rate", "deep-learning") in world.is_not
    for question in questions:
        if question["pattern"] in ("kind-choice", "members") and question["key"].startswith("deep-learning#"):
            assert "Learning Rate" not in question["answer"], question["key"]


@pytest.mark.real
def test_deep_learning_and_supervised_learning_are_never_told_apart() -> None:
    """A network may be trained with a teacher: nothing says that the two exclude each other."""
    world = World(real(), "en")
    assert ("deep-learning", "supervised-learning") not in world.is_not | world.is_a
    for question in of_the_real_base("en"):
        if question["pattern"] in ("kind-choice", "term-choice", "definition-choice", "parent-choice"):
            names = {option["text"] for option in question.get("options", [])}
            assert question["key"].split("#")[0] != "deep-learning" or "Supervised Learning" not in names
            assert not {"Deep Learning", "Supervised Learning"} <= names or question["pattern"] == "kind-choice"


@pytest.mark.real
def test_a_remedy_is_wrong_only_where_its_rule_says_so() -> None:
    """Lowering the learning rate helps more than one symptom, and of most the base says nothing: it is wrong for one
    alone.
    """
    options = [
        (question["key"].split("#")[0], option)
        for question in of_the_real_base("en")
        for option in question.get("options", [])
    ]
    lowering = {
        entity for entity, option in options if option["text"] == "lower the learning rate" and not option["correct"]
    }
    assert lowering == {"slow-training"}


# Facts taken back: what hung on them goes.


@pytest.mark.real
def test_without_disjoint_branches_nothing_is_refuted_by_them() -> None:
    """The base itself states few: each set of children is made one, and then none."""
    closed = deepcopy(real())
    for taxonomy in closed["taxonomies"]:
        _exclude(taxonomy["root"])
    opened = _without(deepcopy(closed), "disjoint")
    before, after = ({question["key"] for question in asked(raw, "en")} for raw in (closed, opened))
    assert doubts(closed, "en") == doubts(opened, "en") == {}
    gone = Counter(key.split("#")[1].split("/")[0] for key in before - after)
    assert gone["parent-choice"] >= 5 and gone["odd-one-out"] >= 1, gone


def _exclude(node: Any) -> None:
    """Makes the kinds below each node of a tree exclude each other."""
    if isinstance(node, dict):
        children = node.get("children", [])
        kinds = [child for child in children if isinstance(child, str) or child.get("relation", "is-a") == "is-a"]
        names = [kind if isinstance(kind, str) else kind["concept"] for kind in kinds]
        node["disjoint"] = [names] if len(names) > 1 else []
        for child in children:
            _exclude(child)


@pytest.mark.real
@pytest.mark.parametrize("child", ["cross-entropy", "convolutional-neural-network", "supervised-learning"])
def test_an_edge_taken_back_is_asked_no_more(child: str) -> None:
    raw = deepcopy(real())
    for taxonomy in raw["taxonomies"]:
        _cut(taxonomy["root"], child)
    facts = {f"{taxonomy['id']}#{child}" for taxonomy in raw["taxonomies"]}
    _uncite(raw, facts)
    assert doubts(raw, "en") == {}
    assert not [question["key"] for question in asked(raw, "en") if facts & set(question["facts"])]


@pytest.mark.real
def test_a_hyperparameter_that_moves_to_another_group_is_asked_so() -> None:
    raw = deepcopy(real())
    for entity in raw["concepts"]:
        entity.pop("members", None)  # coined groups are never asked
    (moved,) = [entity for entity in raw["hyperparameters"] if entity["id"] == "batch-size"]
    before = {question["key"]: question["answer"] for question in asked(raw, "en")}
    moved["group"] = "optimisation-settings" if moved["group"] != "optimisation-settings" else "loss-settings"
    after = {question["key"]: question["answer"] for question in asked(raw, "en")}
    assert doubts(raw, "en") == {}
    assert before["batch-size#group"] != after["batch-size#group"]


@pytest.mark.real
def test_a_definition_that_fits_two_concepts_is_asked_of_neither() -> None:
    raw = deepcopy(real())
    by_id = {entity["id"]: entity for entity in raw["concepts"]}
    by_id["sgd"]["definition"] = dict(by_id["adam"]["definition"])
    assert doubts(raw, "en") == {}
    keys = {question["key"] for question in asked(raw, "en")}
    assert not keys & {"sgd#term", "adam#term", "sgd#term-choice", "adam#term-choice"}


def _without(raw: Any, key: str) -> Any:
    if isinstance(raw, dict):
        return {name: _without(value, key) for name, value in raw.items() if name != key}
    return [_without(value, key) for value in raw] if isinstance(raw, list) else raw


def _cut(node: Any, child: str) -> None:
    """Takes a child, with what hangs on it, out of a tree."""
    if isinstance(node, dict):
        node["children"] = [
            one for one in node.get("children", []) if (one if isinstance(one, str) else one["concept"]) != child
        ]
        node["disjoint"] = [
            {"members": kept} for one in node.get("disjoint", []) if len(kept := _others(one, child)) > 1
        ]
        for one in node["children"]:
            _cut(one, child)


def _others(stated: Any, child: str) -> list[str]:
    """The members of a disjoint set, written as a list or with its reason, without one of them."""
    members = stated["members"] if isinstance(stated, dict) else stated
    return [one for one in members if one != child]


def _uncite(raw: Raw, facts: set[str]) -> None:
    """Takes key points' references to facts that are gone, and to those of the branch that went with them."""
    knowledge, _ = read_knowledge({"base.yaml": yaml.safe_dump(raw, allow_unicode=True).encode()})
    known = {fact.id for entity in knowledge.entities() for fact in entity.facts()}
    for question in raw["questions"]:
        for point in question.get("key_points", {}).values():
            if isinstance(point, dict) and "facts" in point:
                point["facts"] = [fact for fact in point["facts"] if fact in known]


# Random bases.

WORDS = (
    "가람 나무 다리 라디오 마루 바다 사과 아침 자갈 차고 카드 타조 파도 하늘 고래 노을 도토리 로켓 모래 보리".split()
)
SHAPES = (*["is-a"] * 9, "group", "part-of", "tunes")


@st.composite
def bases(draw: st.DrawFn) -> Raw:
    """Up to sixteen concepts in one or two trees, some of whose branches are disjoint; hyperparameters in up to five
    groups.
    """
    count = draw(st.integers(6, 14))
    hyper = draw(st.integers(0, 6))
    names = [f"c{number}" for number in range(count)]
    raw: Raw = {
        "sources": [{"id": "book", "title": "Book", "type": "book"}],
        "concepts": [_concept(name, number) for number, name in enumerate(names)],
        "taxonomies": [],
    }
    if hyper:
        groups = names[: draw(st.integers(1, min(5, count)))]
        raw["hyperparameters"] = [
            _concept(f"h{number}", count + number)
            | {"code_name": f"code_{number}", "group": draw(st.sampled_from(groups)), "defaults": [_default(draw)]}
            for number in range(hyper)
        ]
    everything = names + [f"h{number}" for number in range(hyper)]
    for tree in range(draw(st.sampled_from([1, 1, 2]))):
        chosen = draw(st.permutations(everything))[: draw(st.integers(3, len(everything)))]
        raw["taxonomies"].append(
            {
                "id": f"t{tree}",
                "name": f"Tree {tree}",
                "root": _tree(draw, list(chosen), {}),
                "sources": [{"id": "book"}],
            }
        )
    return raw


def _concept(name: str, number: int) -> dict[str, Any]:
    word = WORDS[number % len(WORDS)]
    definition = {"ko": f"창고 {number}호에 있는 것", "en": f"what lies in store {number}"}
    return {
        "id": name,
        "term": {"ko": f"{word}{'자루' if number >= len(WORDS) else ''}", "en": f"Term{number}x"},
        "definition": definition,
        "sources": [{"id": "book"}],
    }


def _default(draw: st.DrawFn) -> dict[str, str]:
    return {"value": draw(st.sampled_from(["0", "0.1", "1e-1", "0.5", "2", "10", "relu"])), "library": "Lib"}


def _tree(draw: st.DrawFn, chosen: list[str], seen: dict[str, Any]) -> dict[str, Any]:
    """A tree over the concepts: each but the first hangs below one before it."""
    nodes: list[dict[str, Any]] = [{"concept": chosen[0], "children": []}]
    for name in chosen[1:]:
        parent = nodes[draw(st.integers(0, len(nodes) - 1))]
        node = {"concept": name, "relation": draw(st.sampled_from(SHAPES)), "children": []}
        parent["children"].append(node)
        nodes.append(node)
    for node in nodes:
        kinds = [child["concept"] for child in node["children"] if child["relation"] == "is-a"]
        if len(kinds) > 1 and draw(st.integers(0, 5)):
            node["disjoint"] = [kinds[: draw(st.integers(2, len(kinds)))]]
    return nodes[0]


@cache
def searched(examples: int) -> Counter[str]:
    """How many questions of each pattern were met in so many random bases, and how many bases were `refused`.

    AssertionError where the oracle does not agree, with the smallest base that shows it.
    """
    met: Counter[str] = Counter()

    @settings(max_examples=examples, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(bases(), st.sampled_from(LANGUAGES))
    def search(raw: Raw, language: str) -> None:
        _, problems = read_knowledge({"base.yaml": yaml.safe_dump(raw, allow_unicode=True).encode()})
        if problems:  # two trees may contradict each other; the reader says so
            met["refused"] += 1
            return
        world, questions = World(raw, language), asked(raw, language)
        assert {question["key"]: why for question in questions if (why := unsound(question, world))} == {}
        met.update(question["pattern"] for question in questions)

    search()
    return met


def test_the_oracle_agrees_over_some_random_bases() -> None:
    assert searched(30)["definition"]


@pytest.mark.real
def test_the_oracle_agrees_over_many_random_bases() -> None:
    """And they were worth it: every pattern that has to prove something was met many times."""
    met = searched(1000)
    assert met["refused"] < 500, met
    for pattern in (
        "parent-choice",
        "kind-choice",
        "term-choice",
        "definition-choice",
        "group-choice",
        "true-false",
        "ordering",
        "matching",
    ):
        assert met[pattern] > 50, (pattern, met)
