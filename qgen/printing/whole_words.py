"""Korean words stay whole at the ends of lines. No engine knows `word-break: keep-all`, so each word gets a span of its
own.

A word reaches from white space to white space. It may hold inline elements, as `<strong>변수</strong>는` does, or parts of
them: then the element is closed before the word and opened again inside its span, so that `<strong>은닉층 수</strong>를`
keeps `수를` whole. What is too long for a line breaks where a reader would break it: before what stands in brackets, and
at the dots of a name in code.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import accumulate

LONGEST = 24  # characters; what is longer may break, or it could run off the page
_LONG_IN_CODE = re.compile(r"(?<!\S)[^\s<>]{60,}(?!\S)")  # about three quarters of a line
_LONGEST_IN_TABLE = 8
_LONGEST_LATIN_IN_TABLE = 16
_SHORT = 3  # what ends a long word, `?` say, stays with it
_LONG_NAME = 16  # of a part between dots; only what is longer breaks at its underscores too
_SEPARATOR = "·"  # stays with what comes before it

_PART = re.compile(r"(<[^>]*>)")
_TAG = re.compile(r"</?\s*([a-zA-Z0-9]+)")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_BRACKET = re.compile(r"(?<=\w)(?=\([^()]{4,}\))")
_DOT = re.compile(r"(?<=[./])(?=\w)")
_UNDERSCORE = re.compile(r"(?<=_)(?=\w)")
_INITIAL = re.compile(r"(?<!\w)\w-\w")  # the K of K-NN does not end a line
_LETTER = re.compile(r"&[^;\s]+;|.", re.DOTALL)
_INLINE = frozenset(("strong", "em", "b", "i", "code", "a", "span", "sub", "sup", "small", "mark"))
_SKIPPED = frozenset(("pre", "svg", "style", "script", "title", "head", "math"))


def keep_words_whole(html: str) -> str:
    """The HTML with `<span class="w">` round each word that holds Hangul; the stylesheet forbids to break inside.

    What is too long for that, in any script, gets `class="wl"` and may break anywhere: allowed for the whole page,
    engines break short words too.
    """
    out: list[str] = []
    word: list[str] = []
    around: list[str] = []  # the inline elements that are open where the word begins
    skipping: str | None = None
    tables = 0

    def end() -> None:
        pieces = _pieces(word, in_table=tables > 0)
        for piece in pieces:
            out.append(_wrapped(piece, around, in_table=tables > 0, apart=len(pieces) > 1))
            around[:] = _open_after(around, piece)
        word.clear()

    for part in _PART.split(html):
        name = _name(part)
        if skipping:
            out.append(
                _LONG_IN_CODE.sub(r'<span class="wl">\g<0></span>', part)
                if skipping == "pre" and name is None
                else part
            )
            skipping = None if part.startswith("</") and name == skipping else skipping
        elif name is None:
            for piece in re.split(r"(\s+)", part):
                if piece.isspace():
                    if word == [_SEPARATOR] and out and out[-1] == " ":
                        out[-1] = "\u00a0"
                    end()
                    out.append(piece)
                elif piece:
                    word.append(piece)
        elif name in _INLINE:
            word.append(part)
        else:
            end()
            around.clear()
            out.append(part)
            tables += (name == "table") * (-1 if part.startswith("</") else 1)
            skipping = name if name in _SKIPPED and not part.startswith("</") and not part.endswith("/>") else None
    end()
    return "".join(out)


def parts_of(word: str, in_table: bool = False) -> list[str]:
    """The parts of a word between which a line may end: one part if it stays whole."""
    parts = _cut(word, in_table) if _HANGUL.search(word) or _is_long(word, in_table) else [word]
    return [one for part in parts for one in (part if _is_long(part, in_table) else (part,))]


def _cut(word: str, in_table: bool) -> list[str]:
    """The word, cut where a reader would break it, as far as it needs to be."""
    parts = []
    for part in _BRACKET.split(word):
        names = _DOT.split(part) if _is_long(part, in_table) else [part]
        parts += [
            piece
            for name in names
            for piece in (_UNDERSCORE.split(name) if len(names) > 1 and len(name) > _LONG_NAME else [name])
        ]
    return parts if len(parts) > 1 or not _is_long(word, in_table) else _UNDERSCORE.split(word)


def _pieces(word: list[str], in_table: bool) -> list[list[str]]:
    """The parts of a word that holds Hangul; end tags stay with what they end, start tags with what they begin."""
    text = _text(word)
    cuts = set(accumulate(map(len, _cut(text, in_table)))) if _HANGUL.search(text) else set()
    pieces: list[list[str]] = [[]]
    at = 0
    for part in word:
        if part.startswith("</"):
            pieces[-1].append(part)
            continue
        for unit in [part] if part.startswith("<") else _LETTER.findall(part):
            if at in cuts:
                cuts.discard(at)
                pieces.append([])
            last = pieces[-1]
            if unit is not part and last and not last[-1].startswith("<"):
                last[-1] += unit
            else:
                last.append(unit)
            at += 0 if unit.startswith("<") else len(unescape(unit))
    return pieces


def _is_long(word: str, in_table: bool) -> bool:
    return len(word) > (
        LONGEST if not in_table else _LONGEST_IN_TABLE if _HANGUL.search(word) else _LONGEST_LATIN_IN_TABLE
    )


def _text(word: list[str]) -> str:
    return unescape("".join(part for part in word if not part.startswith("<")))


def _name(part: str) -> str | None:
    """The name of a tag; None for text."""
    return match[1].lower() if part.startswith("<") and (match := _TAG.match(part)) else None


def _wrapped(word: list[str], around: list[str], in_table: bool, apart: bool) -> str:
    text = _text(word)
    long = _is_long(text, in_table)
    kept = apart or bool(_HANGUL.search(text) or _INITIAL.search(text) and not long)
    if not long and not kept:
        return "".join(word)
    lead, core, rest = _bared(word)
    around = _open_after(around, lead)
    if not kept:
        core = [part if part.startswith("<") or len(part) < _SHORT else _breakable(part) for part in core]
        return "".join((*lead, *core, *rest))
    left = _open_after([], core)
    entered = around[len(around) - _closed_too_many(core) :]
    if any(" id=" in tag for tag in (*entered, *left)):
        return "".join(word)  # an id can't stand twice
    inside = "".join((*entered, *core, *_closing(left)))
    span = f'<span class="{"wl" if long or apart else "w"}">{inside}</span>'
    return "".join((*lead, *_closing(entered), span, *left, *rest))


def _breakable(text: str) -> str:
    return "".join(f'<span class="wl">{piece}</span>' for piece in _cut(text, in_table=False))


def _bared(word: list[str]) -> tuple[list[str], list[str], list[str]]:
    """The word without the tags at its ends, unless what they open is closed amid the word, or the other way round."""
    parts, lead, rest = list(word), list[str](), list[str]()
    while parts and parts[0].startswith("<") and not (_closed_at(parts) or 0) > 0:
        lead.append(parts.pop(0))
    while parts and parts[-1].startswith("</") and _closed_too_many(parts) or parts and _opens(parts[-1]):
        rest.insert(0, parts.pop())
    while len(parts) > 2 and _closed_at(parts) == len(parts) - 1:
        lead.append(parts.pop(0))  # an element that is the whole word: stylesheets count on where it stands
        rest.insert(0, parts.pop())
    return lead, parts, rest


def _opens(part: str) -> bool:
    return part.startswith("<") and not part.startswith("</")


def _closed_at(parts: list[str]) -> int | None:
    """Where the element that the first tag opens is closed; None if nowhere among the parts."""
    depth = 0
    for place, part in enumerate(parts):
        depth += 1 if _opens(part) else -1 if part.startswith("</") else 0
        if depth <= 0:
            return place if _opens(parts[0]) else None
    return None


def _open_after(around: list[str], parts: list[str]) -> list[str]:
    """The start tags of the elements that are open after the parts, outermost first."""
    stack = list(around)
    for part in parts:
        if part.startswith("</"):
            stack = stack[:-1]
        elif part.startswith("<"):
            stack.append(part)
    return stack


def _closed_too_many(parts: list[str]) -> int:
    """How many elements the parts close that they do not open."""
    depth = lowest = 0
    for part in parts:
        depth += 1 if _opens(part) else -1 if part.startswith("</") else 0
        lowest = min(lowest, depth)
    return -lowest


def _closing(tags: list[str]) -> list[str]:
    """The end tags of start tags."""
    return [f"</{_name(tag)}>" for tag in reversed(tags)]
