"""A project as git holds it at an earlier time.

Git is asked for files only, and only if the project lies in a repository.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

_PARTS = ("source", "decks", "qgen.yaml", "templates")
_LOOK_BACK = 300  # commits of a lock in which its last release is searched


class NoRevision(Exception):
    """Git is missing, the project is in no repository, or there is no such revision; the message says which."""


def check_out(root: Path, revision: str, folder: Path) -> None:
    """Write the project as it was at a revision into an empty folder. NoRevision if that can't be."""
    prefix = _git(root, "rev-parse", "--show-prefix").decode().strip()
    tree = f"{revision}:{prefix}" if prefix else revision
    listed = _git(root, "ls-tree", "--name-only", tree).decode().splitlines()
    archive = _git(root, "archive", "--format=tar", tree, *(part for part in _PARTS if part in listed))
    with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
        packed.extractall(folder, filter="data")


def versions(root: Path, path: Path) -> Iterator[tuple[str, bytes]]:
    """The commits that changed a file, the newest first, each with what the file then held. Nothing without git."""
    name = path.relative_to(root).as_posix()
    try:
        commits = _git(root, "log", "--format=%H", f"-{_LOOK_BACK}", "--", name).decode().split()
        for commit in commits:
            yield commit, _git(root, "show", f"{commit}:./{name}")
    except NoRevision:
        return


def _git(root: Path, *arguments: str) -> bytes:
    try:
        command = ["git", "-C", str(root), *arguments]
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - the user's own git, in no shell
    except OSError as error:
        raise NoRevision(f"git can't be run: {error.strerror}") from error
    if done.returncode:
        raise NoRevision(done.stderr.decode("utf-8", "replace").strip().splitlines()[-1])
    return done.stdout
