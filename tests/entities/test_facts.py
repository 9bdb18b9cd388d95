"""Facts: each has a name of its own, by which questions, coverage and interviews know it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qgen.entities import entity_kinds
from qgen.entities.facts import Fact
from qgen.knowledge.factbase import FactBase
from qgen.knowledge.loading import read_knowledge
from tests.conftest import CONCEPTS, ROOT, SOURCES

TANGLED = """\
examples:
  - id: feed
    title: {ko: 먹이 주기, en: Feeding}
    language: python
    code: |
      bowl = take()
      fill(bowl)
    parts:
      code: {code: take(), note: {ko: 그릇을 집는다., en: Takes a bowl.}}
      steps: {code: fill(bowl), note: {ko: 채운다., en: Fills it.}}
    steps: [code, steps]
rules:
  - id: hungry
    symptom: {ko: 배고픔, en: hunger}
    remedies: {wait: {action: {ko: 기다리기, en: wait}}}
    not_helping: {wait: {action: {ko: 더 기다리기, en: wait longer}, why: {ko: 안 온다., en: Nobody comes.}}}
hyperparameters:
  - id: amount
    term: {ko: 먹이의 양, en: Amount}
    code_name: amount
    group: animal
    range: 1 – 9
    values: [1, 2]
    raising: {ko: 배부르다., en: It gets full.}
    lowering: {ko: 배고프다., en: It gets hungry.}
    when: {ko: 아침, en: in the morning}
    defaults: [{value: 1, library: Zoo Kit}, {value: 2, library: Zoo Kit 2}]
    key_points: {range: {ko: "**많다**.", en: "It is **much**."}}
    related: [{to: cat, how: prerequisite}, {to: cat, how: example-of}, {to: cat, how: contrasts-with}]
taxonomies:
  - id: range
    name: {ko: 나무, en: A tree}
    root:
      concept: animal
      complete: true
      disjoint: [[cat, dog]]
      children: [{concept: cat, children: [amount]}, dog]
"""


def facts_of(*files: str) -> tuple[Fact, ...]:
    knowledge, problems = read_knowledge({f"{place}.yaml": text.encode() for place, text in enumerate(files)})
    assert not problems
    return FactBase(knowledge).facts


def test_names_that_an_author_chooses_never_make_two_facts_one() -> None:
    times = Counter(fact.id for fact in facts_of(SOURCES, CONCEPTS, TANGLED))
    assert {identifier for identifier, count in times.items() if count > 1} == set()
    assert {"feed#code", "feed#parts/code", "feed#steps", "feed#parts/steps"} <= times.keys()
    assert {"hungry#remedies/wait", "hungry#not_helping/wait"} <= times.keys()
    assert {"amount#related/prerequisite/cat", "amount#is-a/cat", "amount#related/contrasts-with/cat"} <= times.keys()
    assert {"range#is-a/cat", "range#disjoint/cat/dog", "amount#defaults/Zoo-Kit"} <= times.keys()


def test_every_fact_of_the_repository_has_a_name_of_its_own() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "source").rglob("*.yaml"))]
    times = Counter(fact.id for fact in facts_of(*texts))
    assert len(times) > 400 and set(times.values()) == {1}


def test_what_is_disjoint_is_named_by_its_members_in_any_order() -> None:
    turned = TANGLED.replace("[[cat, dog]]", "[[dog, cat]]")
    assert "range#disjoint/cat/dog" in {fact.id for fact in facts_of(SOURCES, CONCEPTS, turned)}


def test_no_two_kinds_of_fact_begin_alike() -> None:
    assert entity_kinds()
    prefixes = Counter(kind.prefix for kind in _kinds(Fact) if not kind.__subclasses__())
    assert set(prefixes.values()) == {1}
    assert not [prefix for prefix in prefixes if "/" in prefix or "#" in prefix]


def _kinds(above: type[Fact]) -> Iterator[type[Fact]]:
    for kind in above.__subclasses__():
        yield kind
        yield from _kinds(kind)
