"""A draft of a knowledge base: what was found, before anything has an id."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from qgen.importing.romanization import romanized
from qgen.language.similarity import folded

_GLOSS = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<gloss>[A-Za-z][^()]*)\)$")
_LONGEST_ID = 40


@dataclass
class ConceptDraft:
    """A term with what is said of it.

    `line` is where it is first met, counted from 1; `chapter` is what it is told under.
    """

    term: str
    line: int
    chapter: str
    english: str | None = None
    aliases: list[str] = field(default_factory=list)
    definition: str | None = None
    key_points: list[str] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)


@dataclass
class TreeDraft:
    """A taxonomy: a root, whose name is its own, and what stands below it."""

    name: str
    line: int
    chapter: str
    root: ConceptDraft
    children: dict[str, list[ConceptDraft]]
    """Folded term -> the concepts below it."""


@dataclass
class ComparisonDraft:
    """Subjects side by side: `aspects` are names, each with a cell for each subject in their order."""

    name: str
    line: int
    chapter: str
    subjects: list[ConceptDraft]
    aspects: list[tuple[str, list[str]]]


@dataclass
class QuestionDraft:
    """`paragraphs` are its answer, the first of them the short one."""

    text: str
    line: int
    chapter: str
    about: ConceptDraft
    paragraphs: list[str] = field(default_factory=list)
    key_points: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    """Where the question itself stands."""


@dataclass
class ExampleDraft:
    """A listing of code; its `language` is `text` if the notes name none."""

    title: str
    line: int
    chapter: str
    about: ConceptDraft
    language: str
    code: str


@dataclass
class Draft:
    """Everything that was found in one file of notes. `chapters` are titles in their order."""

    title: str
    concepts: dict[str, ConceptDraft] = field(default_factory=dict)
    trees: list[TreeDraft] = field(default_factory=list)
    comparisons: list[ComparisonDraft] = field(default_factory=list)
    questions: list[QuestionDraft] = field(default_factory=list)
    examples: list[ExampleDraft] = field(default_factory=list)

    def concept(self, written: str, line: int, chapter: str) -> ConceptDraft:
        """The concept of a name as it is written; the same one for the same name.

        `과적합(Overfitting)` gives two names.
        """
        name, english, alias = names(written)
        found = self.concepts.get(folded(name))
        if found is None:
            found = self.concepts[folded(name)] = ConceptDraft(name, line, chapter)
        found.english = found.english or english
        if alias and alias not in found.aliases:
            found.aliases.append(alias)
        return found

    def add_tree(
        self, root: ConceptDraft, edges: list[tuple[ConceptDraft, ConceptDraft, int]], line: int, chapter: str
    ) -> list[int]:
        """A tree of (parent, child, line). Returns the lines of children that stand in it already and were left out."""
        children: dict[str, list[ConceptDraft]] = {}
        seen, twice = {folded(root.term)}, []
        for parent, child, where in edges:
            key = folded(child.term)
            if key in seen:
                twice.append(where)
            else:
                seen.add(key)
                children.setdefault(folded(parent.term), []).append(child)
        if children:
            self.trees.append(TreeDraft(root.term, line, chapter, root, children))
        return twice

    def chapters(self) -> list[str]:
        """The titles of chapters that hold something."""
        everything: list[ConceptDraft | TreeDraft | ComparisonDraft | QuestionDraft | ExampleDraft] = []
        everything += [*self.concepts.values(), *self.trees, *self.comparisons, *self.questions, *self.examples]
        return list(dict.fromkeys(one.chapter for one in sorted(everything, key=lambda one: one.line)))


class Ids:
    """Ids that are readable and unique.

    `choose` is asked about each that had to be romanised: it may return another.
    """

    def __init__(self, taken: set[str], choose: Callable[[str, str], str] | None = None):
        self._taken, self._choose = set(taken), choose

    def of(self, text: str, hint: str | None = None) -> str:
        """An id for a text; `hint` is its name in English, if there is one."""
        made = kebab(hint or "") or kebab(text)
        if self._choose and not hint and not text.isascii():
            made = kebab(self._choose(text, made)) or made
        return self.unique(made or "item")

    def unique(self, wanted: str) -> str:
        """An id as it is wanted; with a number behind it, from 2 on, if it is taken."""
        number, made = 2, wanted
        while made in self._taken:
            made, number = f"{wanted}-{number}", number + 1
        self._taken.add(made)
        return made


def kebab(text: str) -> str:
    """The text as an id: lower case, Korean romanised, cut at a word."""
    words = re.findall(r"[a-z0-9]+", romanized(text).lower().replace("'", ""))
    made = ""
    for word in words:
        longer = f"{made}-{word}" if made else word[:_LONGEST_ID]
        if len(longer) > _LONGEST_ID:
            break
        made = longer
    return made


def names(written: str) -> tuple[str, str | None, str | None]:
    """A name, its English name and its abbreviation, as far as they are given."""
    bare = re.sub(r"^(\*\*|__|\*|_|`)(.+)\1$", r"\2", written.strip()).strip()
    found = _GLOSS.match(bare)
    if not found:
        return bare, None, None
    parts = [part.strip() for part in re.split(r"[,;]", found["gloss"])]
    english = next((part for part in parts if not part.isupper() and re.search("[a-z]", part)), None)
    alias = next((part for part in parts if part != english), None)
    if len(parts) > 2 or (found["name"].isascii() and english):  # a remark rather than a name
        return bare, None, None
    return found["name"], english, alias
