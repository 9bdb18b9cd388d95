"""Builds a draft of what notes say: each thing under the heading, and the question, that it stands below."""

from __future__ import annotations

from dataclasses import dataclass

from qgen.importing.draft import ComparisonDraft, ConceptDraft, Draft, ExampleDraft, QuestionDraft
from qgen.importing.lines import Lines
from qgen.importing.phrases import (
    ASPECTS,
    DEFINES,
    REMARKS,
    SHOWS,
    asked_concept,
    bare_title,
    is_form,
    is_name,
    pair,
    without_subject,
)
from qgen.importing.trees import OutlineNode
from qgen.language.similarity import folded

Row = tuple[list[str], int]
"""The cells of a table's row, and its line."""


class DraftBuilder:
    """`question` is the one whose answer is awaited or being given."""

    def __init__(self, draft: Draft, lines: Lines):
        self.draft = draft
        self.question: QuestionDraft | None = None
        self.answering = False
        self._lines = lines
        self._chapter = draft.title
        self._heading: tuple[str, int] | None = None
        self._headings: list[tuple[str, range]] = []

    @property
    def has_heading(self) -> bool:
        """Whether a heading was met yet; before the first one, the title of the notes is the subject."""
        return self._heading is not None

    def subject(self) -> ConceptDraft:
        """What the heading names."""
        title, line = self._heading or (self.draft.title, 1)
        return self.draft.concept(title, line, self._chapter)

    def heading(self, title: str, lines: range, *, chapter: bool) -> None:
        """A new subject, which begins a chapter if `chapter`. It ends the answer to a question."""
        if chapter and title != self.draft.title:
            self._chapter = title
        self.question = None
        self._heading = (title, lines.start)
        self._headings.append((title, lines))

    def begin_question(self, text: str, *lines: int, answering: bool = False) -> None:
        """A question that notes ask; what follows is its answer, at once if `answering`."""
        self.question = QuestionDraft(text or "?", lines[0], self._chapter, self.subject(), lines=list(lines))
        self.answering = answering
        self.draft.questions.append(self.question)

    def say(self, text: str) -> None:
        """A sentence: more of the answer, or about the subject: its definition if it has none yet."""
        if self.question and self.answering:
            self.question.paragraphs.append(text)
        else:
            self._define(self.subject(), text)

    def point(self, text: str) -> None:
        """A key point of the answer, or of the subject."""
        (self.question.key_points if self.question and self.answering else self.subject().key_points).append(text)

    def pair(self, term: str, said: str, line: int) -> None:
        """`term: definition`, or a label of the subject such as `정의: …` and `예: …`."""
        label = folded(term.strip("*_ "))
        if label in DEFINES and self.subject().definition is None:
            self.subject().definition = said
        elif label in SHOWS:
            self.subject().examples.append(said)
        elif label in DEFINES | REMARKS:
            self.subject().key_points.append(f"{term}: {said}")
        else:
            self._define(self.draft.concept(term, line, self._chapter), said)

    def tree(self, nodes: list[OutlineNode]) -> None:
        """A taxonomy. Its root is the subject, unless the tree has one root itself."""
        root = self._concept_of(nodes[0]) if len(nodes) == 1 and nodes[0].children else None
        tops = nodes[0].children if root else nodes
        root = root or self.subject()
        edges: list[tuple[ConceptDraft, ConceptDraft, int]] = []
        self._edges(root, tops, edges)
        twice = self.draft.add_tree(root, edges, nodes[0].line, self._chapter)
        self._lines.lose(twice, "its name stands in this tree already")

    def listing(self, code: str, language: str, line: int) -> None:
        """An example of code for the subject."""
        subject = self.subject()
        self.draft.examples.append(ExampleDraft(subject.term, line, self._chapter, subject, language, code))

    def table(self, head: list[str], body: list[Row], line: int) -> None:
        """Two columns define terms; more of them compare things."""
        whole = [(row, where) for row, where in body if all(cell.strip() for cell in row)]
        self._lines.lose((where for row, where in body if (row, where) not in whole), "a cell is empty")
        if len(head) > 2:
            self._compare(head, whole, line)
            return
        self._lines.use(where for _, where in whole)
        for row, where in whole:
            cells = [self._lines.text([cell], where) for cell in row]
            if len(cells) == 2:
                self.pair(cells[0], cells[1], where)
            else:
                self.subject().key_points.append(cells[0])
        if len(head) == 2:
            self._lines.use([line] if whole else [])
            self._leave_out(head, line)
        elif head[0].strip():
            self._lines.use([line])
            self.subject().key_points.append(self._lines.text(head, line))

    def finish(self) -> None:
        """Questions for a definition become one, and headings that hold nothing are listed."""
        kept = {folded(bare_title(title)) for title in (self.draft.title, *self.draft.chapters())} | set(
            self.draft.concepts
        )
        for title, lines in self._headings:
            if folded(title) in kept or folded(title.split("(")[0].strip("*_` ")) in kept:
                self._lines.use(lines)
            else:
                self._lines.lose(lines, "a heading with nothing to learn under it")
        for question in list(self.draft.questions):
            self._settle(question)

    def _settle(self, question: QuestionDraft) -> None:
        asked_for = asked_concept(question.text)
        if not question.paragraphs and not question.key_points:
            self._lines.lose(question.lines, "a question without an answer")
        elif (
            asked_for
            and question.paragraphs
            and (concept := self.draft.concept(asked_for, question.line, question.chapter)).definition is None
        ):
            self._define(concept, question.paragraphs[0])
            concept.key_points += [*question.paragraphs[1:], *question.key_points]
        else:
            return
        self.draft.questions.remove(question)

    def _define(self, concept: ConceptDraft, said: str) -> None:
        if concept.definition is None:
            concept.definition = without_subject(
                said, [concept.term, *filter(None, [concept.english]), *concept.aliases]
            )
        elif said != concept.definition:
            concept.key_points.append(said)

    def _edges(
        self, parent: ConceptDraft, nodes: list[OutlineNode], edges: list[tuple[ConceptDraft, ConceptDraft, int]]
    ) -> None:
        for node in nodes:
            concept = self._concept_of(node)
            if concept is None:
                if node.text:
                    parent.key_points.append(node.text)
                self._edges(parent, node.children, edges)
            else:
                edges.append((parent, concept, node.line))
                self._edges(concept, node.children, edges)

    def _concept_of(self, node: OutlineNode) -> ConceptDraft | None:
        """The concept that a node names, with what it says of it; None if it is a sentence."""
        found = pair(node.text)
        if found and folded(found[0].strip("*_ ")) not in DEFINES | SHOWS | REMARKS:
            concept = self.draft.concept(found[0], node.line, self._chapter)
            self._define(concept, found[1])
            return concept
        if node.text and not found and (node.children or is_name(node.text)) and len(node.text) <= 60:
            return self.draft.concept(node.text, node.line, self._chapter)
        return None

    def _leave_out(self, heads: list[str], line: int) -> None:
        """Heads of columns have no place in a draft; those that say something are told."""
        if telling := [head for head in heads if not is_form(head)]:
            self._lines.leave_out(line, f"the heads of columns: {', '.join(telling)}")

    def _compare(self, head: list[str], whole: list[Row], line: int) -> None:
        """A comparison, unless the table compares less than two things, or one thing with itself."""
        table = _Comparison.of(head, whole)
        where = [line, *(number for _, number in whole)]
        if not table.has_subjects():
            self._lines.lose(where, "a table that compares less than two things, or one of them twice")
            return
        subjects = [self.draft.concept(name, line, self._chapter) for name in table.subjects]
        if len({id(subject) for subject in subjects}) < len(subjects):
            self._lines.lose(where, "a table that compares one thing under two names")
            return
        self._leave_out(table.lost_heads, line)
        self._lines.use(where)
        aspects = [
            (self._cell(name, line), [self._cell(cell, line) for cell in cells]) for name, cells in table.aspects
        ]
        name = self._heading[0] if self._heading else self.draft.title
        self.draft.comparisons.append(ComparisonDraft(name, line, self._chapter, subjects, aspects))

    def _cell(self, text: str, line: int) -> str:
        return self._lines.text([text], line)


@dataclass(frozen=True)
class _Comparison:
    """A table that compares: what it compares, each aspect with a cell for each subject, and heads that say nothing."""

    subjects: list[str]
    aspects: list[tuple[str, list[str]]]
    lost_heads: list[str]

    @classmethod
    def of(cls, head: list[str], rows: list[Row]) -> _Comparison:
        """The comparison that a table makes.

        What is compared heads the columns if the first column is headed by `구분` or the like, and the rows if not.
        """
        cells = [row for row, _ in rows]
        if folded(head[0]) in ASPECTS:
            return cls(head[1:], [(row[0], row[1:]) for row in cells], [])
        columns = [(name, [row[place] for row in cells]) for place, name in enumerate(head[1:], start=1)]
        return cls([row[0] for row in cells], columns, head[:1])

    def has_subjects(self) -> bool:
        """Whether it compares two things or more, each with a name of its own, by aspects that all have names."""
        names = {folded(name) for name in self.subjects}
        aspects_named = bool(self.aspects) and all(name.strip() for name, _ in self.aspects)
        return len(names) == len(self.subjects) >= 2 and "" not in names and aspects_named
