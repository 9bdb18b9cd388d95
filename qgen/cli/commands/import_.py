"""`qgen import`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qgen.cli.reporting import fail, report
from qgen.diagnostics.problems import counted

if TYPE_CHECKING:
    from qgen.importing.files import ImportedFiles

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("import")
@click.argument(
    "paths", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option(
    "--into",
    "-C",
    "folder",
    type=_FOLDER,
    default=Path(),
    help="The project; begun if there is none. By default this folder.",
)
@click.option("--lang", metavar="ko", help="The language of the notes; by default what most of their letters are.")
@click.option("--ask-ids", is_flag=True, help="Ask for an id for each Korean name; Enter takes the romanised one.")
def command(paths: tuple[Path, ...], folder: Path, lang: str | None, ask_ids: bool) -> None:
    """Make a draft knowledge base of what you have: notes in Markdown or plain text, Anki decks.

    Notes: headings with text, lists, trees drawn with lines or indentation, tables, `term: definition`, `Q.`/`A.`. What
    is not understood is listed with its line, and nothing that exists is overwritten.

    Decks (.apkg, or Anki's text export): every note is kept as it is, with its guid and note type, so that those who
    learn from the deck keep their schedules when they import what you build.

    \b
    Examples:
      qgen import notes.md --into my-kb
      qgen import "Biology 101.apkg" --into my-kb
    """
    from qgen.cli.options import require
    from qgen.importing.files import already_there, import_files
    from qgen.language.languages import languages
    from qgen.project.saving import save

    if lang:
        require((lang,), set(languages()), "language")
    sources = {path.as_posix(): path.read_bytes() for path in paths}
    imported = import_files(sources, folder, lang, _ask if ask_ids else None)
    if taken := already_there(imported.files):
        raise click.UsageError(f"{taken[0]} exists, and nothing is overwritten; move it, or import into another folder")
    if any(problem.severity == "error" for problem in imported.problems):
        fail(imported.problems, Path(), 1)
    try:
        save(imported.files)
    except OSError as error:
        raise click.ClickException(f"can't write {error.filename}: {error.strerror}") from error
    report(imported.problems, Path())
    for path in imported.files:
        click.echo(path)
    click.echo(_told(imported, folder), err=True)


def _ask(text: str, proposed: str) -> str:
    return str(click.prompt(f"id of “{text}”", default=proposed, err=True))


def _told(imported: ImportedFiles, folder: Path) -> str:
    found = ", ".join(counted(number, kind) for kind, number in imported.counts.items() if number) or "nothing"
    cd = "" if folder == Path() else f"cd {folder} && "
    return f"""
imported {found}

next steps:
  1. {cd}qgen check         finds what the draft lacks
  2. qgen serve --open    shows its cards while you mend it
  3. qgen build           makes the deck"""
