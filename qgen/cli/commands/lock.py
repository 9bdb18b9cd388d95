"""`qgen lock`"""

from __future__ import annotations

from pathlib import Path

import click

from qgen.cli import offers
from qgen.cli.options import holding_project, project_at, project_option, require


@click.command("lock")
@click.argument("deck", required=False, shell_complete=offers.decks)
@click.option(
    "--from",
    "packages",
    required=True,
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="PACKAGE",
    help="A package that learners have. Give all that you still have, of each language and release, in any order.",
)
@project_option
def command(deck: str | None, packages: tuple[Path, ...], folder: Path) -> None:
    """Restore a deck's lock from packages that were given away.

    Use it if the lock was lost and git does not have it, or if you gave decks away and forgot `qgen release`. The
    packages are joined with each other and with what the lock says already; delete the lock first if that is wrong.
    A package holds what was in the deck when it was made, and what had left it, with the numbers of blanks; of releases
    that you give no package of, nothing is known. The deck is found by its title; name it if no recipe has that.

    \b
    Examples:
      qgen lock --from ml-essentials.ko.apkg --from ml-essentials.en.apkg
      qgen lock --from 2025/ml-essentials.ko.apkg --from 2026/ml-essentials.ko.apkg
      qgen lock ml-essentials --from backup.apkg
    """
    from qgen.build.loading import load
    from qgen.build.lock_restoring import restore_locks
    from qgen.build.locks import lock_bytes
    from qgen.cli.reporting import fail, report
    from qgen.diagnostics.problems import counted, errors
    from qgen.project.saving import save

    project = project_at(folder)
    with holding_project(project.root):
        loaded = load(project)
        if errors(loaded.problems):
            fail(loaded.problems, project.root, 1)
        require((deck,) if deck else (), set(loaded.decks), "deck")
        given = {str(path): path.read_bytes() for path in packages}
        restored = restore_locks(loaded, deck, given, lock_bytes(project, loaded.decks))
        if report(restored.problems, project.root):
            fail((), project.root, 1)
        save(restored.files)
    for path, count in restored.counts.items():
        click.echo(str(path))
        click.echo(f"  {counted(count, 'released item')}", err=True)
    click.echo("what was released and is in none of these packages, the lock can't know: give every one", err=True)
