"""One program at a time writes to a project: it holds a file, which the system lets go of when the program ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_FOLDER, _FILE = ".qgen-cache", "writing"
_PAUSE = 0.2  # seconds between two tries


@contextmanager
def holding(root: Path, waits: Callable[[], None]) -> Iterator[None]:
    """Hold the project at `root`; `waits` is called once if another program does.

    Where files can't be held, on some network drives, or written, nothing is held: what was read is compared again
    before anything is written.
    """
    handle = _opened(root / _FOLDER)
    if handle is None:
        yield
        return
    try:
        is_told = False
        while not _held(handle):
            if not is_told:
                waits()
            is_told = True
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)  # which lets go of it


def _opened(folder: Path) -> int | None:
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
        ignored = folder / ".gitignore"
        if not ignored.exists():
            ignored.write_bytes(b"*\n")
        return os.open(folder / _FILE, os.O_RDWR | os.O_CREAT, 0o666)
    return None


if sys.platform == "win32":
    import msvcrt

    def _held(handle: int) -> bool:
        """Whether the first byte of the file is ours now. It need not exist."""
        os.lseek(handle, 0, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:  # EACCES: another program has it
            return False
        except OSError:
            return True  # it can't be held at all
        return True

else:
    import fcntl

    def _held(handle: int) -> bool:
        """Whether the file is ours now."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:  # another program has it
            return False
        except OSError:
            return True  # it can't be held at all
        return True
