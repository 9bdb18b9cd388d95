"""What things are called and said in one language: terms, other names, texts and cited sources of a base."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from qgen.content.blocks import (
    Block,
    Blocks,
    Bullets,
    Inline,
    InlineNode,
    Paragraph,
    Parent,
    Picture,
    Table,
    pictures_within,
)
from qgen.content.markup import parse_blocks, parse_inline
from qgen.entities.facts import Fact
from qgen.entities.values import Alias, Text
from qgen.knowledge.factbase import FactBase
from qgen.language.similarity import spelling
from qgen.questions.model import CitedSource


@dataclass
class _Memory:
    """What was looked up in a base in one language: names and cited sources stand in many questions."""

    terms: dict[str, str] = field(default_factory=dict)
    other_names: dict[str, list[str]] = field(default_factory=dict)
    paths: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sources: dict[tuple[str, ...], tuple[CitedSource, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class _MemoryIn:
    """Makes the memory that all who speak a language of a base share."""

    language: str

    def __call__(self, base: FactBase) -> _Memory:
        return _Memory()


class Names:
    """The base as one language says it."""

    def __init__(self, base: FactBase, language: str):
        self.base = base
        self.language = language
        self._memory = base.once(_MemoryIn(language))

    def plain_term(self, concept: str) -> str:
        """A concept's term in this language, as written."""
        terms = self._memory.terms
        if concept not in terms:
            terms[concept] = self._term_in_scope(concept)
        return terms[concept]

    def _term_in_scope(self, concept: str) -> str:
        found = self.base.concept(concept)
        if found.scope and found.scope.has(self.language):
            return f"{found.term[self.language]} ({found.scope[self.language]})"
        return found.term[self.language]

    def other_names(self, concept: str) -> list[str]:
        """What else the concept is called: its English term in other languages' decks, and its aliases."""
        known = self._memory.other_names
        if concept not in known:
            known[concept] = self._told_apart(concept)
        return list(known[concept])

    def _told_apart(self, concept: str) -> list[str]:
        found = self.base.concept(concept)
        term = found.term[self.language]
        names = [*([found.term["en"]] if found.term.has("en") else []), *_in(self.language, found.aliases)]
        first: dict[str, str] = {}
        for name in (term, *names):
            first.setdefault(spelling(name), name)
        return list(first.values())[1:]

    def path(self, concept: str) -> tuple[str, ...]:
        """The terms from the root of the taxonomies down to a concept."""
        paths = self._memory.paths
        if concept not in paths:
            paths[concept] = tuple(map(self.plain_term, self.base.path(concept)))
        return paths[concept]

    def words(self, value: Text) -> str:
        """A text of the base in this language, as written."""
        return value[self.language]

    def inline(self, value: Text) -> Inline:
        """A text of the base in this language, its Markdown read as one line, with its pictures."""
        return self._pictures_within(parse_inline(self.words(value)))

    def blocks(self, value: Text | None) -> Blocks:
        """A text of the base in this language, with its Markdown read and its pictures; nothing for None."""
        return self._with_pictures(parse_blocks(self.words(value))) if value else ()

    def picture(self, figure: str, alt: str = "") -> Picture:
        """A figure's picture with its caption."""
        found, data = self.base.figure(figure)
        return Picture(found.file, alt or self.words(found.alt or found.caption), data, self.inline(found.caption))

    def _with_pictures(self, blocks: Blocks) -> Blocks:
        """The blocks with each figure's id replaced by its picture."""
        return tuple(map(self._with_picture, blocks))

    def _with_picture(self, block: Block) -> Block:
        match block:
            case Picture(file, alt):
                return self.picture(file, alt)
            case Bullets(items, ordered):
                return Bullets(tuple(map(self._with_pictures, items)), ordered)
            case Paragraph(inline):
                return Paragraph(self._pictures_within(inline))
            case Table(header, rows, stub):
                return Table(
                    tuple(map(self._pictures_within, header)),
                    tuple(tuple(map(self._pictures_within, row)) for row in rows),
                    stub,
                )
            case _:
                return block

    def _pictures_within(self, inline: Inline) -> Inline:
        """A line, likewise."""
        return tuple(self._node(node) for node in inline) if any(pictures_within(inline)) else inline

    def _node(self, node: InlineNode) -> InlineNode:
        if isinstance(node, Picture):
            return self.picture(node.file, node.alt)
        return replace(node, children=self._pictures_within(node.children)) if isinstance(node, Parent) else node

    def sources(self, entity: str, facts: Sequence[Fact]) -> tuple[CitedSource, ...]:
        """Where the asked entity's facts come from, and those of other entities that state the facts."""
        return self.sources_of((entity, *(fact.entity for fact in facts)))

    def sources_of(self, entities: Iterable[str]) -> tuple[CitedSource, ...]:
        """Each work that the entities cite, once, with every place in it."""
        citing = tuple(dict.fromkeys(entities))
        known = self._memory.sources
        if citing not in known:
            known[citing] = self._cited_by(citing)
        return known[citing]

    def _cited_by(self, entities: Iterable[str]) -> tuple[CitedSource, ...]:
        places: dict[str, dict[str, None]] = {}
        for entity in entities:
            for citation in self.base.entity(entity).sources:
                places.setdefault(citation.id, {}).update(dict.fromkeys(citation.locator))
        return tuple(self._cited(source, list(locators)) for source, locators in places.items())

    def _cited(self, identifier: str, locators: list[str]) -> CitedSource:
        source = self.base.source(identifier)
        title = self.words(source.title)
        who = _short(source.authors) or title
        label = f"{who} ({source.year})" if source.authors and source.year else who
        where = ", ".join(condensed(sorted(locators, key=_natural)))
        full = ". ".join(filter(None, (", ".join(source.authors), title, str(source.year or ""))))
        return CitedSource(source.id, f"{label}, {where}" if where else label, full, source.url)

    def gloss(self, concept: str) -> str | None:
        """The shortest other name if it is an abbreviation, else the English one."""
        others = self.other_names(concept)
        return min((name for name in others if name.isupper()), key=len, default=others[0] if others else None)


def _natural(locator: str) -> list[tuple[int, str]]:
    """So ordered that section 10 comes after section 9."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", locator)]


def _short(authors: Sequence[str]) -> str:
    """One author or two by name; of more, the first stands for all."""
    return " & ".join(authors) if len(authors) < 3 else f"{authors[0]} et al."


def _in(language: str, aliases: tuple[Alias, ...]) -> list[str]:
    return [alias[language] for alias in aliases if alias.has(language)]


def condensed(locators: Sequence[str]) -> list[str]:
    """Locators with each run of three or more that count up made one: T01, T02, T03 are T01–T03."""
    runs: list[list[str]] = []
    for locator in locators:
        if runs and _follows(runs[-1][-1], locator):
            runs[-1].append(locator)
        else:
            runs.append([locator])
    return [name for run in runs for name in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else run)]


def _follows(one: str, other: str) -> bool:
    before, after = (re.fullmatch(r"(\D*)(\d+)", text) for text in (one, other))
    return bool(before and after and before[1] == after[1] and int(after[2]) == int(before[2]) + 1)
