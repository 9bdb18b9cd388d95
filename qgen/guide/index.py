"""The index of a study guide: terms of each language, Korean by 가나다 and others by A–Z."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from qgen.guide.parts import GuideChapter, IndexLetter, Part
from qgen.knowledge.factbase import FactBase


def make_index(
    base: FactBase, chapters: Sequence[GuideChapter], language: str
) -> tuple[tuple[str, tuple[IndexLetter, ...]], ...]:
    """Each term and other name once, by language, the edition's own first.

    An abbreviation stands among the English ones.
    """
    parts = [part for chapter in chapters for part in chapter.parts]
    found: dict[str, dict[str, str]] = {}
    for name, part in _entries(base, parts):
        script = "ko" if _initial(name) in _INITIALS else "en"
        found.setdefault(script, {}).setdefault(name, part)
    return tuple(
        (script, _letters(found[script]))
        for script in sorted(("ko", "en"), key=lambda script: script != language)
        if script in found
    )


def _entries(base: FactBase, parts: Sequence[Part]) -> Iterator[tuple[str, str]]:
    """Every name with the part that tells it: first where a concept is told, then where it is only spoken of."""
    where: dict[str, str] = {}
    for part in parts:
        where |= dict.fromkeys(part.names(), part.id)
    for part in parts:
        for mentioned in part.mentions():
            where.setdefault(mentioned, part.id)
    for identifier, told in where.items():
        concept = base.concept(identifier)
        for name in (concept.term, *concept.aliases):
            yield from ((name[language], told) for language in name.languages())
    yield from ((part.title, part.id) for part in parts if part.mentions())


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
