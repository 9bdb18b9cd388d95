"""An entity that qgen does not have: one file with its class, its facts and a pattern, and it is found everywhere.

It is added twice: by a package of a third party, and by files inside qgen.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from qgen.printing.engines import NoEngine, engine
from tests.conftest import ROOT, SMALL, Project

pytestmark = pytest.mark.real

ENTITY = '''\
"""A formula: what it is of, and how it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from qgen.content.blocks import Blocks, Formula, paragraph
from qgen.entities.base import Entity
from qgen.entities.facts import Fact, Teller
from qgen.entities.registry import entity
from qgen.entities.values import ConceptId, Line, Text


@dataclass(frozen=True)
class Expression(Fact):
    """How something is computed."""

    prefix = "expression"

    name: Text
    latex: str
    about: tuple[str, ...]

    def concepts(self) -> tuple[str, ...]:
        return self.about

    def tell(self, teller: Teller) -> Blocks:
        return (*paragraph(teller.say("expression", name=teller.inline(self.name))), Formula(self.latex))


@entity(
    "formulas", words={"ko": {"expression": "{name:은} 이렇게 셈한다."}, "en": {"expression": "Reckon the {name} so:"}}
)
class WrittenFormula(Entity):
    """A formula about concepts."""

    kind: ClassVar[str] = "formula"

    name: Text = Field(description="What it computes.")
    latex: Line = Field(description="In LaTeX.")
    about: tuple[ConceptId, ...] = Field(description="The concepts that it is about.")

    def heading(self) -> Text:
        return self.name

    def facts(self) -> Iterator[Fact]:
        yield Expression(self.id, self.name, self.latex, self.about)

    def about_concepts(self) -> tuple[str, ...]:
        return self.about
'''

PATTERN = '''
from qgen.content.blocks import Formula, paragraph
from qgen.patterns.registry import pattern

WORDS = {
    "ko": {"name": "공식", "stem": "{name}의 공식은?"},
    "en": {"name": "Formula", "stem": "How is the {name} computed?"},
}


@pattern("formula", kind="basic", bloom="remember", asks=lambda base: base.of(Expression), words=WORDS)
def formula(fact, ask):
    """How is this computed?"""
    stem = paragraph(ask.say("stem", name=ask.inline(fact.name)))
    return ask.question(fact.entity, [fact], stem=stem, answer=(Formula(fact.latex),))
