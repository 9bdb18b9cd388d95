"""What the Tab key offers, in the shells themselves as far as they are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from qgen.cli import COMMANDS
from qgen.diagnostics.explanations import explanations
from qgen.entities import entity_kinds
from qgen.lint import rules
from qgen.outputs.registry import formats
from qgen.patterns.registry import patterns
from tests.conftest import PATIENCE, RECIPE, ROOT, Project, qgen
from tests.terminal import Terminal

# How to start the shell so that nobody's settings disturb, and the line that its user types once.
SHELLS = {
    "bash": (["bash", "--norc", "--noprofile"], 'eval "$(qgen completion bash)"'),
    "zsh": (["zsh", "-f"], 'eval "$(qgen completion zsh)"'),
    "fish": (["fish", "--no-config"], "qgen completion fish | source"),
}

# What a shell does at a Tab: call our function with the words and the number of the word at the cursor, and take the
# offers. Where only a key press gives the function its surroundings, these lines stand in for them.
ASK = {
    "bash": 'COMP_WORDS=({words}) COMP_CWORD={cursor}; _qgen_completion qgen; printf "%s\\n" "${{COMPREPLY[@]}}"',
    "zsh": (
        "compset() {{ : }}; compadd() {{ print -l -- ${{(P)argv[-1]}} }}; "
        '_describe() {{ print -l -- "${{(@)${{(P)3}}%%:*}}" }}\n'
        "words=({words}) CURRENT=$(({cursor} + 1)); _qgen_completion"
    ),
    "fish": "complete -C {line}",
}

OFFERS = [
    ("qgen re", ["release"]),
    ("qgen build ", ["farm", "zoo"]),
    ("qgen build zoo ", ["farm"]),
    ("qgen build z", ["zoo"]),
    ("qgen release f", ["farm"]),
    ("qgen diff --lang ko z", ["zoo"]),
    ("qgen lock ", ["farm", "zoo"]),
    ("qgen build --pap", ["--paper"]),
    ("qgen build --paper ", ["a4", "letter"]),
    ("qgen check --format g", ["github"]),
    ("qgen build --lang ", ["en", "ko"]),
    ("qgen stats --lang ko,", ["ko,en"]),
    ("qgen build --format apkg,inter", ["apkg,interview", "apkg,interview-practice"]),
    ("qgen build --format apkg,apk", []),
    ("qgen new --kind h", ["hyperparameter"]),
    ("qgen explain unknown-dec", ["unknown-deck"]),
    ("qgen explain m05", ["M05"]),
    ("qgen explain odd", ["odd-one-out"]),
    ("qgen completion ", ["bash", "zsh", "fish"]),
    ("qgen check zo", []),
    ("qgen build 'z", ["zoo"]),
]

# What is typed before the Tab, and what then stands in the line.
TYPED = [
    ("qgen buil", "qgen build"),
    ("qgen build z", "qgen build zoo"),
    ("qgen build --format apkg,ques", "qgen build --format apkg,questions"),
    ("qgen build --format=apkg,ques", "qgen build --format=apkg,questions"),
    ("qgen build -C ~/other se", "qgen build -C ~/other sea"),
    ("qgen lock --from=deck", "qgen lock --from=decks"),
    ("qgen build --project=sour", "qgen build --project=source"),
    ("qgen explain unknown-dec", "qgen explain unknown-deck"),
]


@pytest.fixture
def farm(small: Project) -> Project:
    """A project with two decks that can be typed, and one whose name needs quotes."""
    return small.write({"decks/farm.yaml": RECIPE, "decks/my deck.yaml": RECIPE, "decks/zoo.lock": ""})


@pytest.fixture
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A user who has `qgen` on the path and another project in the home folder."""
    home = tmp_path_factory.mktemp("home")
    Project(home / "other").write({"qgen.yaml": "", "decks/sea.yaml": RECIPE})
    program = home / "bin" / "qgen"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m qgen "$@"\n')
    program.chmod(0o755)
    path = os.pathsep.join((str(program.parent), os.environ["PATH"]))
    return {"PATH": path, "HOME": str(home), "TERM": "xterm", "LANG": "C.UTF-8", "PS1": "$ "}


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest) -> str:
    if not shutil.which(request.param):
        pytest.skip(f"{request.param} is not installed")
    return str(request.param)


@pytest.fixture
def terminal(shell: str, farm: Project, environment: dict[str, str]) -> Iterator[Terminal]:
    """The shell in a terminal, with the script evaluated."""
    start, install = SHELLS[shell]
    terminal = Terminal([*start, "-i"], farm.folder, environment, columns=200)
    terminal.type(f'{install}; echo rea""dy\n')
    terminal.wait_for("ready")
    yield terminal
    terminal.close()


@pytest.mark.parametrize(("line", "offers"), OFFERS)
def test_offers(shell: str, farm: Project, environment: dict[str, str], line: str, offers: list[str]) -> None:
    assert sorted(_offered(shell, farm.folder, environment, line)) == sorted(offers)


def test_commands(shell: str, farm: Project, environment: dict[str, str]) -> None:
    assert _offered(shell, farm.folder, environment, "qgen ") == list(COMMANDS)


def test_a_word_in_the_middle_of_the_line(farm: Project, environment: dict[str, str]) -> None:
    """The words behind the cursor are neither the one that is typed nor an excuse for no offers."""
    for shell in ("bash", "zsh"):
        if shutil.which(shell):
            assert _asked(shell, farm.folder, environment, "qgen build '' --lang ko", 2) == ["farm", "zoo"]


