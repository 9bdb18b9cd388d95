"""Reads notes: headings, lists, trees, tables, questions with answers. Each line is either understood or listed."""

from __future__ import annotations

import re
from collections import Counter

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from qgen.diagnostics.problems import Problem
from qgen.importing.draft import Draft
from qgen.importing.draft_builder import DraftBuilder
from qgen.importing.lines import PICTURE, Lines
from qgen.importing.phrases import ANSWER, QUESTION, bare_title, is_name, is_question, pair
from qgen.importing.trees import OutlineNode, drawn_tree, is_drawn


def read_notes(path: str, text: str, title: str) -> tuple[Draft, list[Problem]]:
    """The draft that notes in Markdown or plain text hold, and a warning for every line that was not understood.

    `title` names what stands under no heading.
    """
    lines = Lines(path, text)
    reader = _Reader(lines, title)
    reader.read()
    return reader.builder.draft, lines.unread()


class _Reader:
    def __init__(self, lines: Lines, title: str):
        self._lines = lines
        self._nodes = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse("\n".join(lines.clean))).children
        headings = [
            (int(node.tag[1]), named) for node in self._nodes if node.type == "heading" and (named := _title(node))
        ]
        counts = Counter(level for level, _ in headings)
        # The highest headings of which there are several head chapters; a single one above them is the title.
        self._chapter_level = min((level for level, count in counts.items() if count > 1), default=0)
        level, first = headings[0] if headings else (0, "")
        is_title = level > 0 and counts[level] == 1 and (not self._chapter_level or level < self._chapter_level)
        self.builder = DraftBuilder(Draft(first if is_title else self._title_line() or title), lines)

    def read(self) -> None:
        for node in self._nodes:
            match node.type:
                case "heading":
                    self._heading(node)
                case "paragraph":
                    self._paragraph(node)
                case "bullet_list" | "ordered_list":
                    self._list(node)
                case "fence" | "code_block":
                    self._code(node)
                case "table":
                    self._table(node)
        self.builder.finish()

    def _title_line(self) -> str | None:
        """A first line that stands alone and reads like a name, in notes without headings."""
        first = self._nodes[0] if len(self._nodes) > 1 else None
        if first is None or first.type != "paragraph" or any(node.type == "heading" for node in self._nodes):
            return None
        text = _content(first)
        if "\n" in text or not is_name(text) or pair(text) or PICTURE.search(text) or is_drawn([text]):
            return None
        self._lines.use(_numbers(first))
        self._nodes = self._nodes[1:]
        return bare_title(text)

    def _heading(self, node: SyntaxTreeNode) -> None:
        text = _content(node)
        if _asks(text):
            found = QUESTION.match(text)
            self._lines.use(_numbers(node))
            self.builder.begin_question(found["text"] if found else bare_title(text), *_numbers(node), answering=True)
        elif title := _title(node):
            self.builder.heading(title, _numbers(node), chapter=int(node.tag[1]) <= self._chapter_level)

    def _paragraph(self, node: SyntaxTreeNode) -> None:
        numbers = _numbers(node)
        lines = self._lines.clean[numbers.start - 1 : numbers.stop - 1]
        if is_drawn(lines):
            self._lines.use(numbers)
            self.builder.tree(drawn_tree(lines, numbers.start))
        elif any(map(QUESTION.match, lines)) or (self.builder.question and any(map(ANSWER.match, lines))):
            self._lines.use(numbers)
            for number, line in zip(numbers, lines, strict=True):
                self._dialogue(line, number)
        elif text := self._lines.text(_content(node).split("\n"), numbers.start):
            self._lines.use(numbers)
            pairs = (
                []
                if self.builder.question and self.builder.answering
                else [pair(line) for line in _content(node).split("\n")]
            )
            if pairs and all(pairs):
                for number, (term, said) in enumerate(filter(None, pairs), start=numbers.start):
                    self.builder.pair(term, self._lines.text([said], number), number)
            else:
                self.builder.say(text)

    def _dialogue(self, line: str, number: int) -> None:
        """A line of a paragraph that holds `Q.` or `A.`, or their Korean; what follows one belongs to it."""
        asked, answered, question = QUESTION.match(line), ANSWER.match(line), self.builder.question
        said = self._lines.text([asked["text"] if asked else answered["text"] if answered else line], number)
        if asked:
            self.builder.begin_question(said, number)
        elif answered and question:
            self.builder.answering = True
            question.paragraphs += [said] if said else []
        elif question and self.builder.answering and question.paragraphs:
            question.paragraphs[-1] += f" {said}"
        elif question:
            question.text += f" {said}"
            question.lines.append(number)
        elif said:
            self.builder.say(said)

    def _list(self, node: SyntaxTreeNode) -> None:
        items = [self._item(item) for item in node.children]
        said = [one for item in items for one in item.walk() if one.text]
        nested = any(item.children for item in items)
        if self.builder.question and self.builder.answering:
            for one in said:
                self.builder.point(one.text)
        elif any(QUESTION.match(item.text) for item in items):
            self._dialogue_in_a_list(said)
        elif nested or (len(items) > 1 and self.builder.has_heading and all(is_name(item.text) for item in items)):
            self.builder.tree(items)
        else:
            for item in said:
                if found := pair(item.text):
                    self.builder.pair(*found, item.line)
                else:
                    self.builder.point(item.text)

    def _dialogue_in_a_list(self, said: list[OutlineNode]) -> None:
        for one in said:
            asked, answered = QUESTION.match(one.text), ANSWER.match(one.text)
            if asked:
                self.builder.begin_question(asked["text"], one.line)
            elif self.builder.question:
                self.builder.answering = True
                self.builder.say(answered["text"] if answered else one.text)
            else:
                self.builder.point(one.text)
        self.builder.question = None

    def _item(self, node: SyntaxTreeNode) -> OutlineNode:
        """An item with the items below it. What else it holds, code say, stays unread."""
        made = OutlineNode("", _numbers(node).start)
        for child in node.children:
            if child.type == "paragraph":
                for number, line in enumerate(_content(child).split("\n"), start=_numbers(child).start):
                    last = made.children[-1] if made.children else made
                    if made.text and (ANSWER.match(line) or QUESTION.match(line)):
                        last = OutlineNode("", number)
                        made.children.append(last)
                    last.text = f"{last.text} {self._lines.text([line], number)}".strip()
                self._lines.use(_numbers(child))
            elif child.type in ("bullet_list", "ordered_list"):
                made.children += [self._item(item) for item in child.children]
            elif child.map:
                self._lines.lose(_numbers(child), "it stands inside a list")
        return made

    def _code(self, node: SyntaxTreeNode) -> None:
        lines = node.content.rstrip("\n").split("\n")
        fenced = node.type == "fence"
        if not node.content.strip():
            return
        self._lines.use(_numbers(node))
        if is_drawn(lines):
            self.builder.tree(drawn_tree(lines, _numbers(node).start + fenced))
        else:
            language = (node.info.split() or ["text"])[0] if fenced else "text"
            self.builder.listing(node.content.rstrip(), language, _numbers(node).start)

    def _table(self, node: SyntaxTreeNode) -> None:
        head, *body = ([_content(cell) for cell in row.children] for part in node.children for row in part.children)
        line = _numbers(node).start
        # A line of marks parts head and body.
        rows = [(cells, where) for where, cells in enumerate(body, start=line + 2)]
        self.builder.table(head, rows, line)
        for _, where in rows:
            if _cells(self._lines.clean[where - 1]) > len(head):
                self._lines.leave_out(where, "a cell under no head")


def _cells(row: str) -> int:
    return len(re.split(r"(?<!\\)\|", row.strip().removeprefix("|").removesuffix("|")))


def _title(node: SyntaxTreeNode) -> str:
    """What a heading names; empty if it asks a question or holds a picture only."""
    return "" if _asks(_content(node)) else bare_title(_content(node))


def _asks(text: str) -> bool:
    return bool(QUESTION.match(text)) or is_question(text)


def _content(node: SyntaxTreeNode) -> str:
    return "\n".join(child.content for child in node.children if child.type == "inline")


def _numbers(node: SyntaxTreeNode) -> range:
    """The lines of a node, counted from 1."""
    assert node.map
    return range(node.map[0] + 1, node.map[1] + 1)
