"""YAML text to a tree with positions.

Scalars stay the text that was typed: no YAML 1.1 guesses (`1e-3`, `no`, `012`, `22:30`), for the schema decides what
they are. What makes a file mean something else than it shows (anchors, tags, merge keys, duplicate keys) is refused.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

import yaml

from qgen.diagnostics.problems import Problem, Span
from qgen.reading.lost_text import broken_command, cut_text, merge_conflict, place, unseen_characters
from qgen.reading.syntax_hints import syntax_problem

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]|\r(?!\n|\Z)"
)  # what ends lines for some only counts as well
MAX_DEPTH = 100
MAX_BYTES = 20_000_000


@dataclass
class YamlScalar:
    """Text as it was typed, in NFC; None if nothing was."""

    value: str | None
    span: Span

    def plain(self) -> Any:
        """The text alone."""
        return self.value


@dataclass
class YamlList:
    """A list with its place in the file."""

    span: Span
    items: list[YamlTree] = field(default_factory=list)

    def plain(self) -> Any:
        """The items as lists, dictionaries and texts, without places."""
        return [item.plain() for item in self.items]


@dataclass
class YamlMapping:
    """A mapping with its place in the file. `keys` has the place of each key of `values`, in the file's order."""

    span: Span
    keys: dict[str, YamlScalar] = field(default_factory=dict)
    values: dict[str, YamlTree] = field(default_factory=dict)

    def plain(self) -> Any:
        """The values as lists, dictionaries and texts, without places."""
        return {key: value.plain() for key, value in self.values.items()}


YamlTree = YamlScalar | YamlList | YamlMapping


def read_tree(path: str, source: bytes) -> tuple[YamlTree | None, list[Problem]]:
    """The tree of one YAML file, or None if it is empty or can't be read; `path` is what messages call the file."""
    text, problem = _decode(path, source)
    if problem:
        return None, [problem]
    builder = _Builder(path, text)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except yaml.YAMLError as error:
        return None, [*builder.problems, syntax_problem(path, text, error)]
    except _Refused as refused:
        return None, [*builder.problems, refused.problem]
    return builder.root, builder.problems


def _as_typed(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


class _Refused(Exception):
    """Reading on would make no sense."""

    def __init__(self, problem: Problem):
        self.problem = problem


def _decode(path: str, source: bytes) -> tuple[str, Problem | None]:
    start = Span.start_of(path)
    if len(source) > MAX_BYTES:
        return "", Problem.error(
            "file-too-large", f"the file is larger than {MAX_BYTES // 10**6} MB", at=start, hint="split it"
        )
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        return "", Problem.error(
            "not-utf-8", "the file is not UTF-8 text", at=Span.start_of(path, line), hint="save it as UTF-8"
        )
    return text, merge_conflict(path, text) or _control_character(path, text)


def _control_character(path: str, text: str) -> Problem | None:
    found = _CONTROL.search(text)
    if not found:
        return None
    message = f"control character U+{ord(found[0]):04X}"
    return Problem.error("control-character", message, at=place(path, text, *found.span()), hint="delete it")


def _control_escape(event: yaml.ScalarEvent, span: Span) -> Problem | None:
    if all(unicodedata.category(character) != "Cc" or character in "\n\t" for character in event.value):
        return None
    hint = "a `\\` inside double quotes starts an escape: use single quotes for LaTeX"
    return Problem.error("control-character", "a control character in a text", at=span, hint=hint)


class _Builder:
    """Builds the tree from the parser's events, with a stack of its own so that no nesting exhausts Python's."""

    def __init__(self, path: str, text: str):
        self.root: YamlTree | None = None
        self.problems: list[Problem] = list(unseen_characters(path, text))
        self._path = path
        self._text = text
        self._stack: list[YamlList | YamlMapping] = []
        self._pending: list[YamlScalar | None] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.AliasEvent():
                raise _Refused(
                    self._no(
                        event, "alias", f"alias `*{event.anchor}`", "put text that starts with `*` in double quotes"
                    )
                )
            case yaml.ScalarEvent():
                self._check_node(event)
                self._add(self._scalar(event))
            case yaml.SequenceStartEvent():
                self._open(event, YamlList(self._span(event)))
            case yaml.MappingStartEvent():
                self._open(event, YamlMapping(self._span(event)))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._close(event)
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise _Refused(
                        self._no(
                            event, "second-document", "a second document", "one file is one document: delete the `---`"
                        )
                    )

    def _scalar(self, event: yaml.ScalarEvent) -> YamlScalar:
        span = self._span(event)
        lost = broken_command(self._path, self._text, event) or _control_escape(event, span)
        self.problems += filter(None, (cut_text(self._path, self._text, event), lost))
        empty = event.value == "" and not event.style
        return YamlScalar(None if empty else unicodedata.normalize("NFC", event.value), span)

    def _open(self, event: yaml.CollectionStartEvent, node: YamlList | YamlMapping) -> None:
        self._check_node(event)
        self._stack.append(node)
        self._pending.append(None)
        if len(self._stack) > MAX_DEPTH:
            raise _Refused(
                self._no(event, "depth", f"nesting more than {MAX_DEPTH} deep", "check the indentation and brackets")
            )

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        node = self._stack.pop()
        self._pending.pop()
        end = self._span(event)
        node.span = Span(self._path, node.span.line, node.span.column, end.end_line, end.end_column)
        self._add(node)

    def _add(self, node: YamlTree) -> None:
        if not self._stack:
            self.root = node
            return
        parent = self._stack[-1]
        if isinstance(parent, YamlList):
            parent.items.append(node)
        elif self._pending[-1] is None:
            self._pending[-1] = self._key(node)
        else:
            self._put(parent, self._pending[-1], node)
            self._pending[-1] = None

    def _key(self, node: YamlTree) -> YamlScalar:
        if isinstance(node, YamlScalar) and node.value is not None:
            return node
        hint = "a key is one piece of text; put text that starts with `{` or `[` in double quotes"
        raise _Refused(Problem.error("key", "expected a key", at=node.span, hint=hint))

    def _put(self, mapping: YamlMapping, key: YamlScalar, value: YamlTree) -> None:
        name = str(key.value)
        if name in mapping.keys:
            first = mapping.keys[name].span
            hint = f"the first stands in line {first.line}: keep one, and put below it what stands below this one"
            self.problems.append(Problem.error("duplicate-key", f"duplicate key `{name}`", at=key.span, hint=hint))
        elif name == "<<":
            self.problems.append(Problem.error("merge-key", "merge key `<<`", at=key.span, hint="write the keys out"))
        else:
            mapping.keys[name] = key
            mapping.values[name] = value

    def _check_node(self, event: yaml.NodeEvent) -> None:
        if event.anchor:
            hint = "repeat the text; put text that starts with `&` in double quotes"
            self.problems.append(self._no(event, "anchor", f"anchor `&{event.anchor}`", hint))
        tag: str | None = getattr(event, "tag", None)
        if tag:
            hint = "values are text and the schema decides; put text that starts with `!` in double quotes"
            self.problems.append(self._no(event, "tag", f"tag `{_as_typed(tag)}`", hint))

    def _no(self, event: yaml.Event, code: str, what: str, hint: str) -> Problem:
        return Problem.error(f"yaml-{code}", f"{what} is not allowed", at=self._span(event), hint=hint)

    def _span(self, event: yaml.Event) -> Span:
        start, end = event.start_mark, event.end_mark
        assert start and end, "every event of a parser has its marks"
        return Span(self._path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
