"""The propositions that entities state, typed. Patterns read these and never YAML.

A fact's id is `<entity id>#<field>`; it names the fact in `questions.json`, in coverage and in interview key points.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from qgen.entities.values import Text


@dataclass(frozen=True)
class Fact:
    """`entity` states it; `field` is its place there, as in `key_points/by-hand`."""

    entity: str
    field: str

    @property
    def id(self) -> str:
        return f"{self.entity}#{self.field}"

    @property
    def askable(self) -> bool:
        """Whether it is something to be known. What only says how to read other facts is not."""
        return True

    @property
    def one_angle(self) -> bool:
        """Whether there is but one way to ask it."""
        return False

    def texts(self) -> list[Text]:
        """Everything it says in words."""
        return [value for value in (getattr(self, field.name) for field in fields(self)) if isinstance(value, Text)]


@dataclass(frozen=True)
class Definition(Fact):
    """What a concept is."""

    text: Text


@dataclass(frozen=True)
class KeyPoint(Fact):
    """Something else that is true of a concept."""

    text: Text


@dataclass(frozen=True)
class Related(Fact):
    """A typed link from one concept to another."""

    to: str
    how: str

    @property
    def askable(self) -> bool:
        return self.how == "contrasts-with"


@dataclass(frozen=True)
class IsA(Fact):
    """`child` is a kind of `parent`. `entity` is the taxonomy that says so, or the child itself."""

    child: str
    parent: str


@dataclass(frozen=True)
class Kept(Fact):
    """A note of an imported deck, which says something in a form that is not looked into."""

    language: str

    @property
    def askable(self) -> bool:
        return False


@dataclass(frozen=True)
class Labelled(Fact):
    """What is in a region of a figure: a concept, or something with a label. `box` is left, top, width, height as
    fractions.
    """

    concept: str | None
    label: Text | None
    box: tuple[float, ...]

    @property
    def one_angle(self) -> bool:
        return True


@dataclass(frozen=True)
class Group(Fact):
    """`group` is a heading under `parent`, not a kind of it."""

    group: str
    parent: str

    @property
    def askable(self) -> bool:
        return False


@dataclass(frozen=True)
class Tunes(Fact):
    """Changing `factor` changes how well `target` does. `group` is the heading it stands under, or the target itself."""

    factor: str
    target: str
    group: str


@dataclass(frozen=True)
class PartOf(Fact):
    """`part` is a part of `whole`, not a kind of it."""

    part: str
    whole: str


@dataclass(frozen=True)
class Disjoint(Fact):
    """Nothing is a kind of two of the members."""

    members: tuple[str, ...]

    @property
    def askable(self) -> bool:
        return False


@dataclass(frozen=True)
class Complete(Fact):
    """The children that a taxonomy gives `parent` are all there are."""

    parent: str

    @property
    def askable(self) -> bool:
        return False


@dataclass(frozen=True)
class Cell(Fact):
    """What a comparison says of a subject under an aspect."""

    comparison: Text
    aspect: str
    aspect_name: Text
    subject: str
    text: Text


@dataclass(frozen=True)
class CodeName(Fact):
    """What a hyperparameter is called in code."""

    name: str


@dataclass(frozen=True)
class InGroup(Fact):
    """The group of hyperparameters to which one belongs."""

    group: str


@dataclass(frozen=True)
class Values(Fact):
    """Values that a hyperparameter takes; more may exist."""

    values: tuple[Text, ...]


@dataclass(frozen=True)
class Range(Fact):
    """Where a hyperparameter's values usually lie."""

    text: Text


@dataclass(frozen=True)
class Default(Fact):
    """The value that a library uses when none is given."""

    value: str
    library: str


@dataclass(frozen=True)
class Effect(Fact):
    """What raising or lowering a hyperparameter does; `field` says which."""

    text: Text


@dataclass(frozen=True)
class When(Fact):
    """When to tune a hyperparameter."""

    text: Text


@dataclass(frozen=True)
class Remedy(Fact):
    """Something to try against a symptom. `place` counts from 1 where the rule orders its remedies, else it is None."""

    symptom: Text
    action: Text
    concept: str | None
    change: str | None
    why: Text | None
    place: int | None


@dataclass(frozen=True)
class NotHelping(Fact):
    """Something that does not help against a symptom, or makes it worse. The base says so; nothing else proves it."""

    symptom: Text
    action: Text
    concept: str | None
    change: str | None
    why: Text


@dataclass(frozen=True)
class CodeNote(Fact):
    """What a stretch of an example's code does; `blank` if a card may hide it."""

    code: str
    start: int
    note: Text
    blank: bool


@dataclass(frozen=True)
class Listing(Fact):
    """An example's whole code. Code is one text: its parts make no sense alone."""

    title: Text
    language: str
    code: str

    @property
    def askable(self) -> bool:
        return False


@dataclass(frozen=True)
class Steps(Fact):
    """The parts of an example that are done one after another, in that order."""

    parts: tuple[str, ...]


@dataclass(frozen=True)
class FollowUp:
    question: Text
    answer: Text | None


@dataclass(frozen=True)
class Interview(Fact):
    """An interview question and its model answer."""

    question: Text
    short: Text
    key_points: tuple[tuple[str, Text, tuple[str, ...]], ...]
    """Each point's id, text, and the ids of the facts that back it."""
    long: Text | None
    follow_ups: tuple[FollowUp, ...]
    mistakes: tuple[Text, ...]

    @property
    def askable(self) -> bool:
        """It is a question already: what is to be known are the facts that back its key points."""
        return False
