"""A key point as a cloze: what its author set in bold is hidden. What is to be recalled is the author's to say."""

from __future__ import annotations

from qgen.blocks import Blank, Inline, Strong, paragraph, text
from qgen.factbase import FactBase
from qgen.facts import KeyPoint
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions import NotAsked, Question
from qgen.rendering.plain import plain_inline


def _points(base: FactBase) -> list[KeyPoint]:
    return list(base.of(KeyPoint))


@pattern("key-point", kind="cloze", bloom="remember", asks=_points, lag=3)
def key_point(fact: KeyPoint, ask: Asker) -> Question | NotAsked:
    """What is missing from this statement?"""
    said = ask.inline(fact.text)
    hidden = [span for span in said if isinstance(span, Strong)]
    if len(hidden) != 1:
        return ask.not_asked([fact], "not exactly one part of the key point is in bold")
    return ask.question(
        fact.entity, [fact], variant=fact.field.removeprefix("key_points/"),
        stem=(*paragraph(ask.say("stem", term=ask.term(fact.entity))), *paragraph(_blanked(said, fact.field))),
        answer=paragraph(text(plain_inline(hidden[0].children))),
    )  # fmt: skip


def _blanked(said: Inline, identifier: str) -> Inline:
    return tuple(Blank(identifier, span.children) if isinstance(span, Strong) else span for span in said)
