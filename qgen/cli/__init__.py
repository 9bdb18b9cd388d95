"""The command line: one file a command, in `commands/`.

Commands import what they need when they run, so that `--help` is quick.
"""

from __future__ import annotations

import gc
import importlib
import io
import os
import pkgutil
import re
import sys
from pathlib import Path
from typing import Any

import click

from qgen import __version__

_FOLDER = Path(__file__).parent / "commands"
_MODULES = {found.name.rstrip("_"): found.name for found in pkgutil.iter_modules([str(_FOLDER)])}

COMMANDS = tuple(sorted(_MODULES))
"""The names of the commands. A command is one file in `commands/`, and is not imported to be listed."""


class _Commands(click.Group):
    """Finds each command in the module of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _MODULES:
            return None
        command: click.Command = importlib.import_module(f"qgen.cli.commands.{_MODULES[name]}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        room = formatter.width - max(map(len, COMMANDS)) - 6  # as click counts it
        with formatter.section("Commands"):
            formatter.write_dl([(name, _described(name).get_short_help_str(room)) for name in COMMANDS])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        from qgen.diagnostics.problems import did_you_mean

        if args and args[0] not in COMMANDS and not ctx.resilient_parsing:
            raise click.UsageError(f"no command `{args[0]}`; {did_you_mean(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)


def _described(name: str) -> click.Command:
    """A command with its help alone, which is read from the text of its module."""
    text = (_FOLDER / f"{_MODULES[name]}.py").read_text(encoding="utf-8")
    docstring = re.search(r'^def command\(.*?"""(.*?)"""', text, re.DOTALL | re.MULTILINE)
    return click.Command(name, help=docstring[1] if docstring else None)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="qgen")
@click.option("--debug", is_flag=True, help="Show the traceback of a bug.")
@click.pass_context
def qgen(ctx: click.Context, debug: bool) -> None:
    """Turn facts in YAML into Anki decks, printable PDFs and interview question sets.

    \b
    Example:
      qgen build
    """
    ctx.obj = {"debug": debug}


def main() -> None:
    """Run the command line. Exit status: 0 fine, 1 the sources have errors, 2 usage or a bug, 130 interrupted."""
    if "_QGEN_COMPLETE" in os.environ:
        from qgen.cli.shells import answer

        return answer(qgen)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a character shows a mark
    debug = "--debug" in sys.argv
    gc.set_threshold(100_000, 20, 20)  # a base is millions of small values in no circles: to look for some takes long
    try:
        qgen.main(prog_name="qgen", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted; nothing was left half-written", err=True)
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever reads our output has gone
        sys.exit(1)
    except Exception as error:
        if debug:
            raise
        click.echo(f"qgen: a bug of ours: {type(error).__name__}: {error}", err=True)
        for note in getattr(error, "__notes__", ()):
            click.echo(note, err=True)
        click.echo("please report it, with what `qgen --debug …` prints", err=True)
        sys.exit(2)
