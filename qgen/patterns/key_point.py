"""A key point as a cloze: what its author set in bold is hidden. What is to be recalled is the author's to say."""

from __future__ import annotations

import re

from qgen.blocks import Blank, Inline, Span, Str, Strong, paragraph, text
from qgen.factbase import FactBase
from qgen.facts import KeyPoint
from qgen.korean import PARTICLES, blank_particle
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions import NotAsked, Question
from qgen.rendering.plain import plain_inline

_ARTICLE = re.compile(r"\b(a)n?\s$", re.IGNORECASE)
_PARTICLE = re.compile(r"^[가-힣()]+")


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
    """What is in bold becomes the blank. The article before it and the particle behind it stay open, or they would tell."""
    opened: list[Span] = []
    for span in said:
        before = opened[-1] if opened else None
        if isinstance(span, Strong):
            if isinstance(before, Str):
                opened[-1] = Str(_ARTICLE.sub(r"\1(n) ", before.text))
            opened.append(Blank(identifier, span.children))
        elif isinstance(before, Blank) and isinstance(span, Str):
            opened.append(Str(_PARTICLE.sub(_opened, span.text)))
        else:
            opened.append(span)
    return tuple(opened)


def _opened(match: re.Match[str]) -> str:
    return blank_particle(match[0]) if match[0] in PARTICLES else match[0]
