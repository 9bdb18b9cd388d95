"""The values that a hyperparameter takes as a cloze, one card a value: a list recalled as a whole is hard to keep.

Needs two or more `values` of a hyperparameter that are `complete`, other than true and false.
"""

from __future__ import annotations

from qgen.content.blocks import Blank, Bullets, paragraph, text
from qgen.entities.hyperparameter import Values
from qgen.entities.values import Text
from qgen.knowledge.factbase import FactBase
from qgen.language.similarity import folded
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.patterns.shuffling import shuffled
from qgen.questions.bodies import Cloze
from qgen.questions.model import Question
from qgen.rendering.plain import plain_inline

_YES_AND_NO = {"true", "false"}


def _several(base: FactBase) -> list[Values]:
    """Lists whose items tell something: that a switch is on or off is known before."""
    listed = (fact for fact in base.of(Values) if fact.extent == "complete")
    return [fact for fact in listed if len(fact.values) > 1 and not is_switch(fact)]


def is_switch(fact: Values) -> bool:
    """Whether the values are true and false, which everybody knows."""
    return {folded(value[language]) for value in fact.values for language in value.languages()} <= _YES_AND_NO


@pattern(
    "values-cloze",
    kind="cloze",
    bloom="remember",
    asks=_several,
    lag=7,
    phrases={"stem": "above a list of the values of {term} with a blank"},
)
def values_cloze(fact: Values, ask: Asker) -> Question:
    """Which value is missing from the list?"""
    items = tuple(paragraph((Blank(_identifier(value), ask.inline(value)),)) for value in fact.values)
    return ask.question(
        fact.entity,
        [fact],
        stem=(*paragraph(ask.say("stem", term=ask.term_and_code(fact.entity))), Bullets(items)),
        answer=Cloze(paragraph(text(", ".join(plain_inline(ask.inline(value)) for value in fact.values)))),
    )


def _identifier(value: Text) -> str:
    """A name for the blank that an edit of another value leaves alone: the value in its first language."""
    written = value["en" if value.has("en") else value.languages()[0]]
    slug = "".join(ch if ch.isascii() and ch.isalnum() else "-" for ch in written.lower()).strip("-")
    return f"value/{slug or shuffled('value', written).hex()[:8]}"
