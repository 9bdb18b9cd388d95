"""What good and bad use of the command line gets."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from qgen.cli import COMMANDS
from qgen.cli import qgen as qgen_group
from tests.conftest import PATIENCE, ROOT, SMALL, Project, qgen


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, tmp_path: Path) -> None:
    run = qgen(command, "--help", cwd=tmp_path)
    assert run.status == 0
    assert "Example" in run.out and f"qgen {command}" in run.out


@pytest.mark.real
def test_help_imports_neither_commands_nor_anything_heavy(tmp_path: Path) -> None:
    """`qgen --help` is quick because it loads neither pydantic nor genanki nor a template engine, nor any command."""
    code = "import sys\nfrom qgen.cli import qgen\nqgen.main(['--help'], standalone_mode=False)\n"
    code += "heavy = ('pydantic', 'genanki', 'jinja2', 'yaml', 'pygments', 'markdown_it', 'qgen.cli.commands')\n"
    code += "print([name for name in sys.modules if name.startswith(heavy)])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=ROOT, check=True)
    assert ended.stdout.rstrip().endswith("[]")


def test_help_lists_every_command_with_its_first_sentence(tmp_path: Path) -> None:
    listed = qgen("--help", cwd=tmp_path).out.partition("Commands:\n")[2]
    for name in COMMANDS:
        found = qgen_group.get_command(click.Context(qgen_group), name)
        (line,) = (line for line in listed.split("\n") if line.startswith(f"  {name} "))
        shown = line.split(maxsplit=1)[1].removesuffix("...")
        assert found and shown in " ".join((found.help or "").split())


# (arguments, what the message must name)
UNKNOWN = [
    (("build", "zooo"), "did you mean `zoo`?"),
    (("build", "--lang", "kr"), "did you mean `ko`?"),
    (("build", "--format", "apk"), "did you mean `apkg`?"),
    (("biuld",), "did you mean `build`?"),
]


@pytest.mark.parametrize(("arguments", "hint"), UNKNOWN)
def test_an_unknown_name_gets_the_nearest_one(small: Project, arguments: tuple[str, ...], hint: str) -> None:
    run = small.qgen(*arguments)
    assert run.status == 2
    assert hint in run.err
    assert not small.path("out").exists()


def test_without_a_project(tmp_path: Path) -> None:
    run = qgen("build", cwd=tmp_path)
    assert run.status == 2
    assert "`source/`" in run.err and "`decks/`" in run.err and "qgen new" in run.err


@pytest.mark.parametrize("missing", ["source", "decks"])
def test_half_a_project(project: Project, missing: str) -> None:
    project.write(
        {name: text for name, text in SMALL.items() if not name.startswith(missing)} | {"qgen.yaml": "namespace: zoo\n"}
    )
    run = project.qgen("build")
    assert run.status == 2
    assert f"`{missing}/`" in run.err and "qgen new" in run.err


def test_errors_in_the_sources_end_with_1_and_write_nothing(small: Project) -> None:
    small.replace("source/zoo.yaml", "children: [cat, dog]", "children: [cat, dgo]")
    run = small.qgen("build")
    assert run.status == 1
    assert run.out == ""
    assert not small.path("out").exists() and not small.path("decks/zoo.lock").exists()
    assert (
        run.err
        == """\
error[unknown-reference]: no concept or hyperparameter `dgo`
  --> source/zoo.yaml:20:45
   |
20 |     root: {concept: animal, children: [cat, dgo], complete: true}
   |                                             ^^^
   = hint: did you mean `dog`?

