"""Changes qgen's code in one small place after the other and runs the quick tests: what no test notices is told.

    python tools/mutate.py                                  # every mutant of every module: some minutes on two cores
    python tools/mutate.py --sample 60 --seed 1             # so many of each module, drawn by a number
    python tools/mutate.py --module prover --show-killed
    python tools/mutate.py --at-least 85                    # status 1 if a module's tests kill fewer per cent

Own, because neither of the common tools fits. mutmut (3.8) leaves out decorated functions and everything outside of
functions: all rules of the linter and all tables of the Korean particles. cosmic-ray (8.7) starts a process a mutant
and writes each into the working tree. Here each mutant is a fork of a process that has imported everything but qgen, so
that most take less than a second, and the mutated source stays in memory. Text inside f-strings, messages for people
and annotations are not changed. Needs a POSIX system.

A mutant that can't even be imported counts for nothing. One that no test could tell from the original is listed in
`EQUIVALENT` with the reason.
"""

# ruff: noqa: D102, N815 (the names of visitors are those of syntax nodes, which say what they do)

from __future__ import annotations

import argparse
import ast
import importlib
import importlib.abc
import importlib.util
import os
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

TESTS = {
    "qgen/knowledge/prover.py": ["tests/knowledge/test_prover.py"],
    "qgen/language/korean.py": ["tests/language"],
    "qgen/decks/lock.py": ["tests/decks/test_lock.py"],
    "qgen/decks/selection.py": ["tests/decks/test_selection.py"],
    "qgen/content/cloze_cards.py": ["tests/content/test_cloze_cards.py"],
    "qgen/lint/*.py": ["tests/lint"],
}
"""Module -> the tests that are to notice its mutants."""

_QUICK_EXIT = "the set only spares work in large bases: of what is not in it, nothing is proved anyway"

EQUIVALENT = {
    (
        "qgen/knowledge/prover.py",
        "if (child, parent) not in self._known:",
        "`(child, parent)` -> `()`",
    ): "each proof is looked for anew",
    (
        "qgen/knowledge/prover.py",
        "if one not in self._decidable or other not in self._decidable:",
        "`one not in self._decidable or other not in self._decidable`: or -> and",
    ): _QUICK_EXIT,
    (
        "qgen/knowledge/prover.py",
        "if one not in self._decidable or other not in self._decidable:",
        "or `(one not in self._decidable)` -> gone",
    ): _QUICK_EXIT,
    (
        "qgen/knowledge/prover.py",
        "if one not in self._decidable or other not in self._decidable:",
        "or `(other not in self._decidable)` -> gone",
    ): _QUICK_EXIT,
    ("qgen/knowledge/prover.py", "return False", "`return False` -> gone"): _QUICK_EXIT,
    (
        "qgen/knowledge/prover.py",
        "return found | {entity.id for entity in self._base.entities() if isinstance(entity, Hyperparameter)}",
        "if `isinstance(entity, Hyperparameter)` -> gone",
    ): _QUICK_EXIT,
    (
        "qgen/knowledge/prover.py",
        "return bool(not self.related(one, other) and self.is_no(one, other) and self.is_no(other, one))",
        "and `(not self.related(one, other))` -> gone",
    ): "what is related is not refuted in one of the two directions",
    (
        "qgen/decks/selection.py",
        "ordered = sorted(candidates, key=lambda question: (preference.get(question.key.pattern, 0), question.key))",
        "`0` -> `1`",
    ): "a pattern that the recipe does not prefer comes through only where it prefers none",
    (
        "qgen/decks/selection.py",
        "ordered = sorted(candidates, key=lambda question: (preference.get(question.key.pattern, 0), question.key))",
        "`0` -> `(-1)`",
    ): "a pattern that the recipe does not prefer comes through only where it prefers none",
    (
        "qgen/language/korean.py",
        "if number and number % 100 == 0:",
        "and `(number)` -> gone",
    ): "제로 and 헌드레드 both end in a vowel",
    (
        "qgen/language/korean.py",
        "return _SINO_KOREAN[0]",
        "`return _SINO_KOREAN[0]` -> gone",
    ): "영, 십, 백 and 천 all end in a consonant that is not ㄹ",
    (
        "qgen/lint/decks.py",
        "if statistic > _CHI_SQUARED[cases - 1]:",
        "`statistic` > … -> >=",
    ): "no counts of whole numbers give exactly these limits",
}
"""(module, line of source, change) -> why it changes nothing that anyone could see. Few: what is here is not tested."""

