"""Patterns and outputs of third parties, found by their entry points."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Project

PLUGIN = '''
from qgen.content.blocks import paragraph
from qgen.entities.facts import Definition
from qgen.outputs.registry import Produced, output
from qgen.patterns.registry import pattern

WORDS = {"ko": {"name": "거꾸로", "stem": "{term:을} 거꾸로 쓰면?"}, "en": {"name": "Backwards", "stem": "{term} backwards?"}}


@pattern("backwards", kind="basic", bloom="remember", asks=lambda base: base.of(Definition), words=WORDS)
def backwards(fact, ask):
    """What is this term backwards?"""
    stem = paragraph(ask.say("stem", term=ask.term(fact.entity, gloss=False)))
    return ask.question(fact.entity, [fact], stem=stem, answer=ask.blocks(fact.text))


@output(".count.txt")
def count(edition):
    return Produced(str(len(list(edition.items()))).encode())
'''


@pytest.mark.real
def test_a_pattern_and_an_output_of_a_third_party(small: Project, tmp_path_factory) -> None:
    site = tmp_path_factory.mktemp("site")
    (site / "backwards.py").write_text(PLUGIN, encoding="utf-8")
    info = site / "backwards-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: backwards\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[qgen.patterns]\nbackwards = backwards\n[qgen.outputs]\ncount = backwards\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(site)))}
    small.replace("decks/zoo.yaml", "patterns: [definition, term, parent, members]\n", "")
    subprocess.run(
        [sys.executable, "-m", "qgen", "build", "--format", "json,count"], cwd=small.folder, env=environment, check=True
    )
    questions = json.loads(small.path("out/zoo.ko.questions.json").read_text(encoding="utf-8"))["questions"]
    assert "개를 거꾸로 쓰면?" in [question["stem"] for question in questions]
    assert small.path("out/zoo.en.count.txt").read_text() == str(len(questions))


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
