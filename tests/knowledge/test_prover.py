"""What a base proves to be false, and that it proves nothing else: each kind of proof, alone and together."""

from __future__ import annotations

from itertools import product

import pytest
import yaml

from qgen.entities.values import Text
from qgen.knowledge.factbase import FactBase
from qgen.knowledge.loading import read_knowledge
from qgen.knowledge.prover import Prover

NAMES = "living animal cat tiger house-cat dog poodle plant tree stone settings oven heat"
ZOO = """
concept: living
disjoint: [[animal, plant]]
children:
  - concept: animal
    disjoint: [[cat, dog]]
    children:
      - {concept: cat, children: [tiger, house-cat]}
      - {concept: dog, children: [poodle]}
  - {concept: plant, children: [tree]}
"""
KITCHEN = """
concept: oven
children:
  - {concept: settings, relation: group, children: [{concept: heat, relation: tunes}]}
"""


def proving(**more: str) -> Prover:
    """The prover of a base with a zoo, a kitchen, and two hyperparameters, `rate` and `size`."""
    trees = {"zoo": ZOO, "kitchen": KITCHEN, **more}
    raw = {
        "sources": [{"id": "book", "title": "Book", "type": "book"}],
        "concepts": [{"id": name, "term": name} for name in NAMES.split()],
        "hyperparameters": [
            {"id": "rate", "term": "rate", "code_name": "rate"},
            {"id": "size", "term": "size", "code_name": "size"},
        ],
        "taxonomies": [{"id": name, "name": name, "root": yaml.safe_load(root)} for name, root in trees.items()],
    }
    knowledge, problems = read_knowledge({"base.yaml": yaml.safe_dump(raw).encode()})
    assert not [problem for problem in problems if problem.severity == "error"]
    return Prover(FactBase(knowledge))


@pytest.fixture(scope="module")
def prover() -> Prover:
    return proving()


def how(prover: Prover, child: str, parent: str) -> str | None:
    proof = prover.is_no(child, parent)
    return proof.how if proof else None


DISJOINT = [
    ("cat", "dog"),
    ("dog", "cat"),
    ("cat", "poodle"),  # what is below the one is none of what is below the other
    ("tiger", "dog"),
    ("poodle", "house-cat"),
    ("animal", "plant"),
    ("poodle", "tree"),  # by what stands two steps above
    ("tree", "tiger"),
]
WIDER = [("animal", "cat"), ("living", "poodle"), ("cat", "tiger")]
UNKNOWN = [
    ("tiger", "house-cat"),  # of two children that nothing calls disjoint, the one may be the other
    ("house-cat", "tiger"),
    ("stone", "cat"),
    ("cat", "stone"),
    ("oven", "heat"),
    ("heat", "settings"),
    ("rate", "cat"),  # one hyperparameter of two is not enough
    ("cat", "rate"),
]


@pytest.mark.parametrize(("child", "parent"), DISJOINT)
def test_of_disjoint_branches_nothing_belongs_to_two(prover: Prover, child: str, parent: str) -> None:
    assert how(prover, child, parent) == "disjoint"


def test_a_proof_by_branches_names_them(prover: Prover) -> None:
    """From the learner's side: a poodle is no tiger because it is a dog, and a tiger is a cat."""
    proof = prover.is_no("poodle", "tiger")
    assert proof and (proof.child, proof.parent, proof.one, proof.other) == ("poodle", "tiger", "dog", "cat")


@pytest.mark.parametrize(("child", "parent"), WIDER)
def test_what_is_wider_is_no_kind_of_what_is_narrower(prover: Prover, child: str, parent: str) -> None:
    proof = prover.is_no(child, parent)
    assert proof and (proof.how, proof.child, proof.parent, proof.one, proof.other) == ("wider", child, parent, "", "")
    assert prover.is_a(parent, child) and prover.is_no(parent, child) is None


def test_a_factor_is_no_kind_of_what_it_is_tuned_for(prover: Prover) -> None:
    proof = prover.is_no("heat", "oven")
    assert proof and (proof.how, proof.child, proof.parent) == ("tunes", "heat", "oven")


def test_two_hyperparameters_are_two_things(prover: Prover) -> None:
    assert how(prover, "rate", "size") == how(prover, "size", "rate") == "individuals"


@pytest.mark.parametrize(("child", "parent"), UNKNOWN)
def test_what_is_not_stated_is_unknown_and_not_false(prover: Prover, child: str, parent: str) -> None:
    assert prover.is_no(child, parent) is None
    assert not prover.is_a(child, parent)


