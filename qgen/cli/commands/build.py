"""`qgen build`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qgen.cli import offers
from qgen.cli.options import comma_list, deck_names, holding_project, jobs_option, project_at, project_option, require
from qgen.cli.progress import progress

if TYPE_CHECKING:
    from qgen.build.driver import Selection
    from qgen.build.result_cache import ResultCache
    from qgen.project.disk import Project


@click.command("build")
@click.argument("decks", nargs=-1, metavar="[DECK]...", callback=deck_names, shell_complete=offers.decks)
@click.option(
    "--lang",
    "languages",
    callback=comma_list,
    shell_complete=offers.languages,
    metavar="ko,en",
    help="Only these languages.",
)
@click.option(
    "--format",
    "formats",
    callback=comma_list,
    shell_complete=offers.formats,
    metavar="apkg,interview",
    help="Only these outputs.",
)
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", help="The paper of PDFs.")
@click.option(
    "--seed", type=click.IntRange(min=0), default=1, metavar="N", help="Draw another exam: each number gives its own."
)
@jobs_option
@project_option
def command(
    decks: tuple[str, ...],
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    *,
    paper: Any,
    seed: int,
    jobs: int | None,
    folder: Path,
) -> None:
    """Build decks into `out/`.

    Without arguments: every deck, in its languages and formats. The paths of what was built go to standard output.

    \b
    Examples:
      qgen build
      qgen build ml-complete --lang ko --format apkg,interview
    """
    from qgen.cli.earlier import as_problems, results_at
    from qgen.cli.reporting import report, without_wishes

    results = results_at(folder, "build", decks, languages, formats, paper, seed)
    if results and (earlier := results.find()):
        report(without_wishes(as_problems(earlier["problems"])), results.root)
        _tell({results.root / name: summary for name, summary in earlier["summaries"].items()})
        return
    from qgen.build.driver import Selection
    from qgen.decks.edition import PressSettings

    selection = Selection(decks, languages, formats, PressSettings(paper, seed))
    build_into_out(project_at(folder), selection, jobs, results)


def build_into_out(
    project: Project, selection: Selection, jobs: int | None = None, results: ResultCache | None = None
) -> None:
    """Build a selection, write it and say what was built. Ends the program if it can't be.

    `results` is where what was built is noted, so that the same need not be built again.
    """
    from qgen.build.driver import build
    from qgen.build.loading import load, plugin_problems
    from qgen.build.locks import changed_locks
    from qgen.build.workers import cores
    from qgen.cli.earlier import as_values, can_be_told_again
    from qgen.cli.reporting import fail, report, without_wishes
    from qgen.language.languages import languages
    from qgen.outputs.registry import formats

    if results:
        results.depend_on(project.settings.templates)
    require(selection.languages, set(languages()), "language")
    if not plugin_problems():  # or what was asked for may be missing because of them, which they say
        require(selection.formats, formats(), "format")
    with holding_project(project.root):
        with progress("building") as tell:
            loaded = load(project)
            if loaded.decks or not loaded.problems:
                require(selection.decks, set(loaded.decks) | _unreadable(project.root), "deck")
            built = build(loaded, selection, tell, jobs=jobs or cores())
        if report(without_wishes(built.problems), project.root):
            fail((), project.root, 1)
        if changed := changed_locks(project, built.locks):
            fail(changed, project.root, 1)
        _save({path: data for path, data in built.files.items() if not _holds(path, data)})
    _tell(built.summaries)
    if not built.summaries:
        raise click.UsageError("nothing to build: the decks have no such language or format")
    if results and can_be_told_again(built.problems):
        summaries = {project.shown(path): summary for path, summary in built.summaries.items()}
        results.store({"problems": as_values(built.problems), "summaries": summaries}, built.files)


def _tell(summaries: dict[Path, str]) -> None:
    """The files that were built, each with what is in it."""
    for path, summary in summaries.items():
        click.echo(_from_here(path))
        click.echo(f"  {summary}", err=True)


def _unreadable(root: Path) -> set[str]:
    """Decks whose recipe is there, whether or not it could be read: their errors say more than `no deck`."""
    from qgen.project.roots import recipe_files

    return {path.stem for path in recipe_files(root)}


def _holds(path: Path, data: bytes) -> bool:
    """Whether a file is as it would be written: it is left untouched."""
    try:
        return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _save(files: dict[Path, bytes]) -> None:
    from qgen.project.saving import save

    try:
        save(files)
    except OSError as error:
        message = f"can't write {error.filename}: {error.strerror}; the old files are as they were"
        raise click.ClickException(message) from error


def _from_here(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
