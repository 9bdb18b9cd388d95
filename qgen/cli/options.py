"""Options that several commands share, and the project that they lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from qgen.project.disk import Project


def project_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option `--project`, whose folder it takes as `folder`."""
    return click.option(
        "--project",
        "-C",
        "folder",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        default=Path(),
        help="The project's folder; by default this one, or the nearest above it.",
    )(command)


def jobs_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option `--jobs`, which it takes as `jobs`; None for as many as the machine has cores."""
    return click.option(
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="Make so many editions at a time; by default as many as there are cores. Only on Linux: elsewhere a new "
        "process begins so slowly that one after another is made.",
    )(command)


def comma_list(ctx: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    """`ko,en` as ("ko", "en")."""
    return tuple(part for part in (piece.strip() for piece in (value or "").split(",")) if part)


def deck_names(ctx: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """The decks that are named, spelt as qgen spells them: macOS completes Hangul in pieces."""
    from qgen.project.roots import composed

    return tuple(map(composed, value))


def project_at(folder: Path) -> Project:
    """The project at a folder. Ends the program with status 2 if there is none, 1 if its settings are wrong."""
    from qgen.cli.reporting import fail
    from qgen.project.disk import open_project

    project, problems = open_project(folder.resolve())
    if project is None:
        missing = any(problem.code == "no-project" for problem in problems)
        fail(problems, folder, 2 if missing else 1)
    assert project is not None
    return project


@contextmanager
def holding_project(root: Path) -> Iterator[None]:
    """Keep other commands from writing to the project meanwhile; says so if it waits for one that writes just now."""
    from qgen.project.holding import holding

    with holding(root, lambda: click.echo("waiting: another qgen command writes to this project", err=True)):
        yield


def require(names: tuple[str, ...], known: set[str], what: str) -> None:
    """A usage error for the first name that is not known, with the nearest one that is."""
    from qgen.diagnostics.problems import did_you_mean

    for name in names:
        if name not in known:
            raise click.UsageError(f"no {what} `{name}`; {did_you_mean(name, known) or 'there is none'}")
