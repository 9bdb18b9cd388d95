"""An edition's knowledge told as it is, not asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qgen.decks.edition import Chapter, Edition
from qgen.guide.comparisons import COMPARISONS
from qgen.guide.concepts import CONCEPTS
from qgen.guide.examples import EXAMPLES
from qgen.guide.general import OTHERS
from qgen.guide.index import make_index
from qgen.guide.parts import Guide, GuideChapter, Part, PartMaker, Telling, Work
from qgen.guide.pictures import FIGURES, MAPS
from qgen.guide.rules import RULES

_MAKERS: tuple[PartMaker[Any], ...] = (MAPS, CONCEPTS, COMPARISONS, RULES, FIGURES, EXAMPLES)
"""In the order of a chapter's parts; entities of other classes come behind."""


def make_guide(edition: Edition) -> Guide:
    """The guide of an edition: its chapters with what they are about, leaving out those with nothing to tell."""
    assert edition.base is not None
    telling = Telling(edition.base, edition.language)
    told = [_chapter(chapter, telling) for chapter in edition.chapters]
    chapters = tuple(chapter for chapter in told if chapter.parts)
    return Guide(
        edition.title,
        edition.description,
        chapters,
        make_index(edition.base, chapters, edition.language),
        _all_sources((part for chapter in chapters for part in chapter.parts), telling),
    )


def _chapter(chapter: Chapter, telling: Telling) -> GuideChapter:
    entities = [telling.base.entity(identifier) for identifier in chapter.entities]
    parts = [part for maker in _MAKERS for part in maker.parts(entities, chapter.id, telling)]
    others = [entity for entity in entities if not isinstance(entity, tuple(maker.kind for maker in _MAKERS))]
    parts += OTHERS.parts(others, chapter.id, telling)
    return GuideChapter(chapter.id, chapter.title, tuple(parts))


def _all_sources(parts: Iterable[Part], telling: Telling) -> tuple[Work, ...]:
    """Every work that is cited, once."""
    cited = dict.fromkeys((one.id, one.full, one.url) for part in parts for one in part.sources)
    kinds = {identifier: telling.words[f"source-{telling.base.source(identifier).type}"] for identifier, _, _ in cited}
    return tuple(dict.fromkeys(Work(full, url, kinds[identifier]) for identifier, full, url in cited))