1 error
"""
    )


def test_the_caret_stands_under_the_character_after_hangul(small: Project) -> None:
    small.replace("source/zoo.yaml", "{ko: 고양이, en: Cat}", "{ko: 고양이, eng: Cat}")
    lines = small.qgen("check").err.splitlines()
    assert lines[3] == "8 |     term: {ko: 고양이, eng: Cat}"
    assert lines[4] == "  | " + " " * 23 + "^^^"  # a syllable takes two cells


@pytest.mark.real
def test_paths_of_what_was_built_go_to_standard_output(small: Project) -> None:
    run = small.qgen("build", "--lang", "ko")
    assert run.status == 0
    endings = (
        "apkg",
        "exam-answers.pdf",
        "exam.pdf",
        "flashcards.pdf",
        "questions.json",
        "study-guide.html",
        "study-guide.pdf",
    )
    assert run.out.splitlines() == [f"out/zoo.ko.{ending}" for ending in endings]
    assert list(small.out()) == [f"zoo.ko.{ending}" for ending in endings]


def test_from_a_folder_inside_the_project(small: Project) -> None:
    run = qgen("build", "--lang", "en", "--format", "json", cwd=small.path("source"))
    assert run.status == 0
    assert small.path("out/zoo.en.questions.json").is_file()


def test_a_format_names_an_output_or_a_kind_of_file(small: Project) -> None:
    assert small.qgen("build", "--lang", "ko", "--format", "json").out == "out/zoo.ko.questions.json\n"
    assert small.qgen("build", "--lang", "ko", "--format", "questions").out == "out/zoo.ko.questions.json\n"


@pytest.mark.real
@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="needs POSIX and a user who may not write everywhere"
)
def test_a_write_protected_out_folder(small: Project) -> None:
    small.qgen("build")
    before = small.out()
    out = small.path("out")
    out.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        run = small.replace("source/zoo.yaml", "야옹", "냐옹").qgen("build")
    finally:
        out.chmod(stat.S_IRWXU)
    assert run.status == 2
    assert "can't write" in run.err and "out" in run.err
    assert small.out() == before


@pytest.mark.real
@pytest.mark.skipif(os.name != "posix", reason="needs POSIX, to limit the size of files")
def test_a_full_disk_leaves_the_old_files_whole(small: Project) -> None:
    """No file may grow past 4 kB, as if the disk ended there."""

    small.qgen("build")
    before = small.out()
    small.replace("source/zoo.yaml", "야옹", "냐옹")
    limited = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096));"
        "import sys; sys.argv = ['qgen', 'build']; from qgen.cli import main; main()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", limited],
        cwd=small.folder,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert ended.returncode == 2
    assert "can't write" in ended.stderr
    assert small.out() == before


def test_out_is_a_file(small: Project) -> None:
    small.write({"out": "mine"})
    run = small.qgen("build", "--format", "apkg")
    assert run.status == 2
    assert "can't write" in run.err and "the old files are as they were" in run.err
    assert small.path("out").read_text() == "mine"
    assert not small.path("decks/zoo.lock").exists()


@pytest.mark.parametrize("name", ["collection", "backup-zoo"])
def test_a_name_that_anki_takes_for_a_whole_collection_is_refused(project: Project, name: str) -> None:
    files = {key: text for key, text in SMALL.items() if not key.startswith("decks")}
    run = project.write({**files, f"decks/{name}.yaml": SMALL["decks/zoo.yaml"]}).qgen("build")
    assert run.status == 1
    assert f"can't be called `{name}`" in run.err
    assert not project.path("out").exists()


@pytest.mark.real
@pytest.mark.skipif(os.name != "posix", reason="needs POSIX, to interrupt a process alone")
def test_interrupted_leaves_nothing_half_written(small: Project) -> None:
    """Ctrl-C at ten moments of a build: what is in out/ is whole, and no temporary file stays."""
    import signal

    small.qgen("build")
    whole = small.out()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1700000000"}
    for moment in range(10):
        process = subprocess.Popen(
            [sys.executable, "-m", "qgen", "build"],
            cwd=small.folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(0.1 + moment * 0.08)
        process.send_signal(signal.SIGINT)
        process.wait(timeout=PATIENCE)
        assert small.out() == whole


@pytest.mark.real
def test_new_makes_a_project_that_builds_without_a_warning(tmp_path: Path) -> None:
    made = qgen("new", "my-kb", cwd=tmp_path)
    assert made.status == 0
    assert "next steps" in made.err
    assert qgen("check", "--strict", cwd=tmp_path / "my-kb").status == 0
    built = qgen("build", cwd=tmp_path / "my-kb")
    assert built.status == 0
    assert "out/coffee.ko.apkg" in built.out


def test_new_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "kb").mkdir()
    (tmp_path / "kb" / "mine.txt").write_text("mine")
    run = qgen("new", "kb", cwd=tmp_path)
    assert run.status == 2
    assert [path.name for path in (tmp_path / "kb").iterdir()] == ["mine.txt"]
