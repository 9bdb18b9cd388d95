"""Two concepts that are easily confused are shown, what tells them apart is asked for.

Needs `related` with `how: contrasts-with` and its `difference` in words.
"""

from __future__ import annotations

from qgen.content.blocks import paragraph
from qgen.entities.concept import Related
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.model import NotAsked, Question


def _contrasts(base: FactBase) -> list[Related]:
    """Each pair once: where both name the other, the first in the base that says the difference."""
    pairs: dict[frozenset[str], Related] = {}
    for fact in base.of(Related):
        if fact.how == "contrasts-with":
            pair = frozenset((fact.entity, fact.to))
            if not pairs.setdefault(pair, fact).difference and fact.difference:
                pairs[pair] = fact
    return list(pairs.values())


@pattern(
    "contrast",
    kind="basic",
    bloom="analyze",
    asks=_contrasts,
    lag=6,
    phrases={"axis": "the question how {one} and {other} differ in {axis}"},
    shares=("difference",),
)
def contrast(fact: Related, ask: Asker) -> Question | NotAsked:
    """What tells these two concepts apart?"""
    if not fact.difference:
        return ask.not_asked([fact], "`related` does not say the `difference` in words")
    one, other = ask.term(fact.entity), ask.term(fact.to)
    if fact.axis:
        stem = ask.say("axis", one=one, other=other, axis=ask.inline(fact.axis))
    else:
        stem = ask.say("difference", one=one, other=other)
    return ask.question(
        fact.entity,
        [fact, *said_back(fact, ask)],
        variant=fact.to,
        stem=paragraph(stem),
        answer=ask.blocks(fact.difference),
    )


def said_back(fact: Related, ask: Asker) -> list[Related]:
    """The same contrast, where the other concept names it too."""
    return [other for other in ask.base.stated_by(fact.to, Related) if (other.to, other.how) == (fact.entity, fact.how)]
