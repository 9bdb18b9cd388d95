"""What a command is doing just now: one line of the terminal, rewritten in place and gone when it is done.

It is for people who wait: it comes a second after the command began, and never in a file, a pipe, CI or a terminal that
can't go back in a line. It uses no colour and no escape sequence.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qgen.language.width import cells

if TYPE_CHECKING:
    from qgen.build.driver import Tell

_PATIENCE = 1.0  # seconds
_MOMENT = 0.2  # seconds: what takes less needs no words
_ECHO = 2  # cells: the terminal shows Ctrl-C as `^C` behind the line
_BEGAN = time.monotonic()  # commands import this module first of all


@contextlib.contextmanager
def progress(verb: str) -> Iterator[Tell]:
    """A callback for the driver, whose news are shown until the block ends. Print nothing within the block."""
    if not _is_watched():
        yield lambda doing, number, total: None
        return
    line = _Line(verb)
    try:
        yield line.tell
    finally:
        line.erase()


def _is_watched() -> bool:
    in_ci = os.environ.get("CI", "").lower() not in ("", "0", "false")
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and not in_ci


class _Line:
    def __init__(self, verb: str):
        self._verb = verb
        self._text = "reading the project"
        self._width = 0
        self._erased = False
        self._lock = threading.RLock()
        self._timer = threading.Timer(max(_MOMENT, _BEGAN + _PATIENCE - time.monotonic()), self._draw)
        self._timer.daemon = True
        self._timer.start()

    def tell(self, doing: str, number: int, total: int) -> None:
        self._text = f"{self._verb} {doing}" + (f", file {number} of {total}" if number else "")
        self._draw()

    def erase(self) -> None:
        self._timer.cancel()
        with self._lock:
            self._erased = True
            if self._width:
                self._width += _ECHO
                self._write("")
                self._send("\r")

    def _draw(self) -> None:
        with self._lock:
            if not self._erased and time.monotonic() >= _BEGAN + _PATIENCE:
                self._write(_cut(self._text, _columns() - 1 - _ECHO))

    def _write(self, text: str) -> None:
        """In the place of the text before it. Spaces wipe out what that leaves: every terminal knows them."""
        width = cells(text)
        self._send("\r" + text + " " * (self._width - width))
        self._width = width

    @staticmethod
    def _send(text: str) -> None:
        with contextlib.suppress(OSError):  # the terminal was closed
            sys.stderr.write(text)
            sys.stderr.flush()


def _columns() -> int:
    """The width of the terminal; what goes on in a second line could not be wiped out."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except OSError:
        return 80


def _cut(text: str, width: int) -> str:
    if cells(text) <= width:
        return text
    while text and cells(text) >= width:
        text = text[:-1]
    return f"{text}…"