'''

SOURCES = """\
concepts:
  - id: bird
    term: {ko: 새, en: Bird}
    definition: {ko: 깃털이 있고 하늘을 나는 것, en: a thing with feathers that flies}
    tags: [zoo]
    sources: [{id: book}]
formulas:
  - id: stride
    name: {ko: 걸음의 길이, en: length of a step}
    latex: L = \\frac{v}{f}
    about: [cat, bird]
    tags: [zoo]
    sources: [{id: book, locator: p. 7}]
"""


@pytest.fixture(scope="module", params=["a package of a third party", "files inside qgen"])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Where Python finds a qgen that knows formulas."""
    site: Path = tmp_path_factory.mktemp("site")
    if request.param == "files inside qgen":
        shutil.copytree(ROOT / "qgen", site / "qgen", ignore=shutil.ignore_patterns("__pycache__"))
        (site / "qgen/entities/formula.py").write_text(ENTITY, encoding="utf-8")
        pattern = f'"""A formula is asked for."""\n\nfrom qgen.entities.formula import Expression\n{PATTERN}'
        (site / "qgen/patterns/formula.py").write_text(pattern, encoding="utf-8")
        return [site]
    return package(site, ENTITY + PATTERN)


def package(site: Path, module: str) -> list[Path]:
    """Where Python finds qgen, and a package that adds to it."""
    (site / "formulas.py").write_text(module, encoding="utf-8")
    info = site / "formulas-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: formulas\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[qgen.entities]\nall = formulas\n[qgen.patterns]\nall = formulas\n")
    return [ROOT, site]


@pytest.fixture(scope="module")
def built(library: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with a formula, built."""
    project = started(tmp_path_factory.mktemp("project"))
    ended = qgen(project, library, "build", "--format", "json,study-guide,md")
    assert ended.returncode == 0 and "bug of ours" not in ended.stderr, ended.stderr
    return project


CAT = """\
    definition:
      text:
        ko: 먹이를 밤에 찾고, 낮에는 높은 자리에서 자면서 둘레를 살피며 사람 곁에서 살아가는 몸집이 작은 육식 동물
        en: a small meat eater that lives with people, hunts at night when its eyes serve it best, sleeps most of
          the day on whatever is high and quite warm, and comes when it wants to and never when somebody calls its name
      why: {ko: 눈이 어둠에 맞다, en: its eyes are made for little light}
      but: {ko: 집에서는 낮에도 깨어 있다, en: at home it adapts to the people that feed it}
"""
BELIEF = """
misconceptions:
  - id: milk
    about: [cat]
    belief: {ko: 우유는 몸에 좋다., en: Milk is good for it.}
    because: {ko: 잘 마신다, en: it likes to drink it}
    right: {ko: 어른이 되면 소화하지 못한다., en: Grown ones cannot digest it.}
    tags: [zoo]
    sources: [{id: book, locator: p. 9}]
"""


def started(folder: Path) -> Project:
    project = Project(folder).write({**SMALL, "source/more.yaml": SOURCES})
    return project.replace("decks/zoo.yaml", "term, parent, members]", "term, parent, members, explain, formula]")


def explained(folder: Path) -> Project:
    """The project with enough to be said of the cat for an interview question."""
    zoo = ("source/zoo.yaml", "    definition: {ko: 야옹 하고 우는 동물, en: a thing that meows}\n", CAT)
    return started(folder).replace(*zoo).write({"source/beliefs.yaml": BELIEF})


def qgen(project: Project, library: list[Path], *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, library)), "PYTHONUTF8": "1", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "qgen", *arguments]
    return subprocess.run(
        command, cwd=project.folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def questions(built: Project) -> dict[str, dict]:
    data = json.loads(built.path("out/zoo.en.questions.json").read_text(encoding="utf-8"))
    return {question["key"]: question for question in data["questions"]}


def test_it_is_asked(built: Project) -> None:
    asked = questions(built)["stride#formula"]
    assert asked["stem"] == "How is the length of a step computed?" and asked["facts"] == ["stride#expression"]
    assert asked["source"] == {"file": "source/more.yaml", "line": 8}


def test_the_study_guide_tells_it(built: Project) -> None:
    page = built.path("out/zoo.en.study-guide.html").read_text(encoding="utf-8")
    contents, told = page.split('<section class="chapter">')
    told, index = told.split('<section class="index">')
    assert '<a href="#stride">length of a step</a>' in contents
    assert '<h3 id="stride">length of a step</h3>' in told and "Reckon the length of a step so:" in told
    assert "<mfrac>" in told and "A. Author (2020), p. 7" in told
    assert '<a href="#stride" data-page="">length of a step</a>' in index


def test_the_printed_guide_tells_it(built: Project) -> None:
    try:
        engine()
    except NoEngine as error:
        pytest.skip(str(error))
    pages = PdfReader(BytesIO(built.path("out/zoo.en.study-guide.pdf").read_bytes())).pages
    assert "Reckon the length of a step so:" in " ".join(" ".join(page.extract_text() for page in pages).split())


def test_an_interview_about_its_concept_counts_it_as_a_key_point(tmp_path: Path, library: list[Path]) -> None:
    built = explained(tmp_path)
    ended = qgen(built, library, "build", "--format", "json,md")
    assert ended.returncode == 0, ended.stderr
    asked = questions(built)["cat#explain"]
    assert "stride#expression" in asked["facts"]
    said = built.path("out/zoo.en.interview.md").read_text(encoding="utf-8")
    assert "Reckon the length of a step so: $L = \\frac{v}{f}$" in said


def test_the_linter_counts_it_for_its_concepts(tmp_path: Path, library: list[Path]) -> None:
    """Nothing but the formula links the bird to another concept. A formula has one pattern of its own (C11)."""
    project = started(tmp_path)
    assert _warnings(project, library) == [("C11", 8)]
    project.replace("source/more.yaml", "about: [cat, bird]", "about: [cat]")
    assert _warnings(project, library) == [("C09", 2), ("C11", 8)]


def _warnings(project: Project, library: list[Path]) -> list[tuple[str, int]]:
    found = json.loads(qgen(project, library, "check", "--wishes", "--format", "json").stdout)
    return [(one["code"], one["line"]) for one in found]


def test_stats_count_it(built: Project, library: list[Path]) -> None:
    (counted,) = json.loads(qgen(built, library, "stats", "--lang", "en", "--format", "json").stdout)
    assert counted["by_pattern"]["formula"] == 1 and "stride#expression" not in counted["unasked"]


def test_the_schema_explains_it(built: Project, library: list[Path]) -> None:
    assert qgen(built, library, "schema").returncode == 0
    schema = json.loads(built.path("source/schema.json").read_text(encoding="utf-8"))
    assert schema["properties"]["formulas"]["description"] == "A formula about concepts."
    assert "latex" in schema["$defs"]["WrittenFormula"]["properties"]


def test_its_faults_are_told_like_any_others(tmp_path: Path, library: list[Path]) -> None:
    project = started(tmp_path).replace("source/more.yaml", "about: [cat, bird]", "about: [cat, brid]")
    said = qgen(project, library, "check", "--wishes").stderr
    assert "source/more.yaml:11" in said and "did you mean `bird`?" in said


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('teller.say("expression"', 'teller.say("expresion"', "the fact `stride#expression`"),
        ("yield Expression(", "yield Expressionn(", "the formula `stride`"),
    ],
)
def test_a_package_whose_facts_fail_is_named(old: str, new: str, what: str, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    found = qgen(started(tmp_path), package(tmp_path / "site", (ENTITY + PATTERN).replace(old, new)), "check")
    assert f"{what} of the package `formulas` 1.0 fails: " in found.stderr
    assert found.returncode == 1 and "bug of ours" not in found.stderr and "Traceback" not in found.stderr
