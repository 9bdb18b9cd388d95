"""An interview question with everything needed to grade one's own answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from qgen.content.blocks import Blocks
from qgen.entities.base import Entity, StrictModel
from qgen.entities.facts import Fact, Teller
from qgen.entities.registry import entity
from qgen.entities.values import ConceptId, Id, Line, Text


class KeyPointEntry(StrictModel):
    """One thing that a good answer says."""

    text: Text = Field(description="The point, in one sentence.")
    facts: tuple[Line, ...] = Field(default=(), description="Facts of the base that back it, each `entity-id#field`.")


class FollowUpEntry(StrictModel):
    """What an interviewer asks next."""

    question: Text = Field(description="As the interviewer says it.")
    answer: Text | None = Field(default=None, description="What to say to it.")


def _as_key_point(value: Any) -> Any:
    if isinstance(value, str) or (isinstance(value, dict) and not {"text", "facts"} & set(value)):
        return {"text": value}
    return value


@dataclass(frozen=True)
class Interview(Fact):
    """An interview question and its model answer."""

    prefix = "question"

    question: Text
    short: Text
    key_points: tuple[tuple[str, Text, tuple[str, ...]], ...]
    """Each point's id, text, and the ids of the facts that back it."""
    long: Text | None
    follow_ups: tuple[FollowUpEntry, ...]
    mistakes: tuple[Text, ...]

    @property
    def askable(self) -> bool:
        """It is a question already: what is to be known are the facts that back its key points."""
        return False

    def tell(self, teller: Teller) -> Blocks:
        """Nothing: it asks, and what it says are other facts."""
        return ()


@entity("questions")
class InterviewQuestion(Entity):
    """A question with a 30-second answer, key points, a long answer, follow-ups and common mistakes."""

    kind: ClassVar[str] = "question"

    about: tuple[ConceptId, ...] = Field(
        min_length=1, description="The concepts it is about; they come before it in a deck."
    )
    question: Text = Field(description="As an interviewer asks it.")
    short: Text = Field(description="The answer that fits in 30 seconds.")
    key_points: dict[
        Id, Annotated[KeyPointEntry, BeforeValidator(_as_key_point, json_schema_input_type=KeyPointEntry | Text)]
    ] = Field(default={}, description="What a good answer says, to grade oneself by: id -> point.")
    long: Text | None = Field(default=None, description="The answer in full; Markdown paragraphs and lists.")
    follow_ups: tuple[FollowUpEntry, ...] = Field(default=(), description="What is asked next.")
    mistakes: tuple[Text, ...] = Field(default=(), description="What people get wrong.")

    def facts(self) -> Iterator[Fact]:
        points = tuple((identifier, point.text, point.facts) for identifier, point in self.key_points.items())
        yield Interview(self.id, self.question, self.short, points, self.long, self.follow_ups, self.mistakes)

    def cited_facts(self) -> Iterator[tuple[tuple[Any, ...], str]]:
        for identifier, point in self.key_points.items():
            for place, fact in enumerate(point.facts):
                yield ("key_points", identifier, "facts", place), fact

    def about_concepts(self) -> tuple[str, ...]:
        return self.about
