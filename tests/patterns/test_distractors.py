"""Options: what the choice takes for different, the linter does too, so that no question is chosen and then lost."""

from __future__ import annotations

from itertools import permutations

import pytest

from qgen.entities.concept import Definition
from qgen.entities.values import Text
from qgen.knowledge.factbase import FactBase, same_text, twins
from qgen.knowledge.loading import read_knowledge
from qgen.language.similarity import unspaced
from qgen.lint import lint
from qgen.patterns.derivation import derive
from qgen.patterns.distractors import choose
from qgen.rendering.plain import plain

# Two spellings of one name, which a careless base has as two concepts, and names of about their length.
ALIKE = [
    ("CNN", "ＣＮＮ", ("GAN", "GRU", "SOM", "MLP")),
    ("max pooling", "maxpooling", ("bagging", "boosting", "stacking", "blending")),
    ("Max Pooling", "max  pooling", ("bagging", "boosting", "stacking", "blending")),
    ("L2 loss", "loss", ("bagging", "boosting", "stacking", "blending")),
]


def base_of(here: tuple[str, ...], elsewhere: tuple[str, ...]) -> FactBase:
    """Two branches of siblings of which none is another."""
    names = dict(enumerate((*here, *elsewhere)))
    concepts = "".join(
        f"  - {{id: c{number}, term: '{name}', definition: 'it is thing number {number}', sources: [{{id: book}}]}}\n"
        for number, name in names.items()
    )
    ids = [f"c{number}" for number in names]
    one, other = ", ".join(ids[: len(here)]), ", ".join(ids[len(here) :])
    source = f"""\
sources: [{{id: book, title: Book, type: book}}]
concepts:
  - {{id: root, term: Root, definition: what all of them are, sources: [{{id: book}}]}}
  - {{id: left, term: Left side, definition: what some of them are, sources: [{{id: book}}]}}
  - {{id: right, term: Right side, definition: what others of them are, sources: [{{id: book}}]}}
{concepts}taxonomies:
  - id: map
    name: Map
    root:
      concept: root
      disjoint: [[left, right]]
      children:
        - {{concept: left, disjoint: [[{one}]], children: [{one}]}}
        - {{concept: right, disjoint: [[{other}]], children: [{other}]}}
    sources: [{{id: book}}]
"""
    knowledge, problems = read_knowledge({"base.yaml": source.encode()})
    assert {problem.code for problem in problems} <= {"ambiguous-name"}  # the reader refuses them, options too
    return FactBase(knowledge)


@pytest.mark.parametrize(("one", "other", "names"), ALIKE)
def test_two_spellings_of_one_name_are_never_options_of_one_question(
    one: str, other: str, names: tuple[str, ...]
) -> None:
    key, *wrong = names[:3]
    for some in permutations((one, other, *wrong)):
        chosen = choose(key, [some], "seed", text=str)
        assert chosen
        assert not {one, other} <= set(chosen)


@pytest.mark.parametrize(("one", "other", "names"), ALIKE)
def test_no_question_is_lost_by_two_spellings(one: str, other: str, names: tuple[str, ...]) -> None:
    base = base_of((one, other, names[0]), names[1:])
    questions = [question for question in derive(base, "en").questions if question.kind == "choice"]
    assert {question.key.pattern for question in questions} >= {"term-choice", "odd-one-out"}
    for question in questions:
        shown = [unspaced(plain(option.text)) for option in question.options]
        assert len(set(shown)) == len(shown) == 4
    assert not [found for found in lint(base, "en", questions).findings if found.rule in ("M02", "M03")]


@pytest.mark.parametrize(("one", "other"), [("a net", "A  net"), ("CNN", "ＣＮＮ")])
def test_definitions_that_read_alike_are_one(one: str, other: str) -> None:
    same = [Definition("a", Text(one)), Definition("b", Text(other))]
    assert twins(same, ["en"]) == {"a#definition", "b#definition"}
    assert same_text(Text(one), Text(other), ["en"])
