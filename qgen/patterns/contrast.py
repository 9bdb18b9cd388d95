"""Two concepts that are easily confused are shown, what tells them apart is asked for.

Needs `related` with `how: contrasts-with`, and a `definition` of both.
"""

from __future__ import annotations

from qgen.content.blocks import Table, paragraph, text
from qgen.entities.concept import Definition, Related
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.model import NotAsked, Question


def _contrasts(base: FactBase) -> list[Related]:
    """Each pair once: where both name the other, the first in the base."""
    pairs: dict[frozenset[str], Related] = {}
    for fact in base.of(Related):
        if fact.how == "contrasts-with":
            pairs.setdefault(frozenset((fact.entity, fact.to)), fact)
    return list(pairs.values())


@pattern("contrast", kind="basic", bloom="analyze", asks=_contrasts, lag=6, shares=("difference",))
def contrast(fact: Related, ask: Asker) -> Question | NotAsked:
    """What tells these two concepts apart?"""
    both = [definition for concept in (fact.entity, fact.to) for definition in ask.base.stated_by(concept, Definition)]
    if len(both) < 2:
        return ask.not_asked([fact], "one of the two has no definition")
    header = (text(ask.plain_term(fact.entity)), text(ask.plain_term(fact.to)))
    facts = [fact, *said_back(fact, ask), *both]
    return ask.question(
        fact.entity,
        facts,
        variant=fact.to,
        stem=paragraph(ask.say("difference", one=ask.term(fact.entity), other=ask.term(fact.to))),
        answer=(Table(header, (tuple(ask.inline(definition.text) for definition in both),)),),
    )


def said_back(fact: Related, ask: Asker) -> list[Related]:
    """The same contrast, where the other concept names it too."""
    return [other for other in ask.base.stated_by(fact.to, Related) if (other.to, other.how) == (fact.entity, fact.how)]
