"""A hyperparameter is described, its name in code is to be typed.

Needs a hyperparameter with `code_library` and a `definition`, for its term alone often gives the name away.
"""

from __future__ import annotations

from qgen.content.blocks import Code, Inline, joined, paragraph
from qgen.entities.concept import Definition
from qgen.entities.hyperparameter import CodeName
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.bodies import Typed
from qgen.questions.model import NotAsked, Question


def _of_one_hyperparameter(base: FactBase) -> list[CodeName]:
    """A name is asked for by the definition, for the term itself often gives it away. So there must be one."""
    return [fact for fact in base.of(CodeName) if base.stated_by(fact.entity, Definition)]


@pattern(
    "code-name",
    kind="typed",
    bloom="remember",
    asks=_of_one_hyperparameter,
    lag=6,
    phrases={"stem": "the question above what the hyperparameter sets; it is called so in {library}"},
    shares=("also-right",),
)
def code_name(fact: CodeName, ask: Asker) -> Question | NotAsked:
    """What is this hyperparameter called in code?"""
    if not fact.library:
        return ask.not_asked([fact], "no `code_library` says where it is called so")
    (described,) = ask.base.stated_by(fact.entity, Definition)
    return ask.question(
        fact.entity,
        [fact],
        stem=(*paragraph(ask.say("stem", library=(Code(fact.library),))), *ask.blocks(described.text)),
        answer=Typed(paragraph((Code(fact.name),)), fact.name),
        why=paragraph(ask.say("also-right", names=_codes(fact.also))) if fact.also else (),
    )


def _codes(names: tuple[str, ...]) -> Inline:
    return joined([(Code(name),) for name in names])
