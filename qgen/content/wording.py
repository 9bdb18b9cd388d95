"""What a language's file in `locale/` says, filled in. Korean particles agree with the word they follow.

A wording is Markdown with `{name}` for a value and `{name:은}` for a value with the particle that agrees with it.
Values go in after the Markdown is read, so nothing in them can turn into markup;
between backticks stands what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from qgen.content.blocks import Code, Inline, InlineNode, Parent, Str
from qgen.content.locale import Document, Locale, Section
from qgen.content.locale_reading import read_locale
from qgen.content.markup import parse_inline
from qgen.content.phrases import PLACE
from qgen.language.korean import Particle, particle

_FIRST_STAND_IN = 0xE000  # a character of the Private Use Area stands in for each value while the Markdown is read
_STAND_IN = re.compile(r"([\ue000-\uf8ff])")
_KEPT = 10_000  # wordings, each with its particles: there are few, and each is said of many concepts
_NO_PARTICLE = Particle("", certain=True)


@dataclass(frozen=True)
class Value:
    """A value for a wording: what it looks like, and how it is written and read aloud, which decides its particle."""

    inline: Inline
    written: str
    reading: str | None = None


@dataclass(frozen=True)
class Filled:
    """A wording with its values in. `unread` are the words whose particle could not be decided without a reading."""

    inline: Inline
    unread: tuple[str, ...] = ()


def fill(template: str, values: Mapping[str, Value]) -> Filled:
    """The template with the values in.

    LookupError for a value that is not given, ValueError for an unknown particle.
    """
    parts: list[Value] = []
    endings: list[str] = []
    unread: list[str] = []
    for name, form in _places(template):
        value = values.get(name)
        if value is None:
            raise LookupError(f"the phrase `{template}` holds `{name}`, and is given {_listed(values)}")
        parts.append(value)
        chosen = particle(value.written, form, value.reading) if form else _NO_PARTICLE
        endings.append(chosen.text)
        if not chosen.certain:
            unread.append(value.written)
    return Filled(_put_in(_read(template, tuple(endings)), parts), tuple(unread))


@lru_cache(maxsize=_KEPT)
def _places(template: str) -> tuple[tuple[str, str], ...]:
    """The places for values in a template: of each the value's name and its particle, empty if it takes none."""
    return tuple((name, form) for name, form in PLACE.findall(template))


@lru_cache(maxsize=_KEPT)
def _read(template: str, endings: tuple[str, ...]) -> Inline:
    """The template's Markdown, with a stand-in for each value and the value's particle behind it."""
    numbered = iter(enumerate(endings, start=_FIRST_STAND_IN))

    def stand_in(match: re.Match[str]) -> str:
        number, ending = next(numbered)
        return chr(number) + ending

    return parse_inline(PLACE.sub(stand_in, template))


def _listed(values: Mapping[str, Value]) -> str:
    return ", ".join(f"`{name}`" for name in values) or "nothing"


@cache
def labels(language: str, section: str) -> Mapping[str, str]:
    """One section of a language's file; that of a document, such as `interview`, with the phrases that all share.

    AttributeError if there is no such section.
    """
    said = locale(language)
    found: Section = getattr(said, section)
    shared = said.shared.model_dump(by_alias=True) if isinstance(found, Document) else {}
    return shared | found.model_dump(by_alias=True)


def locale(language: str) -> Locale:
    """Everything that qgen says in a language. OSError if it has no file."""
    return read_locale(language).locale


def _put_in(inline: Inline, parts: list[Value]) -> Inline:
    filled: list[InlineNode] = []
    for node in inline:
        if isinstance(node, Str):
            filled += _split(node.text, parts)
        elif isinstance(node, Parent):
            filled.append(replace(node, children=_put_in(node.children, parts)))
        elif isinstance(node, Code):
            filled.append(Code(_written(node.text, parts)))
        else:
            filled.append(node)
    return tuple(filled)


def _split(text: str, parts: list[Value]) -> list[InlineNode]:
    nodes: list[InlineNode] = []
    for piece in _pieces(text, parts):
        if isinstance(piece, Value):
            nodes += piece.inline
        else:
            nodes.append(Str(piece))
    return nodes


def _written(text: str, parts: list[Value]) -> str:
    return "".join(piece.written if isinstance(piece, Value) else piece for piece in _pieces(text, parts))


def _pieces(text: str, parts: list[Value]) -> Iterator[str | Value]:
    """The text with each stand-in replaced by its value."""
    for piece in _split_at_stand_ins(text):
        number = ord(piece) - _FIRST_STAND_IN if len(piece) == 1 else -1
        if 0 <= number < len(parts):
            yield parts[number]
        elif piece:
            yield piece


@lru_cache(maxsize=_KEPT)
def _split_at_stand_ins(text: str) -> tuple[str, ...]:
    return tuple(_STAND_IN.split(text))
