"""`--jobs`: the same bytes and the same words, however many editions are made at a time."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qgen.build import deck_build
from qgen.build.workers import CAN_FORK, Workers
from tests.conftest import PATIENCE, ROOT, Project, Run

pytestmark = [pytest.mark.real, pytest.mark.skipif(not CAN_FORK, reason="needs a fork")]


@pytest.fixture
def base(tmp_path: Path) -> Project:
    """The repository's own base."""
    for name in ("source", "decks"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return Project(tmp_path)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each edition that was asked for came from a process."""
    found: list[bool] = []
    real = Workers.value

    def value(self: Workers[object, object], name: object) -> object:
        done = real(self, name)
        found.append(done is not None)
        return done

    monkeypatch.setattr(deck_build.Workers, "value", value)
    return found


def both(base: Project, *command: str) -> tuple[Run, Run]:
    """The same command with one process and with three, each from the same start; the same files come out."""
    before = {path: path.read_bytes() for path in base.path("decks").iterdir()}
    told, made = [], []
    for jobs in ("1", "3"):
        for path, data in before.items():
            path.write_bytes(data)
        for folder in ("out", ".qgen-cache"):
            shutil.rmtree(base.path(folder), ignore_errors=True)
        told.append(base.qgen(*command, "--jobs", jobs))
        files = [path for name in ("out", "decks") for path in sorted(base.path(name).glob("*"))]
        made.append({path: path.read_bytes() for path in files})
    assert made[0] == made[1]
    return told[0], told[1]


def test_build(base: Project, served: list[bool]) -> None:
    one, three = both(base, "build", "--format", "apkg,json,md")
    assert one == three and one.status == 0
    assert served == [False] * 4 + [True] * 4


def test_problems(base: Project, served: list[bool]) -> None:
    """Warnings of several editions, and an error in the first: what comes after it is not told."""
    base.path("decks/ml-complete.lock").unlink()
    base.write({"templates/print/exam.html.j2": "{{ nothing.of.that.name }}"})
    one, three = both(base, "check", "--format", "concise")
    assert one == three and one.status == 1
    one, three = both(base, "build")
    assert one == three and one.status == 1
    assert any(served)


@pytest.mark.parametrize("moment", [1.5, 2.2, 3.0])
def test_interrupted(base: Project, moment: float) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "qgen", "build", "--jobs", "3"]
    process = subprocess.Popen(
        command,
        cwd=base.folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    time.sleep(moment)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: all processes of the command get it
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode in (130, 0)
    if process.returncode:
        assert (out, err) == (b"", b"\ninterrupted; nothing was left half-written\n")
        assert not base.path("out").exists()
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
