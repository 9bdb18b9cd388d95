"""`qgen diff`"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qgen.cli import offers
from qgen.cli.options import comma_list, deck_names, project_at, project_option, require
from qgen.cli.progress import progress

if TYPE_CHECKING:
    from qgen.anki.comparing import Changes, Piece
    from qgen.anki.package_reading import Package
    from qgen.build.loading import Loaded
    from qgen.decks.lock import Lock

_SHOWN = 100  # characters of a card in a list


@click.command("diff")
@click.argument("decks", nargs=-1, metavar="[DECK]...", callback=deck_names, shell_complete=offers.decks)
@click.option(
    "--against",
    metavar="PACKAGE|REV",
    shell_complete=offers.paths,
    help="A package that learners have, or a revision in git; by default the last release.",
)
@click.option(
    "--lang",
    "languages",
    callback=comma_list,
    shell_complete=offers.languages,
    metavar="ko,en",
    help="Only these languages.",
)
@project_option
def command(decks: tuple[str, ...], against: str | None, languages: tuple[str, ...], folder: Path) -> None:
    """Tell what learners of the last release would get from a release of today.

    New, changed (word by word), leaving and moved cards, and what to look out for. Nothing is written.

    \b
    Examples:
      qgen diff
      qgen diff ml-essentials --lang ko --against v1.0
      qgen diff ml-essentials --against ~/old/ml-essentials.ko.apkg
    """
    from qgen.build.loading import load
    from qgen.cli.reporting import fail
    from qgen.diagnostics.problems import errors
    from qgen.language.languages import languages as all_languages

    project = project_at(folder)
    with progress("comparing"):
        loaded = load(project)
    if errors(loaded.problems):
        fail(loaded.problems, project.root, 1)
    require(decks, set(loaded.decks), "deck")
    require(languages, set(all_languages()), "language")
    for deck in decks or loaded.decks:
        for language in loaded.decks[deck].recipe.languages:
            if not languages or language in languages:
                _compare(loaded, deck, language, against)


def _compare(loaded: Loaded, deck: str, language: str, against: str | None) -> None:
    from qgen.anki.comparing import compare
    from qgen.outputs.apkg import RETIRED

    now, lock = _package(loaded, deck, language)
    if now is None:
        return
    click.echo(f"{deck}.{language}")
    before = _earlier(loaded, deck, language, against, lock)
    if before is None:
        click.echo("\n".join(_by_lock(lock, language)))
    else:
        click.echo("\n".join(_told(compare(before, now, RETIRED))))


def _package(loaded: Loaded, deck: str, language: str) -> tuple[Package | None, Lock]:
    """The package that a build of now would give, and the lock."""
    from qgen.anki.package_reading import read_package
    from qgen.build.driver import Selection, build
    from qgen.cli.reporting import fail
    from qgen.decks.lock import Lock
    from qgen.decks.lock_file import read_lock
    from qgen.diagnostics.problems import errors

    with progress("comparing") as tell:
        built = build(loaded, Selection((deck,), (language,), ("apkg",)), tell)
    if errors(built.problems):
        fail(built.problems, loaded.project.root, 1)
    path = loaded.project.lock_file(deck)
    source = built.files.get(path) or (path.read_bytes() if path.is_file() else b"")
    packed = next((data for name, data in built.files.items() if name.suffix == ".apkg"), None)
    return (read_package(packed) if packed else None), read_lock(str(path), source)[0] if source else Lock()


def _earlier(loaded: Loaded, deck: str, language: str, against: str | None, lock: Lock) -> Package | None:
    """What to compare with; None if there is nothing but the lock."""
    from qgen.anki.package_reading import NotAPackage, read_package
    from qgen.outputs.package_lock import language_of

    if against and Path(against).is_file():
        try:
            package = read_package(Path(against).read_bytes())
        except NotAPackage as error:
            raise click.ClickException(f"{against}: {error}") from error
        if language_of(package) not in (None, language):
            raise click.UsageError(f"{against} is in `{language_of(package)}`: add `--lang {language_of(package)}`")
        return package
    revision = against or _last_release(loaded, deck, lock)
    return _built_at(loaded, revision, deck, language) if revision else None


def _last_release(loaded: Loaded, deck: str, lock: Lock) -> str | None:
    """The commit whose lock holds just what the last release gave to learners."""
    from qgen.decks.lock_file import read_lock
    from qgen.project.git_history import versions

    released = {key: locked.released for key, locked in lock.items.items() if locked.released}
    path = loaded.project.lock_file(deck)
    for commit, source in versions(loaded.project.root, path):
        then, _ = read_lock(str(path), source)
        if released and released == {
            key: locked.hash for key, locked in then.items.items() if locked.released == locked.hash
        }:
            return commit
    return None


def _built_at(loaded: Loaded, revision: str, deck: str, language: str) -> Package | None:
    from qgen.anki.package_reading import Package
    from qgen.build.loading import load
    from qgen.project.disk import open_project
    from qgen.project.git_history import NoRevision, check_out

    with tempfile.TemporaryDirectory() as folder:
        try:
            check_out(loaded.project.root, revision, Path(folder))
        except NoRevision as error:
            raise click.ClickException(f"no package and no revision `{revision}`: {error}") from error
        project, problems = open_project(Path(folder).resolve())
        if project is None:
            raise click.ClickException(f"at `{revision}` there was no project: {problems[0].message}")
        then = load(project)
        if deck not in then.decks or language not in then.decks[deck].recipe.languages:
            return Package((), (), {})
        return _package(then, deck, language)[0]


def _told(changes: Changes) -> Iterator[str]:
    from qgen.anki.comparing import text_of, title_of

    count = f"  +{len(changes.new)} new, ~{len(changes.changed)} changed, −{len(changes.leaving)} leaving"
    yield count + (f", {len(changes.moved)} moved" if changes.moved else "")
    for note in changes.new:
        yield f"  + {note.fields.get('ID', '')}  {_short(title_of(note))}"
    for one in changes.changed:
        yield f"  ~ {one.note.fields.get('ID', '')}" + ("" if one.fields else "  only markup or tags")
        yield from (
            f"      {changed.name}: {' '.join(map(_shown, _trimmed(changed.pieces)))}" for changed in one.fields
        )
    for note in changes.leaving:
        yield f"  − {note.fields.get('ID', '')}  {_short(text_of(title_of(note)))}"
    for note, deck in changes.moved:
        yield (
            f"  > {note.fields.get('ID', '')}  from “{deck}” to “{note.deck}”; "
            "cards that learners have stay where they are"
        )
    yield from _warned(changes)


def _warned(changes: Changes) -> Iterator[str]:
    for note in changes.stranded:
        yield (
            f"  ! {note.fields.get('ID', '')} is not in the package any more, and nothing tells learners: "
            "release first what they have (`qgen lock --from`)"
        )
    for note, count in changes.emptied:
        yield (
            f"  ! {note.fields.get('ID', '')} loses {count} of its cards; "
            "learners keep them, empty, until they use Anki's “Empty cards”"
        )


def _by_lock(lock: Lock, language: str) -> Iterator[str]:
    mine = {key: locked for (key, code), locked in lock.items.items() if code == language}
    new = [key for key, locked in mine.items() if locked.is_new]
    changed = [key for key, locked in mine.items() if locked.is_changed]
    leaving = [key for key, locked in mine.items() if locked.state == "leaving"]
    if not any(locked.released for locked in mine.values()):
        yield f"  never released: all {len(new)} notes are new"
        return
    yield (
        f"  +{len(new)} new, ~{len(changed)} changed, −{len(leaving)} leaving "
        "(no commit holds the last release: give a package to compare words)"
    )
    for sign, keys in (("+", new), ("~", changed), ("−", leaving)):
        yield from (f"  {sign} {key}" for key in keys)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _trimmed(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    """The pieces with long runs that stayed the same cut down to the words beside a change."""
    from qgen.anki.comparing import Piece

    for place, piece in enumerate(pieces):
        words = piece.text.split()
        if piece.kind != "kept" or len(words) <= 8:
            yield piece
            continue
        head = words[:4] if place else []
        tail = words[-4:] if place + 1 < len(pieces) else []
        yield Piece("kept", " ".join([*head, "…", *tail]))


def _shown(piece: Piece) -> str:
    """Set off by brackets, and in colour on a terminal."""
    if piece.kind == "removed":
        return _coloured(f"[-{piece.text}-]", "red")
    return _coloured(f"{{+{piece.text}+}}", "green") if piece.kind == "added" else piece.text


def _coloured(text: str, colour: str) -> str:
    return text if "NO_COLOR" in os.environ else click.style(text, fg=colour)