def test_at_the_keyboard(terminal: Terminal) -> None:
    for typed, completed in TYPED:
        terminal.type(
            f"{typed}\t\x01echo '<\x05>'\n"
        )  # at the start of the line `echo`, so that it tells what it holds
        assert terminal.wait_for(r"\n\r*<([^<>]*)>\r")[1].rstrip(" /") == completed


@pytest.mark.parametrize("folder", ["nothing", "broken"])
def test_where_nothing_can_be_offered_nothing_is_said(
    shell: str, tmp_path: Path, environment: dict[str, str], folder: str
) -> None:
    Project(tmp_path).write({"broken/qgen.yaml": "namespace: [", "broken/decks": "no folder", "nothing/other.txt": ""})
    for line in (
        "qgen build ",
        "qgen nonsense --lang ",
        "qgen --nonsense build ",
        "qgen build --seed x ",
        'qgen build "',
    ):
        assert not set(_offered(shell, tmp_path / folder, environment, line)) - set(COMMANDS)


def test_a_broken_recipe_is_offered_all_the_same(small: Project) -> None:
    """Its user is just about to see what is wrong with it."""
    small.write({"decks/zoo.yaml": "title: [", "qgen.yaml": "]"})
    assert _answer(small.folder, "qgen", "build", "") == ["zoo"]


@pytest.mark.parametrize("asked", [{}, {"COMP_WORDS": "qgen"}, {"COMP_WORDS": "qgen", "COMP_CWORD": "x"}])
def test_a_question_that_makes_no_sense(tmp_path: Path, asked: dict[str, str]) -> None:
    for wanted in ("bash_complete", "tcsh_complete", "complete", ""):
        ended = _run(tmp_path, asked | {"_QGEN_COMPLETE": wanted})
        assert (ended.returncode, ended.stdout.strip(), ended.stderr) == (0, "", "")


def test_every_registered_name_is_offered(small: Project) -> None:
    assert set(_answer(small.folder, "qgen", "build", "--format", "")) == formats()
    assert set(_answer(small.folder, "qgen", "explain", "")) == {*explanations(), *rules(), *patterns()}
    assert set(_answer(small.folder, "qgen", "new", "--kind", "")) == {kind.name for kind in entity_kinds().values()}


def test_an_output_of_a_third_party_is_offered(small: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    site = Project(tmp_path_factory.mktemp("site")).write(
        {
            "counting.py": "from qgen.outputs.registry import output\noutput('.count.txt')(lambda edition: None)\n",
            "counting-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: counting\nVersion: 1.0\n",
            "counting-1.0.dist-info/entry_points.txt": "[qgen.outputs]\ncount = counting\n",
        }
    )
    assert _answer(small.folder, "qgen", "build", "--format", "cou", library=site.folder) == ["count"]


@pytest.mark.parametrize(
    "words", [("",), ("build", ""), ("build", "--format", ""), ("new", "--kind", ""), ("explain", "M")]
)
def test_nothing_heavy_is_imported(small: Project, words: tuple[str, ...]) -> None:
    heavy = ("pydantic", "genanki", "jinja2", "pygments", "markdown_it")
    code = "import sys; from qgen.cli import main; main()\n"
    code += f"print('heavy:', [name for name in {heavy} if name in sys.modules])"
    ended = _run(small.folder, _asking("qgen", *words), code="-c", rest=code)
    assert ended.stdout.splitlines()[-1] == "heavy: []" and len(ended.stdout.splitlines()) > 1


def test_the_help_tells_how_to_install_it(tmp_path: Path) -> None:
    shown = qgen("completion", "--help", cwd=tmp_path).out
    assert all(install in shown for _, install in SHELLS.values())
    assert all(file in shown for file in ("~/.bashrc", "~/.zshrc", "~/.config/fish/config.fish"))


def _offered(shell: str, folder: Path, environment: dict[str, str], line: str) -> list[str]:
    """What the shell offers at the end of a line."""
    words = line.split(" ")
    escaped = [word.replace("'", "\\'").replace('"', '\\"') if word else "''" for word in words]
    return _asked(shell, folder, environment, " ".join(escaped), len(words) - 1, line)


def _asked(shell: str, folder: Path, environment: dict[str, str], words: str, cursor: int, line: str = "") -> list[str]:
    start, install = SHELLS[shell]
    quoted = "'" + line.replace("'", "\\'") + "'"
    compdef = "compdef() { : }\n" if shell == "zsh" else ""
    script = f"{compdef}{install}\n" + ASK[shell].format(words=words, cursor=cursor, line=quoted)
    ended = subprocess.run(
        [*start, "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert ended.stderr == ""
    return [offer.partition("\t")[0] for offer in ended.stdout.splitlines() if offer]


def _answer(folder: Path, *words: str, library: Path | None = None) -> list[str]:
    """What qgen answers to bash."""
    ended = _run(folder, _asking(*words), library=library)
    assert ended.stderr == ""
    return [line.removeprefix("plain,") for line in ended.stdout.splitlines()]


def _asking(*words: str) -> dict[str, str]:
    return {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1), "_QGEN_COMPLETE": "bash_complete"}


def _run(
    folder: Path, asked: dict[str, str], code: str = "-m", rest: str = "qgen", library: Path | None = None
) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(map(str, filter(None, (ROOT, library))))
    environment = {**os.environ, "PYTHONPATH": path, **asked}
    return subprocess.run(
        [sys.executable, code, rest],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
