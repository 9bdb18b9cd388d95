"""A definition is shown, the term is asked for. Only a definition that fits one concept alone can be asked so.

Needs a `definition`.
"""

from __future__ import annotations

from qgen.content.blocks import paragraph
from qgen.entities.concept import Definition
from qgen.knowledge.factbase import FactBase, twins
from qgen.language.languages import languages
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.model import Question


def _of_one_concept(base: FactBase) -> list[Definition]:
    shared = twins(base.of(Definition), languages())
    return [fact for fact in base.of(Definition) if fact.id not in shared]


@pattern("term", kind="basic", bloom="remember", asks=_of_one_concept, lag=5, shares=("which-term",))
def term(fact: Definition, ask: Asker) -> Question:
    """Which concept is this the definition of?"""
    return ask.question(
        fact.entity,
        [fact],
        stem=(*paragraph(ask.say("which-term")), *ask.blocks(fact.text)),
        answer=ask.full_name(fact.entity),
    )
