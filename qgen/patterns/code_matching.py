"""Names in code to what they set. Each definition is of one hyperparameter, so there is one way to match."""

from __future__ import annotations

from qgen.content.blocks import Blocks, Bullets, Code, Table, paragraph
from qgen.entities.facts import CodeName, Definition, Fact
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.distractors import shuffled
from qgen.patterns.registry import pattern
from qgen.questions.model import NotAsked, Question

_SIZE = 4


def _named(base: FactBase) -> list[CodeName]:
    return [fact for fact in base.of(CodeName) if base.stated_by(fact.entity, Definition)]


@pattern("code-matching", kind="matching", bloom="remember", asks=_named, lag=10)
def code_matching(fact: CodeName, ask: Asker) -> Question | NotAsked:
    """Which name in code goes with which description?"""
    seed = f"{fact.entity}#code-matching"
    others = sorted(
        (other for other in _named(ask.base) if other.name != fact.name), key=lambda one: shuffled(seed, one.entity)
    )
    if len(others) < _SIZE - 1:
        return ask.not_asked([fact], f"there are fewer than {_SIZE} hyperparameters")
    chosen = sorted((fact, *others[: _SIZE - 1]), key=lambda one: shuffled(seed, f"left {one.entity}"))
    mixed = sorted(chosen, key=lambda one: shuffled(seed, f"right {one.entity}"))
    facts: list[Fact] = [
        fact,
        *(definition for one in chosen for definition in ask.base.stated_by(one.entity, Definition)),
    ]
    return ask.question(
        fact.entity,
        facts,
        stem=(
            *paragraph(ask.say("stem")),
            Bullets(tuple(paragraph((Code(one.name),)) for one in chosen)),
            Bullets(tuple(_definition(one, ask) for one in mixed)),
        ),
        answer=_table(chosen, ask),
    )


def _definition(named: CodeName, ask: Asker) -> Blocks:
    (definition,) = ask.base.stated_by(named.entity, Definition)
    return ask.blocks(definition.text)


def _table(chosen: list[CodeName], ask: Asker) -> Blocks:
    rows = tuple(((Code(one.name),), ask.inline(ask.base.stated_by(one.entity, Definition)[0].text)) for one in chosen)
    return (Table((ask.say("left"), ask.say("right")), rows),)
