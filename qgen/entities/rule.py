"""A rule: a symptom, what may cause it, and what to try against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from pydantic import Field

from qgen.entities.base import Entity, Fault, StrictModel
from qgen.entities.facts import Fact
from qgen.entities.qualifiers import Qualified, Qualifiers
from qgen.entities.registry import entity
from qgen.entities.values import ConceptId, Id, Text

Change = Literal["raise", "lower", "adjust", "replace", "add"]


class RemedyEntry(Qualified):
    """One thing to try."""

    action: Text = Field(description="What to do, as a short phrase: `raise the learning rate`.")
    concept: ConceptId | None = Field(default=None, description="What is changed.")
    change: Change | None = Field(
        default=None, description="How `concept` is changed; with it, remedies of several rules are compared."
    )
    why: Text | None = Field(default=None, description="Why it helps.")


class Useless(Qualified):
    """One thing that people try and that does not help."""

    action: Text = Field(description="What is done, as a short phrase: `lower the learning rate`.")
    concept: ConceptId | None = Field(default=None, description="What is changed.")
    change: Change | None = Field(
        default=None, description="How `concept` is changed; with it, remedies of several rules are compared."
    )
    why: Text = Field(description="Why it does not help, or makes it worse.")


class CauseEntry(StrictModel):
    """One thing that may be behind the symptom, with what then helps."""

    text: Text = Field(description="What is behind it, as a condition: `if the learning rate is too small`.")
    evidence: Text | None = Field(default=None, description="By what one sees that it is this cause.")
    remedies: dict[Id, RemedyEntry] = Field(default={}, description="What to try then: id -> remedy.")
    not_helping: dict[Id, Useless] = Field(default={}, description="What does not help then.")


@dataclass(frozen=True)
class Cause(Fact):
    """What may be behind a symptom, and by what one sees it."""

    prefix = "causes"

    symptom: Text
    text: Text
    evidence: Text | None

    def explains(self) -> tuple[str, ...]:
        """None: it explains the symptom."""
        return ()


@dataclass(frozen=True)
class Remedy(Fact):
    """Something to try against a symptom. `place` counts from 1 where the rule orders its remedies, else it is None.

    `cause` is the id of the cause against which it helps, if it is not for all of them, `condition` its own `when`.
    """

    prefix = "remedies"

    symptom: Text
    action: Text
    concept: str | None
    change: str | None
    why: Text | None
    place: int | None
    cause: str | None = None
    condition: Text | None = None

    def concepts(self) -> tuple[str, ...]:
        return (self.concept,) if self.concept else ()

    def explains(self) -> tuple[str, ...]:
        """None: it explains the symptom."""
        return ()


@dataclass(frozen=True)
class NotHelping(Fact):
    """Something that does not help against a symptom, or makes it worse. The base says so; nothing else proves it."""

    prefix = "not_helping"

    symptom: Text
    action: Text
    concept: str | None
    change: str | None
    why: Text
    cause: str | None = None
    condition: Text | None = None

    def concepts(self) -> tuple[str, ...]:
        return (self.concept,) if self.concept else ()

    def explains(self) -> tuple[str, ...]:
        """None: it explains the symptom."""
        return ()

    @property
    def variant(self) -> str:
        """The prefix too: a remedy may have the same id, and some patterns ask both."""
        return self.field


@entity("rules")
class Rule(Entity):
    """A symptom, its causes and its remedies."""

    kind: ClassVar[str] = "rule"

    symptom: Text = Field(description="What is seen, as a noun phrase: `overfitting`.")
    seen_on: Text | None = Field(
        default=None, description="On which data it is seen, such as `on the validation set`; shown with the symptom."
    )
    compared_with: Text | None = Field(
        default=None, description="Compared with what, such as `far below the training accuracy`; shown too."
    )
    ordered: bool = Field(default=False, description="True if the remedies are to be tried in the order written.")
    causes: dict[Id, CauseEntry] = Field(
        default={}, description="What may be behind it, each with its evidence and what then helps: id -> cause."
    )
    remedies: dict[Id, RemedyEntry] = Field(
        default={}, description="What to try whatever the cause is: id -> remedy. It or `causes` has to hold one."
    )
    not_helping: dict[Id, Useless] = Field(
        default={}, description="What does not help, though it may look so: the wrong options of choices."
    )

    def facts(self) -> Iterator[Fact]:
        for identifier, cause in self.causes.items():
            yield Cause(self.id, self.seen(), cause.text, cause.evidence, slot=identifier)
        yield from self._remedies(self.remedies)
        for identifier, cause in self.causes.items():
            yield from self._remedies(cause.remedies, identifier, cause.text)
        yield from self._useless(self.not_helping)
        for identifier, cause in self.causes.items():
            yield from self._useless(cause.not_helping, identifier, cause.text)

    def seen(self) -> Text:
        """The symptom as it is shown: on which data, and compared with what, stands in brackets behind it."""
        details = [one for one in (self.seen_on, self.compared_with) if one]
        behind = joined_text(details)
        if behind is None:
            return self.symptom
        spoken = [code for code in self.symptom.languages() if behind.has(code)]
        return Text({code: f"{self.symptom[code]} ({behind[code]})" for code in spoken})

    def _remedies(
        self, entries: Mapping[str, RemedyEntry], cause: str | None = None, when: Text | None = None
    ) -> Iterator[Remedy]:
        for place, (identifier, one) in enumerate(entries.items(), start=1):
            yield Remedy(
                self.id,
                self.seen(),
                one.action,
                one.concept,
                one.change,
                one.why,
                place if self.ordered else None,
                cause,
                one.when,
                slot=f"{cause}/{identifier}" if cause else identifier,
                qualifiers=self._under(one, when),
            )

    def _useless(
        self, entries: Mapping[str, Useless], cause: str | None = None, when: Text | None = None
    ) -> Iterator[NotHelping]:
        for identifier, one in entries.items():
            yield NotHelping(
                self.id,
                self.seen(),
                one.action,
                one.concept,
                one.change,
                one.why,
                cause,
                one.when,
                slot=f"{cause}/{identifier}" if cause else identifier,
                qualifiers=self._under(one, when),
            )

    def _under(self, entry: Qualified, cause: Text | None) -> Qualifiers:
        """What an entry holds under. Its `why` is a field of the fact."""
        known = entry.qualifiers()
        return replace(known, when=joined_text([one for one in (cause, known.when) if one]), why=None)

    def faults(self) -> Iterator[Fault]:
        if not any(isinstance(fact, Remedy) for fact in self.facts()):
            yield Fault(
                ("symptom",), "missing-key", "this rule has no remedy", "add `remedies:`, or `causes:` with some"
            )
        yield from _changed_both_ways(self.remedies, self.not_helping, ("not_helping",))
        for identifier, cause in self.causes.items():
            place = ("causes", identifier, "not_helping")
            yield from _changed_both_ways({**self.remedies, **cause.remedies}, cause.not_helping, place)
            yield from _changed_both_ways(cause.remedies, self.not_helping, ("not_helping",))

    def about_concepts(self) -> tuple[str, ...]:
        changed = [fact.concept for fact in self.facts() if isinstance(fact, Remedy) and fact.concept]
        return tuple(dict.fromkeys(changed))


def _changed_both_ways(
    remedies: Mapping[str, RemedyEntry], useless: Mapping[str, Useless], place: tuple[str, ...]
) -> Iterator[Fault]:
    """What is said to help and not to help. What holds under a condition of its own is no contradiction."""
    helping = {(one.concept, one.change) for one in remedies.values() if one.concept and one.change and not one.when}
    for identifier, one in useless.items():
        if not one.when and {(one.concept, one.change), (one.concept, "adjust")} & helping:
            message = f"to {one.change} `{one.concept}` is a remedy of this rule too"
            yield Fault((*place, identifier), "contradiction", message, "drop it from one of the two")


def joined_text(texts: list[Text]) -> Text | None:
    """Texts one after another with commas, in each language that all of them speak; None if there is none."""
    if len(texts) < 2:
        return texts[0] if texts else None
    spoken = [code for code in texts[0].languages() if all(one.has(code) for one in texts)]
    return Text({code: ", ".join(one[code] for one in texts) for code in spoken})
