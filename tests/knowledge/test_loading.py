"""What the knowledge base refuses, each at its place; all problems of all files at once."""

from __future__ import annotations

import pytest

from qgen.knowledge.loading import read_knowledge
from qgen.knowledge.references import missing_translations
from tests.conftest import CONCEPTS, SOURCES

FILES = {"source/sources.yaml": SOURCES, "source/zoo.yaml": CONCEPTS}


def problems_of(old: str, new: str) -> list[tuple[str, str, str | None]]:
    """(place, code, hint) of each problem after one edit of the small base."""
    assert CONCEPTS.count(old) >= 1
    files = {**FILES, "source/zoo.yaml": CONCEPTS.replace(old, new, 1)}
    _, problems = read_knowledge({path: text.encode() for path, text in files.items()})
    return [(str(problem.span).removeprefix("source/zoo.yaml:"), problem.code, problem.hint) for problem in problems]


def test_the_small_base_is_fine() -> None:
    knowledge, problems = read_knowledge({path: text.encode() for path, text in FILES.items()})
    assert not problems
    assert list(knowledge.records) == ["book", "animal", "cat", "dog", "zoo-map"]


# (old text, new text, place, code, hint)
WRONG = [
    ("id: cat", "id: Cat Food", "7:9", "id", "try `cat-food`"),
    ("id: dog", "id: cat", "12:9", "duplicate-id", "the first is at source/zoo.yaml:7:9"),
    ("children: [cat, dog]", "children: [cat, dgo]", "20:45", "unknown-reference", "did you mean `dog`?"),
    ("children: [cat, dog]", "children: [cat, book]", "20:45", "unknown-reference", None),
    ("children: [cat, dog]", "children: [cat, cat]", "20:45", "node-twice", None),
    ("    definition: {ko: 야옹", "    defintion: {ko: 야옹", "9:5", "unknown-key", "did you mean `definition`?"),
    ("term: {ko: 개, en: Dog}", "term: {ko: 개, eng: Dog}", "13:19", "value", None),
    ("term: {ko: 개, en: Dog}", "term: ''", "13:11", "value", None),
    ("    tags: [zoo]", "    tags: zoo", "5:11", "value", None),
    ("    tags: [zoo]", "    level: high", "5:12", "value", None),
    ("    tags: [zoo]", "    level: 4", "5:12", "value", None),
    ("concepts:", "concept:", "1:1", "unknown-key", "did you mean `concepts`?"),
    ("{id: book, locator: p. 1}", "{id: boook, locator: p. 1}", "6:20", "unknown-reference", "did you mean `book`?"),
]


@pytest.mark.parametrize(("old", "new", "place", "code", "hint"), WRONG)
def test_wrong(old: str, new: str, place: str, code: str, hint: str | None) -> None:
    found = problems_of(old, new)
    assert (place, code) in [(where, what) for where, what, _ in found]
    if hint:
        assert hint in [advice for _, _, advice in found]


def test_a_broken_entity_does_not_break_those_that_refer_to_it() -> None:
    assert [code for _, code, _ in problems_of("term: {ko: 개, en: Dog}", "trem: {ko: 개, en: Dog}")] == ["unknown-key"]


def test_all_problems_of_all_files_at_once() -> None:
    files = {
        "source/a.yaml": "concepts:\n  - id: a\n    term: A\n    related: [{to: nowhere, how: see-also}]\n",
        "source/b.yaml": "concepts: [\n",
        "source/c.yaml": "concepts:\n  - id: c\n    term: C\n    levle: 2\n",
    }
    _, problems = read_knowledge({path: text.encode() for path, text in files.items()})
    assert [problem.span.path for problem in problems if problem.span] == [
        "source/b.yaml",
        "source/c.yaml",
        "source/a.yaml",
    ]


def test_a_circle_of_prerequisites_is_an_error() -> None:
    text = """\
concepts:
  - {id: a, term: A, related: [{to: b, how: prerequisite}]}
  - {id: b, term: B, related: [{to: a, how: prerequisite}]}
"""
    _, problems = read_knowledge({"source/a.yaml": text.encode()})
    assert [problem.code for problem in problems] == ["cycle"]


def test_a_missing_translation_is_found_where_the_text_is() -> None:
    text = CONCEPTS.replace("term: {ko: 고양이, en: Cat}", "term: {ko: 고양이}")
    knowledge, problems = read_knowledge({"source/sources.yaml": SOURCES.encode(), "source/zoo.yaml": text.encode()})
    assert not problems
    assert [str(problem.span) for problem in missing_translations(knowledge, ["ko", "en"])] == ["source/zoo.yaml:8:5"]
    assert missing_translations(knowledge, ["ko"]) == []
