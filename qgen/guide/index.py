"""The index of a study guide: terms of each language, Korean by 가나다 and others by A–Z."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from qgen.guide.parts import ConceptPart, GroupPart, GuideChapter, IndexLetter
from qgen.knowledge.factbase import FactBase


def make_index(
    base: FactBase, chapters: Sequence[GuideChapter], language: str
) -> tuple[tuple[str, tuple[IndexLetter, ...]], ...]:
    """Each term and other name once, by language, the edition's own first; an abbreviation stands among the English
    ones.
    """
    where = dict(_told(chapters))
    found: dict[str, dict[str, str]] = {}
    for identifier in where:
        concept = base.concept(identifier)
        for name in (concept.term, *concept.aliases):
            for spoken in name.languages():
                script = "ko" if _initial(name[spoken]) in _INITIALS else "en"
                found.setdefault(script, {}).setdefault(name[spoken], identifier)
    return tuple(
        (script, _letters(found[script]))
        for script in sorted(("ko", "en"), key=lambda script: script != language)
        if script in found
    )


def _told(chapters: Iterable[GuideChapter]) -> Iterator[tuple[str, str]]:
    """Every concept that is told, with the id of the part that tells it."""
    for chapter in chapters:
        for part in chapter.parts:
            if isinstance(part, ConceptPart | GroupPart):
                yield part.id, part.id
            if isinstance(part, GroupPart):
                yield from ((row.id, part.id) for row in part.rows)


_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"


def _initial(name: str) -> str:
    """The letter under which a name stands: a Hangul syllable's initial consonant, or the first letter in capitals."""
    first = unicodedata.normalize("NFC", name)[0]
    place = ord(first) - ord("가")
    return _INITIALS[place // 588] if 0 <= place < 11172 else first.upper() if first.isalpha() else "#"


def _letters(names: dict[str, str]) -> tuple[IndexLetter, ...]:
    letters: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(names, key=lambda name: (name.casefold(), name)):
        letters.setdefault(_initial(name), []).append((name, names[name]))
    return tuple(IndexLetter(letter, tuple(entries)) for letter, entries in sorted(letters.items()))
