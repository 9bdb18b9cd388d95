"""What a pattern asks with: names, texts and wordings in one language, and the parts that all questions share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qgen.content.blocks import Blocks, Code, Inline, Strong, paragraph, text
from qgen.content.wording import Value
from qgen.entities.concept import Definition
from qgen.entities.facts import Fact
from qgen.entities.hyperparameter import Hyperparameter
from qgen.entities.qualifiers import PLAIN
from qgen.knowledge.factbase import FactBase
from qgen.knowledge.prover import Prover
from qgen.language.similarity import GivenAway, contains, folded, nearly_same, weighty
from qgen.patterns.registry import Pattern
from qgen.patterns.wordings import words_of
from qgen.questions.bodies import Body, Recall
from qgen.questions.model import Key, NotAsked, Question
from qgen.questions.speaking import Speaker, conditions, qualified, reasons, teller, under


@dataclass(frozen=True)
class _Definitions:
    """Makes the concepts by their definitions, as one language has them."""

    language: str

    def __call__(self, base: FactBase) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for fact in base.of(Definition):
            if fact.text.has(self.language):
                found[folded(fact.text[self.language])].append(fact.entity)
        return found


class Asker(Speaker):
    """Asks in one language for one pattern. What it finds wrong while asking is in `problems`."""

    def __init__(self, base: FactBase, prover: Prover, language: str, pattern: Pattern):
        self._words = words_of(pattern, language)
        super().__init__(base, language, self._words, f"the pattern `{pattern.name}`")
        self._facts = teller(base, language)
        self.prover = prover
        self.pattern = pattern

    def question(
        self,
        entity: str,
        facts: Sequence[Fact],
        *,
        stem: Blocks,
        answer: Blocks | Body,
        variant: str = "",
        concept: str | None = None,
        why: Blocks = (),
        extra: Blocks = (),
    ) -> Question:
        """A question about an entity; level, tags, path, links, sources and place come from the entity.

        `answer` is what is to be recalled, or the body of a question of another kind. `concept` is what it is about,
        where the entity is about several. Under what the first of the facts holds is shown with the question; how often
        it does, why, and the exception with the answer. TypeError if the body is not of the kind that the pattern is
        registered for.
        """
        body = Recall(answer) if isinstance(answer, tuple) else answer
        if body.kind != self.pattern.kind:
            raise TypeError(f"the pattern is registered as `{self.pattern.kind}`, and asks a `{body.kind}`")
        asked = self.base.entity(entity)
        about = (concept,) if concept else asked.about_concepts()
        subject = about[0] if len(about) == 1 else None
        if facts and facts[0].qualifiers != PLAIN:
            stem = under(stem, conditions(facts[0], self))
            why = (*why, *reasons(facts[0], self._facts))
        return Question(
            key=Key(entity, self.pattern.name, variant),
            language=self.language,
            bloom=self.pattern.bloom,
            label=self._words["name"],
            stem=stem,
            body=body,
            facts=tuple(fact.id for fact in facts),
            span=self.base.span(entity),
            level=asked.level,
            tags=asked.tags,
            sources=self.sources(entity, facts),
            path=self.path(subject) if subject else (),
            related=tuple(self.plain_term(link) for link in self._links(entity, concept)),
            why=why,
            extra=extra,
        )

    def because(self, fact: Fact, said: Blocks) -> Blocks:
        """What follows from a fact, with where it holds and why."""
        return qualified(said, fact, self._facts)

    def asked(self, fact: Fact, stem: Inline) -> Blocks:
        """The question for a fact: its author's own if it has one, else what the pattern says."""
        own = fact.qualifiers.ask
        return self.blocks(own) if own else paragraph(stem)

    def defined_by(self, words: str) -> list[str]:
        """The concepts that a definition is written for, word by word in this language."""
        return self.base.once(_Definitions(self.language))[folded(words)]

    def defines_nothing_like(self, concept: str, words: str) -> bool:
        """Whether whatever a definition is written for is proved to be something else than the concept."""
        return all(self.prover.tell_apart(concept, one) for one in self.defined_by(words))

    def not_asked(self, facts: Sequence[Fact], reason: str) -> NotAsked:
        """What a pattern returns instead of a question, with the precondition that failed, in a few words."""
        return NotAsked(self.pattern.name, tuple(fact.id for fact in facts), reason)

    def code_name(self, hyperparameter: str) -> Value:
        """A hyperparameter's name in code, as code."""
        found = self.base.entity(hyperparameter)
        assert isinstance(found, Hyperparameter)
        return Value((Code(found.code_name),), found.code_name, found.reading.get(found.code_name))

    def term_and_code(self, hyperparameter: str) -> Value:
        """A hyperparameter's name with its name in code behind it.

        A particle agrees with the name, as it is read aloud.
        """
        return self.glossed(self.term(hyperparameter, gloss=False), self.code_name(hyperparameter).inline)

    def full_name(self, concept: str) -> Blocks:
        """A concept's name as an answer shows it: the term, and below it every other name."""
        others = self.other_names(concept)
        named = paragraph((Strong(text(self.plain_term(concept))),))
        return (*named, *(paragraph(text(" · ".join(others))) if others else ()))

    def kind(self, concept: str) -> str:
        """`concept` or `hyperparameter`."""
        return self.base.entity(concept).kind

    def gives_away(self, shown: str, hidden: str) -> bool:
        """Whether a name of the concept shown tells a name of the hidden one.

        It does if one of them holds the other, or if they are nearly the same.
        """
        one, other = self._names(shown), self._names(hidden)
        return any(contains(a, b) or contains(b, a) or nearly_same(a, b) for a in one for b in other)

    def given_away(self, concepts: Iterable[str]) -> set[str]:
        """Those of the concepts that `gives_away` finds in a pair with another of them."""
        return GivenAway({concept: self._names(concept) for concept in concepts}).keys()

    def hints_at(self, shown: str, hidden: str) -> bool:
        """Whether two concepts' terms share a word that is long enough to be a clue."""
        return bool(weighty(self.plain_term(shown)) & weighty(self.plain_term(hidden))) or self.gives_away(
            shown, hidden
        )

    def _names(self, concept: str) -> list[str]:
        return [self.plain_term(concept), *self.other_names(concept)]

    def _links(self, entity: str, concept: str | None) -> list[str]:
        """What a concept is linked to; what else another entity is about."""
        about = self.base.entity(entity).about_concepts()
        return self.base.links(entity) if about == (entity,) else [other for other in about if other != concept]
