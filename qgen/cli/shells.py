"""What qgen and the user's shell say to each other: the script that a shell evaluates, and the answer at each Tab.

The machinery is click's. The scripts are our own, in `templates/completion/`: click's cut an offer at its first comma
in fish, drop the option's name from `--lang=ko` in zsh, and show an error if the command can't be run. They all hand
the words over in one way, a line each, with the number of the word at the cursor.
"""

from __future__ import annotations

import contextlib
import io
import os
from importlib.resources import files

import click
from click.shell_completion import (
    BashComplete,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    shell_complete,
    split_arg_string,
)

VARIABLE = "_QGEN_COMPLETE"


class _Ours(ShellComplete):
    def source(self) -> str:
        return (files("qgen") / "templates" / "completion" / f"qgen.{self.name}").read_text(encoding="utf-8")

    def get_completion_args(self) -> tuple[list[str], str]:
        words = [_unquoted(word) for word in os.environ["COMP_WORDS"].split("\n")]
        cursor = int(os.environ["COMP_CWORD"])
        before = [word for word in words[1:cursor] if word != "="]  # bash makes three words of `--lang=ko`
        return before, words[cursor] if cursor < len(words) else ""


class _Bash(_Ours, BashComplete):
    pass


class _Zsh(_Ours, ZshComplete):
    pass


class _Fish(_Ours, FishComplete):
    pass


_SHELLS = {shell.name: shell for shell in (_Bash, _Zsh, _Fish)}


def script(cli: click.Command, shell: str) -> str:
    """The script for `bash`, `zsh` or `fish`."""
    return _SHELLS[shell](cli, {}, "qgen", VARIABLE).source()


def answer(cli: click.Command) -> None:
    """Print what a shell asks for.

    If anything goes wrong, there is no offer: an error would fall into the user's line.
    """
    with contextlib.redirect_stderr(io.StringIO()), contextlib.suppress(Exception, KeyboardInterrupt):
        for shell in _SHELLS.values():
            add_completion_class(shell)
        shell_complete(cli, {}, "qgen", VARIABLE, os.environ[VARIABLE])


def _unquoted(word: str) -> str:
    typed = "".join(split_arg_string(word))
    return os.path.expanduser(typed)  # noqa: PTH111 - a Path would lose the slash at its end, and an empty word
