"""What is said of a base in one language: phrases with names and texts in, and facts as they are told.

Takes a base and the phrases of a pattern or a document; gives neutral content, and what it could not decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from qgen.content.blocks import Blocks, Inline, Paragraph, Strong, joined, paragraph, text
from qgen.content.wording import Value, fill, locale
from qgen.diagnostics.problems import Problem
from qgen.entities.facts import Fact
from qgen.entities.qualifiers import PLAIN
from qgen.entities.registry import phrases_of_facts
from qgen.knowledge.factbase import FactBase
from qgen.questions.naming import Names
from qgen.registration.blame import add_place, run_fault
from qgen.rendering.plain import plain_inline


@dataclass(frozen=True)
class _Terms:
    """Makes the memory of names in sentences that all who speak a language of a base share."""

    language: str

    def __call__(self, base: FactBase) -> dict[tuple[str, bool], Value]:
        return {}


class Speaker(Names):
    """Says phrases in one language. What it finds wrong while it speaks is in `problems`."""

    def __init__(self, base: FactBase, language: str, phrases: Mapping[str, str], who: str):
        super().__init__(base, language)
        self._terms = base.once(_Terms(language))
        self.problems: list[Problem] = []
        self._phrases = phrases
        self._who = who

    def say(self, name: str, /, **values: Value | Inline | str) -> Inline:
        """The phrase `name`, with the values in.

        LookupError if there is no such phrase, or if it holds a value that is not given.
        """
        if name not in self._phrases:
            raise LookupError(f"{self._who} says `{name}`, and states no such phrase")
        return self.put(self._phrases[name], **values)

    def put(self, phrase: str, /, **values: Value | Inline | str) -> Inline:
        """A phrase of the base itself, with the values in. LookupError if it holds one that is not given."""
        ready = {key: _value(value) for key, value in values.items()}
        filled = fill(phrase, ready)
        self.problems += [_no_reading(word) for word in filled.unread]
        return filled.inline

    def term(self, concept: str, *, gloss: bool = True) -> Value:
        """A concept's name as a sentence shows it: in bold, with its abbreviation or English name in a gloss."""
        if (concept, gloss) not in self._terms:
            self._terms[concept, gloss] = self._named(concept, gloss)
        return self._terms[concept, gloss]

    def _named(self, concept: str, gloss: bool) -> Value:
        found = self.base.concept(concept)
        written = found.term[self.language]
        named = Value((Strong(text(written)),), written, found.reading.get(written, found.reading.get("")))
        if found.scope and found.scope.has(self.language):
            return self.glossed(named, text(found.scope[self.language]))
        behind = self.gloss(concept) if gloss else None
        return self.glossed(named, text(behind)) if behind else named

    def glossed(self, named: Value, gloss: Inline) -> Value:
        """A name with something behind it in brackets.

        It is still read aloud, and takes its particle, as the name alone.
        """
        both = {"term": named, "gloss": Value(gloss, "")}
        return replace(named, inline=fill(locale(self.language).gloss, both).inline)


def told(fact: Fact, speaker: Speaker) -> Blocks:
    """A fact as it tells itself. One of a third party that fails is a problem of the speaker's, and tells nothing."""
    try:
        said = fact.tell(speaker)
        return qualified(said, fact, speaker) if said else ()
    except Exception as error:
        fault = run_fault(error, f"the fact `{fact.id}`", type(fact).__module__)
        if not fault:
            add_place(error, f"the fact `{fact.id}`", type(fact).__module__)
            raise
        speaker.problems.append(fault)
        return ()


def conditions(fact: Fact, speaker: Speaker) -> Inline:
    """Where and when a fact holds, as what stands in brackets behind a question; nothing if it holds everywhere."""
    known = fact.qualifiers
    return joined([speaker.inline(one) for one in (known.scope, known.when) if one])


def under(asked: Blocks, holds: Inline) -> Blocks:
    """Blocks with the conditions in brackets behind the first paragraph."""
    place = next((at for at, block in enumerate(asked) if isinstance(block, Paragraph)), None)
    if not holds or place is None:
        return asked
    first = asked[place]
    assert isinstance(first, Paragraph)
    shown = (*first.inline, *text(" ("), *holds, *text(")"))
    return (*asked[:place], Paragraph(shown), *asked[place + 1 :])


def reasons(fact: Fact, speaker: Speaker) -> Blocks:
    """How often a fact holds, why it does, and what is the exception, in sentences."""
    known = fact.qualifiers
    said: list[Inline] = [] if known.strength == "always" else [speaker.say(known.strength)]
    said += [speaker.say("because", text=speaker.inline(known.why))] if known.why else []
    said += [speaker.say("but", text=speaker.inline(known.but))] if known.but else []
    return tuple(block for line in said for block in paragraph(line))


def qualified(said: Blocks, fact: Fact, speaker: Speaker) -> Blocks:
    """A fact as it is told, with everything that limits it and stands behind it."""
    if fact.qualifiers == PLAIN:
        return said
    return (*under(said, conditions(fact, speaker)), *reasons(fact, speaker))


def teller(base: FactBase, language: str, phrases: Mapping[str, str] | None = None) -> Speaker:
    """Who tells facts in sentences of their own, or as far as there are any with the phrases of a document."""
    return Speaker(base, language, {**phrases_of_facts(language), **(phrases or {})}, "a fact")


def _value(value: Value | Inline | str) -> Value:
    if isinstance(value, Value):
        return value
    return Value(text(value), value) if isinstance(value, str) else Value(value, plain_inline(value))


def _no_reading(word: str) -> Problem:
    return Problem.warning(
        "no-reading",
        f"no reading for `{word}`, so its particle stays open",
        hint="add `reading:` to the concept, in Hangul",
    )
