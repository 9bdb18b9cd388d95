"""What a user at a terminal sees of a long build while it goes on, and that nobody else sees it."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys

import pytest

from qgen.cli.progress import progress
from qgen.language.width import cells
from tests.conftest import PATIENCE, RECIPE, ROOT, Project
from tests.terminal import Terminal, screen

# An output of a third party that takes its time.
SLOW = """\
import os, time
from qgen.outputs.registry import Produced, output

@output(".slow.txt")
def slow(edition):
    time.sleep(float(os.environ.get("SLOW_SECONDS", "1.5")))
    return Produced(b"slow", summary="slowly made")
"""
QGEN = [sys.executable, "-m", "qgen"]
BUILD = [*QGEN, "build", "zoo", "--lang", "ko", "--format", "json,slow"]


@pytest.fixture
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    site = Project(tmp_path_factory.mktemp("site")).write(
        {
            "slowly.py": SLOW,
            "slowly-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: slowly\nVersion: 1.0\n",
            "slowly-1.0.dist-info/entry_points.txt": "[qgen.outputs]\nslow = slowly\n",
        }
    )
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "NO_COLOR")}
    path = os.pathsep.join((str(ROOT), str(site.folder)))
    return kept | {"PYTHONPATH": path, "TERM": "xterm", "SOURCE_DATE_EPOCH": "1700000000", "PYTHONUTF8": "1"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("build", "--lang", "ko", "--format", "json,slow"), "building zoo.ko.slow.txt, file 2 of 2"),
        (("release", "zoo"), "building zoo.en.slow.txt, file"),
        (("check",), "checking zoo.ko.slow.txt, file"),
    ],
)
def test_one_line_that_is_gone_in_the_end(
    small: Project, environment: dict[str, str], arguments: tuple[str, ...], told: str
) -> None:
    """The screen holds in the end what a pipe would hold."""
    twin = shutil.copytree(small.folder, small.folder / "twin")
    with Terminal([*QGEN, *arguments], small.folder, environment) as terminal:
        assert terminal.wait_until(told) > 1
        shown = terminal.read_to_end()
    assert shown.partition(told)[0].count("\n") == 0
    assert "\x1b" not in shown
    piped = subprocess.run(
        [*QGEN, *arguments],
        cwd=twin,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert terminal.process.returncode == piped.returncode == 0
    assert screen(shown) == piped.stdout.split("\n")
    assert "\r" not in piped.stdout and told not in piped.stdout


def test_what_is_quick_shows_none(small: Project, environment: dict[str, str]) -> None:
    """Its first sign comes after a second, so a command that needs less shows none."""
    with Terminal(BUILD, small.folder, environment) as terminal:
        assert terminal.wait_until("\r") > 1


@pytest.mark.parametrize("set_to", [{"TERM": "dumb"}, {"CI": "true"}])
def test_where_nobody_could_see_it(small: Project, environment: dict[str, str], set_to: dict[str, str]) -> None:
    with Terminal(BUILD, small.folder, environment | set_to) as terminal:
        shown = terminal.read_to_end()
    assert "building" not in shown and "\r" not in shown.replace("\r\n", "\n")
    assert terminal.process.returncode == 0


def test_without_colour(small: Project, environment: dict[str, str]) -> None:
    """NO_COLOR takes no more than colour away, and there was none."""
    with Terminal(BUILD, small.folder, environment | {"NO_COLOR": "1"}) as terminal:
        shown = terminal.read_to_end()
    assert "building zoo.ko.slow.txt" in shown and "\x1b" not in shown


def test_paths_in_a_file_stay_paths(small: Project, environment: dict[str, str]) -> None:
    paths = small.path("paths.txt")
    with paths.open("wb") as file, Terminal(BUILD, small.folder, environment, out=file.fileno()) as terminal:
        assert "building zoo.ko.slow.txt" in terminal.read_to_end()
    assert paths.read_text() == "out/zoo.ko.questions.json\nout/zoo.ko.slow.txt\n"


def test_errors_in_a_file_hold_none_of_it(small: Project, environment: dict[str, str]) -> None:
    errors = small.path("errors.txt")
    with Terminal(["sh", "-c", 'exec "$@" 2>errors.txt', "sh", *BUILD], small.folder, environment) as terminal:
        assert screen(terminal.read_to_end())[:2] == ["out/zoo.ko.questions.json", "out/zoo.ko.slow.txt"]
    assert "building" not in errors.read_text() and "\r" not in errors.read_text()


def test_a_narrow_terminal(small: Project, environment: dict[str, str]) -> None:
    """A line that went on in the next one could not be wiped out."""
    small.write({"decks/아주-긴-이름의-동물원.yaml": RECIPE})
    arguments = [*QGEN, "build", "아주-긴-이름의-동물원", "--lang", "ko", "--format", "json,slow"]
    with Terminal(arguments, small.folder, environment, columns=24) as terminal:
        shown = terminal.read_to_end()
    drawn = [part for part in shown.split("\n")[0].split("\r") if part.strip()]
    assert drawn[:-1] and all(cells(part) < 24 for part in drawn[:-1])  # the last is the path of a file
    assert screen(shown)[0] == "out/아주-긴-이름의-동물원.ko.questions.json"


def test_the_line_of_progress_wipes_out_an_emoji(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _Watched()
    monkeypatch.setattr("sys.stderr", shown)
    monkeypatch.setattr("qgen.cli.progress._PATIENCE", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("CI", raising=False)
    with progress("building") as tell:
        tell("👩‍💻", 0, 0)
    drawn, wiped = shown.getvalue().split("\r")[1:3]
    assert drawn == "building 👩‍💻"
    assert wiped == " " * (len("building ") + 2 + len("^C"))


class _Watched(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_interrupted(small: Project, environment: dict[str, str]) -> None:
    with Terminal(BUILD, small.folder, environment | {"SLOW_SECONDS": "60"}) as terminal:
        terminal.wait_until("slow.txt")
        terminal.type("\x03")
        shown = terminal.read_to_end()
    assert screen(shown) == ["", "interrupted; nothing was left half-written", ""]
    assert terminal.process.returncode == 130


def test_the_line_is_gone_before_a_problem_is_told(small: Project, environment: dict[str, str]) -> None:
    small.replace("source/zoo.yaml", "en: a thing that barks", "en: a thing that meows")
    with Terminal([*QGEN, "check", "--strict"], small.folder, environment | {"NO_COLOR": "1"}) as terminal:
        shown = terminal.read_to_end()
    assert "checking zoo" in shown
    assert screen(shown) == small.qgen("check", "--strict").err.split("\n")
