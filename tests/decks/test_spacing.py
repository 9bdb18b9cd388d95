"""The order of a deck: no card gives away a later one's answer, and terms are told before they are used."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from qgen.build.loading import Loaded, load
from qgen.decks.edition import Edition
from qgen.decks.lock import Lock
from qgen.decks.order import study_order
from qgen.decks.publishing import PublishingSettings, publish
from qgen.decks.spacing import introduces, used_by
from qgen.decks.twins import without_twins
from qgen.knowledge.factbase import FactBase
from qgen.knowledge.loading import read_knowledge
from qgen.lint import ask_base
from qgen.project.disk import open_project
from qgen.questions.model import Question
from qgen.questions.spoilers import GAP, tells

ROOT = Path(__file__).resolve().parents[2]
EDITIONS = [(deck, language) for deck in ("ml-complete", "ml-essentials") for language in ("ko", "en")]


@cache
def shipped() -> tuple[Loaded, FactBase]:
    project, _ = open_project(ROOT)
    assert project
    loaded = load(project)
    return loaded, FactBase(loaded.knowledge)


@cache
def asked(language: str) -> tuple[Question, ...]:
    return ask_base(shipped()[1], language).questions


@cache
def edition(deck: str, language: str) -> Edition:
    loaded, base = shipped()
    made, _ = publish(
        loaded.decks[deck], language, asked(language), base, Lock(), PublishingSettings("namespace of a test", 0)
    )
    return made


def cards(deck: str, language: str) -> list[Question]:
    return [item.question for item in edition(deck, language).items()]


@pytest.mark.parametrize(("deck", "language"), EDITIONS)
def test_no_card_of_a_shipped_deck_is_told_by_one_of_the_ten_before_it(deck: str, language: str) -> None:
    shown = cards(deck, language)
    told = [
        (str(before.key), str(question.key))
        for place, question in enumerate(shown)
        for before in shown[max(0, place - GAP) : place]
        if tells(before, question)
    ]
    assert not told


@pytest.mark.parametrize(("deck", "language"), EDITIONS)
def test_a_shipped_deck_tells_every_term_that_it_uses(deck: str, language: str) -> None:
    """But for headings, which have no definition."""
    base = shipped()[1]
    shown = cards(deck, language)
    introduced = {question.key.entity for question in shown if introduces(question)}
    definable = {question.key.entity for question in asked(language) if introduces(question)}
    used = {concept for question in shown for concept in used_by(question, base)}
    assert used & definable <= introduced


@pytest.mark.parametrize(("deck", "language"), EDITIONS)
def test_a_shipped_deck_tells_a_term_before_any_card_that_only_uses_it(deck: str, language: str) -> None:
    """Definitions may speak of each other; every other card comes behind the definitions of its terms."""
    base = shipped()[1]
    shown = cards(deck, language)
    introduced = {question.key.entity for question in shown if introduces(question)}
    told: set[str] = set()
    early = []
    for question in shown:
        if introduces(question):
            told.add(question.key.entity)
        else:
            early += [(str(question.key), concept) for concept in (used_by(question, base) & introduced) - told]
    assert not early


def test_a_definition_that_speaks_of_another_concept_comes_after_it() -> None:
    text = """\
concepts:
  - {id: purr, term: Purr, level: 1, definition: a sound that every Cat makes}
  - {id: cat, term: Cat, level: 1, definition: a small Animal}
  - {id: animal, term: Animal, level: 1, definition: a living thing}
"""
    knowledge, problems = read_knowledge({"base.yaml": text.encode()})
    assert not problems
    assert study_order(FactBase(knowledge)) == ["animal", "cat", "purr"]


def test_chains_that_differ_in_their_last_links_are_one() -> None:
    chains = [question for question in asked("en") if question.key.pattern == "ordering"]
    found = without_twins(chains)
    assert 0 < len(found) < len(chains)
    assert not without_twins(found, before=found)
