"""`qgen release`"""

from __future__ import annotations

from pathlib import Path

import click

from qgen.cli import offers
from qgen.cli.options import deck_names, project_at, project_option


@click.command("release")
@click.argument("decks", nargs=-1, metavar="[DECK]...", callback=deck_names, shell_complete=offers.decks)
@project_option
def command(decks: tuple[str, ...], folder: Path) -> None:
    """Build decks that you are about to give away, and write that down in their locks.

    From then on the build knows what learners have: it tells what is new to them, keeps the cards that they study, and
    each later package tells of every card that left the deck. Commit the locks afterwards. If you forget to release, no
    schedule is lost; only, cards that left are not announced. `qgen lock --from PACKAGE` makes up for it.

    \b
    Examples:
      qgen release
      qgen release ml-essentials
    """
    from qgen.build.driver import Selection
    from qgen.cli.commands.build import build_into_out

    build_into_out(project_at(folder), Selection(decks, release=True))
    click.echo("released: now commit decks/*.lock", err=True)
