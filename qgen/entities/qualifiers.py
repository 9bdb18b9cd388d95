"""What limits a statement and what stands behind it: where, when and how often it holds, why, and the exception.

`Qualifiers` is what a fact carries, `Qualified` the keys by which an author states it, `Statement` a text with them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from qgen.entities.values import Text

Strength = Literal["always", "usually", "sometimes"]
Extent = Literal["complete", "open", "coined"]


class StrictModel(BaseModel):
    """A piece of an entity. Unknown keys are errors, and nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


@dataclass(frozen=True)
class Qualifiers:
    """How far a fact holds, and why. `ask` is its author's own question for it."""

    when: Text | None = None
    scope: Text | None = None
    strength: Strength = "always"
    why: Text | None = None
    but: Text | None = None
    ask: Text | None = None

    @property
    def general(self) -> bool:
        """Whether it always holds, under no condition and everywhere: a proof may rest on it."""
        return self.proves and self.scope is None

    @property
    def proves(self) -> bool:
        """Whether it always holds in its scope, under no condition."""
        return self.strength == "always" and self.when is None


PLAIN = Qualifiers()
"""Of a fact that holds always and everywhere, of which nothing else is said."""

_LIMITS = frozenset({"when", "scope", "strength", "why", "but"})


class Qualified(StrictModel):
    """What limits a statement, and what stands behind it."""

    when: Text | None = Field(default=None, description="Under which condition it holds; shown with the question.")
    scope: Text | None = Field(
        default=None, description="Where it holds, such as `classical machine learning` or `PyTorch 2.x`; shown too."
    )
    strength: Strength = Field(
        default="always", description="How often it holds. Only what always holds proves that an option is wrong."
    )
    why: Text | None = Field(default=None, description="Why it is so; shown with the answer.")
    but: Text | None = Field(default=None, description="The exception; shown with the answer.")

    def qualifiers(self) -> Qualifiers:
        """What a fact carries of it."""
        if self.model_fields_set.isdisjoint(_LIMITS):
            return PLAIN
        return Qualifiers(self.when, self.scope, self.strength, self.why, self.but)


class Statement(Qualified):
    """A text that states a fact. Its text alone may be written for it."""

    text: Text = Field(description="What it says.")
    ask: Text | None = Field(default=None, description="The question for it in your own words, if that asks it better.")

    def qualifiers(self) -> Qualifiers:
        return replace(super().qualifiers(), ask=self.ask) if self.ask else super().qualifiers()


def _as_statement(value: Any) -> Any:
    return value if isinstance(value, dict) and "text" in value else {"text": value}


Stated = Annotated[Statement, BeforeValidator(_as_statement, json_schema_input_type=Text | Statement)]
"""A statement, or its text alone."""
