"""`qgen new`"""

from __future__ import annotations

import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

# What a file of the sample is called in the package -> in the project: packaging tools drop names with a leading dot.
_NAMES = {"gitignore": ".gitignore"}


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def command(folder: Path) -> None:
    """Start a knowledge base of your own: a small sample that builds.

    Nothing that exists is overwritten.

    \b
    Example:
      qgen new my-kb
    """
    from qgen.saving import save

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(f"{folder} exists and is not an empty folder; name a new one")
    sample = _sample(files("qgen") / "templates" / "project", folder)
    namespace = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-") or "my-kb"
    try:
        save({path: data.replace(b"{{namespace}}", namespace.encode()) for path, data in sample.items()})
    except OSError as error:
        raise click.ClickException(f"can't write {error.filename}: {error.strerror}") from error
    click.echo(folder)
    click.echo(_next_steps(folder), err=True)


def _sample(folder: Traversable, target: Path) -> dict[Path, bytes]:
    found: dict[Path, bytes] = {}
    for entry in folder.iterdir():
        place = target / _NAMES.get(entry.name, entry.name)
        found |= _sample(entry, place) if entry.is_dir() else {place: entry.read_bytes()}
    return found


def _next_steps(folder: Path) -> str:
    return f"""
next steps:
  1. cd {folder}
  2. qgen build                          makes out/coffee.ko.apkg and more
  3. import out/coffee.ko.apkg into Anki (File > Import)
  4. edit source/coffee.yaml, then `qgen check` and `qgen build` again"""
