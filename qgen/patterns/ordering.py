"""Concepts from the widest to the narrowest. Each lies strictly above the next, so there is one order.

Needs three or four concepts in a row of `is-a` edges that begins at the root.
"""

from __future__ import annotations

from itertools import pairwise

from qgen.content.blocks import joined, paragraph, text
from qgen.entities.facts import IsA
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.patterns.shuffling import mixed
from qgen.questions.bodies import Ordering
from qgen.questions.model import Question

_LEAST, _MOST = 3, 4


def _chains(base: FactBase) -> list[tuple[str, ...]]:
    """The ways from a root to a concept on which every step is a kind of the one before."""
    paths = dict.fromkeys(base.path(fact.child) for fact in base.of(IsA))
    return [
        path for path in paths if _LEAST <= len(path) <= _MOST and all(_edges(base, *step) for step in pairwise(path))
    ]


def _edges(base: FactBase, parent: str, child: str) -> list[IsA]:
    """The facts that say that one is a kind of the other."""
    facts = base.where(IsA, "child", child)
    return [fact for fact in facts if fact.parent == parent and fact.qualifiers.general]


@pattern("ordering", kind="ordering", bloom="understand", asks=_chains, lag=6, phrases={"stem": "the question"})
def ordering(path: tuple[str, ...], ask: Asker) -> Question:
    """Put these concepts in order, from the widest to the narrowest."""
    facts = [fact for step in pairwise(path) for fact in _edges(ask.base, *step)]
    terms = [text(ask.plain_term(one)) for one in path]
    return ask.question(
        path[-1],
        facts,
        stem=paragraph(ask.say("stem")),
        answer=Ordering(
            items=tuple(map(paragraph, terms)),
            shown=mixed(path, f"{path[-1]}#ordering"),
            answer=paragraph(joined(terms, " ⊃ ")),
        ),
    )
