"""A stretch of an example's code is shown, what it does is asked for.

Needs the `parts` of an example.
"""

from __future__ import annotations

from qgen.content.blocks import CodeBlock, paragraph
from qgen.entities.example import CodeNote, Listing
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.model import Question


def _notes(base: FactBase) -> list[CodeNote]:
    return list(base.of(CodeNote))


@pattern("code-meaning", kind="basic", bloom="apply", asks=_notes, lag=2, shares=("what-code-does",))
def code_meaning(fact: CodeNote, ask: Asker) -> Question:
    """What does this code do?"""
    (listing,) = ask.base.stated_by(fact.entity, Listing)
    return ask.question(
        fact.entity,
        [fact],
        variant=fact.variant,
        stem=(
            *paragraph(ask.say("what-code-does", title=ask.inline(listing.title))),
            CodeBlock(fact.code, listing.language),
        ),
        answer=ask.blocks(fact.note),
        extra=(CodeBlock(listing.code, listing.language),),
    )
