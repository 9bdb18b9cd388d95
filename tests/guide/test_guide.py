"""The study guide, as it is made of facts."""

from __future__ import annotations

from qgen.decks.edition import Chapter, Edition
from qgen.guide import Guide, make_guide
from qgen.knowledge.factbase import FactBase
from qgen.knowledge.loading import read_knowledge
from tests.conftest import CONCEPTS, SOURCES


def guide_of(language: str, *files: str) -> Guide:
    """The guide of everything that the files state, in one chapter."""
    sources = {f"source/{place}.yaml": text.encode() for place, text in enumerate((SOURCES, *files))}
    knowledge, problems = read_knowledge(sources)
    assert not problems
    chapter = Chapter("all", "All", (), tuple(knowledge.records))
    return make_guide(Edition("zoo", language, "Zoo", "", (chapter,), 0, base=FactBase(knowledge)))


def test_the_index_begins_with_the_letters_of_the_editions_own_language() -> None:
    reversed_names = CONCEPTS.replace("{ko: 고양이, en: Cat}", "{en: Cat, ko: 고양이}")
    for base in (CONCEPTS, reversed_names):
        assert [script for script, _ in guide_of("en", base).index] == ["en", "ko"]
        assert [script for script, _ in guide_of("ko", base).index] == ["ko", "en"]
