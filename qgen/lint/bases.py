"""Rules about all questions of a language: no two have one front, every fact is sourced and asked twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from qgen.content.markup import parse_blocks
from qgen.content.wording import labels
from qgen.entities.comparison import Cell
from qgen.entities.concept import Definition
from qgen.knowledge.factbase import twins
from qgen.language.languages import languages
from qgen.language.similarity import folded
from qgen.lint.context import Context
from qgen.lint.findings import Flaw
from qgen.lint.registry import rule
from qgen.questions.model import Question
from qgen.rendering.plain import plain


@rule(
    "C04",
    severity="error",
    scope="base",
    title="one front, one answer",
    why="Two cards with the same front and different answers punish the learner who knows both.",
    example="two concepts with one definition",
    remedy="say what tells the two apart",
)
def one_front_one_answer(context: Context) -> Iterator[Flaw]:
    fronts: dict[tuple[str, ...], list[Question]] = defaultdict(list)
    for question in context.questions:
        options = sorted(folded(option.words) for option in question.options)
        fronts[folded(question.front_text), *options].append(question)
    for same in fronts.values():
        if len(same) > 1 and len({folded(question.answer_text) for question in same}) > 1:
            for question in same:
                other = next(other for other in same if other is not question)
                yield Flaw(f"`{other.key}` has the same front and another answer", key=question.key)


@rule(
    "C05",
    severity="error",
    scope="base",
    title="a question from the definition fits one concept",
    why="If a definition is true of two concepts, a learner who names the other is right and graded wrong.",
    example="two entities with one definition",
    remedy="say in each definition what is true of this concept only",
)
def fits_one_concept(context: Context) -> Iterator[Flaw]:
    definitions = list(context.base.of(Definition))
    shared = twins(definitions, languages())
    plain_of = {
        one.id: folded(plain(parse_blocks(one.text[context.language]))) for one in definitions if one.id in shared
    }
    for question in (one for one in context.questions if not shared.isdisjoint(one.facts)):
        shown = folded("\n".join((question.front_text, *(option.words for option in question.options))))
        if any(plain_of[fact] in shown for fact in shared & set(question.facts)):
            yield Flaw("its definition is another concept's too", key=question.key)


@rule(
    "C13",
    severity="warning",
    scope="base",
    title="a cell says something by itself",
    why="“Medium” and “high” mean nothing without the cell beside them: whoever is asked has to guess the scale.",
    example="need for data: “medium” and “high”",
    remedy="say how much, or compared with what: “a few thousand examples”, “less than deep learning”",
)
def cell_says_something(context: Context) -> Iterator[Flaw]:
    relative = {folded(word) for word in labels(context.language, "lint")["relative"]}
    for fact in context.base.of(Cell):
        said = folded(plain(parse_blocks(fact.text[context.language]))).rstrip(".")
        if said in relative:
            yield Flaw(f"`{fact.id}` says “{said}”, which means nothing by itself", entity=fact.entity)


@rule(
    "C09",
    severity="warning",
    scope="base",
    title="a concept is asked twice and linked",
    why="What is asked once is soon forgotten, and a concept without neighbours has nothing to be remembered by.",
    example="a concept with a term and a definition only",
    remedy="add key points, `related`, or a place in a taxonomy",
)
def asked_twice_and_linked(context: Context) -> Iterator[Flaw]:
    for concept in (one for one in context.concepts if one.members != "coined"):
        items = len(context.about.get(concept.id, ()))
        if items < 2:
            yield Flaw(f"{'no question asks' if not items else 'one question only asks'} about it", entity=concept.id)
        if concept.id not in context.linked:
            yield Flaw("nothing links it to another concept", entity=concept.id)


@rule(
    "C10",
    severity="warning",
    scope="base",
    title="a fact has a source",
    why="A learner has to be able to look it up, and an author to check it.",
    example="an entity without `sources`",
    remedy="add `sources: [{id: …, locator: …}]`",
)
def has_a_source(context: Context) -> Iterator[Flaw]:
    for entity in context.base.entities():
        if not entity.sources and any(fact.askable for fact in entity.facts()):
            yield Flaw("its facts have no source", entity=entity.id)


@rule(
    "C11",
    severity="warning",
    scope="base",
    title="a fact is asked from two angles",
    why="A fact that is met in one form only is recognised in that form only.",
    example="a value that one pattern asks",
    remedy="add what a second pattern needs: `qgen stats` lists the precondition that failed",
)
def asked_from_two_angles(context: Context) -> Iterator[Flaw]:
    for fact in context.base.facts:
        patterns = sorted({question.key.pattern for question in context.asking.get(fact.id, ())})
        if context.base.is_askable(fact) and len(patterns) < (1 if fact.one_angle else 2):
            yield Flaw(
                f"`{fact.id}` is asked by {f'`{patterns[0]}` only' if patterns else 'nothing'}", entity=fact.entity
            )
