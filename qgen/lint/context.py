"""What rules look at besides the question.

That is the language, the facts, the other questions, and what concepts are called.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from qgen.content.wording import locale
from qgen.entities.concept import Concept
from qgen.entities.hyperparameter import Hyperparameter
from qgen.entities.question import Interview
from qgen.knowledge.factbase import FactBase
from qgen.language.languages import FALLBACK, languages
from qgen.language.similarity import folded
from qgen.patterns.registry import patterns
from qgen.questions.model import Key, Question


@dataclass(frozen=True)
class Context:
    """Questions of one language, in the order in which they are shown, and the base they come from."""

    language: str
    base: FactBase
    questions: tuple[Question, ...]

    def names_of(self, text: str) -> frozenset[str]:
        """All names, folded, of the concept that a text is the name of; none if it names none, or several."""
        concepts = self.named(text)
        return frozenset().union(*(self._names[concept] for concept in concepts)) if len(concepts) == 1 else frozenset()

    def named(self, text: str) -> frozenset[str]:
        """The concepts that a text is a name of.

        The name stands alone, as `term (gloss)`, or with its other names on the lines below.
        """
        known = self._named
        if text not in known:
            found = (self._called.get(form, frozenset()) for form in _forms(text))
            known[text] = next((concepts for concepts in found if concepts), frozenset())
        return known[text]

    @cached_property
    def _named(self) -> dict[str, frozenset[str]]:
        """What was found before: an option stands in many questions."""
        return {}

    def kinds(self, text: str) -> frozenset[str]:
        """The kinds of entity that a text names: `concept`, `hyperparameter` or none."""
        return frozenset(self.base.entity(concept).kind for concept in self.named(text))

    def related(self, one: str, other: str) -> bool:
        """Whether one is a kind of the other, near or far."""
        return one in self.base.ancestors(other) or other in self.base.ancestors(one)

    def offers(self, question: Question) -> bool:
        """Whether the question's stem names the answers to choose from."""
        pattern = patterns().get(question.key.pattern)
        return bool(pattern and pattern.offers)

    def tell_tales(self, kind: str) -> frozenset[str]:
        """Words of a kind that a rule looks for (`absolute`, `negations` …), in the language and in English.

        Those of other languages too where they are written without capitals, as in Hangul: they mean nothing else here.
        """
        return _tell_tales(self.language, kind)

    def unbacked(self, question: Question) -> list[str]:
        """The ids of an interview question's key points that no fact backs."""
        stated = self.base.stated_by(question.key.entity, Interview)
        return [identifier for fact in stated for identifier, _, backing in fact.key_points if not backing]

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        """Concepts and hyperparameters, in the base's order."""
        return tuple(entity for entity in self.base.entities() if isinstance(entity, Concept))

    @cached_property
    def asking(self) -> dict[str, list[Question]]:
        """The questions that ask each fact, by its id."""
        asking: dict[str, list[Question]] = defaultdict(list)
        for question in self.questions:
            for fact in dict.fromkeys(question.facts):
                asking[fact].append(question)
        return dict(asking)

    @cached_property
    def about(self) -> dict[str, set[Key]]:
        """The keys of the questions about each concept: those that ask a fact that speaks of it."""
        about: dict[str, set[Key]] = defaultdict(set)
        for fact in self.base.facts:
            for concept in fact.concepts():
                about[concept].update(question.key for question in self.asking.get(fact.id, ()))
        return about

    @cached_property
    def linked(self) -> set[str]:
        """The concepts that a fact ties to another."""
        return {concept for fact in self.base.facts if len(set(fact.concepts())) > 1 for concept in fact.concepts()}

    @cached_property
    def _names(self) -> dict[str, frozenset[str]]:
        return {concept.id: frozenset(map(folded, _written(concept))) for concept in self.concepts}

    @cached_property
    def _called(self) -> dict[str, frozenset[str]]:
        called: dict[str, set[str]] = defaultdict(set)
        for concept, names in self._names.items():
            for name in names:
                called[name].add(concept)
        return {name: frozenset(concepts) for name, concepts in called.items()}


@cache
def _tell_tales(language: str, kind: str) -> frozenset[str]:
    listed = {one: locale(one).lint.model_dump(by_alias=True)[kind] for one in languages()}
    return frozenset(
        word for one in listed for word in listed[one] if one in (language, FALLBACK) or word.upper() == word
    )


def _written(concept: Concept) -> Iterator[str]:
    for name in (concept.term, *concept.aliases):
        yield from (name[language] for language in name.languages())
    if isinstance(concept, Hyperparameter):
        yield concept.code_name


_GLOSS = re.compile(r"\s*\([^()]*\)$")


def _forms(text: str) -> Iterator[str]:
    """The text as it stands and its first line, both also without the gloss at the end."""
    for form in (text, text.split("\n", maxsplit=1)[0]):
        yield folded(form)
        yield folded(_GLOSS.sub("", form))
