"""The registry of patterns: a new pattern is one new file in this package, with `@pattern(…)` on one function.

A pattern is called with each value that its precondition finds in the facts, and an `Asker` to ask it with; it returns
one question, or a `NotAsked` with the reason. Third parties add patterns through the entry points `qgen.patterns`,
and give the wordings that qgen's own patterns have in `locale/` to the decorator.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from qgen.content.phrases import phrase_faults
from qgen.content.wording import labels, locale
from qgen.diagnostics.problems import did_you_mean
from qgen.knowledge.factbase import FactBase
from qgen.language.languages import FALLBACK
from qgen.questions.bodies import Kind
from qgen.questions.model import Bloom, NotAsked, Question
from qgen.registration.blame import RegistrationError
from qgen.registration.registry import Registry

Asks = Callable[[FactBase], Iterable[Any]]
Words = Mapping[str, Mapping[str, str]]
"""Wordings by language."""

LAGS = range(13)
"""How many other entities' cards a new card may wait for."""

NAME = "what the pattern is called, on its cards and in lists"


@dataclass(frozen=True)
class Pattern:
    """How one kind of fact is asked. `asks` is the precondition: what in the facts it can ask.

    `lag`: a new card of it waits for this many other entities' cards, so that no card gives away the next. By the rule
    that qgen's own follow, 0 introduces something; 2 and 3 ask in the direction in which it was introduced; 4 and 5 ask
    back, or offer choices; 6 to 8 ask names and numbers, and what tells two concepts apart; 9 to 12 draw on many.
    `offers`: its stem names the answers to choose from. `introduces`: its answer says what the concept is, so that it
    comes before every card that speaks of the concept.
    """

    name: str
    kind: Kind
    bloom: Bloom
    asks: Asks
    ask: Callable[[Any, Any], Question | NotAsked]
    summary: str
    precondition: str
    """What is shown, what is asked for, and when that can be asked."""
    lag: int
    offers: bool
    introduces: bool
    phrases: Mapping[str, str]
    """The phrases that it says, with where each is shown: the values in `{…}` are those that it may hold."""
    shares: tuple[str, ...]
    """The phrases of the languages' section `shared` that it says."""
    words: Words
    """Wordings by language, of a pattern that has none in `locale/`."""


PATTERNS: Registry[Pattern] = Registry("pattern", "qgen.patterns", "qgen.patterns")


def pattern(  # noqa: PLR0913 - all but the name are told by their names, and most need not be given
    name: str,
    *,
    kind: Kind,
    bloom: Bloom,
    asks: Asks,
    phrases: Mapping[str, str] | None = None,
    shares: tuple[str, ...] = (),
    lag: int = 0,
    offers: bool = False,
    introduces: bool = False,
    words: Words | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a pattern under the name that keys, recipes and locales use.

    Its docstring and its module's say what it asks. `phrases` are those that it says, each with where it is shown and
    the values that it may hold: `{"stem": "the question about {term}"}`. What every pattern has to have is `name`,
    which is not listed. With `words` alone the English phrases say it. RegistrationError if anything of that does not
    hold.
    """

    def register(ask: Callable[..., Any]) -> Callable[..., Any]:
        stated = phrases if phrases is not None else (words or {}).get(FALLBACK, {})
        summary = (ask.__doc__ or "").strip().split("\n")[0]
        module = sys.modules.get(ask.__module__)
        precondition = " ".join(((module and module.__doc__) or summary).split())
        made = Pattern(
            name=name,
            kind=kind,
            bloom=bloom,
            asks=asks,
            ask=ask,
            summary=summary,
            precondition=precondition,
            lag=lag,
            offers=offers,
            introduces=introduces,
            phrases={"name": NAME, **stated} if "name" not in stated else stated,
            shares=shares,
            words=words or {},
        )
        for message, hint in _faults(made):
            raise RegistrationError(f"the pattern `{name}` {message}", hint)
        PATTERNS.add(name, made, ask.__module__)
        return ask

    return register


def patterns() -> dict[str, Pattern]:
    """Every pattern by name."""
    return PATTERNS.items()


def _faults(made: Pattern) -> Iterator[tuple[str, str | None]]:
    """What keeps a pattern from being registered, each as a message and a hint; the first is told."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made.name):
        yield "has a name that is not kebab-case", "a name is made of a-z, 0-9 and single hyphens"
    for key, value, known in (("kind", made.kind, get_args(Kind)), ("bloom", made.bloom, get_args(Bloom))):
        if value not in known:
            yield f"has the {key} `{value}`, which there is not", did_you_mean(str(value), known)
    if not callable(made.asks):
        yield "has no precondition", "`asks` is a function from the facts to what in them can be asked"
    if made.lag not in LAGS:
        yield f"has the lag {made.lag}", f"it is a number from {LAGS[0]} to {LAGS[-1]}, as `Pattern` says"
    if not made.summary:
        yield "has no docstring", "its first line says what is asked, for `qgen explain`"
    for phrase in made.shares:
        if phrase not in labels(FALLBACK, "shared"):
            yield f"shares `{phrase}`, which there is not", did_you_mean(phrase, labels(FALLBACK, "shared"))
    yield from _faults_of_words(made) if made.words else _faults_of_locale(made)


def _faults_of_words(made: Pattern) -> Iterator[tuple[str, str | None]]:
    """What is wrong with the wordings of a third party. English has to be whole, for it stands in for the others."""
    english = made.words.get(FALLBACK)
    if english is None:
        yield "has no wording in English", f"give `words` the key `{FALLBACK}`, which stands in for other languages"
        return
    for phrase, shown in made.phrases.items():
        if phrase not in english:
            yield f"has no English wording `{phrase}`", f'add `"{phrase}": …` to its `words` ({shown})'
    for language, said in made.words.items():
        for phrase, text in said.items():
            if phrase not in made.phrases:
                yield f"has a wording `{phrase}` in `{language}` that it never says", did_you_mean(phrase, made.phrases)
                continue
            for message, hint in phrase_faults(text, made.phrases[phrase], particles=True):
                yield f"has a wording in `{language}`: `{phrase}` {message}", hint


def _faults_of_locale(made: Pattern) -> Iterator[tuple[str, str | None]]:
    """What the English file lacks of the pattern's wordings.

    Other languages are looked into when a deck speaks them.
    """
    english = locale(FALLBACK).patterns.get(made.name, {})
    for phrase, shown in made.phrases.items():
        if phrase not in english:
            hint = f"add `{phrase}: …` below `patterns`, `{made.name}` in qgen/locale/{FALLBACK}.yaml ({shown})"
            yield f"has no English wording `{phrase}`", hint
