"""`qgen lock`"""

from __future__ import annotations

from pathlib import Path

import click

from qgen.cli import offers
from qgen.cli.options import project_at, project_option, require


@click.command("lock")
@click.argument("deck", required=False, shell_complete=offers.decks)
@click.option(
    "--from",
    "packages",
    required=True,
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="PACKAGE",
    help="A package that learners have; give one for each language.",
)
@project_option
def command(deck: str | None, packages: tuple[Path, ...], folder: Path) -> None:
    """Restore a deck's lock from packages that were given away.

    Use it if the lock was lost and git does not have it, or if you gave decks away and forgot `qgen release`. What the
    lock says of other languages stays. The deck is found by its title; name it if the title has changed.

    \b
    Examples:
      qgen lock --from ml-essentials.ko.apkg --from ml-essentials.en.apkg
      qgen lock ml-essentials --from backup.apkg
    """
    from qgen.build.loading import load
    from qgen.build.locks import restore_lock
    from qgen.cli.reporting import fail
    from qgen.diagnostics.problems import counted, errors
    from qgen.project.saving import save

    project = project_at(folder)
    loaded = load(project)
    if errors(loaded.problems):
        fail(loaded.problems, project.root, 1)
    require((deck,) if deck else (), set(loaded.decks), "deck")
    restored, problems = restore_lock(loaded, deck, {str(path): path.read_bytes() for path in packages})
    if errors(problems):
        fail(problems, project.root, 1)
    save({path: lock for path, (lock, _) in restored.items()})
    for path, (_, count) in restored.items():
        click.echo(str(path))
        click.echo(f"  {counted(count, 'released item')}", err=True)