STILLBORN = 99
"""Exit status of a mutant that can't be imported."""


@dataclass(frozen=True)
class Mutant:
    """A module with the bytes from `start` to `end` replaced."""

    path: str
    line: int
    start: int
    end: int
    new: str
    change: str

    def applied(self, source: bytes) -> bytes:
        return source[: self.start] + self.new.encode() + source[self.end :]


# What is changed.

_COMPARED = {
    ast.Lt: ("<", ["<=", ">="]),
    ast.LtE: ("<=", ["<", ">"]),
    ast.Gt: (">", [">=", "<="]),
    ast.GtE: (">=", [">", "<"]),
    ast.Eq: ("==", ["!="]),
    ast.NotEq: ("!=", ["=="]),
    ast.Is: ("is", ["is not"]),
    ast.IsNot: ("is not", ["is"]),
    ast.In: ("in", ["not in"]),
    ast.NotIn: ("not in", ["in"]),
}
_COMPUTED = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "*"),
    ast.Mod: ("%", "*"),
    ast.Pow: ("**", "*"),
    ast.BitAnd: ("&", "|"),
    ast.BitOr: ("|", "&"),
}
_TWINS = {"all": "any", "any": "all", "min": "max", "max": "min"}
_DROPPED_CALLS = {"strip", "rstrip", "lstrip", "casefold", "lower", "upper"}
_FOR_PEOPLE = {"title", "why", "example", "remedy"}
_OF_PATTERNS = {"compile", "search", "match", "fullmatch", "findall", "sub"}


