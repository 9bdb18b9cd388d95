"""A key point as a cloze: what its author set in bold is hidden. What is to be recalled is the author's to say.

Needs one of a concept's `key_points` with one part in bold.
"""

from __future__ import annotations

import re
from dataclasses import replace

from qgen.content.blocks import Blank, Inline, InlineNode, Str, Strong, paragraph, text
from qgen.entities.concept import KeyPoint
from qgen.knowledge.factbase import FactBase
from qgen.language.korean import PARTICLES
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.bodies import Cloze
from qgen.questions.model import NotAsked, Question

_ARTICLE = re.compile(r"\ban?\s$", re.IGNORECASE)
_HANGUL = re.compile(r"^[가-힣]+")


def _points(base: FactBase) -> list[KeyPoint]:
    return list(base.of(KeyPoint))


@pattern(
    "key-point",
    kind="cloze",
    bloom="remember",
    asks=_points,
    lag=3,
    phrases={"stem": "above a sentence about {term} with a blank"},
)
def key_point(fact: KeyPoint, ask: Asker) -> Question | NotAsked:
    """What is missing from this statement?"""
    said = ask.inline(fact.text)
    hidden = [node for node in said if isinstance(node, Strong)]
    if len(hidden) != 1:
        return ask.not_asked([fact], "not exactly one part of the key point is in bold")
    blanked = _blanked(said, fact.field)
    (blank,) = (node for node in blanked if isinstance(node, Blank))
    return ask.question(
        fact.entity,
        [fact],
        variant=fact.variant,
        stem=(*paragraph(ask.say("stem", term=ask.term(fact.entity))), *paragraph(blanked)),
        answer=Cloze(paragraph(blank.children)),
    )


def _blanked(said: Inline, identifier: str) -> Inline:
    """The key point with a blank for what is in bold.

    The article before it and the particle behind it are hidden too: left open, they would tell.
    """
    opened: list[InlineNode] = []
    for node in said:
        before = opened[-1] if opened else None
        if isinstance(node, Strong):
            found = _ARTICLE.search(before.text) if isinstance(before, Str) else None
            if found and isinstance(before, Str):
                opened[-1] = Str(before.text[: found.start()])
            opened.append(Blank(identifier, (*(text(found[0]) if found else ()), *node.children)))
        elif isinstance(before, Blank) and isinstance(node, Str) and (particle := _particle(node.text)):
            opened[-1] = replace(before, children=(*before.children, *text(particle)))
            opened.append(Str(node.text[len(particle) :]))
        else:
            opened.append(node)
    return tuple(node for node in opened if node != Str(""))


def _particle(following: str) -> str:
    """The particle that a text begins with, if it is nothing but one."""
    found = _HANGUL.match(following)
    return found[0] if found and found[0] in PARTICLES else ""
