"""The rules of a chapter as one table: symptoms, what helps, and what does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qgen.content.blocks import Blocks, Inline, inlines, paragraph
from qgen.entities.rule import NotHelping, Remedy, Rule
from qgen.guide.parts import Part, PartMaker, Telling
from qgen.questions.speaking import Speaker, conditions, reasons, under


@dataclass(frozen=True)
class Advice:
    """What to do, or what not to do, and why."""

    action: Inline
    why: Blocks


@dataclass(frozen=True)
class RuleRow:
    """A symptom with what was tried against it."""

    id: str
    symptom: Inline
    ordered: bool
    remedies: tuple[Advice, ...]
    useless: tuple[Advice, ...]


@dataclass(frozen=True)
class RulesPart(Part):
    """Symptoms and remedies as a table."""

    template = "rules"
    heads_chapter = True

    rows: tuple[RuleRow, ...]


def _parts(rules: list[Rule], chapter: str, telling: Telling) -> Iterator[Part]:
    rows = tuple(_row(rule.id, telling) for rule in rules)
    cited = telling.names.sources_of(rule.id for rule in rules)
    yield RulesPart(f"{chapter}-rules", telling.words["rules"], cited, rows)


RULES = PartMaker(Rule, _parts)


def _row(rule: str, telling: Telling) -> RuleRow:
    names = telling.names
    remedies = telling.base.stated_by(rule, Remedy)
    return RuleRow(
        rule,
        names.inline(remedies[0].symptom),
        remedies[0].place is not None,
        _advice(remedies, names),
        _advice(telling.base.stated_by(rule, NotHelping), names),
    )


def _advice(facts: Iterable[Remedy | NotHelping], names: Speaker) -> tuple[Advice, ...]:
    return tuple(Advice(_action(fact, names), (*names.blocks(fact.why), *reasons(fact, names))) for fact in facts)


def _action(fact: Remedy | NotHelping, names: Speaker) -> Inline:
    """What is done, with the condition under which it holds."""
    (line,) = inlines(under(paragraph(names.inline(fact.action)), conditions(fact, names)))
    return line
