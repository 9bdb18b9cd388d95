"""`qgen new`"""

from __future__ import annotations

import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from qgen.cli import offers

# What a file of the sample is called in the package -> in the project: packaging tools drop names with a leading dot.
_NAMES = {"gitignore": ".gitignore"}


@click.command("new")
@click.argument("name", metavar="DIR|ID")
@click.option(
    "--kind",
    metavar="concept",
    shell_complete=offers.kinds,
    help="Print an entity of this kind with every key, to be typed over.",
)
def command(name: str, kind: str | None) -> None:
    """Start a knowledge base of your own: a small sample that builds. Or print an entity to fill in.

    Nothing that exists is overwritten. Where a file has the first line of what is printed already, `concepts:` say,
    leave it out.

    \b
    Examples:
      qgen new my-kb
      qgen new --kind hyperparameter warmup-steps >> source/training.yaml
    """
    if kind:
        click.echo(_entity(kind, name))
    else:
        _start(Path(name))


def _entity(kind: str, identifier: str) -> str:
    from qgen.diagnostics.problems import did_you_mean
    from qgen.entities import entity_kinds
    from qgen.entities.values import ID_PATTERN
    from qgen.schema import skeleton

    if not re.match(ID_PATTERN, identifier):
        raise click.UsageError(f"`{identifier}` is no id: use a-z, 0-9 and single hyphens")
    try:
        return skeleton(kind, identifier)
    except KeyError:
        known = [one.name for one in entity_kinds().values()]
        raise click.UsageError(f"no kind `{kind}`; {did_you_mean(kind, known) or ', '.join(known)}") from None


def _start(folder: Path) -> None:
    from qgen.project.saving import save
    from qgen.schema import schema_files

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(f"{folder} exists and is not an empty folder; name a new one")
    sample = _sample(files("qgen") / "templates" / "project", folder)
    sample |= {folder / path: data for path, data in schema_files().items()}
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
  4. edit source/coffee.yaml: README.md tells how, `qgen serve` shows it as you write
  5. qgen check                          finds what is wrong, and where"""
