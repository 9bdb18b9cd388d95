"""Korean particles (조사) that agree with the word before them, as it is read aloud.

A word becomes the set of its possible readings, and each reading has a batchim (받침, final consonant) or none. A
particle is certain only if every reading asks for the same form; otherwise it stays open, as in `은(는)`. To hedge is
never wrong.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache


class _Batchim(Enum):
    """What particles look at in the last syllable. ㄹ stands apart because of (으)로: 모델로, 값으로."""

    NONE = 0
    RIEUL = 8  # the number of ㄹ among the 28 endings of a syllable, in the order of their code points
    OTHER = -1


@dataclass(frozen=True)
class _Family:
    """A particle with two forms: `closed` after a batchim, `opened` after a vowel."""

    closed: str
    opened: str

    @property
    def hedge(self) -> str:
        dropped = self.closed.removesuffix(self.opened)
        return f"({dropped}){self.opened}" if dropped in ("이", "으") else f"{self.closed}({self.opened})"

    def spellings(self) -> tuple[str, ...]:
        either = f"{self.closed}/{self.opened}", f"{self.opened}/{self.closed}"
        return (self.closed, self.opened, *either, self.hedge)

    def after(self, batchim: _Batchim) -> str:
        opening = {_Batchim.NONE, _Batchim.RIEUL} if self.closed.startswith("으로") else {_Batchim.NONE}
        return self.opened if batchim in opening else self.closed


_PAIRS = """
    은/는 이/가 을/를 과/와 과의/와의 과는/와는 과도/와도 아/야
    으로/로 으로서/로서 으로써/로써 으로부터/로부터 으로의/로의 으로는/로는 으로도/로도 으로만/로만
    이란/란 이다/다 이라고/라고 이라는/라는 이라/라 이라도/라도 이라면/라면 이라서/라서 이라며/라며 이라기보다/라기보다
    이나/나 이나마/나마 이며/며 이면/면 이면서/면서 이고/고 이든/든 이든지/든지 이랑/랑 이거나/거나 이자/자
    이므로/므로 이지만/지만 이니/니 이니까/니까 이야말로/야말로
    이에요/예요 이어서/여서 이어야/여야 이었다/였다 이었고/였고 이었던/였던 이었지만/였지만 이었습니다/였습니다
"""

_UNCHANGING = """
    의 에 에는 에도 에만 에서 에서는 에서도 에서의 에게 에게서 에게는 께 께서 한테 하고 도 만 만은 만을 만이 만의
    까지 까지는 까지도 까지의 부터 부터는 부터의 처럼 보다 보다는 보다도 마다 마저 조차 밖에 뿐 같이 대로 만큼
    입니다 입니까 인 인가 인가요 인지 일 일까 일까요 임
