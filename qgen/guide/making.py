"""An edition's knowledge told as it is, not asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qgen.content.blocks import Blocks, Code, CodeBlock, Inline, Str, joined
from qgen.content.wording import Value, fill, labels
from qgen.decks.edition import Chapter, Edition
from qgen.entities.comparison import Comparison
from qgen.entities.concept import Concept
from qgen.entities.example import CodeNote, Example, Listing
from qgen.entities.figure import Figure
from qgen.entities.hyperparameter import Hyperparameter, InGroup
from qgen.entities.rule import Rule
from qgen.entities.taxonomy import Taxonomy
from qgen.guide.index import make_index
from qgen.guide.parts import (
    Advice,
    ComparisonPart,
    ConceptPart,
    ExamplePart,
    FigurePart,
    GroupPart,
    Guide,
    GuideChapter,
    HyperparameterRow,
    MapPart,
    Part,
    RuleRow,
    RulesPart,
)
from qgen.questions.naming import Names
from qgen.questions.taxonomy_maps import draw_map


def make_guide(edition: Edition) -> Guide:
    """The guide of an edition: its chapters with what they are about, leaving out those with nothing to tell."""
    assert edition.base is not None
    teller = _Teller(Names(edition.base, edition.language))
    chapters = tuple(chapter for chapter in map(teller.chapter, edition.chapters) if chapter.parts)
    told = {part.id: part for chapter in chapters for part in chapter.parts}
    return Guide(
        edition.title,
        edition.description,
        chapters,
        make_index(edition.base, chapters, edition.language),
        _all_sources(told.values()),
    )


class _Teller:
    def __init__(self, names: Names):
        self._names = names
        self._base = names.base
        self._words = labels(names.language, "guide")

    def chapter(self, chapter: Chapter) -> GuideChapter:
        """Maps first, then concepts with their groups of hyperparameters, comparisons, rules, figures and code."""
        entities = [self._base.entity(identifier) for identifier in chapter.entities]
        parts: list[Part] = [self._map(entity) for entity in entities if isinstance(entity, Taxonomy)]
        parts += self._concepts([entity for entity in entities if isinstance(entity, Concept)])
        parts += [self._comparison(entity) for entity in entities if isinstance(entity, Comparison)]
        rules = [entity for entity in entities if isinstance(entity, Rule)]
        parts += [self._rules(chapter.id, rules)] if rules else []
        parts += [self._figure(entity) for entity in entities if isinstance(entity, Figure)]
        parts += [self._example(entity) for entity in entities if isinstance(entity, Example)]
        return GuideChapter(chapter.id, chapter.title, tuple(parts))

    def _concepts(self, concepts: list[Concept]) -> Iterator[Part]:
        """Concepts one by one, but hyperparameters of a group as one table, where the group is told."""
        grouped = {fact.entity: fact.group for fact in self._base.of(InGroup)}
        here = [concept for concept in concepts if isinstance(concept, Hyperparameter)]
        groups = dict.fromkeys(grouped[one.id] for one in here if one.id in grouped)
        for concept in concepts:
            if isinstance(concept, Hyperparameter):
                if concept.id not in grouped:
                    yield self._group(concept.id, [concept])
            elif concept.id not in groups:
                yield self._concept(concept)
        for group in groups:
            yield self._group(group, [one for one in here if grouped.get(one.id) == group])

    def _concept(self, concept: Concept) -> ConceptPart:
        names = self._names
        path = self._base.path(concept.id)[:-1]
        return ConceptPart(
            concept.id,
            names.plain_term(concept.id),
            tuple(names.other_names(concept.id)),
            tuple(map(names.plain_term, path)),
            concept.level,
            names.blocks(concept.definition),
            tuple(map(names.inline, concept.key_points.values())),
            tuple(map(names.inline, concept.examples)),
            tuple(self._links(concept)),
            names.sources(concept.id, []),
        )

    def _links(self, concept: Concept) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
        for how in dict.fromkeys(relation.how for relation in concept.related):
            linked = [relation.to for relation in concept.related if relation.how == how]
            yield self._words[how], tuple((to, self._names.plain_term(to)) for to in linked)

    def _group(self, group: str, members: list[Hyperparameter]) -> GroupPart:
        concept = self._base.concept(group)
        cited = self._names.sources_of(member.id for member in (concept, *members))
        alone = members == [concept]
        definition = () if alone else self._names.blocks(concept.definition)
        return GroupPart(group, self._names.plain_term(group), definition, tuple(map(self._row, members)), cited)

    def _row(self, one: Hyperparameter) -> HyperparameterRow:
        names = self._names
        facts = [self._say("values", joined([names.inline(value) for value in one.values]))] if one.values else []
        facts += [self._say("range", names.inline(one.range))] if one.range else []
        facts += [
            (*self._say("default", (Code(default.value),)), Str(f" ({default.library})")) for default in one.defaults
        ]
        effects = [
            self._say(field, names.inline(said))
            for field, said in (("raising", one.raising), ("lowering", one.lowering), ("when", one.when))
            if said
        ]
        points = tuple(map(names.inline, one.key_points.values()))
        return HyperparameterRow(
            one.id,
            names.plain_term(one.id),
            one.code_name,
            names.blocks(one.definition),
            tuple(facts),
            tuple(effects),
            points,
        )

    def _say(self, word: str, said: Inline) -> Inline:
        return fill(self._words[word], {"text": Value(said, "")}).inline

    def _comparison(self, one: Comparison) -> ComparisonPart:
        rows = tuple(
            (
                self._names.inline(aspect.name),
                tuple(self._names.inline(aspect.cells[subject]) for subject in one.subjects),
            )
            for aspect in one.aspects.values()
        )
        subjects = tuple(map(self._names.plain_term, one.subjects))
        return ComparisonPart(one.id, self._names.inline(one.name), subjects, rows, self._names.sources(one.id, []))

    def _rules(self, chapter: str, rules: list[Rule]) -> RulesPart:
        names = self._names
        rows = tuple(
            RuleRow(
                rule.id,
                names.inline(rule.symptom),
                rule.ordered,
                tuple(Advice(names.inline(one.action), names.blocks(one.why)) for one in rule.remedies.values()),
                tuple(Advice(names.inline(one.action), names.blocks(one.why)) for one in rule.not_helping.values()),
            )
            for rule in rules
        )
        return RulesPart(f"{chapter}-rules", rows, names.sources_of(rule.id for rule in rules))

    def _example(self, one: Example) -> ExamplePart:
        (listing,) = self._base.stated_by(one.id, Listing)
        notes = sorted(self._base.stated_by(one.id, CodeNote), key=lambda note: note.start)
        code: Blocks = (CodeBlock(listing.code, listing.language),)
        said = tuple((note.code, self._names.inline(note.note)) for note in notes)
        return ExamplePart(one.id, self._names.inline(listing.title), code, said, self._names.sources(one.id, []))

    def _map(self, one: Taxonomy) -> MapPart:
        return MapPart(one.id, self._names.words(one.name), draw_map(one, self._names), self._names.sources(one.id, []))

    def _figure(self, one: Figure) -> FigurePart:
        return FigurePart(
            one.id, self._names.inline(one.caption), (self._names.picture(one.id),), self._names.sources(one.id, [])
        )


def _all_sources(parts: Iterable[Part]) -> tuple[tuple[str, str | None], ...]:
    return tuple(dict.fromkeys((cited.full, cited.url) for part in parts for cited in part.sources))
