"""Two concepts that are easily confused are shown with the definition of one. Neither may be a kind of the other.

Needs `related` with `how: contrasts-with`, and a `definition`.
"""

from __future__ import annotations

from qgen.content.blocks import paragraph
from qgen.entities.concept import Definition, Related
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.model import NotAsked, Question


def _contrasts(base: FactBase) -> list[Related]:
    return [fact for fact in base.of(Related) if fact.how == "contrasts-with"]


@pattern(
    "which-of-two",
    kind="basic",
    bloom="understand",
    asks=_contrasts,
    lag=8,
    offers=True,
    phrases={"stem": "the question which of {one} and {other} is described"},
)
def which_of_two(fact: Related, ask: Asker) -> Question | NotAsked:
    """Which of these two is this the definition of?"""
    if ask.prover.related(fact.entity, fact.to):
        return ask.not_asked([fact], "one of the two is a kind of the other, so that its definition fits both")
    definitions = ask.base.stated_by(fact.entity, Definition)
    if not definitions:
        return ask.not_asked([fact], "it has no definition")
    facts = [fact, definitions[0]]
    one, other = sorted((fact.entity, fact.to))
    return ask.question(
        fact.entity,
        facts,
        variant=fact.to,
        stem=(
            *paragraph(ask.say("stem", one=ask.term(one, gloss=False), other=ask.term(other, gloss=False))),
            *ask.blocks(definitions[0].text),
        ),
        answer=ask.full_name(fact.entity),
    )
