"""A terminal for the tests: a program between pseudo-terminals, what is typed into it and what it shows."""

from __future__ import annotations

import os
import re
import select
import signal
import struct
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from qgen.language.width import cells
from tests.conftest import PATIENCE

for needed in ("fcntl", "pty", "termios"):
    pytest.importorskip(needed, reason="needs a POSIX system, for its pseudo-terminals")
import fcntl  # noqa: E402
import pty  # noqa: E402
import termios  # noqa: E402

_SEQUENCE = re.compile(r"\x1b(?:\[[0-9;?>=]*[a-zA-Z]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[=>78MP]|\([B0])")


def screen(shown: str) -> list[str]:
    """What stands on a screen that is high enough after all that was sent to it: lines without spaces at their ends."""
    lines: list[list[str]] = [[]]
    column = 0
    for character in shown:
        if character == "\r":
            column = 0
        elif character == "\n":
            lines.append([])
        else:
            line = lines[-1]
            line += " " * (column - len(line))
            line[column : column + cells(character)] = [character, *[""] * (cells(character) - 1)]
            column += cells(character)
    return ["".join(line).rstrip() for line in lines]


class Terminal:
    """A program whose input and error output, and by default output too, is a terminal of 80 columns."""

    def __init__(
        self, arguments: Sequence[str], cwd: Path, env: Mapping[str, str], columns: int = 80, out: int | None = None
    ):
        self.shown = ""
        """What was sent to the screen, as it was sent."""
        self.began = time.monotonic()
        self._end, end = pty.openpty()
        fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        self.process = subprocess.Popen(
            arguments,
            cwd=cwd,
            env=env,
            stdin=end,
            stdout=end if out is None else out,
            stderr=end,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no thread runs here
        )
        os.close(end)

    def type(self, text: str) -> None:
        os.write(self._end, text.encode())

    def wait_for(self, pattern: str, seconds: float = PATIENCE) -> re.Match[str]:
        """The match of a pattern in what is shown from here on, without control sequences; what was shown before it is
        forgotten.
        """
        until = time.monotonic() + seconds
        while True:
            plain = _SEQUENCE.sub("", self.shown)
            if found := re.search(pattern, plain):
                self.shown = ""
                return found
            if time.monotonic() > until or not self._read(until):
                raise AssertionError(f"{pattern!r} is not in {plain!r}")

    def wait_until(self, text: str, seconds: float = PATIENCE) -> float:
        """Wait until the screen was sent a text; the seconds since the program was started."""
        until = time.monotonic() + seconds
        while text not in self.shown:
            assert self._read(until), f"{text!r} is not in {self.shown!r}"
        return time.monotonic() - self.began

    def read_to_end(self, seconds: float = PATIENCE) -> str:
        """All that is shown until the program ends."""
        until = time.monotonic() + seconds
        while self._read(until):
            pass
        self.process.wait(timeout=seconds)
        return self.shown

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        os.close(self._end)

    def _read(self, until: float) -> bool:
        """Read what there is; False once nothing more comes."""
        ready, _, _ = select.select([self._end], [], [], max(0.0, until - time.monotonic()))
        try:
            data = os.read(self._end, 65536) if ready else b""
        except OSError:  # Linux says so when the program has gone
            data = b""
        self.shown += data.decode(errors="replace")
        return bool(data)
