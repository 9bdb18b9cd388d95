"""Texts as a reader compares them: by their words, without their spaces, by their letters alone.

Nothing else in qgen decides whether two texts are the same; what is to agree has to ask the same function.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from os.path import commonprefix

from qgen.language.english import without_ending
from qgen.language.korean import PARTICLES, is_hangul, without_particle

# A hyphen, a dot or an underscore inside holds a word together: `K-NN`, `optim.Adam`, `learning_rate`.
_WORD = re.compile(r"[^\W_](?:[\w.\-'’+]*[\w+])?")
Run = tuple[str, ...]
_KEPT = 50_000  # texts: each is compared with many others
_AFTER_LATIN = re.compile(r"(?<=[A-Za-z0-9_])(?=[가-힣])")


@lru_cache(maxsize=_KEPT)
def folded(text: str) -> str:
    """What texts of the same words share: no case, no wide or other forms of a character (NFKC), single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


@lru_cache(maxsize=_KEPT)
def unspaced(text: str) -> str:
    """What texts share that look the same at a glance: folded, without spaces. `max pooling` and `maxpooling` do.

    Marks stay, for options are values and code too: `1e-3` is not `1e3`.
    """
    return folded(text).replace(" ", "")


@lru_cache(maxsize=_KEPT)
def spelling(name: str) -> str:
    """What the spellings of one name share: its letters and digits. `cross-entropy` and `CrossEntropy` do."""
    letters = "".join(ch for ch in folded(name) if ch.isalnum())
    return letters or name


@lru_cache(maxsize=_KEPT)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded and without punctuation. Hangul right behind Latin letters is a word of its own."""
    return tuple(_WORD.findall(_AFTER_LATIN.sub(" ", folded(text))))


@lru_cache(maxsize=_KEPT)
def stem(word: str) -> str:
    """A folded word without its particle, or without its plural and verb ending."""
    return without_particle(word) if is_hangul(word[-1]) else without_ending(word)


@lru_cache(maxsize=_KEPT)
def is_weighty(word: str) -> bool:
    """Whether a stem is long enough to be a clue: two syllables, or four letters."""
    syllables = sum(map(is_hangul, word))
    return syllables >= 2 or (syllables == 0 and sum(map(str.isalpha, word)) >= 4)


@lru_cache(maxsize=_KEPT)
def weighty(text: str) -> frozenset[str]:
    """The stems in a text that are long enough to be a clue."""
    return frozenset(found for word in words(text) if is_weighty(found := stem(word)))


@lru_cache(maxsize=_KEPT)
def contains(text: str, part: str) -> bool:
    """Whether the words of `part` stand in `text`, in one run.

    A particle behind the last of them, or a hyphen, does not matter.
    """
    if _contains(words(text), words(part)):
        return True
    has_hyphen = "-" in text or "-" in part
    return has_hyphen and _contains(words(text.replace("-", " ")), words(part.replace("-", " ")))


def _contains(whole: Run, run: Run) -> bool:
    if not run:
        return False
    *begin, last = run
    for at, word in enumerate(whole[len(begin) :]):
        ends_alike = word == last or (word.startswith(last) and word[len(last) :] in PARTICLES)
        if ends_alike and list(whole[at : at + len(begin)]) == begin:
            return True
    return False


def nearly_same(text: str, other: str) -> bool:
    """Whether two texts differ in the endings of their words only, as `scheduling` and `scheduler` do."""
    pairs = list(zip(words(text), words(other), strict=False))
    return len(pairs) == len(words(text)) == len(words(other)) > 0 and all(_shares_stem(*pair) for pair in pairs)


class GivenAway:
    """Which of many things are given away by another's names, without a look at each pair.

    Two names give each other away if one `contains` the other, or if they are `nearly_same`.
    """

    def __init__(self, names: Mapping[str, Sequence[str]]):
        self._names = names
        self._holding: dict[Run, set[str]] = defaultdict(set)
        self._alike: dict[Run, set[tuple[str, str]]] = defaultdict(set)
        for key, called in names.items():
            for name in called:
                for form in _forms(name):
                    for run in _runs(form):
                        self._holding[run].add(key)
                self._alike[_stem_run(words(name))].add((key, name))

    def keys(self) -> set[str]:
        """The keys of the things of which a name is given away, or gives another's away."""
        found: set[str] = set()
        for key, called in self._names.items():
            for name in called:
                for form in _forms(name):
                    holding = self._holding[form] - {key}
                    found |= {key, *holding} if holding else set()
                if any(other != key and nearly_same(name, said) for other, said in self._alike[_stem_run(words(name))]):
                    found.add(key)
        return found


def _forms(name: str) -> tuple[Run, Run]:
    """The words of a name as `contains` compares them: as they are, and with hyphens for spaces."""
    return ("as written", *words(name)), ("without hyphens", *words(name.replace("-", " ")))


def _runs(form: Run) -> Iterator[Run]:
    """Every run of words that stands in a name, with and without a particle behind the last word."""
    mark, *said = form
    for end, last in enumerate(said):
        bare = {last, *(last[:length] for length in range(1, len(last)) if last[length:] in PARTICLES)}
        for start in range(end + 1):
            yield from ((mark, *said[start:end], word) for word in bare)


def _stem_run(said: Run) -> Run:
    """What names that are nearly the same share: of each word the shortest beginning that is a clue, or the word."""
    return tuple(next((word[:end] for end in range(1, len(word)) if is_weighty(word[:end])), word) for word in said)


def _shares_stem(word: str, other: str) -> bool:
    common = commonprefix((word, other))  # noqa: RUF071 - the letters that words begin with, no paths
    return word == other or (is_weighty(common) and len(common) >= 0.7 * max(len(word), len(other)))
