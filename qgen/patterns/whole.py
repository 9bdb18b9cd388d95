"""A part is shown, what it is a part of is asked for. Only a part of one whole can be asked so.

Needs a `part-of` edge of a taxonomy.
"""

from __future__ import annotations

from qgen.content.blocks import paragraph
from qgen.entities.taxonomy import PartOf
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.model import NotAsked, Question


def _parts(base: FactBase) -> list[PartOf]:
    return list(base.of(PartOf))


@pattern(
    "whole",
    kind="basic",
    bloom="understand",
    asks=_parts,
    lag=4,
    phrases={"stem": "the question what {term} is a part of"},
)
def whole(fact: PartOf, ask: Asker) -> Question | NotAsked:
    """What is this a part of?"""
    if len({other.whole for other in ask.base.where(PartOf, "part", fact.part)}) > 1:
        return ask.not_asked([fact], "it is a part of more than one thing")
    if ask.gives_away(fact.part, fact.whole):
        return ask.not_asked([fact], "one of the two names stands in the other")
    return ask.question(
        fact.part,
        [fact],
        variant=fact.entity,
        stem=paragraph(ask.say("stem", term=ask.term(fact.part))),
        answer=ask.full_name(fact.whole),
    )
