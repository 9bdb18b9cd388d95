"""A deck tells what a term means before it uses it: definitions added, and each question in a chapter where that holds.

Takes the questions that a deck chose and those it could ask; gives those it asks by chapter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from qgen.decks.spacing import introduces, used_by
from qgen.knowledge.factbase import FactBase
from qgen.questions.bodies import RECOGNITION
from qgen.questions.model import Key, Question


def as_selected(chosen: Iterable[Question], place_of: Mapping[str, int]) -> dict[int, list[Question]]:
    """The questions of each chapter as the recipe selects them, for a deck that asks everything."""
    found: dict[int, list[Question]] = defaultdict(list)
    for question in chosen:
        if question.key.entity in place_of:
            found[place_of[question.key.entity]].append(question)
    return found


def by_chapter(
    chosen: Iterable[Question],
    could_ask: Iterable[Question],
    place_of: Mapping[str, int],
    base: FactBase,
    released: Set[Key] = frozenset(),
) -> dict[int, list[Question]]:
    """The questions of each chapter, by its place in the recipe. `place_of` is the chapter of each entity of the deck.

    A concept that a question speaks of is introduced in the chapter of that question or before. If the deck does not
    introduce it, its definition is added, if `could_ask` has it; a question of recognition is left out instead, for
    others will do as well. What is `released` stays. A definition goes to an earlier chapter if a definition there
    needs it; any other question goes to a later one.
    """
    definitions = {question.key.entity: question for question in could_ask if introduces(question)}
    asked = [question for question in chosen if question.key.entity in place_of]
    asked = [
        question
        for question in asked
        if question.kind not in RECOGNITION
        or question.key in released
        or all(concept in place_of or concept not in definitions for concept in used_by(question, base))
    ]
    placed = _with_definitions(asked, definitions, place_of, base)
    found: dict[int, list[Question]] = defaultdict(list)
    told = {question.key.entity: chapter for question, chapter in placed if introduces(question)}
    for question, chapter in placed:
        needed = () if introduces(question) else (told.get(concept, 0) for concept in used_by(question, base))
        found[max(chapter, *needed, 0)].append(question)
    return found


def _with_definitions(
    asked: Iterable[Question], definitions: Mapping[str, Question], place_of: Mapping[str, int], base: FactBase
) -> list[tuple[Question, int]]:
    """Each question with its chapter, and the definitions of what they speak of, where they have to be."""
    chapters = {question.key: place_of[question.key.entity] for question in asked}
    questions = {question.key: question for question in asked}
    waiting = list(questions.values())
    while waiting:
        question = waiting.pop()
        chapter = chapters[question.key]
        for concept in used_by(question, base):
            definition = definitions.get(concept)
            if definition is None:
                continue
            there = chapters.get(definition.key)
            wanted = chapter if introduces(question) or there is None else there
            if there is None or wanted < there:
                chapters[definition.key] = min(wanted, place_of.get(concept, wanted))
                questions[definition.key] = definition
                waiting.append(definition)
    return [(question, chapters[key]) for key, question in questions.items()]
