"""A command whose project has not changed tells its earlier result; anything else makes it run in full."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qgen.build import driver
from qgen.build.result_cache import FOLDER
from tests.conftest import ROOT, SMALL, Project, Run, process, qgen

WARNED = (
    "tags: [zoo]\n    sources: [{id: book, locator: p. 3}]",
    "tags: [barn]\n    sources: [{id: book, locator: p. 3}]",
)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Grows by one whenever a command runs in full."""
    found: list[None] = []
    real = driver.build

    def build(*arguments: object, **named: object) -> object:
        found.append(None)
        return real(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(driver, "build", build)
    return found


def results(project: Project) -> list[Path]:
    return sorted(project.path(FOLDER).glob("*.json"))


def settled(project: Project, *arguments: str) -> Run:
    """What a command tells once it changes nothing any more: the first build makes the locks."""
    project.qgen(*arguments)
    return project.qgen(*arguments)


@pytest.mark.parametrize("command", ["check", "build"])
def test_nothing_changed(small: Project, runs: list[None], command: str) -> None:
    small.replace("source/zoo.yaml", *WARNED)
    first = settled(small, command)
    assert "warning[" in first.err
    made = small.out() if command == "build" else {}
    del runs[:]
    assert small.qgen(command) == first
    assert not runs
    assert made == (small.out() if command == "build" else {})


def test_errors_are_told_again(small: Project, runs: list[None]) -> None:
    small.replace("source/zoo.yaml", "[cat, dog]", "[cat, dgo]")
    first = small.qgen("check")
    assert first.status == 1 and len(runs) == 1
    assert small.qgen("check") == first
    assert small.qgen("check", "--format", "concise").out.count("error[") == 1
    assert len(runs) == 1
    assert small.qgen("build").status == small.qgen("build").status == 1
    assert len(runs) == 3, "a build that failed is tried again"


def touch(project: Project) -> None:
    os.utime(project.path("source/zoo.yaml"), (1, 1))


@pytest.mark.parametrize("command", ["check", "build"])
def test_touched_without_a_change(small: Project, runs: list[None], command: str) -> None:
    settled(small, command)
    del runs[:]
    touch(small)
    small.qgen(command)
    assert not runs


CHANGES: dict[str, Callable[[Project], object]] = {
    "text": lambda project: project.replace("source/zoo.yaml", "meows", "purrs"),
    "new file": lambda project: project.write({"source/empty.yaml": ""}),
    "renamed file": lambda project: project.path("source/zoo.yaml").rename(project.path("source/zoo2.yaml")),
    "media": lambda project: project.write({"source/media/note.txt": "x"}),
    "recipe": lambda project: project.replace("decks/zoo.yaml", "A deck of animals", "A deck of cats"),
    "lock": lambda project: project.path("decks/zoo.lock").unlink(),
    "settings": lambda project: project.write({"qgen.yaml": "namespace: other\n"}),
    "template": lambda project: project.write({"templates/anki/basic/front.html": "{{Question}}!"}),
    "output": lambda project: project.path("out/zoo.ko.apkg").write_bytes(b"broken"),
    "output gone": lambda project: project.path("out/zoo.ko.apkg").unlink(),
    "results gone": lambda project: shutil.rmtree(project.path(FOLDER)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_changed(small: Project, runs: list[None], change: str) -> None:
    command = ("build", "--format", "apkg")
    settled(small, *command)
    del runs[:]
    CHANGES[change](small)
    run = small.qgen(*command)
    assert len(runs) == 1
    assert run == fresh(small, *command, locks=change != "lock")


def fresh(project: Project, *command: str, locks: bool = True) -> Run:
    """What the same command tells in a copy of the project, where it never ran; it has to make the same files."""
    copy = project.folder.with_name(f"{project.folder.name}-fresh")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(project.folder, copy, ignore=shutil.ignore_patterns(FOLDER, *([] if not locks else ["out"])))
    if not locks:  # the packages that are there are warned of
        (copy / "decks/zoo.lock").unlink()
    run = qgen(*command, cwd=copy, epoch=1_700_000_000)
    assert Project(copy).out() == project.out()
    return run


def test_template_that_was_there_from_the_start(small: Project, runs: list[None]) -> None:
    small.write({"qgen.yaml": "templates: own\n", "own/anki/basic/front.html": "{{Question}}?"})
    settled(small, "build", "--format", "apkg")
    del runs[:]
    small.qgen("build", "--format", "apkg")
    assert not runs
    small.write({"own/anki/basic/front.html": "{{Question}}!"})
    small.qgen("build", "--format", "apkg")
    assert runs


@pytest.mark.parametrize(
    "arguments", [("--seed", "2"), ("--paper", "letter"), ("--lang", "ko"), ("zoo",), ("--format", "json")]
)
def test_other_arguments(small: Project, runs: list[None], arguments: tuple[str, ...]) -> None:
    settled(small, "build", "--format", "apkg")
    del runs[:]
    small.qgen("build", "--format", "apkg", *arguments)
    assert runs


def test_other_time_or_engine(small: Project, runs: list[None], monkeypatch: pytest.MonkeyPatch) -> None:
    settled(small, "check")
    del runs[:]
    small.qgen("check", epoch=1_800_000_000)
    monkeypatch.setenv("QGEN_PDF_ENGINE", "plutoprint")
    small.qgen("check", epoch=1_800_000_000)
    assert len(runs) == 2


def damages(entry: bytes) -> dict[str, bytes]:
    at = len(entry) // 2
    return {
        "empty": b"",
        "truncated": entry[:at],
        "one byte": entry[:at] + bytes([entry[at] ^ 1]) + entry[at + 1 :],
        "no JSON": b"\xff\xfe\n[",
        "other hash": b"0" * 64 + entry[64:],
    }


@pytest.mark.parametrize("damage", damages(b"x"))
def test_damaged_results(small: Project, runs: list[None], damage: str) -> None:
    first = settled(small, "check")
    (entry,) = results(small)
    whole = entry.read_bytes()
    entry.write_bytes(damages(whole)[damage])
    del runs[:]
    assert small.qgen("check") == first
    assert len(runs) == 1
    assert results(small)[0].read_bytes() == whole, "it was written anew"


def test_result_of_another_shape(small: Project, runs: list[None]) -> None:
    """As another version might write it."""
    from qgen.build.result_cache import _hash

    first = settled(small, "check")
    (entry,) = results(small)
    for body in (b"[]", b"{}", b"null", b'{"stated": 1}', b'{"stated": {"/etc": "x"}}', b"[" * 100_000):
        entry.write_bytes(_hash(body).encode() + b"\n" + body)
        assert small.qgen("check") == first


def test_folder_that_can_not_be_written(small: Project, runs: list[None]) -> None:
    small.write({FOLDER: "a file in its place"})
    assert small.qgen("check") == small.qgen("check")
    assert len(runs) == 2


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")
def test_links_are_never_trusted(small: Project, runs: list[None]) -> None:
    small.path("source/linked.yaml").symlink_to("zoo.yaml")
    assert small.qgen("check") == small.qgen("check")
    assert len(runs) == 2 and not results(small)


def test_few_results_are_kept(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qgen.build.result_cache._MOST", 2)
    for epoch in range(4):
        settled(small, "build", "--format", "json", "--seed", str(epoch))
    assert len(results(small)) == 2
    assert small.path(FOLDER).joinpath(".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_change_while_a_command_runs(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    real = driver.build

    def build(*arguments: object, **named: object) -> object:
        built = real(*arguments, **named)  # type: ignore[arg-type]
        small.replace("source/zoo.yaml", "meows", "purrs")
        return built

    monkeypatch.setattr(driver, "build", build)
    small.qgen("check")
    assert not results(small)


def test_random_edits(small: Project, runs: list[None]) -> None:
    """With and without earlier results, a build makes the same files and tells the same."""
    draw = random.Random(14)
    command = ("build", "--format", "apkg,json,md")
    texts = ("moves and eats", "meows", "barks", "Animal}", "[cat, dog]", "p. 1", "멍멍", "tags: [zoo]\n    sources")
    for _ in range(12):
        path = small.path("source/zoo.yaml")
        whole = path.read_text(encoding="utf-8")
        old = draw.choice([text for text in texts if text in whole])
        edited = whole.replace(old, draw.choice([old, old + " ", "purrs", old, "dog"]), 1)
        path.write_text(draw.choice([edited, edited, SMALL["source/zoo.yaml"]]), encoding="utf-8")
        copy = small.folder.with_name("cold")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(small.folder, copy, ignore=shutil.ignore_patterns(FOLDER))
        warm, cold = small.qgen(*command), qgen(*command, cwd=copy, epoch=1_700_000_000)
        assert warm == cold
        if warm.status == 0:
            assert small.out() == Project(copy).out()
    assert len(runs) < 24, "no earlier result was found"


@pytest.mark.real
def test_other_code(small: Project, tmp_path: Path) -> None:
    """A locale, a file of qgen or a plugin that changes is noticed, and a plugin that is installed."""
    library = tmp_path / "library"
    shutil.copytree(ROOT / "qgen", library / "qgen", ignore=shutil.ignore_patterns("__pycache__"))
    command = ("build", "--format", "json")

    def build() -> list[str]:
        run = process(*command, cwd=small.folder, epoch=1, library=library)
        assert run.status == 0, run.err
        return [path.read_text(encoding="utf-8") for path in sorted(small.path("out").glob("*.json"))]

    def is_new() -> bool:
        """Whether a build runs in full: it then writes its result."""
        before = results(small)[0].stat().st_mtime_ns
        build()
        return results(small)[0].stat().st_mtime_ns != before

    build()
    assert not is_new()
    locale = library / "qgen/locale/en.yaml"
    locale.write_text(locale.read_text(encoding="utf-8") + "# a word\n", encoding="utf-8")
    assert is_new() and not is_new()
    (library / "qgen/patterns/more.py").write_text("", encoding="utf-8")
    assert is_new() and not is_new()
    (library / "beside").mkdir()
    (library / "beside/__init__.py").write_text("", encoding="utf-8")
    (library / "beside-1.0.dist-info").mkdir()
    (library / "beside-1.0.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: beside\nVersion: 1.0\n")
    (library / "beside-1.0.dist-info/entry_points.txt").write_text("[qgen.outputs]\nbeside = beside\n")
    assert is_new() and not is_new()
    (library / "beside/data.txt").write_text("what the plugin reads", encoding="utf-8")
    assert is_new() and not is_new()


@pytest.mark.real
def test_a_result_imports_little(small: Project) -> None:
    small.process("check")
    script = "import sys; from qgen.cli import qgen; qgen.main(['check'], standalone_mode=False); print(*sys.modules)"
    command = [sys.executable, "-c", script]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1700000000"}
    for _ in range(2):
        ended = subprocess.run(command, cwd=small.folder, env=environment, capture_output=True, text=True, check=True)
    assert not {"pydantic", "genanki", "yaml", "jinja2", "pygments"} & set(ended.stdout.split())
