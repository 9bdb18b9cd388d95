"""The command line: one file a command. Commands import what they need when they run, so that `--help` is quick."""

from __future__ import annotations

import importlib
import io
import keyword
import os
import sys
from typing import Any

import click

from qgen import __version__

COMMANDS = (
    "build",
    "check",
    "completion",
    "diff",
    "explain",
    "import",
    "lock",
    "new",
    "release",
    "schema",
    "serve",
    "stats",
)


class _Commands(click.Group):
    """Finds each command in the module of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = f"{name}_" if keyword.iskeyword(name) else name
        command: click.Command = importlib.import_module(f"qgen.cli.{module}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        from qgen.diagnostics.problems import did_you_mean

        if args and args[0] not in COMMANDS and not ctx.resilient_parsing:
            raise click.UsageError(f"no command `{args[0]}`; {did_you_mean(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)


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
        click.echo("please report it, with what `qgen --debug …` prints", err=True)
        sys.exit(2)
