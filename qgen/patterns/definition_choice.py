"""A term is shown with four definitions. A definition is wrong if the term is proved to be no kind of what it defines.

Needs a `definition`, and three other concepts with one that are proved to be something else: by `disjoint`
branches of a taxonomy, or as other hyperparameters.
"""

from __future__ import annotations

from qgen.content.blocks import paragraph
from qgen.entities.concept import Definition
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.choices import Options, choice, defined, definitions, nearest
from qgen.patterns.registry import pattern
from qgen.questions.model import NotAsked, Question


def _definitions(base: FactBase) -> list[Definition]:
    return list(base.of(Definition))


@pattern(
    "definition-choice",
    kind="choice",
    bloom="understand",
    asks=_definitions,
    lag=4,
    phrases={"stem": "the question which option defines {term}", "why": "what an option defines: {term}"},
)
def definition_choice(fact: Definition, ask: Asker) -> Question | NotAsked:
    """Which of these is the definition of this concept?"""
    known = ask.base.once(definitions)
    if len(ask.defined_by(ask.words(fact.text))) > 1:
        return ask.not_asked([fact], "its definition is another concept's too")
    return choice(
        ask,
        fact.entity,
        [fact],
        stem=paragraph(ask.say("stem", term=ask.term(fact.entity))),
        options=Options(
            key=fact.entity,
            wrong=nearest(ask, fact.entity, ask.base.once(defined)),
            is_wrong=lambda one: ask.defines_nothing_like(fact.entity, ask.words(known[one].text)),
            text=lambda one: ask.words(known[one].text),
            show=lambda one: ask.blocks(known[one].text),
            why=lambda one: paragraph(ask.say("why", term=ask.term(one))),
            related=ask.prover.related,
        ),
    )