class Changes(ast.NodeVisitor):
    """Gathers the mutants of one module."""

    def __init__(self, path: str, source: bytes):
        self._path, self._source = path, source
        self._starts = [0]
        for line in source.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self.found: list[Mutant] = []
        self.visit(ast.parse(source))

    # Places in the source.

    def _span(self, node: ast.AST) -> tuple[int, int]:
        start = self._starts[node.lineno - 1] + node.col_offset  # type: ignore[attr-defined]
        return start, self._starts[node.end_lineno - 1] + node.end_col_offset  # type: ignore[attr-defined]

    def _text(self, node: ast.AST) -> str:
        start, end = self._span(node)
        return self._source[start:end].decode()

    def _replace(self, node: ast.AST, new: str, change: str | None = None) -> None:
        self._put(*self._span(node), new, change)

    def _put(self, start: int, end: int, new: str, change: str | None = None) -> None:
        old = self._source[start:end].decode()
        mutant = Mutant(
            self._path,
            self._source.count(b"\n", 0, start) + 1,
            start,
            end,
            new,
            change or f"{_short(old)} -> {_short(new)}",
        )
        try:
            compile(mutant.applied(self._source), self._path, "exec")
        except SyntaxError:
            return
        self.found.append(mutant)

    def _operator(self, left: ast.AST, right: ast.AST, old: str, new: str) -> None:
        start, end = self._span(left)[1], self._span(right)[0]
        between = self._source[start:end].decode()
        at = re.search(rf"(?<![\w<>=!*/]){re.escape(old)}(?![\w<>=*/])".replace(r"\ ", r"\s+"), between)
        assert at, (old, between)
        first = start + len(between[: at.start()].encode())
        self._put(first, first + len(at[0].encode()), new, f"{_short(self._text(left))} {old} … -> {new}")

    # What is left alone: annotations, imports, docstrings, the inside of f-strings, what is only for type checkers.

    def visit_Import(self, node: ast.Import) -> None: ...

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None: ...

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None: ...

    def visit_arguments(self, node: ast.arguments) -> None:
        for default in (*node.defaults, *filter(None, node.kw_defaults)):
            self.visit(default)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_Assign(self, node: ast.Assign) -> None:
        name = node.targets[0]
        if isinstance(name, ast.Name) and (name.id == "__all__" or isinstance(node.value, ast.Subscript)):
            return  # a list of exports, or the name of a type
        if isinstance(name, ast.Attribute | ast.Subscript):
            self._replace(node, "pass", f"{_short(self._text(node))} -> gone")
        table = isinstance(name, ast.Name) and name.id.isupper() and _is_text(node.value)
        if table and isinstance(node.value, ast.Constant) and " " in node.value.value:
            self._words(node.value, ordered=False)
        else:
            self.visit(node.value)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for decorator in node.decorator_list:
            self.visit(decorator)
        self.visit(node.args)
        for statement in node.body:
            self.visit(statement)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for statement in node.body:
            self.visit(statement)

    # Expressions.

    def visit_Compare(self, node: ast.Compare) -> None:
        left = node.left
        for operator, right in zip(node.ops, node.comparators, strict=True):
            old, others = _COMPARED[type(operator)]
            for new in others:
                self._operator(left, right, old, new)
            left = right
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        word, other = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        parts = [f"({self._text(value)})" for value in node.values]
        self._replace(node, "(" + f" {other} ".join(parts) + ")", f"{_short(self._text(node))}: {word} -> {other}")
        for place, part in enumerate(parts):
            rest = parts[:place] + parts[place + 1 :]
            self._replace(node, "(" + f" {word} ".join(rest) + ")", f"{word} {_short(part)} -> gone")
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            self._replace(node, f"({self._text(node.operand)})")
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        texts = any(isinstance(side, ast.JoinedStr) or _is_text(side) for side in (node.left, node.right))
        if type(node.op) in _COMPUTED and not texts:
            self._operator(node.left, node.right, *_COMPUTED[type(node.op)])
            right = f"{_COMPUTED[type(node.op)][0]} {_short(self._text(node.right))}"
            self._replace(node, f"({self._text(node.left)})", f"{right} -> gone")
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        test, body, other = map(self._text, (node.test, node.body, node.orelse))
        self._replace(node, f"(({other}) if ({test}) else ({body}))", f"if {_short(test)} else: swapped")
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for test in node.ifs:
            self._replace(test, f"(({self._text(test)}) or True)", f"if {_short(self._text(test))} -> gone")
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        value = node.value
        if isinstance(value, bool):
            self._replace(node, str(not value))
        elif isinstance(value, int | float):
            for new in (value + 1, value - 1):
                self._replace(node, repr(new) if new >= 0 else f"({new!r})")
        elif isinstance(value, str) and " " not in value:
            self._replace(node, repr(_other(value)))

    def visit_Tuple(self, node: ast.Tuple) -> None:
        if isinstance(node.ctx, ast.Load):
            self._display(node, node.elts, "()")

    def visit_List(self, node: ast.List) -> None:
        if isinstance(node.ctx, ast.Load):
            self._display(node, node.elts, "[]")

    def visit_Set(self, node: ast.Set) -> None:
        self._display(node, node.elts, "set()")

    def visit_Dict(self, node: ast.Dict) -> None:
        if node.keys:
            self._replace(node, "{}")
        for key in node.keys:
            if isinstance(key, ast.Constant):
                rest = [
                    f"{self._text(one)}: {self._text(value)}"
                    for one, value in zip(node.keys, node.values, strict=True)
                    if one is not None and one is not key
                ]
                self._replace(node, "{" + ", ".join(rest) + "}", f"{self._text(key)}: … -> gone")
        for value in node.values:
            self.visit(value)

    def _display(self, node: ast.expr, elements: list[ast.expr], empty: str) -> None:
        if elements:
            self._replace(node, empty)
        if len(elements) > 1 and all(isinstance(one, ast.Constant) for one in elements):
            for one in elements:
                rest = ", ".join(self._text(other) for other in elements if other is not one)
                opening, closing = {"()": ("(", ",)"), "[]": ("[", "]"), "set()": ("{", "}")}[empty]
                self._replace(node, f"{opening}{rest}{closing}", f"{self._text(one)} -> gone")
        else:
            for one in elements:
                self.visit(one)

    def visit_Call(self, node: ast.Call) -> None:
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        self._other_call(node, name)
        of_pattern = name in _OF_PATTERNS and isinstance(node.func, ast.Attribute)
        for place, one in enumerate(node.args):
            if of_pattern and place == 0 and _is_text(one):
                self._pattern(one)
            elif name == "frozenset" and isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute):
                self._words(one.func.value, ordered=False)
            else:
                self.visit(one)
        if name == "split" and isinstance(node.func, ast.Attribute) and _is_text(node.func.value):
            self._words(node.func.value, ordered=True)
        elif isinstance(node.func, ast.Attribute):
            self.visit(node.func.value)
        for keyword in node.keywords:
            if keyword.arg not in _FOR_PEOPLE | {"strict"}:
                self.visit(keyword.value)

    def _other_call(self, node: ast.Call, name: str) -> None:
        """Another function in the place of the one called, or none."""
        if name in _TWINS and isinstance(node.func, ast.Name):
            self._replace(node.func, _TWINS[name])
        if name == "sorted":
            self._replace(node, f"list({self._text(node.args[0])})", f"{_short(self._text(node))} -> not sorted")
        if name in _DROPPED_CALLS and isinstance(node.func, ast.Attribute):
            self._replace(node, self._text(node.func.value), f".{name}() -> gone")

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self.visit(node.value)
        if not isinstance(node.slice, ast.Tuple):
            self.visit(node.slice)

    # Tables of words, and patterns.

    def _words(self, node: ast.expr, *, ordered: bool) -> None:
        """In a list another word stands in the place of one; in a set a word is missing."""
        if not isinstance(node, ast.Constant):
            return
        words = node.value.split()
        for place, word in enumerate(words):
            new = [_other(word)] if ordered else []
            changed = [*words[:place], *new, *words[place + 1 :]]
            self._replace(node, repr(" ".join(changed)), f"`{word}` -> {' '.join(new) or 'gone'}")

    def _pattern(self, node: ast.expr) -> None:
        assert isinstance(node, ast.Constant)
        for new, change in narrower(node.value):
            try:
                re.compile(new)
            except re.error:
                continue
            self._replace(node, repr(new), f"pattern {_short(node.value)}: {change}")

    # Statements.

    def visit_Expr(self, node: ast.Expr) -> None:
        if _is_text(node.value):
            return
        gone = "yield from ()" if isinstance(node.value, ast.Yield | ast.YieldFrom) else "pass"
        if not isinstance(node.value, ast.Constant):
            self._replace(node, gone, f"{_short(self._text(node))} -> gone")
        self.generic_visit(node)

    def _gone(self, node: ast.AST) -> None:
        self._replace(node, "pass", f"{_short(self._text(node))} -> gone")
        self.generic_visit(node)

    visit_AugAssign = _gone
    visit_Raise = _gone
    visit_Continue = _gone
    visit_Break = _gone

    def visit_If(self, node: ast.If) -> None:
        self._negated(node.test)
        for statement in node.body:
            if isinstance(statement, ast.Return):
                self._replace(statement, "pass", f"{_short(self._text(statement))} -> gone")
        self.generic_visit(node)

    def visit_While(self, node: ast.While) -> None:
        self._replace(
            node.test, f"(({self._text(node.test)}) and False)", f"while {_short(self._text(node.test))}: never"
        )
        self.generic_visit(node)

    def _negated(self, test: ast.expr) -> None:
        done = isinstance(test, ast.UnaryOp) or (
            isinstance(test, ast.Compare) and len(test.ops) == 1 and len(_COMPARED[type(test.ops[0])][1]) == 1
        )
        if not done:
            self._replace(test, f"(not ({self._text(test)}))", f"if {_short(self._text(test))} -> not")

    def visit_match_case(self, node: ast.match_case) -> None:
        if not (isinstance(node.pattern, ast.MatchAs) and node.pattern.pattern is None):
            end = self._span(node.pattern)[1]
            if node.guard is None:
                self._put(end, end, " if False", f"case {_short(self._text(node.pattern))} -> gone")
        for alternative in node.pattern.patterns if isinstance(node.pattern, ast.MatchOr) else ():
            rest = [self._text(one) for one in node.pattern.patterns if one is not alternative]  # type: ignore[attr-defined]
            self._replace(node.pattern, " | ".join(rest), f"case {_short(self._text(alternative))} -> gone")
        for statement in node.body:
            self.visit(statement)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _other(word: str) -> str:
    """Another word; of a Hangul word one that ends in a consonant if this one does not, and the other way round."""
    if word and "가" <= word[-1] <= "힣":
        return word + ("가" if (ord(word[-1]) - ord("가")) % 28 else "각")
    return f"{word}x"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"`{line if len(line) <= 60 else line[:57] + '...'}`"


