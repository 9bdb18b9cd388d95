"""What a study guide is made of: chapters of parts, each with a template of its own, an index, and the sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from functools import cached_property
from typing import ClassVar, Generic, TypeVar

from qgen.content.wording import labels
from qgen.diagnostics.problems import Problem
from qgen.entities.base import Entity
from qgen.knowledge.factbase import FactBase
from qgen.questions.model import CitedSource
from qgen.questions.speaking import Speaker, teller

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True)
class Part:
    """A piece of a chapter with a heading. A class of parts names the template that draws it."""

    template: ClassVar[str]
    """The file's name in `templates/print/study-guide/`, without its ending."""
    heads_chapter: ClassVar[bool] = False
    """Whether its template sets the chapter's heading, where it comes first: a table has to hold on to both."""

    id: str
    title: str
    """Its heading in plain text, for the table of contents and a reader's outline."""
    sources: tuple[CitedSource, ...]
    _: KW_ONLY
    problems: tuple[Problem, ...] = ()
    """What was found wrong while telling."""

    def tells(self) -> tuple[str, ...]:
        """The ids of the entities that are told here, to which links lead."""
        return (self.id,)

    def names(self) -> tuple[str, ...]:
        """The concepts whose names lead here in the index."""
        return ()

    def mentions(self) -> tuple[str, ...]:
        """The concepts whose names lead here if they are told nowhere."""
        return ()


@dataclass(frozen=True)
class Telling:
    """What parts are made with: the facts, and who tells them in one language."""

    base: FactBase
    language: str

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The phrases of the guide itself."""
        return labels(self.language, "guide")

    @cached_property
    def names(self) -> Speaker:
        """Who tells facts in sentences of their own."""
        return teller(self.base, self.language)

    @cached_property
    def table(self) -> Speaker:
        """Who tells facts in as few words as the cell of a table needs."""
        return teller(self.base, self.language, self.words)


@dataclass(frozen=True)
class PartMaker(Generic[E]):
    """How the entities of one class that a chapter holds become parts; `make` also gets the chapter's id."""

    kind: type[E]
    make: Callable[[list[E], str, Telling], Iterable[Part]]

    def parts(self, entities: Iterable[Entity], chapter: str, telling: Telling) -> list[Part]:
        """The parts of those among the entities that are of the class."""
        own = [entity for entity in entities if isinstance(entity, self.kind)]
        return list(self.make(own, chapter, telling)) if own else []


@dataclass(frozen=True)
class GuideChapter:
    """A chapter of the deck as far as there is something to tell."""

    id: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class IndexLetter:
    """Names that start alike, each with the id of the part that tells it."""

    letter: str
    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Work:
    """A source in the list at the end: everything by which it is found, and what it is."""

    full: str
    url: str | None
    kind: str


@dataclass(frozen=True)
class Guide:
    """`index` is the terms of each language, Korean by 가나다 and others by A–Z."""

    title: str
    description: str
    chapters: tuple[GuideChapter, ...]
    index: tuple[tuple[str, tuple[IndexLetter, ...]], ...]
    sources: tuple[Work, ...]

    def parts(self) -> Sequence[Part]:
        """Every part, in the order of the pages."""
        return [part for chapter in self.chapters for part in chapter.parts]

    def problems(self) -> tuple[Problem, ...]:
        """What was found wrong while telling."""
        return tuple(problem for part in self.parts() for problem in part.problems)

    def places(self) -> dict[str, str]:
        """The part that tells each entity, by their ids."""
        return {entity: part.id for part in self.parts() for entity in part.tells()}
