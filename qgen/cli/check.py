"""`qgen check`"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qgen.cli.options import project_at, project_option


@click.command("check")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@project_option
def command(strict: bool, folder: Path) -> None:
    """Find every fault of the project, writing nothing.

    \b
    Example:
      qgen check --strict
    """
    from qgen.build import check, load
    from qgen.cli.reporting import counted, report

    project = project_at(folder)
    loaded = load(project)
    problems = check(loaded)
    wrong = report(problems, project.root)
    if wrong or (strict and problems):
        sys.exit(1)
    entities = counted(len(loaded.knowledge.records), "entity").replace("entitys", "entities")
    click.echo(f"{entities} in {counted(len(loaded.decks), 'deck')}: no errors", err=True)
