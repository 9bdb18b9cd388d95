"""A third language is one file: what it lacks is said in English and told by name, and a deck of it is built whole."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, Project

pytestmark = pytest.mark.real  # a copy of qgen with one more language, in a process of its own

GERMAN = """\
gloss: "{term} ({gloss})"
shared:
  is-a: "{child} ist eine Art von {parent}."
  sources: Quellen
  contents: Inhalt
patterns:
  definition: {name: Definition, stem: "Was bedeutet {term}?"}
  term: {name: Begriff}
  members: {name: Arten, kinds: "{parent} umfasst"}
guide:
  kind: Lernheft
  examples: Beispiele
interview: {title: Fragen im Gespräch, count: "{count} Fragen"}
lint:
  catch-all: [alle genannten]
  negations: [nicht, kein]
  absolute: [immer, nie]
  vague: [oft, meist]
  articles: [der, die, das, ein, eine]
"""

SOURCES = """\
sources:
  - {id: book, title: {de: Ein Buch}, type: book, authors: [A. Author], year: 2020}
"""

CONCEPTS = """\
concepts:
  - id: animal
    term: {de: Tier}
    definition: {de: ein Lebewesen}
    tags: [zoo]
    sources: [{id: book, locator: S. 1}]
  - id: cat
    term: {de: Katze}
    definition: {de: was miaut}
    tags: [zoo]
    sources: [{id: book, locator: S. 2}]
  - id: dog
    term: {de: Hund}
    definition: {de: was bellt}
    tags: [zoo]
    sources: [{id: book, locator: S. 3}]
taxonomies:
  - id: zoo-map
    name: {de: Der Zoo}
    root: {concept: animal, children: [cat, dog], complete: true}
    tags: [zoo]
    sources: [{id: book, locator: S. 4}]
questions:
  - id: why-cats
    about: [cat]
    question: {de: Warum Katzen?}
    short: {de: Sie sind schön.}
    tags: [zoo]
    sources: [{id: book, locator: S. 5}]
"""

RECIPE = """\
title: {de: Zoo}
description: {de: Tiere}
languages: [de]
patterns: [definition, term, parent, members, interview]
chapters:
  - {id: zoo, title: {de: 01 Tiere}, tags: [zoo]}
"""


@pytest.fixture(scope="module")
def with_german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of qgen that has German as well."""
    library = tmp_path_factory.mktemp("library")
    shutil.copytree(ROOT / "qgen", library / "qgen", ignore=shutil.ignore_patterns("__pycache__"))
    (library / "qgen/locale/de.yaml").write_text(GERMAN, encoding="utf-8")
    return library


def test_a_deck_in_german(project: Project, with_german: Path) -> None:
    project.write({"source/sources.yaml": SOURCES, "source/zoo.yaml": CONCEPTS, "decks/zoo.yaml": RECIPE})
    checked = project.process("check", "--format", "json", library=with_german)
    assert checked.status == 0, checked.err
    told = {one["message"]: one for one in json.loads(checked.out)}
    lacking = told["`guide.index` is missing in the wordings of `de`: English stands in"]
    assert lacking["file"].endswith("de.yaml") and lacking["severity"] == "warning" and lacking["line"] == 10
    assert "`patterns.parent` is missing in the wordings of `de`: English stands in" in told
    assert "`exam` is missing in the wordings of `de`: English stands in" in told
    assert {one["severity"] for one in told.values()} == {"warning"}

    built = project.process("build", "--format", "json,html,md,apkg", library=with_german)
    assert built.status == 0, built.err
    asked = json.loads(project.path("out/zoo.de.questions.json").read_text(encoding="utf-8"))["questions"]
    stems = {one["key"]: one["stem"] for one in asked}
    assert stems["cat#definition"] == "Was bedeutet Katze?"
    assert stems["cat#parent/zoo-map"] == "What is Katze a kind of?"
    guide = project.path("out/zoo.de.study-guide.html").read_text(encoding="utf-8")
    assert "Inhalt" in guide and ">Index<" in guide and "Quellen" in guide
    sheet = project.path("out/zoo.de.interview.html").read_text(encoding="utf-8")
    assert "1 Fragen" in sheet and "Key points" in sheet


def test_a_misspelt_phrase_stops_the_build(project: Project, with_german: Path) -> None:
    project.write({"source/sources.yaml": SOURCES, "source/zoo.yaml": CONCEPTS, "decks/zoo.yaml": RECIPE})
    library = project.folder / "library"
    shutil.copytree(with_german, library)
    german = library / "qgen/locale/de.yaml"
    german.write_text(
        GERMAN.replace("  examples:", "  contents: Inhalt\n  exampels:").replace("{term}?", "{trem}?"), encoding="utf-8"
    )
    run = project.process("build", library=library)
    assert run.status == 1 and not project.path("out").exists()
    assert "error[unknown-phrase]: `guide.contents` is no phrase of qgen" in run.err
    assert "it belongs below `shared`" in run.err
    assert "error[unknown-phrase]: `guide.exampels` is no phrase of qgen" in run.err
    assert "did you mean `examples`?" in run.err
    assert "error[phrase-value]: `patterns.definition.stem` holds `{trem}`" in run.err
    assert "did you mean `term`?" in run.err and "bug of ours" not in run.err
