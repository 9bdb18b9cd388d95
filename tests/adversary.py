"""Bases that try to have something false asked: names, texts and statements that clash, each kind in some of them.

A seed gives a base. What makes it hostile is drawn first, so that many bases are refused for one reason only and many
are not refused at all.
"""

from __future__ import annotations

import json
import random
from typing import Any

from tests.oracle import Raw

CLASHES = (
    "term",
    "alias",
    "homonym",
    "definition",
    "definition-in-one-language",
    "code-name",
    "code-library",
    "circle",
    "two-trees",
    "remedy",
    "remedy-in-one-language",
    "remedy-under-a-condition",
    "symptom",
    "cell",
    "weak",
    "scope",
    "coined",
)
KOREAN = (
    "가람 나무 다리 라디오 마루 바다 사과 아침 자갈 차고 카드 타조 파도 하늘 고래 노을 도토리 로켓 모래 보리".split()
)
ACTIONS = [("갑을 키운다", "raise alpha"), ("을을 줄인다", "lower bravo"), ("병을 바꾼다", "swap carol"),
           ("정을 더한다", "add delta"), ("무를 뺀다", "drop echo"), ("기를 늘린다", "grow fox"),
           ("경을 돌린다", "turn golf"), ("신을 접는다", "fold hotel")]  # fmt: skip
SYMPTOMS = [("느림", "slowness"), ("떨림", "shaking"), ("멈춤", "a stop"), ("튐", "jumping"), ("흐림", "a blur")]


def hostile(seed: int) -> Raw:
    """The base of a seed, as YAML has it."""
    made: Raw = json.loads(json.dumps(_Maker(random.Random(seed)).made()))  # nothing stands in it twice
    return made


