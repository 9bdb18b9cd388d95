"""Which concepts a text speaks of: their names found in it, the longest first.

Takes texts with no markup in one language. A deck goes by it to define a term before it uses it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from qgen.content.markup import parse_blocks
from qgen.entities.concept import Concept, Definition
from qgen.knowledge.factbase import FactBase
from qgen.language.languages import languages
from qgen.language.similarity import Run, stem, words
from qgen.questions.naming import Names
from qgen.rendering.plain import plain


@dataclass(frozen=True)
class Mentions:
    """Finds the concepts of a base in texts of one language. A name that several concepts bear finds none of them."""

    called: Mapping[str, Mapping[Run, str]]
    """Concepts by the stems of their names, and these by the first of the stems."""
    known: dict[str, frozenset[str]]
    """What was found in a text before."""

    def of(self, text: str) -> frozenset[str]:
        """The ids of the concepts that the text names."""
        if text not in self.known:
            self.known[text] = frozenset(self._found(text))
        return self.known[text]

    def _found(self, text: str) -> set[str]:
        said = _stems(text)
        found: set[str] = set()
        at = 0
        while at < len(said):
            names = self.called.get(said[at], {})
            length = max((len(run) for run in names if said[at : at + len(run)] == run), default=0)
            if length:
                found.add(names[said[at : at + length]])
            at += length or 1
        return found


@dataclass(frozen=True)
class MentionsIn:
    """Makes what finds a base's concepts in a language: `base.once(MentionsIn("ko"))`."""

    language: str

    def __call__(self, base: FactBase) -> Mentions:
        """What finds the base's concepts."""
        names = Names(base, self.language)
        bearers: dict[Run, set[str]] = defaultdict(set)
        for concept in base.entities():
            if isinstance(concept, Concept) and concept.term.has(self.language):
                for name in (names.plain_term(concept.id), *names.other_names(concept.id)):
                    bearers[_stems(name)].add(concept.id)
        called: dict[str, dict[Run, str]] = defaultdict(dict)
        for run, concepts in bearers.items():
            if run and len(concepts) == 1:
                called[run[0]][run] = next(iter(concepts))
        return Mentions(called, {})


def defined_by(base: FactBase) -> Mapping[str, frozenset[str]]:
    """Of each concept, the others that its definition speaks of, in any language: `base.once(defined_by)`."""
    found: dict[str, frozenset[str]] = {}
    for fact in base.of(Definition):
        said = (
            base.once(MentionsIn(language)).of(plain(parse_blocks(fact.text[language])))
            for language in languages()
            if fact.text.has(language)
        )
        found[fact.entity] = frozenset().union(*said) - {fact.entity}
    return found


def _stems(text: str) -> Run:
    return tuple(stem(word) for word in words(text.replace("-", " ")))
