"""Nothing false is asked of hostile bases: each is refused, or an independent reading proves all that is asked.

`QGEN_BASES=5000 python -m pytest -n 0 tests/knowledge/test_adversary.py` tries more of them.
"""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from typing import Any

import yaml

from qgen.diagnostics.problems import errors
from qgen.knowledge.loading import read_knowledge
from tests.adversary import hostile
from tests.knowledge.test_proof import asked
from tests.oracle import Raw, World, bare, unsound

BASES = int(os.environ.get("QGEN_BASES", "40"))


def test_nothing_false_is_asked_of_hostile_bases() -> None:
    met: Counter[str] = Counter()
    for seed in range(BASES):
        raw = hostile(seed)
        _, problems = read_knowledge({"base.yaml": yaml.safe_dump(raw, allow_unicode=True).encode()})
        if errors(problems):
            met["refused"] += 1
            continue
        for language in ("ko", "en"):
            questions = asked(raw, language)
            assert findings(questions, World(raw, language)) == {}, seed
            met.update(question["pattern"] for question in questions)
    assert BASES * 0.2 < met["refused"] < BASES * 0.8, met
    proved = ["kind-choice", "parent-choice", "definition-choice", "true-false", "remedy-choice", "helps"]
    assert all(met[pattern] for pattern in proved + (["odd-one-out", "matching"] if BASES >= 1000 else [])), met


def findings(questions: list[dict[str, Any]], world: World) -> dict[str, str]:
    """What is wrong with each question, and with any two of them beside each other."""
    found = {question["key"]: why for question in questions if (why := unsound(question, world))}
    judged: dict[tuple[str, str], set[tuple[str, bool]]] = defaultdict(set)
    for question in questions:
        stem = bare(question["stem"]).casefold()
        for option in question.get("options", []):
            judged[stem, bare(option["text"]).casefold()].add((question["key"], option["correct"]))
        if question["kind"] == "true-false":
            judged[stem, ""].add((question["key"], question["answer"] in ("참", "True")))
    for (stem, option), said in judged.items():
        if len({correct for _, correct in said}) > 1:
            found[" ".join(sorted(key for key, _ in said))] = f"{stem} / {option}: right and wrong"
    return found


def refused(**changes: Any) -> dict[str, str]:
    """The errors and warnings of a sound base after a change, by their codes."""
    raw: Raw = {
        "sources": [{"id": "book", "title": "Book", "type": "book"}],
        "concepts": [
            {"id": one, "term": one.title(), "definition": f"what is {one}"} for one in ("a1", "b1", "c1", "d1")
        ],
        "hyperparameters": [{"id": one, "term": one.title(), "code_name": one} for one in ("x1", "y1")],
        "taxonomies": [
            {"id": "t1", "name": "T", "root": {"concept": "a1", "disjoint": [["b1", "c1"]], "children": ["b1", "c1"]}}
        ],
        "rules": [
            {"id": "r1", "symptom": "slow", "remedies": {"m": {"action": "push"}}},
            {
                "id": "r2",
                "symptom": "loud",
                "remedies": {"m": {"action": "pull"}},
                "not_helping": {"n": {"action": "push", "why": "w"}},
            },
        ],
    }
    for place, value in changes.items():
        key, _, index = place.rpartition("_")
        if index == "new":
            raw.setdefault(key, []).append(value)
        else:
            raw[key][int(index)] |= value
    _, problems = read_knowledge({"base.yaml": yaml.safe_dump(raw, allow_unicode=True).encode()})
    return {problem.code: f"{problem.severity}: {problem.message} | {problem.hint}" for problem in problems}


def both_places(told: str) -> bool:
    return re.search(r"base\.yaml:\d+:\d+", told) is not None


def test_a_sound_base_is_not_refused() -> None:
    assert refused() == {}


def test_one_name_for_two_concepts_is_refused_with_both_places() -> None:
    for change in ({"term": "B1"}, {"aliases": ["b1"]}, {"term": {"ko": "가", "en": "B1"}}):
        told = refused(concepts_0=change)["ambiguous-name"]
        assert told.startswith("error") and both_places(told), told


def test_a_homonym_says_in_which_field_it_is_meant() -> None:
    assert "ambiguous-name" in refused(concepts_0={"term": "B1", "scope": "at sea"})
    both = refused(concepts_0={"term": "B1", "scope": "at sea"}, concepts_1={"scope": "on land"})
    assert both == {}


def test_one_code_name_for_two_hyperparameters_is_refused_unless_libraries_tell_them_apart() -> None:
    assert both_places(refused(hyperparameters_0={"code_name": "y1"})["ambiguous-name"])
    named = {"code_name": "y1", "code_library": "A"}
    assert "ambiguous-name" in refused(hyperparameters_0=named)
    assert refused(hyperparameters_0=named, hyperparameters_1={"code_library": "B"}) == {}


def test_texts_that_are_equal_in_one_language_only_are_told() -> None:
    told = refused(
        concepts_0={"definition": {"ko": "같은 것", "en": "one"}},
        concepts_1={"definition": {"ko": "같은 것", "en": "two"}},
    )
    assert told["same-text"].startswith("warning") and both_places(told["same-text"])


def test_a_circle_over_two_trees_is_refused() -> None:
    turned = {"id": "t2", "name": "U", "root": {"concept": "b1", "children": ["a1"]}}
    assert both_places(refused(taxonomies_new=turned)["cycle"])


def test_a_concept_in_two_disjoint_branches_is_refused_through_other_trees_too() -> None:
    first = {"id": "t2", "name": "U", "root": {"concept": "b1", "children": ["d1"]}}
    second = {"related": [{"to": "c1", "how": "example-of"}]}
    assert both_places(refused(taxonomies_new=first, concepts_3=second)["contradiction"])
    usually = {"related": [{"to": "c1", "how": "example-of", "strength": "usually"}]}
    assert refused(taxonomies_new=first, concepts_3=usually) == {}


def test_rules_of_one_symptom_that_contradict_each_other_are_refused() -> None:
    told = refused(rules_1={"symptom": "slow"})["contradiction"]
    assert told.startswith("error") and both_places(told)
    alone = {"n": {"action": "push", "why": "w", "when": "in the rain"}}
    other = {"m": {"action": "push", "when": "in the sun"}}
    assert refused(rules_0={"remedies": other}, rules_1={"symptom": "slow", "not_helping": alone}) == {}


def test_what_is_false_in_one_place_is_not_true_in_another() -> None:
    belief = {"id": "m1", "about": ["a1"], "belief": "It is so.", "because": "b", "right": "It is not."}
    true = {"key_points": {"k": "It is so."}}
    told = refused(concepts_1=true, misconceptions_new=belief)["contradiction"]
    assert told.startswith("error") and both_places(told)