@pytest.mark.parametrize("one", [*NAMES.split(), "rate", "size"])
def test_nothing_is_refuted_of_itself(prover: Prover, one: str) -> None:
    assert prover.is_no(one, one) is None
    assert prover.related(one, one)
    assert not prover.tell_apart(one, one)


def test_what_is_proved_is_not_refuted(prover: Prover) -> None:
    for one, other in product(NAMES.split(), repeat=2):
        assert not (prover.is_a(one, other) and prover.is_no(one, other)), (one, other)


def test_each_answer_is_for_its_own_pair(prover: Prover) -> None:
    """Whatever was asked before, in whatever order."""
    pairs = list(product([*NAMES.split(), "rate", "size"], repeat=2))
    backwards = proving()
    first = {pair: how(backwards, *pair) for pair in reversed(pairs)}
    assert first == {pair: how(prover, *pair) for pair in pairs} == {pair: how(backwards, *pair) for pair in pairs}


def test_related_is_up_or_down_and_not_sideways(prover: Prover) -> None:
    assert prover.related("poodle", "living") and prover.related("living", "poodle")
    assert not prover.related("cat", "dog") and not prover.related("heat", "oven")
    assert prover.is_a("poodle", "animal") and not prover.is_a("animal", "poodle")


APART = [("cat", "dog"), ("tiger", "poodle"), ("plant", "animal"), ("rate", "size")]
TOGETHER = [
    ("animal", "cat"),  # one is wider, but the other is a kind of it
    ("heat", "oven"),  # refuted in one direction only
    ("tiger", "house-cat"),
    ("stone", "cat"),
    ("stone", "plant"),
    ("stone", "settings"),
    ("rate", "cat"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_are_told_apart_if_neither_is_the_other(prover: Prover, one: str, other: str) -> None:
    assert prover.tell_apart(one, other) and prover.tell_apart(other, one)


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_two_are_not_told_apart_without_a_proof_in_both_directions(prover: Prover, one: str, other: str) -> None:
    assert not prover.tell_apart(one, other) and not prover.tell_apart(other, one)


@pytest.mark.parametrize(
    ("tree", "pair"),
    [
        ("{concept: settings, disjoint: [[stone, oven]], children: [stone, oven]}", ("stone", "oven")),
        (
            "{concept: settings, disjoint: [[stone, heat]], children: [stone, {concept: heat, relation: group}]}",
            ("stone", "heat"),
        ),
        (
            "{concept: stone, children: [{concept: oven, relation: part-of}, {concept: rate, relation: tunes}]}",
            ("rate", "size"),
        ),
    ],
)
def test_a_proof_is_found_wherever_its_facts_stand(tree: str, pair: tuple[str, str]) -> None:
    assert proving(more=tree).tell_apart(*pair)


def test_members_of_a_disjoint_set_that_are_no_kinds_are_told_apart_as_well() -> None:
    """Nothing else is known of them: no kind, no factor, no hyperparameter."""
    parts = "[{concept: stone, relation: part-of}, {concept: tree, relation: part-of}]"
    tree = f"{{concept: settings, disjoint: [[stone, tree]], children: {parts}}}"
    assert proving(more=tree).tell_apart("stone", "tree")


def test_what_is_stated_to_be_a_kind_is_not_refuted_as_an_individual_or_a_factor() -> None:
    tree = "{concept: rate, children: [size]}"
    prover = proving(more=tree)
    assert prover.is_a("size", "rate") and prover.is_no("size", "rate") is None
    assert how(prover, "rate", "size") == "wider"
    both = proving(more="{concept: oven, children: [heat]}")
    assert both.is_a("heat", "oven") and both.is_no("heat", "oven") is None


LIMITED = """
concept: settings
disjoint:
  - {members: [stone, oven], strength: usually}
  - {members: [oven, heat], scope: at home}
children: [stone, {concept: oven, strength: usually}, {concept: heat, scope: at home}]
"""


def test_only_what_always_holds_proves_anything() -> None:
    prover = proving(more=LIMITED)
    assert not prover.is_a("oven", "settings") and prover.is_no("oven", "settings") is None  # it usually is one
    assert prover.is_no("stone", "oven") is None
    assert prover.related("oven", "settings")


def test_a_proof_rests_on_one_scope() -> None:
    prover = proving(more=LIMITED)
    home = prover.within(Text("at home"))
    assert prover.is_no("oven", "heat") is None and not prover.is_a("heat", "settings")
    assert how(home, "oven", "heat") == "disjoint" and home.is_a("heat", "settings")
    assert prover.within(Text("at sea")).is_no("oven", "heat") is None
    assert prover.within(None) is prover and prover.within(Text("at home")) is home
