"""What a study guide is made of."""

from __future__ import annotations

from dataclasses import dataclass

from qgen.content.blocks import Blocks, Inline
from qgen.questions.model import CitedSource
from qgen.rendering.tree_drawing import Drawing


@dataclass(frozen=True)
class ConceptPart:
    """A concept to read: `also` are its other names, `path` the terms above it, `related` links with what each means."""

    id: str
    term: str
    also: tuple[str, ...]
    path: tuple[str, ...]
    level: int
    definition: Blocks
    key_points: tuple[Inline, ...]
    examples: tuple[Inline, ...]
    related: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """(what the link means, (id, term) of each concept so linked)."""
    sources: tuple[CitedSource, ...]


@dataclass(frozen=True)
class HyperparameterRow:
    id: str
    term: str
    code: str
    definition: Blocks
    facts: tuple[Inline, ...]
    """Values, range, defaults."""
    effects: tuple[Inline, ...]
    """What raising and lowering it does, and when to tune it."""
    points: tuple[Inline, ...]


@dataclass(frozen=True)
class GroupPart:
    """Hyperparameters of one group as a table."""

    id: str
    term: str
    definition: Blocks
    rows: tuple[HyperparameterRow, ...]
    sources: tuple[CitedSource, ...]


@dataclass(frozen=True)
class ComparisonPart:
    id: str
    name: Inline
    subjects: tuple[str, ...]
    rows: tuple[tuple[Inline, tuple[Inline, ...]], ...]
    sources: tuple[CitedSource, ...]


@dataclass(frozen=True)
class Advice:
    action: Inline
    why: Blocks


@dataclass(frozen=True)
class RuleRow:
    id: str
    symptom: Inline
    ordered: bool
    remedies: tuple[Advice, ...]
    useless: tuple[Advice, ...]


@dataclass(frozen=True)
class RulesPart:
    """Symptoms and remedies as a table."""

    id: str
    rows: tuple[RuleRow, ...]
    sources: tuple[CitedSource, ...]


@dataclass(frozen=True)
class ExamplePart:
    id: str
    title: Inline
    code: Blocks
    notes: tuple[tuple[str, Inline], ...]
    sources: tuple[CitedSource, ...]


@dataclass(frozen=True)
class MapPart:
    """A taxonomy, drawn."""

    id: str
    name: str
    drawing: Drawing
    sources: tuple[CitedSource, ...]


@dataclass(frozen=True)
class FigurePart:
    """A figure that no text shows where it stands."""

    id: str
    caption: Inline
    picture: Blocks
    sources: tuple[CitedSource, ...]


Part = ConceptPart | GroupPart | ComparisonPart | RulesPart | ExamplePart | MapPart | FigurePart


@dataclass(frozen=True)
class GuideChapter:
    id: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class IndexLetter:
    """Names that start alike, each with the ids of the places where it is told."""

    letter: str
    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Guide:
    """`index` is the terms of each language, Korean by 가나다 and others by A–Z."""

    title: str
    description: str
    chapters: tuple[GuideChapter, ...]
    index: tuple[tuple[str, tuple[IndexLetter, ...]], ...]
    sources: tuple[tuple[str, str | None], ...]