_TOKEN = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|\(\?P?[<:=!][^)]?(?:\w+>)?|.", re.DOTALL)
_MEMBER = re.compile(r"(?:\\.|[^\\])-(?:\\.|[^\\\]])|\\.|[^\\]", re.DOTALL)


def narrower(pattern: str) -> Iterator[tuple[str, str]]:
    """The pattern without one anchor, repetition, alternative or member of a class, and what was dropped."""
    at = 0
    bars = []
    for token in _TOKEN.finditer(pattern):
        text, before, after = token[0], pattern[: token.start()], pattern[token.end() :]
        if text in ("^", "$", r"\b", "?", "*", "+"):
            yield before + after, f"`{text}` at {token.start()} -> gone"
        if text == "|":
            bars.append(token.start())
        if len(text) > 2 and text[0] == "[" and text[-1] == "]":
            opening = "[^" if text[1] == "^" else "["
            members = _MEMBER.findall(text[len(opening) : -1])
            for place, member in enumerate(members):
                if len(members) > 1:
                    rest = "".join(members[:place] + members[place + 1 :])
                    yield f"{before}{opening}{rest}]{after}", f"`{member}` of `{text}` -> gone"
    for at in bars:
        start, end = _alternative(pattern, at)
        yield pattern[:at] + pattern[end:], f"`{pattern[at:end]}` -> gone"
        if start == 0 or pattern[start - 1] != "|":
            yield pattern[:start] + pattern[at + 1 :], f"`{pattern[start : at + 1]}` -> gone"


