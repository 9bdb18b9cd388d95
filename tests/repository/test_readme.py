"""What README and docs say works as it stands there: commands run, samples build, links and pictures exist."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from qgen.cli import COMMANDS
from qgen.entities import entity_kinds
from tests.conftest import PATIENCE, ROOT, Project
from tools.make_reference import anchor as anchor_of

README = (ROOT / "README.md").read_text(encoding="utf-8")
ENTITIES = (ROOT / "docs" / "entities.md").read_text(encoding="utf-8")
PAGES = {ROOT / "README.md": README, ROOT / "docs" / "entities.md": ENTITIES}
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)


PROGRAM = f"""\
import os, signal, subprocess, sys, urllib.request
os.environ["PYTHONPATH"] = {str(ROOT)!r}
command = [sys.executable, "-m", "qgen", *sys.argv[1:]]
if "serve" not in command:
    os.execv(sys.executable, command)
server = subprocess.Popen([*command[:3], "serve", "--port", "0"], stdout=subprocess.PIPE, encoding="utf-8")
urllib.request.urlopen(server.stdout.readline().strip()).read()
server.send_signal(signal.SIGINT)
sys.exit(server.wait())
"""


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `qgen` on the path, as an activated environment has it; `serve` is ended once it answers."""
    folder = tmp_path_factory.mktemp("user")
    tools = folder / "bin"
    tools.mkdir()
    script = tools / "qgen"
    script.write_text(f"#!{sys.executable}\n{PROGRAM}", encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    (folder / "notes.md").write_text(
        "# Overfitting\n\nToo large a gap between the training error and the test error.\n", encoding="utf-8"
    )
    return folder


@pytest.mark.real
@pytest.mark.skipif(os.name != "posix" or not shutil.which("git"), reason="needs a POSIX shell and git")
def test_every_command_of_the_readme_runs_in_its_order(shell: Path) -> None:
    """One session, from the first block to the last. `my-kb` becomes a git repository, as the text supposes."""
    script = ["set -e", f'cd "{shell}"']
    for block in blocks(README, "sh"):
        lines = block.replace(
            "qgen check\n", "qgen check || test $? = 1\n"
        )  # the text makes a mistake there on purpose
        script.append(lines)
        if "cd my-kb" in block:
            script.append("git init -q .")
        if "qgen check" in block:
            script.append("rm source/more.yaml")
        if "import notes.md" in block:
            script.append("cp ../notes.md .")
    text = "\n".join(script).replace("qgen import notes.md", "cp ../notes.md . && qgen import notes.md")
    environment = {**os.environ, "PATH": f"{shell / 'bin'}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"}
    ended = subprocess.run(
        ["sh", "-c", text], env=environment, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    made = {path.name for path in (shell / "my-kb" / "out").iterdir()}
    assert {"coffee.ko.apkg", "coffee.en.apkg", "coffee.ko.study-guide.pdf"} <= made
    assert (shell / "my-kb" / "from-notes" / "source" / "notes.yaml").is_file()


def test_the_error_of_the_readme_is_what_qgen_says(small: Project) -> None:
    (shown,) = blocks(README, "text")
    head = (
        "concepts:\n  - id: moka-pot\n    term: {ko: 모카 포트, en: Moka pot}\n"
        "    tags: [zoo]\n    level: 1\n    sources: [{id: book}]\n"
    )
    small.write({"source/more.yaml": head + "    defintion: {ko: 증기 압력으로 물을 밀어 올리는 주전자}\n"})
    assert shown in small.qgen("check").err


def test_the_example_of_the_readme_is_asked_as_it_says(project: Project) -> None:
    """In the repository's own base, whose fact it is."""
    (sample,) = blocks(README, "yaml")
    source = (ROOT / "source" / "concepts" / "deep-learning.yaml").read_text(encoding="utf-8")
    for text in re.findall(r"(?:ko|en): (\S.{20,})$", sample, re.MULTILINE):
        assert text in source, text
    lock = (ROOT / "decks" / "ml-complete.lock").read_text(encoding="utf-8")
    asked = set(re.findall(r"^convolutional-neural-network#([a-z-]+)", lock, re.MULTILINE))
    assert {"definition", "term", "key-point", "contrast"} <= asked


def test_the_samples_of_the_docs_are_a_project_that_builds(project: Project) -> None:
    *sources, recipe = blocks(ENTITIES, "yaml")
    project.write(
        {**{f"source/{number:02}.yaml": text for number, text in enumerate(sources)}, "decks/optimization.yaml": recipe}
    )
    project.path("source/media").mkdir()
    project.path("source/media/loss-curve.png").write_bytes(PICTURE)
    run = project.qgen("check", "--format", "concise")
    assert run.status == 0, run.err
    allowed = {"C09", "C11", "I01", "D01", "C12"}  # what a handful of facts can't satisfy
    assert set(re.findall(r"warning\[([\w-]+)\]", run.out + run.err)) <= allowed, run.out + run.err
    assert project.qgen("build", "--format", "apkg,html").status == 0
    assert {"optimization.ko.apkg", "optimization.en.study-guide.html"} <= project.out().keys()


def test_every_kind_of_entity_is_described() -> None:
    described = "\n".join(blocks(ENTITIES, "yaml"))
    for key in entity_kinds():
        assert re.search(rf"^{key}:", described, re.MULTILINE), key
        assert f"`{key}`" in README, key


def test_every_command_is_listed() -> None:
    for command in COMMANDS:
        assert f"`qgen {command}" in README, command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for path, anchor in re.findall(r"\]\(([^)#]*)(?:#([^)]*))?\)", re.sub(r"`[^`\n]*\]\([^`\n]*`", "", PAGES[page])):
        if path.startswith("http"):
            continue
        where = (page.parent / path) if path else page
        assert where.is_file(), path
        if anchor:
            headings = re.findall(r"^#+ (.+)$", where.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in map(anchor_of, headings), anchor
