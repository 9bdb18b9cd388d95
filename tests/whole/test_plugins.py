"""Patterns and outputs of third parties, found by their entry points."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.conftest import ROOT, Project, Run

pytestmark = pytest.mark.real

IMPORTS = """
from qgen.content.blocks import paragraph
from qgen.entities.concept import Definition
from qgen.outputs.registry import Produced, output
from qgen.patterns.registry import pattern
"""

PLUGIN = (
    IMPORTS
    + '''
WORDS = {
    "ko": {"name": "거꾸로", "stem": "{term:을} 거꾸로 쓰면?"},
    "en": {"name": "Backwards", "stem": "{term} backwards?"},
}


@pattern("backwards", kind="basic", bloom="remember", asks=lambda base: base.of(Definition), words=WORDS)
def backwards(fact, ask):
    """What is this term backwards?"""
    stem = paragraph(ask.say("stem", term=ask.term(fact.entity, gloss=False)))
    return ask.question(fact.entity, [fact], stem=stem, answer=ask.blocks(fact.text))


@output(".count.txt")
def count(edition):
    return Produced(str(len(list(edition.items()))).encode())
'''
)


FAULTY = {
    "essays": """
@output(".essay.txt")
def essay(edition):
    return None


WORDS = {"en": {"name": "Essay"}}


@pattern("essay", kind="essay", bloom="remember", asks=lambda base: base.of(Definition), words=WORDS)
def write(fact, ask):
    "Write an essay."
""",
    "lacking": "import no_such_module",
    "raising": """
WORDS = {"en": {"name": "Raising", "stem": "{term}?"}, "ko": {"name": "올림"}}


@pattern("raising", kind="basic", bloom="remember", asks=lambda base: base.of(Definition), words=WORDS)
def raising(fact, ask):
    "Say a phrase that is misspelt."
    return ask.say("stme", term=ask.term(fact.entity))


@output(".raising.txt")
def produce(edition):
    raise ValueError("no more paper")


@output(".text.txt")
def text(edition):
    return "no bytes"
""",
}


class Site:
    """A folder of packages that are installed beside qgen."""

    def __init__(self, folder: Path):
        self.folder = folder

    def install(self, name: str, text: str) -> None:
        (self.folder / f"{name}.py").write_text(text, encoding="utf-8")
        info = self.folder / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[qgen.patterns]\none = {name}\n[qgen.outputs]\none = {name}\n")

    def qgen(self, project: Project, *arguments: str) -> Run:
        """Run qgen with the packages."""
        return project.process(*arguments, library=Path(os.pathsep.join((str(ROOT), str(self.folder)))))


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("site"))


def test_a_pattern_and_an_output_of_a_third_party(small: Project, site: Site) -> None:
    site.install("backwards", PLUGIN)
    small.replace("decks/zoo.yaml", "patterns: [definition, term, parent, members]\n", "")
    assert site.qgen(small, "build", "--format", "json,count").status == 0
    questions = json.loads(small.path("out/zoo.ko.questions.json").read_text(encoding="utf-8"))["questions"]
    assert "개를 거꾸로 쓰면?" in [question["stem"] for question in questions]
    assert small.path("out/zoo.en.count.txt").read_text() == str(len(questions))


def test_a_package_that_breaks_a_contract_is_a_problem_like_others(small: Project, site: Site) -> None:
    for name in ("essays", "lacking"):
        site.install(name, IMPORTS + FAULTY[name])
    small.replace("source/zoo.yaml", "{ko: 고양이, en: Cat}", "{ko: 고양이}")
    for command in (("check",), ("build",), ("build", "--format", "essay")):
        run = site.qgen(small, *command)
        assert run.status == 1 and not small.path("out").exists()
        assert "the package `essays` 1.0 can't be loaded: the pattern `essay` has the kind `essay`" in run.err
        assert f"{site.folder / 'essays.py'}:" in run.err and '@pattern("essay"' in run.err
        assert "`pip uninstall essays`" in run.err
        assert "the package `lacking` 1.0 can't be loaded: ModuleNotFoundError: No module named" in run.err
        assert "error[missing-translation]" in run.err and "bug of ours" not in run.err
        assert "3 errors" in run.err


def test_a_package_that_fails_while_it_runs_is_named(small: Project, site: Site) -> None:
    site.install("raising", IMPORTS + FAULTY["raising"])
    small.replace("decks/zoo.yaml", "patterns: [definition, term, parent, members]\n", "")
    small.replace(
        "source/zoo.yaml",
        "definition: {ko: 멍멍 하고 짖는 동물, en:",
        "allow: {C02: no reason}\n    definition: {ko: 멍멍, en:",
    )
    run = site.qgen(small, "build")
    assert run.status == 1 and not small.path("out").exists() and "bug of ours" not in run.err
    by = "of the package `raising` 1.0 fails:"
    assert f"the pattern `raising` {by} LookupError: the pattern `raising` says `stme`, and states no such" in run.err
    assert f"the output `.raising.txt` {by} ValueError: no more paper" in run.err
    assert f"the output `.text.txt` {by} TypeError: it returned a str in place of a `Produced`" in run.err
    assert 'return ask.say("stme"' in run.err  # the line that raised
    assert (
        "warning[missing-phrase]: the pattern `raising` of the package `raising` 1.0 has no `stem` in `ko`" in run.err
    )
    assert "warning[unused-allow]" in run.err and "3 errors" in run.err  # what is wrong besides is told as well
    assert "Traceback" not in run.err
    debugged = site.qgen(small, "--debug", "check").err
    assert debugged.count("Traceback") == 3 and "ValueError: no more paper" in debugged


def test_a_projects_own_template_takes_the_place_of_ours(project: Project) -> None:
    from tests.conftest import SMALL

    question = (
        "questions:\n  - id: why-cats\n    about: [cat]\n    question: {ko: 왜 고양이인가요?, en: Why cats?}\n"
        "    short: {ko: 귀여우니까요., en: They are cute.}\n    tags: [zoo]\n    sources: [{id: book}]\n"
    )
    project.write({**SMALL, "source/q.yaml": question, "templates/print/interview.html.j2": "<p>{{ count }} mine</p>"})
    project.replace("decks/zoo.yaml", "patterns: [definition, term, parent, members]\n", "")
    assert project.qgen("build", "--format", "html").status == 0
    assert project.path("out/zoo.ko.interview.html").read_text() == "<p>1 mine</p>"
    assert Path(project.path("out/zoo.en.interview.html")).exists()
