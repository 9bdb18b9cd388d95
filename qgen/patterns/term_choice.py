"""A definition is shown with four terms. A term is wrong if it is proved to be no kind of what the definition defines.

Needs a `definition`, and three other concepts with one that are proved to be something else: by `disjoint`
branches of a taxonomy, or as other hyperparameters.
"""

from __future__ import annotations

from qgen.content.blocks import Strong, paragraph, text
from qgen.entities.concept import Definition
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.choices import Options, choice, defined, definitions, nearest
from qgen.patterns.registry import pattern
from qgen.questions.model import NotAsked, Question


def _definitions(base: FactBase) -> list[Definition]:
    return list(base.of(Definition))


@pattern("term-choice", kind="choice", bloom="remember", asks=_definitions, lag=7, shares=("which-term",))
def term_choice(fact: Definition, ask: Asker) -> Question | NotAsked:
    """Which of these concepts does the definition describe?"""
    known = ask.base.once(definitions)
    if len(ask.defined_by(ask.words(fact.text))) > 1:
        return ask.not_asked([fact], "its definition is another concept's too")
    return choice(
        ask,
        fact.entity,
        [fact],
        stem=(*paragraph(ask.say("which-term")), *ask.blocks(fact.text)),
        options=Options(
            key=fact.entity,
            wrong=nearest(ask, fact.entity, ask.base.once(defined)),
            is_wrong=lambda one: ask.prover.tell_apart(fact.entity, one),
            text=ask.plain_term,
            show=lambda one: paragraph((Strong(text(ask.plain_term(one))),)),
            why=lambda one: ask.blocks(known[one].text),
            related=ask.prover.related,
        ),
    )
