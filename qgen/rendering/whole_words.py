"""Words that stay whole at the ends of printed lines: takes runs of inline content, gives them with spans round words.

No engine knows `word-break: keep-all`, so each Korean word gets a span of its own, in which the stylesheet forbids to
break. A word reaches from white space to white space, across bold, links, code and formulas: of
`<strong>은닉층 수</strong>를` it keeps `수를` whole. What is too long for a line breaks where a reader would break it:
before what stands in brackets, and at the dots of a name in code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import reduce

from qgen.rendering.runs import Element, Run, shared

LONGEST = 24  # characters; what is longer may break, or it could run off the page
_LONGEST_IN_TABLE = 8
_LONGEST_LATIN_IN_TABLE = 16
_SHORT = 3  # what ends a long word, `?` say, stays with it
_LONG_NAME = 16  # of a part between dots; only what is longer breaks at its underscores too

_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_BRACKET = re.compile(r"(?<=\w)(?=\([^()]{4,}\))")
_DOT = re.compile(r"(?<=[./])(?=\w)")
_UNDERSCORE = re.compile(r"(?<=_)(?=\w)")
_INITIAL = re.compile(r"(?<!\w)\w-\w")  # the K of K-NN does not end a line
_SEPARATOR = re.compile(r"(?<!\s) ·(?=\s)")  # stays with what comes before it
_SPACE = re.compile(r"(\s+)")

NOWRAP = ".w { white-space: nowrap }"
"""The rule of a stylesheet that keeps words whole."""


def whole_words(runs: Iterable[Run], in_table: bool = False) -> Iterator[Run]:
    """The runs with `<span class="w">` round each word that holds Hangul.

    What is too long for that, in any script, gets `class="wl"` and may break anywhere: allowed for the whole page,
    engines break short words too. Columns of a table are narrow, so that less counts as long there.
    """
    word: list[Run] = []
    for run in runs:
        for piece in _pieces(run):
            if piece.text.isspace():
                yield from _marked(word, in_table)
                word = []
                yield piece
            else:
                word.append(piece)
    yield from _marked(word, in_table)


def parts_of(word: str, in_table: bool = False) -> list[str]:
    """The parts of a word between which a line may end: one part if it stays whole."""
    parts = _cut(word, in_table) if _HANGUL.search(word) or _is_long(word, in_table) else [word]
    return [one for part in parts for one in (part if _is_long(part, in_table) else (part,))]


def _pieces(run: Run) -> list[Run]:
    """White space, and what stands between it, each a run of its own."""
    if run.html is not None:
        return [run]
    text = _SEPARATOR.sub("\u00a0·", run.text)
    return [replace(run, text=piece) for piece in _SPACE.split(text) if piece]


def _marked(word: list[Run], in_table: bool) -> Iterator[Run]:
    """A word with the spans that it needs."""
    text = _text(word)
    if not _HANGUL.search(text):
        yield from _latin(word, in_table)
        return
    parts = list(_divided(word, _cut(text, in_table)))
    for part in parts:
        may_break = len(parts) > 1 or _is_long(_text(part), in_table)
        yield from _within(part, "wl" if may_break else "w")


def _latin(word: list[Run], in_table: bool) -> Iterator[Run]:
    """A word without Hangul: engines break it at its hyphens only."""
    text = _text(word)
    if _is_long(text, in_table):
        for run in word:
            yield from _breakable(run)
    elif _INITIAL.search(text):
        yield from _within(word, "w")
    else:
        yield from word


def _breakable(run: Run) -> Iterator[Run]:
    if run.html is not None or len(run.text) < _SHORT:
        yield run
        return
    for part in _divided([run], _cut(run.text, in_table=False)):
        yield from _within(part, "wl")


def _within(word: list[Run], name: str) -> Iterator[Run]:
    """The word in a span, as deep inside the elements as it can be: stylesheets count on where these stand."""
    span = Element("span", f' class="{name}"')
    depth = len(reduce(lambda around, run: around[: shared(around, run.inside)], word, word[0].inside))
    for run in word:
        yield replace(run, inside=(*run.inside[:depth], span, *run.inside[depth:]))


def _divided(word: list[Run], parts: list[str]) -> Iterator[list[Run]]:
    """The runs of a word, cut where its parts end."""
    end = 0
    for part in parts:
        start, end = end, end + len(part)
        yield list(_between(word, start, end))


def _between(word: list[Run], start: int, end: int) -> Iterator[Run]:
    """The runs of a word from one of its letters to another."""
    at = 0
    for run in word:
        first, last = max(start - at, 0), min(end - at, len(run.text))
        if first < last:
            yield run.part(first, last)
        at += len(run.text)


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


def _is_long(word: str, in_table: bool) -> bool:
    return len(word) > (
        LONGEST if not in_table else _LONGEST_IN_TABLE if _HANGUL.search(word) else _LONGEST_LATIN_IN_TABLE
    )


def _text(word: list[Run]) -> str:
    return "".join(run.text for run in word)
