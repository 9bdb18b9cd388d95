"""`qgen check`"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from qgen.cli.options import jobs_option, project_at, project_option
from qgen.cli.progress import progress

if TYPE_CHECKING:
    from qgen.diagnostics.problems import Problem


@click.command("check")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["full", "concise", "json", "github"]),
    default="full",
    help="For people, one line each, for programs, or for GitHub's annotations.",
)
@click.option("--wishes", is_flag=True, help="Tell what would be better still too (rules C09, C11).")
@jobs_option
@project_option
def command(strict: bool, style: str, wishes: bool, jobs: int | None, folder: Path) -> None:
    """Find every fault of the project, building nothing.

    Syntax, schema, references, contradictions, missing translations and readings, and what the linter finds, all at
    once. Exit status: 0 no errors, 1 errors (with --strict: or warnings), 2 no project or wrong usage.

    \b
    Examples:
      qgen check --strict
      qgen check --format github
    """
    from qgen.cli.reporting import listed, report, without_wishes
    from qgen.diagnostics.problems import counted, errors

    checked = _checked(folder, jobs)
    problems = checked.problems if wishes else without_wishes(checked.problems)
    if style != "full":
        click.echo(listed(problems, style))
        sys.exit(1 if errors(problems) or (strict and problems) else 0)
    wrong = report(problems, checked.root)
    if wrong or (strict and problems):
        sys.exit(1)
    click.echo(f"{counted(checked.entities, 'entity')} in {counted(checked.decks, 'deck')}: no errors", err=True)


class _Checked(NamedTuple):
    root: Path
    problems: list[Problem]
    entities: int
    decks: int


def _checked(folder: Path, jobs: int | None) -> _Checked:
    """What is wrong in the project at a folder: as it was found earlier, if nothing has changed since."""
    from qgen.cli.earlier import as_problems, as_values, can_be_told_again, results_at

    results = results_at(folder, "check")
    if results and (earlier := results.find()):
        return _Checked(results.root, as_problems(earlier["problems"]), earlier["entities"], earlier["decks"])
    from qgen.build.driver import check
    from qgen.build.loading import load
    from qgen.build.workers import cores

    project = project_at(folder)
    if results:
        results.depend_on(project.settings.templates)
    with progress("checking") as tell:
        loaded = load(project)
        problems = check(loaded, tell, jobs=jobs or cores())
    found = _Checked(project.root, problems, len(loaded.knowledge.records), len(loaded.decks))
    if results and can_be_told_again(problems):
        results.store({"problems": as_values(problems), "entities": found.entities, "decks": found.decks}, {})
    return found
