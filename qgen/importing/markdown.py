"""Reads notes: headings, lists, trees, tables, questions with answers. Each line is either understood or listed."""

from __future__ import annotations

import re
from collections import Counter

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from qgen.importing.draft import Comparison, Concept, Draft, Example, Question
from qgen.importing.phrases import ANSWER, ASPECTS, DEFINES, QUESTION, REMARKS, SHOWS, asked_concept, is_name, is_question, pair, without_subject
from qgen.importing.trees import Node, drawn_tree, is_drawn
from qgen.problems import Problem, Span
from qgen.words import folded

_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?|[IVX]+\.|제?\d+[장절]\.?)\s+")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_MARKS_ONLY = re.compile(r"^[\s\-=_*|:~`>#+.]*$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def read_notes(path: str, text: str, title: str) -> tuple[Draft, list[Problem]]:
    """The draft that notes in Markdown or plain text hold, and a warning for every line that was not understood.

    `title` names what stands under no heading.
    """
    reader = _Reader(path, text, title)
    reader.read()
    return reader.draft, reader.unread()


class _Reader:
    def __init__(self, path: str, text: str, title: str):
        self._path = path
        self._lines = [self._clean(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
        self._was = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._used: set[int] = set()
        self._why: dict[int, str] = {}
        self._partly = {number: "control characters" for number, line in enumerate(self._was, 1) if self._clean(line) != line}
        self._nodes = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse("\n".join(self._lines))).children
        headings = [(int(node.tag[1]), _content(node)) for node in self._nodes if node.type == "heading" and not _asks(_content(node))]
        counts = Counter(level for level, _ in headings)
        self._chapter_level = min((level for level, count in counts.items() if count > 1), default=0)
        first = headings[0] if headings else (0, "")
        own = first[0] > 0 and counts[first[0]] == 1 and (not self._chapter_level or first[0] < self._chapter_level)
        self.draft = Draft(_bare(first[1]) if own else self._title_line() or title)
        self._chapter = self.draft.title
        self._heading: tuple[str, int] | None = None
        self._headings: list[tuple[str, range]] = []
        self._question: Question | None = None
        self._answering = False

    def _title_line(self) -> str | None:
        """A first line that stands alone and reads like a name, in notes without headings."""
        first = self._nodes[0] if len(self._nodes) > 1 else None
        if first is None or first.type != "paragraph" or any(node.type == "heading" for node in self._nodes):
            return None
        text = _content(first)
        if "\n" in text or not is_name(text) or pair(text) or _PICTURE.search(text) or is_drawn([text]):
            return None
        self._use(first)
        self._nodes = self._nodes[1:]
        return _bare(text)

    def read(self) -> None:
        for node in self._nodes:
            match node.type:
                case "heading":
                    self._read_heading(node)
                case "paragraph":
                    self._paragraph(node)
                case "bullet_list" | "ordered_list":
                    self._list(node)
                case "fence" | "code_block":
                    self._code(node)
                case "table":
                    self._table(node)

    def unread(self) -> list[Problem]:
        """A warning for each run of lines that nothing was made of."""
        kept = {folded(_bare(title)) for title in (self.draft.title, *self.draft.chapters())} | set(self.draft.concepts)
        for title, lines in self._headings:
            if folded(title) in kept or folded(_first_name(title)) in kept:
                self._used.update(lines)
            else:
                self._why.update(dict.fromkeys(lines, "a heading with nothing to learn under it"))
        for question in list(self.draft.questions):
            self._settle(question)
        reasons = {
            number: self._why.get(number, "this is none of the forms that are understood")
            for number, line in enumerate(self._was, start=1)
            if number not in self._used and not _MARKS_ONLY.match(line) and not _FENCE.match(line)
        } | self._partly
        return [self._lost(first, last, reasons[first]) for first, last in _runs(reasons)]

    def _settle(self, question: Question) -> None:
        """A question for what something is becomes a definition; one without an answer is listed."""
        asked_for = asked_concept(question.text)
        if not question.paragraphs and not question.key_points:
            self._used.difference_update(question.lines)
            self._why.update(dict.fromkeys(question.lines, "a question without an answer"))
        elif asked_for and question.paragraphs and (concept := self.draft.concept(asked_for, question.line, question.chapter)).definition is None:
            self._define(concept, question.paragraphs[0])
            concept.key_points += [*question.paragraphs[1:], *question.key_points]
        else:
            return
        self.draft.questions.remove(question)

    def _lost(self, first: int, last: int, reason: str) -> Problem:
        count = f" ({last - first + 1} lines)" if last > first else ""
        span = Span(self._path, first, 1, last, len(self._was[last - 1]) + 1)
        return Problem("not-imported", f"not imported{count}: {reason}", span, "add what it says by hand", "warning")

    # What stands where

    def _subject(self) -> Concept:
        title, line = self._heading or (self.draft.title, 1)
        return self.draft.concept(title, line, self._chapter)

    def _read_heading(self, node: SyntaxTreeNode) -> None:
        text, line = _content(node), _line(node)
        self._question = None
        if _asks(text):
            found = QUESTION.match(text)
            self._use(node)
            self._ask(found["text"] if found else _bare(text), *range(line, _end(node) + 1))
            self._answering = True
            return
        title = _bare(text)
        if not title:
            return
        if self._chapter_level and int(node.tag[1]) <= self._chapter_level and title != self.draft.title:
            self._chapter = title
        self._heading = (title, line)
        self._headings.append((title, range(line, _end(node) + 1)))

    def _paragraph(self, node: SyntaxTreeNode) -> None:
        lines = self._lines[_line(node) - 1 : _end(node)]
        if is_drawn(lines):
            self._use(node)
            self._tree(drawn_tree(lines, _line(node)))
            return
        if any(QUESTION.match(line) for line in lines) or (self._question and any(ANSWER.match(line) for line in lines)):
            self._questions(node)
            return
        text = self._text(_content(node).split("\n"), _line(node))
        if not text:
            return
        self._use(node)
        if self._question and self._answering:
            self._question.paragraphs.append(text)
            return
        pairs = [pair(line) for line in _content(node).split("\n")]
        if all(pairs) and (len(pairs) > 1 or not text.endswith(":")):
            for number, (term, said) in enumerate(filter(None, pairs), start=_line(node)):
                self._pair(term, self._text([said], number), number)
        else:
            self._say(text)

    def _questions(self, node: SyntaxTreeNode) -> None:
        """Lines that begin with Q. and A., or their Korean; what follows one belongs to it."""
        self._use(node)
        for number, line in enumerate(self._lines[_line(node) - 1 : _end(node)], start=_line(node)):
            asked, answered = QUESTION.match(line), ANSWER.match(line)
            if asked:
                self._ask(self._text([asked["text"]], number), number)
            elif answered and self._question:
                self._answering = True
                if said := self._text([answered["text"]], number):
                    self._question.paragraphs.append(said)
            elif self._question and self._answering and self._question.paragraphs:
                self._question.paragraphs[-1] += f" {self._text([line], number)}"
            elif self._question:
                self._question.text += f" {self._text([line], number)}"
                self._question.lines.append(number)
            elif said := self._text([line], number):
                self._say(said)

    def _ask(self, text: str, line: int, *more: int) -> None:
        self._question = Question(text or "?", line, self._chapter, self._subject(), lines=[line, *more])
        self._answering = False
        self.draft.questions.append(self._question)

    def _say(self, text: str) -> None:
        """A sentence about the subject: its definition if it has none yet."""
        subject = self._subject()
        if subject.definition is None:
            names = [subject.term, *filter(None, [subject.english]), *subject.aliases]
            subject.definition = without_subject(text, names)
        else:
            subject.key_points.append(text)

    def _pair(self, term: str, said: str, line: int) -> None:
        label, subject = folded(term.strip("*_ ")), self._subject
        if label in DEFINES and subject().definition is None:
            subject().definition = said
        elif label in SHOWS:
            subject().examples.append(said)
        elif label in DEFINES | REMARKS:
            subject().key_points.append(f"{term}: {said}")
        else:
            self._define(self.draft.concept(term, line, self._chapter), said)

    def _define(self, concept: Concept, said: str) -> None:
        if concept.definition is None:
            concept.definition = without_subject(said, [concept.term, *concept.aliases])
        elif said != concept.definition:
            concept.key_points.append(said)

    # Lists and trees

    def _list(self, node: SyntaxTreeNode) -> None:
        items = [self._item(item) for item in node.children]
        if self._question and self._answering:
            for one in (one for item in items for one in item.walk() if one.text):
                self._question.key_points.append(one.text)
            return
        nested = any(item.children for item in items)
        if any(QUESTION.match(item.text) for item in items):
            self._asked_in_a_list(items)
        elif nested or (len(items) > 1 and self._heading and all(is_name(item.text) for item in items)):
            self._tree(items)
        else:
            for item in filter(lambda item: item.text, items):
                found = pair(item.text)
                if found:
                    self._pair(*found, item.line)
                else:
                    self._subject().key_points.append(item.text)

    def _asked_in_a_list(self, items: list[Node]) -> None:
        for one in (one for item in items for one in item.walk() if one.text):
            asked, answered = QUESTION.match(one.text), ANSWER.match(one.text)
            if asked:
                self._ask(asked["text"], one.line)
            elif self._question:
                self._answering = True
                self._question.paragraphs.append(answered["text"] if answered else one.text)
            else:
                self._subject().key_points.append(one.text)
        self._question = None

    def _item(self, node: SyntaxTreeNode) -> Node:
        """An item with the items below it. What else it holds, code say, stays unread."""
        made = Node("", _line(node))
        for child in node.children:
            if child.type == "paragraph":
                said = self._text(_content(child).split("\n"), _line(child))
                made.text = f"{made.text} {said}".strip()
                self._use(child)
            elif child.type in ("bullet_list", "ordered_list"):
                made.children += [self._item(item) for item in child.children]
            elif child.map:
                self._why.update(dict.fromkeys(range(_line(child), _end(child) + 1), "it stands inside a list"))
        return made

    def _tree(self, nodes: list[Node]) -> None:
        """A taxonomy. Its root is the subject, unless the tree has one root itself."""
        root = self._concept_of(nodes[0]) if len(nodes) == 1 and nodes[0].children else None
        tops = nodes[0].children if root else nodes
        root = root or self._subject()
        edges: list[tuple[Concept, Concept, int]] = []
        self._edges(root, tops, edges)
        for line in self.draft.add_tree(root, edges, nodes[0].line, self._chapter):
            self._used.discard(line)
            self._why[line] = "its name stands in this tree already"

    def _edges(self, parent: Concept, nodes: list[Node], edges: list[tuple[Concept, Concept, int]]) -> None:
        for node in nodes:
            concept = self._concept_of(node)
            if concept is None:
                if node.text:
                    parent.key_points.append(node.text)
                self._edges(parent, node.children, edges)
            else:
                edges.append((parent, concept, node.line))
                self._edges(concept, node.children, edges)

    def _concept_of(self, node: Node) -> Concept | None:
        """The concept that a node names, with what it says of it; None if it is a sentence."""
        found = pair(node.text)
        if found and folded(found[0].strip("*_ ")) not in DEFINES | SHOWS | REMARKS:
            concept = self.draft.concept(found[0], node.line, self._chapter)
            self._define(concept, found[1])
            return concept
        if node.text and not found and (node.children or is_name(node.text)) and len(node.text) <= 60:
            return self.draft.concept(node.text, node.line, self._chapter)
        return None

    # Code and tables

    def _code(self, node: SyntaxTreeNode) -> None:
        lines = node.content.rstrip("\n").split("\n")
        fenced = node.type == "fence"
        if not node.content.strip():
            return
        self._use(node)
        if is_drawn(lines):
            self._tree(drawn_tree(lines, _line(node) + fenced))
            return
        subject = self._subject()
        language = (node.info.split() or ["text"])[0] if fenced else "text"
        self.draft.examples.append(Example(subject.term, _line(node), self._chapter, subject, language, node.content.rstrip()))

    def _table(self, node: SyntaxTreeNode) -> None:
        rows = [[_content(cell) for cell in row.children] for part in node.children for row in part.children]
        first = _line(node)
        lines = [first, *range(first + 2, first + 1 + len(rows))]  # the second line only parts head and body
        head, body = rows[0], rows[1:]
        whole = [(row, line) for row, line in zip(body, lines[1:]) if all(cell.strip() for cell in row)]
        for _, line in ((row, line) for row, line in zip(body, lines[1:]) if not all(cell.strip() for cell in row)):
            self._why[line] = "a cell is empty"
        if len(head) == 2:
            for (term, said), line in whole:
                self._used.add(line)
                self._pair(self._text([term], line), self._text([said], line), line)
            self._used.update([first] if whole else [])
        elif len(head) > 2:
            self._compare(head, whole, first)
        else:
            for (said,), line in whole:
                self._used.add(line)
                self._subject().key_points.append(self._text([said], line))
            if head[0].strip():
                self._used.add(first)
                self._subject().key_points.append(self._text(head, first))

    def _compare(self, head: list[str], whole: list[tuple[list[str], int]], line: int) -> None:
        columns = folded(head[0]) in ASPECTS
        names = head[1:] if columns else [row[0] for row, _ in whole]
        terms = {folded(name) for name in names}
        if len(terms) < max(len(names), 2) or "" in terms or (not columns and not all(cell.strip() for cell in head[1:])):
            reason = "a table that compares less than two things, or one of them twice"
            self._why.update({where: reason for where in (line, *(where for _, where in whole))})
            return
        subjects = [self.draft.concept(name, line, self._chapter) for name in names]
        if columns:
            aspects = [(row[0], row[1:]) for row, _ in whole]
        else:
            aspects = [(name, [row[place] for row, _ in whole]) for place, name in enumerate(head[1:], start=1)]
        if not aspects or len({id(subject) for subject in subjects}) < len(subjects):
            return
        self._used.update([line, *(where for _, where in whole)])
        cleaned = [(self._text([name], line), [self._text([cell], line) for cell in cells]) for name, cells in aspects]
        name = self._heading[0] if self._heading else self.draft.title
        self.draft.comparisons.append(Comparison(name, line, self._chapter, subjects, cleaned))

    # Lines

    def _use(self, node: SyntaxTreeNode) -> None:
        self._used.update(range(_line(node), _end(node) + 1))

    def _text(self, lines: list[str], first: int) -> str:
        """One line of text without pictures, which are listed: they are files that have to come along."""
        for number, line in enumerate(lines, start=first):
            if _PICTURE.search(line):
                self._partly[number] = "a picture: copy it to source/media/ and list it under `figures:`"
        bare = (_PICTURE.sub("", re.sub(r"<br\s*/?>", " ", line)) for line in lines)
        return " ".join(" ".join(bare).split())

    @staticmethod
    def _clean(line: str) -> str:
        return _CONTROL.sub("", line)


def _runs(reasons: dict[int, str]) -> list[tuple[int, int]]:
    """First and last line of each run of lines with one reason."""
    runs: list[tuple[int, int]] = []
    for number in sorted(reasons):
        if runs and runs[-1][1] == number - 1 and reasons[number] == reasons[number - 1]:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _asks(text: str) -> bool:
    return bool(QUESTION.match(text)) or is_question(text)


def _bare(title: str) -> str:
    return _NUMBERING.sub("", " ".join(_PICTURE.sub("", title).split())).strip().rstrip(":：").strip()


def _first_name(title: str) -> str:
    return title.split("(")[0].strip("*_` ")


def _content(node: SyntaxTreeNode) -> str:
    return "\n".join(child.content for child in node.children if child.type == "inline")


def _line(node: SyntaxTreeNode) -> int:
    assert node.map
    return node.map[0] + 1


def _end(node: SyntaxTreeNode) -> int:
    assert node.map
    return node.map[1]
