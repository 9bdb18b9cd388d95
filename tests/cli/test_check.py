"""`qgen check`: its formats, the explanation of every code, limits, and anything at all as input."""

from __future__ import annotations

import ast
import json
import os
import random
import re
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qgen.build.driver import check
from qgen.build.loading import load
from qgen.diagnostics.explanations import explanations
from qgen.lint import rules
from qgen.project.disk import open_project
from tests.conftest import ROOT, SMALL, Project, qgen

BAD = ("children: [cat, dog]", "children: [cat, dgo]")


# --- formats ----------------------------------------------------------------------------------------------------------


def test_concise(small: Project) -> None:
    run = small.replace("source/zoo.yaml", *BAD).qgen("check", "--format", "concise")
    assert (run.status, run.out) == (
        1,
        "source/zoo.yaml:20:45: error[unknown-reference]: no concept or hyperparameter `dgo` (did you mean `dog`?)\n",
    )


def test_json(small: Project) -> None:
    run = small.replace("source/zoo.yaml", *BAD).qgen("check", "--format", "json")
    assert run.status == 1 and run.err == ""
    assert json.loads(run.out) == [
        {
            "severity": "error",
            "code": "unknown-reference",
            "message": "no concept or hyperparameter `dgo`",
            "hint": "did you mean `dog`?",
            "file": "source/zoo.yaml",
            "line": 20,
            "column": 45,
            "end_line": 20,
            "end_column": 48,
        }
    ]
    assert (
        json.loads(
            Project(small.folder).replace("source/zoo.yaml", BAD[1], BAD[0]).qgen("check", "--format", "json").out
        )
        == []
    )


def test_github(small: Project) -> None:
    run = small.replace("source/zoo.yaml", *BAD).qgen("check", "--format", "github")
    assert run.out == (
        "::error file=source/zoo.yaml,line=20,col=45,endLine=20,endColumn=48,title=qgen unknown-reference"
        "::no concept or hyperparameter `dgo`%0Ahint: did you mean `dog`?\n"
    )


@pytest.mark.parametrize("style", ["full", "concise", "json", "github"])
def test_warnings_count_under_strict_only(small: Project, style: str) -> None:
    small.replace("source/zoo.yaml", "{ko: 고양이, en: Cat}", "{ko: Catty, en: Cat}")
    assert small.qgen("check", "--format", style).status == 0
    assert small.qgen("check", "--format", style, "--strict").status == 1


# --- explanations -----------------------------------------------------------------------------------------------------


# The place of the code among the arguments of what makes a problem, and what is put before it.
MAKERS = {"Problem.error": (0, ""), "Problem.warning": (0, ""), "Fault": (1, ""), "self._no": (1, "yaml-")}


def codes() -> set[str]:
    """Every code that stands in qgen's own source."""
    return {
        f"{prefix}{given.value}"
        for path in (ROOT / "qgen").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for place, prefix in [MAKERS.get(ast.unparse(node.func), (None, ""))]
        if place is not None
        for given in (*node.args[place : place + 1], *(word.value for word in node.keywords if word.arg == "code"))
        if isinstance(given, ast.Constant)
    }


def test_a_pattern_that_no_deck_asks_by_is_told_so(small: Project) -> None:
    assert "Add `explain` to `patterns:` of a recipe" in small.qgen("explain", "explain").out
    assert "no deck asks it" not in small.qgen("explain", "definition").out


def test_every_code_is_explained_and_nothing_else() -> None:
    of_recipes = {f"unknown-{what}" for what in ("language", "format", "kind", "pattern", "entity")}
    assert codes() | of_recipes == set(explanations())


def test_explain_tells_what_to_do(tmp_path: Path) -> None:
    run = qgen("explain", "yaml-syntax", cwd=tmp_path)
    assert run.status == 0 and "what to do:" in run.out and 'right  definition: "note: it overfits"' in run.out
    listed = qgen("explain", cwd=tmp_path).out
    assert all(code in listed for code in (*explanations(), *rules()))
    assert "did you mean `unknown-key`?" in qgen("explain", "unknwon-key", cwd=tmp_path).err


# --- limits -----------------------------------------------------------------------------------------------------------


def run_in_time(project: Project, seconds: float = 20) -> str:
    """What is told, in so many seconds of this process alone: what else the machine does has no part in it."""
    start = time.process_time()
    run = project.qgen("check")
    assert time.process_time() - start < seconds
    assert run.status == 1 and "bug of ours" not in run.err, run.err
    return run.err


def test_a_file_of_a_hundred_megabytes(small: Project) -> None:
    with small.path("source/huge.yaml").open("wb") as file:
        file.truncate(100_000_000)
    assert "error[file-too-large]: the file is larger than 20 MB" in run_in_time(small)


def test_nesting_of_ten_thousand(small: Project) -> None:
    small.write(
        {
            "source/deep.yaml": "concepts: " + "[" * 10_000,
            "source/deeper.yaml": "".join(f"{' ' * n}a:\n" for n in range(3000)),
        }
    )
    assert run_in_time(small).count("error[yaml-depth]") == 2


