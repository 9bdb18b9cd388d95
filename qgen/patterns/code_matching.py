"""Names in code to what they set. Each definition is of one hyperparameter, so there is one way to match.

Needs four hyperparameters with a `definition`.
"""

from __future__ import annotations

from qgen.content.blocks import Code, paragraph
from qgen.entities.concept import Definition
from qgen.entities.hyperparameter import CodeName
from qgen.knowledge.factbase import FactBase
from qgen.language.similarity import unspaced
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.patterns.shuffling import Ring, shuffled
from qgen.questions.bodies import Matching, Pair
from qgen.questions.model import NotAsked, Question

_SIZE = 4


def _named(base: FactBase) -> list[CodeName]:
    return [fact for fact in base.of(CodeName) if base.stated_by(fact.entity, Definition)]


def _members(base: FactBase) -> Ring:
    return Ring(fact.entity for fact in _named(base))


@pattern(
    "code-matching",
    kind="matching",
    bloom="remember",
    asks=_named,
    lag=10,
    phrases={
        "stem": "the question",
        "left": "the heading of the names in code",
        "right": "the heading of what they set",
    },
)
def code_matching(fact: CodeName, ask: Asker) -> Question | NotAsked:
    """Which name in code goes with which description?"""
    seed = f"{fact.entity}#code-matching"
    seen = sorted(ask.base.once(_members).stretch(seed), key=lambda one: shuffled(seed, one))
    named = (name for one in seen for name in ask.base.stated_by(one, CodeName))
    rows: list[CodeName] = [fact]
    for other in named:
        if len(rows) < _SIZE and all(_read_apart(other, one, ask) for one in rows):
            rows.append(other)
    if len(rows) < _SIZE:
        return ask.not_asked([fact], f"there are fewer than {_SIZE} hyperparameters that read differently")
    chosen = sorted(rows, key=lambda one: shuffled(seed, f"left {one.entity}"))
    hyperparameters = [one.entity for one in chosen]
    meanings = [_definition(one, ask) for one in chosen]
    return ask.question(
        fact.entity,
        [fact, *meanings],
        stem=paragraph(ask.say("stem")),
        answer=Matching(
            tuple(
                Pair((Code(one.name),), ask.inline(meaning.text)) for one, meaning in zip(chosen, meanings, strict=True)
            ),
            shown_right=tuple(
                map(hyperparameters.index, sorted(hyperparameters, key=lambda one: shuffled(seed, f"right {one}")))
            ),
            headings=(ask.say("left"), ask.say("right")),
        ),
    )


def _read_apart(one: CodeName, other: CodeName, ask: Asker) -> bool:
    """Whether two rows differ on both sides, so that there is one way to match."""
    texts = [unspaced(ask.words(_definition(row, ask).text)) for row in (one, other)]
    return one.name != other.name and texts[0] != texts[1]


def _definition(named: CodeName, ask: Asker) -> Definition:
    (definition,) = ask.base.stated_by(named.entity, Definition)
    return definition
