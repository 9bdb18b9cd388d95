"""Rules about worth: a question that is right may still be guessed without knowing anything of the field.

Takes questions; finds those whose options or statements are told apart by meaning or by family alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qgen.content.markup import parse_blocks
from qgen.content.wording import locale
from qgen.entities.concept import Concept, Definition, Related
from qgen.entities.hyperparameter import InGroup
from qgen.knowledge.factbase import FactBase
from qgen.language.languages import FALLBACK
from qgen.language.similarity import folded, words
from qgen.lint.context import Context
from qgen.lint.findings import Flaw
from qgen.lint.registry import rule
from qgen.questions.mentions import MentionsIn
from qgen.questions.model import Question
from qgen.rendering.plain import plain

_NEAR = 2  # wrong options of the key's family, below which the others are told by what they are about

_GROUPS = "groups of hyperparameters"  # no id holds a space


@rule(
    "W01",
    severity="error",
    title="wrong options are of the right one's family",
    why="Who sees that an option is about something else rules it out, and need not know the right one.",
    example="clustering among Q-learning, policy gradient and logistic regression",
    remedy="say what stands beside it: children of one parent, a group, or `contrasts-with`",
)
def options_are_of_one_family(question: Question, context: Context) -> Iterator[Flaw]:
    concepts = [(_concepts(option.words, context), option.correct) for option in question.options]
    key = next((found for found, correct in concepts if correct), frozenset())
    others = [found for found, correct in concepts if not correct]
    if len(key) != 1 or any(len(found) != 1 for found in others):
        return  # options that are no concepts: values, remedies, code
    (right,) = key
    near = [one for found in others for one in found if _are_near(right, one, context.base)]
    if len(near) < _NEAR:
        yield Flaw(f"{len(near)} of {len(others)} wrong options stand near the right one")


@rule(
    "W02",
    severity="error",
    title="the right option is not found by translating the term",
    why="A word of the term and a word of the definition that mean the same tell the answer to who can read.",
    example="“early stopping” and “training ends before its planned end”",
    remedy="define it by what it does, or leave it to questions that offer nothing to choose from",
)
def key_is_no_translation(question: Question, context: Context) -> Iterator[Flaw]:
    if question.key.pattern == "which-of-two" and question.key.variant:
        yield from _translated(question.answer_text, [question.key.entity, question.key.variant], question, context)
    elif question.options and question.key.pattern in ("definition-choice", "term-choice"):
        asked = _meanings(plain(question.stem), context)
        right = [option for option in question.options if option.correct]
        shared = asked & _meanings(right[0].words, context) if right else frozenset()
        for option in question.options:
            shared -= frozenset() if option.correct else _meanings(option.words, context)
        if shared:
            yield Flaw(f"only the right option has a word for {', '.join(sorted(shared))}, as the stem has")


@rule(
    "W03",
    severity="error",
    title="a false statement is one that somebody believes",
    why="Nobody errs where the two names are not even of one sort.",
    example="“Batch size is a kind of deep learning.”",
    remedy="write what people really mix up as a `misconception`",
)
def false_is_believable(question: Question, context: Context) -> Iterator[Flaw]:
    if question.key.pattern != "true-false" or question.answer_text != locale(question.language).shared.false:
        return
    base = context.base
    child = question.key.entity
    others = base.once(MentionsIn(question.language)).of(question.front_text) - {child}
    if not any(_are_near(child, other, base) for other in others):
        yield Flaw("the two names are of different families: nobody takes one for a kind of the other")


def _translated(answer: str, both: list[str], question: Question, context: Context) -> Iterator[Flaw]:
    """A flaw if the stem means one of the two names and not the other."""
    terms = [context.base.concept(one).term[question.language] for one in both]
    described = _meanings("\n".join(question.front_text.split("\n")[1:]), context)
    named = [_meanings(term, context) & described for term in terms]
    right = 0 if folded(answer.partition("\n")[0]) == folded(terms[0]) else 1
    clue = named[right] - named[1 - right]
    if clue:
        yield Flaw(f"only the right name has a word for {', '.join(sorted(clue))}")


def _meanings(text: str, context: Context) -> frozenset[str]:
    """The groups of words of one meaning, by their first word, of which a text has one."""
    groups = {*locale(context.language).lint.meanings, *locale(FALLBACK).lint.meanings}
    said = words(text)
    return frozenset(
        group.split()[0]
        for group in groups
        if any(word.startswith(part) or (len(part) > 1 and part in word) for part in group.split() for word in said)
    )


@dataclass(frozen=True)
class _Defined:
    """Makes the memory of what each definition of a base defines, in one language."""

    language: str

    def __call__(self, base: FactBase) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for fact in base.of(Definition):
            if fact.text.has(self.language):
                text = folded(plain(parse_blocks(fact.text[self.language])))
                found.setdefault(text, set()).add(fact.entity)
        return {text: frozenset(concepts) for text, concepts in found.items()}


def _concepts(text: str, context: Context) -> frozenset[str]:
    """The concepts that a text names or defines."""
    return context.base.once(_Defined(context.language)).get(folded(text)) or context.named(text)


def _are_near(one: str, other: str, base: FactBase) -> bool:
    """Whether two concepts have one parent or group, are told apart by their author, or are cousins in a tree."""
    mine, theirs = _families(one, base), _families(other, base)
    if mine & theirs:
        return True
    links = {fact.to for fact in base.stated_by(one, Related)} | {
        fact.entity for fact in base.where(Related, "to", one)
    }
    return other in links


def _families(concept: str, base: FactBase) -> set[str]:
    """Its parent, its parent's parent, and its group of hyperparameters; groups themselves are one family."""
    if not isinstance(base.entity(concept), Concept):
        return set()
    groups = {fact.group for fact in base.stated_by(concept, InGroup)}
    return {*base.path(concept)[-3:-1], *groups, *({_GROUPS} if base.where(InGroup, "group", concept) else ())}