def test_a_bomb_of_aliases(small: Project) -> None:
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))]
    small.write({"source/bomb.yaml": "\n".join(lines)})
    assert "error[yaml-anchor]" in run_in_time(small)


def test_links_that_go_round_and_out(small: Project) -> None:
    small.path("source/loop").symlink_to(small.path("source"))
    small.path("source/self.yaml").symlink_to(small.path("source/self.yaml"))
    small.path("source/out.yaml").symlink_to("/etc/hostname")
    told = run_in_time(small)
    assert told.count("error[outside-project]") == 2 and "error[unreadable-file]" in told
    assert small.path("source").resolve().as_posix() not in told


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a system with named pipes")
def test_things_that_are_no_files(small: Project) -> None:
    os.mkfifo(small.path("source/pipe.yaml"))
    small.path("source/binary.yaml").write_bytes(bytes(range(256)) * 100)
    small.path("source/folder.yaml").mkdir()
    told = run_in_time(small)
    assert "expected a plain file" in told and "error[not-utf-8]" in told


@pytest.mark.real
def test_twenty_thousand_files(small: Project) -> None:
    folder = small.path("source/many")
    folder.mkdir()
    for number in range(20_001):
        (folder / f"{number}.yaml").touch()
    assert "error[too-many-files]" in run_in_time(small, 40)


def test_a_picture_outside_the_media_folder_can_not_be_named(small: Project) -> None:
    small.path("secret.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    small.write(
        {
            "source/f.yaml": (
                "figures:\n  - {id: x, file: ../../secret.png, caption: x, tags: [zoo], sources: [{id: book}]}\n"
            )
        }
    )
    assert "error[no-picture]" in run_in_time(small)


# --- anything at all --------------------------------------------------------------------------------------------------

quickly = settings(max_examples=150, suppress_health_check=list(HealthCheck))
WORDS = (
    "concepts id term definition tags sources book ko en - : [ ] { } , \" ' | > & * ! # % @ ` \n \n\n   "
    "cat dog animal 고양이 1 true null ~ --- ... << \t \\ $x$ **b** ![](cat)"
)
words = st.sampled_from(WORDS.split(" "))


def survives(files: dict[str, bytes], folder: Path) -> None:
    """No exception, no endless loop: only problems, each at a place that exists."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    project, _ = open_project(folder)
    if project is None:
        return
    for problem in check(load(project)):
        assert problem.code and problem.message
        if problem.span and problem.span.path in files:
            assert 1 <= problem.span.line <= files[problem.span.path].count(b"\n") + 2
            assert problem.span.column >= 1
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} == files.keys(), (
        "nothing is written"
    )


SMALL_BYTES = {name: text.encode() for name, text in SMALL.items()}
SMALL_BYTES["decks/zoo.yaml"] += b"formats: [json, interview]\n"


@quickly
@given(
    st.binary(max_size=400),
    st.sampled_from(["source/x.yaml", "decks/x.yaml", "decks/zoo.lock", "qgen.yaml", "source/media/x.png"]),
)
def test_random_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    survives({**SMALL_BYTES, name: data}, tmp_path_factory.getbasetemp() / "fuzz" / "p")


@quickly
@given(st.lists(words, max_size=60))
def test_random_yaml(tmp_path_factory: pytest.TempPathFactory, pieces: list[str]) -> None:
    survives({**SMALL_BYTES, "source/x.yaml": " ".join(pieces).encode()}, tmp_path_factory.getbasetemp() / "fuzz" / "p")


REAL = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "source").rglob("*.yaml"))
}


@pytest.mark.real
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.integers(min_value=0))
def test_random_edits_of_the_real_base(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """Words are swapped, lines doubled, dropped or moved, characters changed: as a tired author would, but faster."""
    dice = random.Random(seed)
    files = dict(REAL)
    for _ in range(dice.randint(1, 3)):
        name = dice.choice(sorted(files))
        lines = files[name].split("\n")
        place = dice.randrange(len(lines))
        match dice.randrange(6):
            case 0:
                del lines[place]
            case 1:
                lines.insert(place, lines[place])
            case 2:
                lines.insert(place, lines.pop(dice.randrange(len(lines))))
            case 3:
                lines[place] = (" " * dice.randrange(8)) + lines[place].strip()
            case 4:
                at = dice.randrange(len(lines[place]) + 1)
                lines[place] = lines[place][:at] + dice.choice("'\"[]{}:#&*!|>-%@`가\\\t") + lines[place][at:]
            case 5:
                own = re.findall(r"[a-z-]{3,}", files[name])
                lines[place] = re.sub(
                    r"[a-z-]{3,}", lambda found, own=own: dice.choice([found[0], dice.choice(own)]), lines[place]
                )
        files[name] = "\n".join(lines)
    recipe = (
        (ROOT / "decks/ml-essentials.yaml")
        .read_text(encoding="utf-8")
        .replace("languages: [ko, en]", "languages: [ko]\nformats: [json]")
    )
    folder = tmp_path_factory.getbasetemp() / "fuzz" / "real"
    survives({**{name: text.encode() for name, text in files.items()}, "decks/zoo.yaml": recipe.encode()}, folder)