class _Maker:
    def __init__(self, chance: random.Random):
        self.chance = chance
        self.clashes = set(chance.sample(CLASHES, chance.choice([0, 1, 1, 2, 3])))

    def made(self) -> Raw:
        concepts = [self._concept(number) for number in range(self.chance.randint(8, 14))]
        hyper = [self._hyperparameter(number, concepts) for number in range(self.chance.randint(4, 7))]
        every = concepts + hyper
        self._names_clash(every)
        self._definitions_clash(every)
        self._code_names_clash(hyper)
        if "coined" in self.clashes:
            self.chance.choice(concepts)["members"] = "coined"
        ids = [one["id"] for one in every]
        trees = [self._tree(f"t{number}", ids) for number in range(2 if self._is("two-trees", "circle") else 1)]
        if "circle" in self.clashes:
            trees[-1]["root"] = {"concept": ids[1], "children": [ids[0]]}
            trees[0]["root"] = {"concept": ids[0], "children": [ids[1], ids[2]]}
        return {
            "sources": [{"id": "book", "title": "Book", "type": "book"}],
            "concepts": concepts,
            "hyperparameters": hyper,
            "taxonomies": trees,
            "rules": self._rules(hyper),
            "comparisons": [self._comparison(concepts)],
        }

    def _is(self, *clashes: str) -> bool:
        return not self.clashes.isdisjoint(clashes)

    def _concept(self, number: int, prefix: str = "c") -> dict[str, Any]:
        return {
            "id": f"{prefix}{number}",
            "term": {"ko": f"{KOREAN[number]}{'돌' if prefix == 'h' else ''}", "en": f"Term{number}{prefix}"},
            "aliases": [{"ko": f"별명{prefix}{number}", "en": f"Alias{number}{prefix}"}],
            "definition": {"ko": f"창고 {prefix} {number}호의 것", "en": f"what lies in store {number}{prefix}"},
            "sources": [{"id": "book"}],
        }

    def _hyperparameter(self, number: int, concepts: list[dict[str, Any]]) -> dict[str, Any]:
        made = self._concept(number, "h") | {"code_name": f"code_{number}", "code_library": "Lib a"}
        return made | {"group": self.chance.choice(concepts)["id"]}

    def _two(self, among: list[dict[str, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
        one, other = self.chance.sample(among, 2)
        return one, other

    def _names_clash(self, every: list[dict[str, Any]]) -> None:
        language = self.chance.choice(["ko", "en"])
        if "term" in self.clashes:
            one, other = self._two(every)
            other["term"][language] = one["term"][language]
        if "alias" in self.clashes:
            one, other = self._two(every)
            other["aliases"].append({language: self.chance.choice([one["term"], one["aliases"][0]])[language]})
        if "homonym" in self.clashes:
            one, other = self._two(every)
            other["term"] = dict(one["term"])
            one["scope"], other["scope"] = {"ko": "바다에서", "en": "at sea"}, {"ko": "땅에서", "en": "on land"}

    def _definitions_clash(self, every: list[dict[str, Any]]) -> None:
        for clash, languages in (("definition", ("ko", "en")), ("definition-in-one-language", ("ko",))):
            for _ in range(self.chance.randint(1, 4) if clash in self.clashes else 0):
                one, other = self._two(every)
                other["definition"] = other["definition"] | {code: one["definition"][code] for code in languages}

    def _code_names_clash(self, hyper: list[dict[str, Any]]) -> None:
        one, other = self._two(hyper)
        if self._is("code-name", "code-library"):
            other["code_name"] = one["code_name"]
        if "code-library" in self.clashes:
            other["code_library"] = "Lib b"

    def _tree(self, name: str, ids: list[str]) -> dict[str, Any]:
        """A tree in which what has the lower id stands higher, so that two of them make no circle."""
        chosen = [one for one in ids if self.chance.random() < 0.8]
        nodes: list[dict[str, Any]] = [{"concept": chosen[0], "children": []}]
        for one in chosen[1:]:
            node = {"concept": one, "relation": self._relation(), "children": [], **self._limits()}
            self.chance.choice(nodes)["children"].append(node)
            nodes.append(node)
        for node in nodes:
            kinds = [child["concept"] for child in node["children"] if child["relation"] == "is-a"]
            if len(kinds) > 1 and self.chance.random() < 0.8:
                limits = {key: value for key, value in self._limits().items() if key != "when"}
                node["disjoint"] = [{"members": kinds, **limits}]
        return {"id": name, "name": name, "root": nodes[0], "sources": [{"id": "book"}]}

    def _relation(self) -> str:
        return self.chance.choice([*["is-a"] * 12, "group", "part-of", "tunes", "built-from"])

    def _limits(self) -> dict[str, Any]:
        drawn: dict[str, Any] = {}
        if "weak" in self.clashes and self.chance.random() < 0.3:
            drawn |= self.chance.choice([{"strength": "usually"}, {"when": {"ko": "밤일 때", "en": "at night"}}])
        if "scope" in self.clashes and self.chance.random() < 0.3:
            drawn["scope"] = self.chance.choice([{"ko": "안에서", "en": "inside"}, {"ko": "밖에서", "en": "outside"}])
        return drawn

    def _rules(self, hyper: list[dict[str, Any]]) -> list[dict[str, Any]]:
        rules = [self._rule(number, hyper) for number in range(len(SYMPTOMS))]
        if self._is("symptom", "remedy", "remedy-in-one-language", "remedy-under-a-condition"):
            rules[1]["symptom"] = dict(rules[0]["symptom"])
        if self._is("remedy", "remedy-in-one-language", "remedy-under-a-condition"):
            helping = next(iter(rules[0]["remedies"].values()))
            turned = {**helping, "why": "w"}
            if "remedy-in-one-language" in self.clashes:
                turned = {"action": {"ko": helping["action"]["ko"], "en": "something else"}, "why": "w"}
            if "remedy-under-a-condition" in self.clashes:
                turned["when"] = {"ko": "비가 올 때", "en": "in the rain"}
            rules[1].setdefault("not_helping", {})["turned"] = turned
        if "symptom" in self.clashes:
            rules[2]["symptom"]["ko"] = rules[3]["symptom"]["ko"]
        return rules

    def _rule(self, number: int, hyper: list[dict[str, Any]]) -> dict[str, Any]:
        """Of eight actions one to three help, and most of the others do not."""
        mixed = self.chance.sample(range(len(ACTIONS)), len(ACTIONS))
        cut = self.chance.randint(1, 3)
        rule: dict[str, Any] = {
            "id": f"r{number}",
            "symptom": dict(zip(("ko", "en"), SYMPTOMS[number], strict=True)),
            "remedies": {f"a{one}": self._action(one, hyper) for one in mixed[:cut]},
            "not_helping": {f"a{one}": self._action(one, hyper) | {"why": f"w{one}"} for one in mixed[cut : cut + 4]},
            "sources": [{"id": "book"}],
        }
        if self.chance.random() < 0.3:
            rule["causes"] = {"cold": self._cause(mixed[cut + 4 :], hyper)}
        return rule

    def _cause(self, left: list[int], hyper: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "text": {"ko": "추울 때", "en": "if it is cold"},
            "evidence": {"ko": "김이 난다.", "en": "It steams."},
            "remedies": {f"a{one}": self._action(one, hyper) for one in left[:1]},
            "not_helping": {f"a{one}": self._action(one, hyper) | {"why": f"w{one}"} for one in left[1:]},
        }

    def _action(self, number: int, hyper: list[dict[str, Any]]) -> dict[str, Any]:
        known = {"action": dict(zip(("ko", "en"), ACTIONS[number], strict=True))}
        return known | {"concept": hyper[number % len(hyper)]["id"], "change": ["raise", "lower"][number // len(hyper)]}

    def _comparison(self, concepts: list[dict[str, Any]]) -> dict[str, Any]:
        one, other = (concept["id"] for concept in self._two(concepts))
        cells = {one: {"ko": "넓다", "en": "wide"}, other: {"ko": "좁다", "en": "narrow"}}
        if "cell" in self.clashes:
            cells[other]["ko"] = "넓다"
        ask = {"ko": "{subject:은} 얼마나 넓은가요?", "en": "How wide is {subject}?"}
        aspects = {"width": {"name": "폭", "ask": ask, "cells": cells}}
        return {"id": "cmp", "name": "표", "subjects": [one, other], "aspects": aspects, "sources": [{"id": "book"}]}
