"""A corpus of broken projects: each file of `broken/` is one, with what qgen must say right above the faulty line.

A file holds the project's files, each below a line `=== path`; what it does not hold comes from the sound project
`SOUND`. `#! error[code] 12-15 words` expects a problem in the next line, from column 12 to before column 15, whose
message or hint holds the words; `#!! …` above the first file expects one without a place. Nothing else may be reported.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import CONCEPTS, RECIPE, SOURCES, Project

CASES = sorted((Path(__file__).parent / "broken").glob("*.txt"))
SOUND = {"source/sources.yaml": SOURCES, "source/zoo.yaml": CONCEPTS, "decks/zoo.yaml": RECIPE}

_EXPECTED = re.compile(
    r"\s*#!(?P<nowhere>!?) (?P<severity>error|warning)\[(?P<code>[\w-]+)\] ?(?P<columns>\d+-\d+)? ?(?P<words>.*)"
)


@dataclass(frozen=True)
class Expected:
    severity: str
    code: str
    place: tuple[str, int, int, int] | None
    words: str


def parts(case: Path) -> tuple[dict[str, str], list[Expected]]:
    """The project's files and what is expected of them. The lines of expectations are no part of the files."""
    files: dict[str, list[str]] = {}
    expected: list[Expected] = []
    path = ""
    for line in case.read_text(encoding="utf-8").split("\n"):
        found = _EXPECTED.fullmatch(line)
        if line.startswith("=== "):
            path = line.removeprefix("=== ")
            files[path] = []
        elif found:
            start, end = map(int, found["columns"].split("-")) if found["columns"] else (1, 1)
            place = None if found["nowhere"] else (path, len(files[path]) + 1, start, end)
            expected.append(Expected(found["severity"], found["code"], place, found["words"]))
        elif path:
            files[path].append(line)
    return {name: "\n".join(lines) for name, lines in files.items()}, expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_broken_project(case: Path, project: Project) -> None:
    files, expected = parts(case)
    project.write(
        {
            **{name: text for name, text in SOUND.items() if name not in files},
            **{name: text for name, text in files.items() if text.strip() != "(absent)"},
        }
    )
    for name, text in files.items():
        if text.strip() == "(absent)":
            project.path(name).unlink(missing_ok=True)
    run = project.qgen("check", "--wishes", "--format", "json")
    assert "Traceback" not in run.err and "bug of ours" not in run.err, run.err
    found = json.loads(run.out)
    assert [_told(one) for one in found] == sorted(
        (_wanted(one) for one in expected), key=lambda one: one[2] or ("", 0, 0, 0)
    )
    for problem, wanted in zip(found, sorted(expected, key=lambda one: one.place or ("", 0, 0, 0)), strict=True):
        assert wanted.words in f"{problem['message']} | {problem['hint']}"
    assert run.status == (1 if any(one.severity == "error" for one in expected) else 0)


def _told(problem: dict) -> tuple:
    place = (problem["file"], problem["line"], problem["column"], problem["end_column"]) if "file" in problem else None
    return problem["severity"], problem["code"], place


def _wanted(one: Expected) -> tuple:
    return one.severity, one.code, one.place


def test_there_are_enough_cases_and_each_expects_something() -> None:
    assert len(CASES) >= 60
    assert all(parts(case)[1] for case in CASES)
