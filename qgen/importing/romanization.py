"""Korean in Latin letters, to make ids of: the letters of the Revised Romanization of 2000, without its sound changes.

An id has to be recognised, not pronounced; https://www.korean.go.kr/front_eng/roman/roman_01.do has the tables.
"""

from __future__ import annotations

_FIRST = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_MIDDLE = (
    "a",
    "ae",
    "ya",
    "yae",
    "eo",
    "e",
    "yeo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "eu",
    "ui",
    "i",
)
_LAST = (
    "",
    "k",
    "k",
    "k",
    "n",
    "n",
    "n",
    "t",
    "l",
    "k",
    "m",
    "l",
    "l",
    "l",
    "p",
    "l",
    "m",
    "p",
    "p",
    "t",
    "t",
    "ng",
    "t",
    "t",
    "k",
    "t",
    "p",
    "t",
)
# Before a vowel a final consonant is heard as it is written at a syllable's start.
_LINKED = {"k": "g", "t": "d", "l": "r", "p": "b"}
_SILENT = 11  # the place of ㅇ among the first letters
_HANGUL = range(0xAC00, 0xD7A4)


def romanized(text: str) -> str:
    """The text with each Hangul syllable in Latin letters; everything else is left as it is."""
    written = []
    for place, ch in enumerate(text):
        if ord(ch) not in _HANGUL:
            written.append(ch)
            continue
        first, middle, last = _letters(ch)
        following = text[place + 1 : place + 2]
        linked = following and ord(following) in _HANGUL and _letters(following)[0] == _SILENT
        end = _LAST[last]
        written.append(_FIRST[first] + _MIDDLE[middle] + (_LINKED.get(end, end) if linked else end))
    return "".join(written)


def _letters(syllable: str) -> tuple[int, int, int]:
    index = ord(syllable) - _HANGUL.start
    return index // 588, index // 28 % 21, index % 28