"""

_FAMILY_OF = {
    spelling: family
    for family in (_Family(*pair.split("/")) for pair in _PAIRS.split())
    for spelling in family.spellings()
}

PARTICLES: frozenset[str] = frozenset(_FAMILY_OF) | frozenset(_UNCHANGING.split())
"""Every spelling that `particle` takes: each form, both of them in either order (`은/는`), and the hedge (`은(는)`)."""


@dataclass(frozen=True)
class Particle:
    """A particle as it stands after a word. If it is not `certain`, `text` leaves it open: `은(는)`."""

    text: str
    certain: bool


@lru_cache(maxsize=50_000)  # a name stands in many sentences
def particle(word: str, form: str, reading: str | None = None) -> Particle:
    """The particle `form` (in any spelling of PARTICLES) as it stands after `word`.

    `reading` is how the word is read aloud, in Hangul, and decides alone where it is given. ValueError for an unknown
    form.
    """
    family = _family(form)
    if isinstance(family, str):
        return Particle(family, certain=True)
    forms = {family.after(batchim) for batchim in _batchims(reading or word)}
    return Particle(forms.pop(), certain=True) if len(forms) == 1 else Particle(family.hedge, certain=False)


def blank_particle(form: str) -> str:
    """The particle `form` after a blank, where it must not tell the answer: `은(는)`.

    ValueError for an unknown form.
    """
    family = _family(form)
    return family if isinstance(family, str) else family.hedge


def without_particle(word: str) -> str:
    """The longest particle comes off, as long as two syllables are left: 평가 is no 평 with a particle."""
    for end in range(2, len(word)):
        if word[end:] in PARTICLES:
            return word[:end]
    return word


def reading_needed(word: str) -> bool:
    """Whether, without a reading, some particle after `word` would stay open."""
    return len(_batchims(word)) != 1


def is_hangul(ch: str) -> bool:
    """Whether a character is a Hangul syllable or one of the letters (jamo) that syllables are made of."""
    return _is_syllable(ch) or unicodedata.name(ch, "").startswith(("HANGUL ", "HALFWIDTH HANGUL "))


def _family(form: str) -> _Family | str:
    """The family of a particle, or the particle itself if it never changes."""
    form = unicodedata.normalize("NFC", form)
    if form not in PARTICLES:
        raise ValueError(f"unknown particle `{form}`")
    return _FAMILY_OF.get(form, form)


def _batchims(word: str) -> set[_Batchim]:
    return {_batchim(reading[-1]) for reading in _readings(word)}


def _batchim(syllable: str) -> _Batchim:
    number = (ord(syllable) - ord("가")) % 28
    return _Batchim(number) if number in (0, 8) else _Batchim.OTHER


# What is written around a word: not read aloud, so no particle agrees with it.

_PAIRED = re.compile(r"(\*{1,3}|~~|`+|\$+|')(?=\S)(.+?)\1")  # in pairs only: the ends of `A*` and `y'` are read aloud
_TRAILING = re.compile(r"""(?:\*\*|[\s`$~_"“”‘’„‟«»‹›「」『』《》〈〉〔〕【】\].,;:!?…·、。])+$""")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def _readings(word: str) -> tuple[str, ...]:
    """Each way in which the end of a word may be read aloud, in Hangul; none if that cannot be told."""
    bare = _undecorated(unicodedata.normalize("NFC", word).translate(_SUBSCRIPTS))
    outside, inside = _split_gloss(bare)
    if not _is_application(outside, inside):
        return _read_end(_undecorated(outside))
    both = _read_end(outside), _read_end(_undecorated(inside))
    return both[0] + both[1] if all(both) else ()


def _undecorated(text: str) -> str:
    return _TRAILING.sub("", _PAIRED.sub(r"\2", text))


def _split_gloss(text: str) -> tuple[str, str]:
    """A text and the one parenthesised part at its end. Of a text wholly in parentheses, what they hold."""
    depth = 0
    for start in range(len(text) - 1, -1, -1):
        depth += (text[start] in ")）") - (text[start] in "(（")
        if depth == 0 and start == len(text) - 1:
            break
        if depth == 0:
            outside, inside = text[:start], text[start + 1 : -1]
            return (outside, inside) if outside.strip() else (inside, "")
    return text, ""


_FUNCTION = re.compile(r"(?:(?<![A-Za-zÀ-ɏ가-힣])[A-Za-zͰ-Ͽ]|\\[A-Za-z]+)$")


def _is_application(outside: str, inside: str) -> bool:
    """Whether the parentheses may hold a function's argument, as in `O(n)`, read 오엔, and no gloss."""
    return bool(inside and _FUNCTION.search(outside)) and not any(map(is_hangul, inside))


# The last unit that is read aloud: a syllable, a symbol, a number, letters.

_UNTELLABLE = re.compile(r"(?:\^|\*\*)[-+]?[\w.]*$|[0-9][eE][-+]?[0-9]+$|/\s*[0-9.,]+$")  # a power, 1e-3, a fraction

_GREEK = """
    α alpha 알파  β beta 베타  γ gamma 감마  δ delta 델타  ε epsilon 엡실론  ζ zeta 제타  η eta 에타  θ theta 세타
    ι iota 이오타  κ kappa 카파  λ lambda 람다  μ mu 뮤  ν nu 뉴  ξ xi 크사이  ο omicron 오미크론  π pi 파이  ρ rho 로
    σ sigma 시그마  τ tau 타우  υ upsilon 입실론  φ phi 파이  χ chi 카이  ψ psi 프사이  ω omega 오메가
""".split()
_NAME_OF_COMMAND = dict(zip(_GREEK[1::3], _GREEK[2::3], strict=True))
_NAME_OF_SYMBOL = {"%": "퍼센트", "∞": "무한대", **dict(zip(_GREEK[::3], _GREEK[2::3], strict=True))}


def _read_end(text: str) -> tuple[str, ...]:
    if not text or _UNTELLABLE.search(text):
        return ()
    if _is_syllable(text[-1]):
        return (text[-1],)
    symbol = unicodedata.normalize(
        "NFKC", text[-1]
    ).lower()  # the micro sign and the letters for mathematics are Greek too
    if symbol in _NAME_OF_SYMBOL:
        return (_NAME_OF_SYMBOL[symbol],)
    return _read_number(text) if text[-1] in "0123456789" else _read_letters(text)


def _is_syllable(ch: str) -> bool:
    return "가" <= ch <= "힣"


_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?$")
_LETTER_BEFORE = re.compile(r"[A-Za-zͰ-Ͽ][\s_-]?$")

_SINO_KOREAN = "영 일 이 삼 사 오 육 칠 팔 구".split()
_TENS = "십 백 천".split()
_MYRIADS = "만 억 조 경 해 자 양 구 간 정 재 극".split()  # 10^4, 10^8 …
_ENGLISH = "제로 원 투 쓰리 포 파이브 식스 세븐 에잇 나인 텐 일레븐 트웰브".split()


def _read_number(text: str) -> tuple[str, ...]:
    """The number's last word in Sino-Korean; behind a letter in English as well: GPT-3 is 지피티 쓰리 and 지피티 삼."""
    number = _NUMBER.search(text)
    assert number
    whole, _, fraction = number[0].replace(",", "").partition(".")
    in_korean = _SINO_KOREAN[int(fraction[-1])] if fraction else _end_in_korean(whole)
    said_in_korean = len(whole) > 3 or (fraction and whole == "0")  # years and 0.1: nobody says them in English
    if said_in_korean or not _LETTER_BEFORE.search(text[: number.start()]):
        return (in_korean,) if in_korean else ()
    return in_korean, _ENGLISH[int(fraction[-1])] if fraction else _end_in_english(int(whole))


def _end_in_korean(whole: str) -> str:
    """The last word of a whole number: 삼 of 13, 백 of 1200, 만 of 100000. Empty for one too big to have a name."""
    zeros = len(whole) - len(whole.rstrip("0"))
    if zeros == len(whole):
        return _SINO_KOREAN[0]
    if zeros < 4:
        return _TENS[zeros - 1] if zeros else _SINO_KOREAN[int(whole[-1])]
    return _MYRIADS[zeros // 4 - 1] if zeros // 4 <= len(_MYRIADS) else ""


def _end_in_english(number: int) -> str:
    """The last word of a whole number below 1000, as Koreans say it in English."""
    if number and number % 100 == 0:
        return "헌드레드"
    if number % 100 in range(13, 20):
        return "틴"
    if number % 100 > 12 and number % 10 == 0:
        return "티"
    return _ENGLISH[number % 100 if number % 100 <= 12 else number % 10]


_COMMAND = re.compile(r"\\(?:var)?([A-Za-z]+)$")  # of LaTeX
_LETTERS = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’][A-Za-zÀ-ɏ]+)*$")
_UNIT = re.compile(r"[0-9]\s?[ghlmst]$")  # 5m is 미터, 5g is 그램
_LONGEST_ABBREVIATION = 6  # longer capitals are rather a word that shouts

_NAMES_OF_LETTERS = """
    에이 비 씨 디 이 에프 지 에이치 아이 제이 케이 엘 엠
    엔 오 피 큐 알 에스 티 유 브이 더블유 엑스 와이 제트
""".split()
_LETTER_NAMES = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", _NAMES_OF_LETTERS, strict=True))
_ALSO_WORDS = {  # abbreviations also said as a word, where that changes the particle
    "AUROC": "오록",
    "BLIP": "블립",
    "CIFAR": "시파",
    "CLIP": "클립",
    "DETR": "디터",
    "GAP": "갭",
    "LAMB": "램",
    "LAPACK": "라팩",
    "LIDAR": "라이다",
    "LIME": "라임",
    "MAP": "맵",
    "MATLAB": "매트랩",
    "RANSAC": "랜색",
    "SHAP": "샵",
    "UMAP": "유맵",
}


def _read_letters(text: str) -> tuple[str, ...]:
    """How the letters at the end of a text are read, in Hangul; in two ways if they are also said as a word.

    A Greek letter's LaTeX name is read as the letter; a single letter or capitals by the last letter's name. Nothing
    for other words: they need a reading.
    """
    command, found = _COMMAND.search(text), _LETTERS.search(text)
    if command:
        name = _NAME_OF_COMMAND.get(command[1].lower())
        return (name,) if name else ()
    if not found or _UNIT.search(text) or not _is_spelt_out(found[0]):
        return ()
    also = _ALSO_WORDS.get(found[0])
    return (_LETTER_NAMES[found[0][-1].upper()], *([also] if also else []))


def _is_spelt_out(letters: str) -> bool:
    abbreviation = letters.isupper() and len(letters) <= _LONGEST_ABBREVIATION
    return letters[-1].upper() in _LETTER_NAMES and (len(letters) == 1 or abbreviation)
