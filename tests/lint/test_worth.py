"""Rules about worth: what is guessed without knowing anything of the field is left out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from qgen.build.loading import load
from qgen.knowledge.factbase import FactBase
from qgen.knowledge.loading import read_knowledge
from qgen.lint import Asked, ask_base
from qgen.project.disk import open_project

BASE = """\
concepts:
  - {id: network, term: Network, level: 1, definition: units that are wired up}
  - {id: grid, term: Grid, level: 1, definition: a net of wires that cross}
  - {id: ring, term: Ring, level: 1, definition: a net that is closed on itself}
  - {id: star, term: Star, level: 1, definition: a net with a hub at its heart}
  - {id: bus, term: Bus, level: 1, definition: a net along a single line}
  - {id: early-exit, term: Early exit, level: 1, definition: a net that ends before its time}
  - {id: cable, term: Cable, level: 1, definition: what carries the signal}
  - {id: copper, term: Copper, level: 1, definition: a metal that carries current}
  - {id: glass, term: Glass, level: 1, definition: what carries light to us}
taxonomies:
  - id: nets
    name: Nets
    root:
      concept: network
      children: [grid, ring, star, bus, early-exit]
      disjoint: [[grid, ring, star, bus, early-exit]]
  - id: cables
    name: Cables
    root: {concept: cable, children: [copper, glass], disjoint: [[copper, glass]]}
"""


@cache
def asked(text: str = BASE) -> Asked:
    knowledge, problems = read_knowledge({"base.yaml": text.encode()})
    assert not [problem for problem in problems if problem.severity == "error"], problems
    return ask_base(FactBase(knowledge), "en")


def keys(rule: str) -> set[str]:
    """Patterns and entities of what the rule leaves out."""
    left_out = [one for one in asked().not_asked if one.reason.startswith(rule)]
    return {f"{one.facts[0].partition('#')[0]}#{one.pattern}" for one in left_out}


def test_siblings_are_of_one_family() -> None:
    assert not any(key.startswith(("grid#", "ring#", "star#", "bus#")) for key in keys("W01"))


def test_options_about_other_things_are_left_out_of_the_shipped_base() -> None:
    """A weight of earlier gradients stands among numbers of layers: nobody needs to know it to find it."""
    project, _ = open_project(Path(__file__).resolve().parents[2])
    assert project
    found = ask_base(FactBase(load(project).knowledge), "en").not_asked
    left_out = {(one.facts[0], one.pattern) for one in found if one.reason.startswith("W01")}
    assert ("momentum#definition", "definition-choice") in left_out


def test_a_definition_that_translates_its_term_is_no_choice() -> None:
    assert "early-exit#definition-choice" in keys("W02")
    assert not any(key.startswith(("grid#", "ring#", "star#", "bus#")) for key in keys("W02"))


def test_what_is_left_out_is_not_asked() -> None:
    shown = {str(question.key) for question in asked().questions}
    assert not shown & (keys("W01") | keys("W02") | keys("W03"))
    assert "grid#definition-choice" in shown
