"""Writing files so that none is ever half there: all to temporary files first, then each renamed into place."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def save(files: Mapping[Path, bytes]) -> None:
    """Write all files, or none of them, and make their folders.

    OSError, with the path in `filename`, if one can't be written.
    """
    temporary: list[tuple[Path, Path]] = []
    try:
        for path, data in files.items():
            temporary.append((_written_beside(path, data), path))
        for written, path in temporary:
            written.replace(path)
    finally:
        for written, _ in temporary:
            with suppress(OSError):
                written.unlink()


def _written_beside(path: Path, data: bytes) -> Path:
    """A new temporary file in the same folder, so that the rename stays on one disk."""
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        written.chmod(0o666 & ~_umask())
    except BaseException as error:
        with suppress(OSError):
            written.unlink()
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise
    return written


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
