"""`qgen check`"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qgen.cli.options import project_at, project_option
from qgen.cli.progress import progress


@click.command("check")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["full", "concise", "json", "github"]),
    default="full",
    help="For people, one line each, for programs, or for GitHub's annotations.",
)
@project_option
def command(strict: bool, style: str, folder: Path) -> None:
    """Find every fault of the project, writing nothing.

    Syntax, schema, references, contradictions, missing translations and readings, and what the linter finds, all at
    once. Exit status: 0 no errors, 1 errors (with --strict: or warnings), 2 no project or wrong usage.

    \b
    Examples:
      qgen check --strict
      qgen check --format github
    """
    from qgen.build.driver import check
    from qgen.build.loading import load
    from qgen.cli.reporting import listed, report
    from qgen.diagnostics.problems import counted, errors

    project = project_at(folder)
    with progress("checking") as tell:
        loaded = load(project)
        problems = check(loaded, tell)
    if style != "full":
        click.echo(listed(problems, style))
        sys.exit(1 if errors(problems) or (strict and problems) else 0)
    wrong = report(problems, project.root)
    if wrong or (strict and problems):
        sys.exit(1)
    entities = counted(len(loaded.knowledge.records), "entity")
    click.echo(f"{entities} in {counted(len(loaded.decks), 'deck')}: no errors", err=True)