def _alternative(pattern: str, bar: int) -> tuple[int, int]:
    """Where the alternative before a bar begins and the one behind it ends."""
    start, end = bar, bar + 1
    depth = 0
    while start > 0 and not (depth == 0 and pattern[start - 1] in "(|:>"):
        start -= 1
        depth += (pattern[start] == ")") - (pattern[start] == "(")
    depth = 0
    while end < len(pattern) and not (depth == 0 and pattern[end] in ")|"):
        depth += (pattern[end] == "(") - (pattern[end] == ")")
        end += 1
    return start, end


def mutants(path: str) -> list[Mutant]:
    """All mutants of a module, without those that are known to change nothing."""
    source = (ROOT / path).read_bytes()
    lines = source.decode().splitlines()
    found = {(one.start, one.end, one.new): one for one in Changes(path, source).found}
    return [one for one in found.values() if (path, lines[one.line - 1].strip(), one.change) not in EQUIVALENT]


# How a mutant is tried.


class _Mutated(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Gives a module another source than the file has."""

    def __init__(self, name: str, source: bytes, path: Path):
        self._name, self._source, self._path = name, source, path

    def find_spec(self, fullname, path=None, target=None):  # type: ignore[no-untyped-def]
        return (
            importlib.util.spec_from_file_location(fullname, self._path, loader=self)
            if fullname == self._name
            else None
        )

    def get_filename(self, fullname: str) -> str:
        return str(self._path)

    def get_source(self, fullname: str) -> str:
        return self._source.decode()

    def get_code(self, fullname: str):  # type: ignore[no-untyped-def]
        return compile(self._source, str(self._path), "exec")


def _module(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _try(path: str, source: bytes, tests: list[str], seconds: int) -> None:
    """In a child: run the tests over a source and exit with their status."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    sys.meta_path.insert(0, _Mutated(_module(path), source, ROOT / path))
    try:
        importlib.import_module(_module(path))
        if path.startswith("qgen/lint/"):
            importlib.import_module("qgen.lint").rules()
    except Exception:  # noqa: BLE001 - whatever it is, no module came of it
        os._exit(STILLBORN)
    os._exit(_run(tests))


def _run(tests: list[str]) -> int:
    import pytest

    with tempfile.TemporaryDirectory() as folder:
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = folder
        flags = ["-x", "-q", "-m", "not real", "-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:xdist"]
        return int(
            pytest.main([*flags, "--hypothesis-seed=0", f"--basetemp={folder}/files", "--rootdir", str(ROOT), *tests])
        )


def _warm_up(tests: list[str]) -> float:
    """Import all that tests import besides qgen and themselves; the seconds of processor time that they take."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        known = set(sys.modules)
        start = time.process_time()
        status = _run(tests)
        taken = time.process_time() - start
        names = [
            name
            for name in sys.modules
            if name not in known and name.split(".")[0] not in ("qgen", "tests", "conftest")
        ]
        os.write(writing, "\n".join((str(taken), *names)).encode())
        os._exit(status)
    os.close(writing)
    with os.fdopen(reading) as told:
        seconds, *names = told.read().split("\n")
    if os.waitpid(child, 0)[1]:
        sys.exit(f"the tests fail without a mutation: {' '.join(tests)}")
    for name in names:
        try:
            importlib.import_module(name)
        except Exception:  # noqa: BLE001, S112 - the tests do without it too
            continue
    return float(seconds)


def tried(chosen: Iterable[Mutant], tests: list[str], jobs: int) -> Iterator[tuple[Mutant, str]]:
    """Each mutant and how it ended: `killed`, `survived` or `stillborn`."""
    limit = int(10 + 5 * _warm_up(tests))
    waiting, running = list(chosen)[::-1], {}
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop()
            child = os.fork()
            if child == 0:
                _try(mutant.path, mutant.applied((ROOT / mutant.path).read_bytes()), tests, limit)
            running[child] = mutant
        child, status = os.wait()
        code = os.waitstatus_to_exitcode(status)
        yield running.pop(child), {0: "survived", STILLBORN: "stillborn"}.get(code, "killed")


def drawn(every: list[Mutant], sample: int | None, seed: str) -> list[Mutant]:
    """So many of a module's mutants, the same for each seed; all of them if there are no more."""
    if sample is None or sample >= len(every):
        return every
    return random.Random(f"{seed} {every[0].path}").sample(every, sample)  # noqa: S311


def report(ended: dict[Mutant, str], at_least: float) -> list[str]:
    """Print what was killed in each module; the modules in which it was too little."""
    weak = []
    for path in sorted({mutant.path for mutant in ended}):
        of_path = [how for mutant, how in ended.items() if mutant.path == path]
        killed, survived = of_path.count("killed"), of_path.count("survived")
        share = 100 * killed / (killed + survived or 1)
        print(f"{path}: {killed} of {killed + survived} killed, {share:.0f} %, {of_path.count('stillborn')} stillborn")
        if killed + survived and share < at_least:
            weak.append(path)
    return weak


def main() -> None:
    """Try the mutants that the options ask for, and tell which of them no test noticed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--module", default="", help="only modules whose path holds this")
    parser.add_argument("--sample", type=int, help="so many mutants of each module, drawn at random")
    parser.add_argument("--seed", default="1", help="what the sample is drawn by")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--at-least", type=float, default=0, help="per cent that have to be killed in each module")
    parser.add_argument("--show-killed", action="store_true")
    wanted = parser.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    weak = []
    for pattern, tests in TESTS.items():
        paths = [file.relative_to(ROOT).as_posix() for file in sorted(ROOT.glob(pattern))]
        chosen = [
            one for path in paths if wanted.module in path for one in drawn(mutants(path), wanted.sample, wanted.seed)
        ]
        ended = {}
        for mutant, how in tried(chosen, tests, wanted.jobs) if chosen else ():
            ended[mutant] = how
            if how == "survived" or (wanted.show_killed and how == "killed"):
                print(f"{how}: {mutant.path}:{mutant.line}: {mutant.change}", flush=True)
        weak += report(ended, wanted.at_least)
    if weak:
        sys.exit(f"fewer than {wanted.at_least:g} % killed: {', '.join(weak)}")


if __name__ == "__main__":
    main()
