"""A definition is shown, the term is asked for. Only a definition that fits one concept alone can be asked so."""

from __future__ import annotations

from qgen.blocks import paragraph
from qgen.factbase import FactBase, same_text
from qgen.facts import Definition
from qgen.languages import languages
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions import Question


def _of_one_concept(base: FactBase) -> list[Definition]:
    facts = list(base.of(Definition))
    return [fact for fact in facts if not any(_same(fact, other) for other in facts)]


def _same(fact: Definition, other: Definition) -> bool:
    return fact is not other and same_text(fact.text, other.text, languages())


@pattern("term", kind="basic", bloom="remember", asks=_of_one_concept, lag=5)
def term(fact: Definition, ask: Asker) -> Question:
    """Which concept is this the definition of?"""
    return ask.question(
        fact.entity, [fact],
        stem=(*paragraph(ask.say("stem")), *ask.blocks(fact.text)),
        answer=ask.full_name(fact.entity),
        extra=ask.key_points(fact.entity),
    )  # fmt: skip
