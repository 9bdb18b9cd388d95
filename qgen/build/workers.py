"""Tasks done side by side, each in a process of its own that a fork gives all that this one knows.

Takes tasks by name and gives their values, which have to be what pickle knows. A task that fails in its process has no
value: who asks for it does it again here, and meets what went wrong.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Mapping
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Generic, TypeVar

Name = TypeVar("Name", bound=Hashable)
Value = TypeVar("Value")
Begin = Callable[[str], None]

CAN_FORK = sys.platform == "linux"
"""Elsewhere a new process would read everything again, which takes longer than it saves; on macOS, forks may crash."""


def cores() -> int:
    """How many processes can run at the same time."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


class Workers(Generic[Name, Value]):
    """At most `jobs` tasks at a time, in the order of the names; none if `jobs` is 1.

    A task is called with a function that it tells what it begins, and `begin` is told that in this process.
    """

    def __init__(self, tasks: Mapping[Name, Callable[[Begin], Value]], jobs: int, begin: Begin):
        self._waiting = deque(tasks.items() if CAN_FORK and jobs > 1 and len(tasks) > 1 else ())
        self._jobs = jobs
        self._begin = begin
        self._running: dict[Connection, tuple[Name, Any]] = {}
        self._done: dict[Name, Value] = {}

    def __enter__(self) -> Workers[Name, Value]:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def value(self, name: Name) -> Value | None:
        """The value of a task, awaited; None if it was not done."""
        while name not in self._done and (self._is_waiting(name) or self._is_running(name)):
            while self._waiting and len(self._running) < self._jobs:
                self._start(*self._waiting.popleft())
            for connection in wait(list(self._running)):
                assert isinstance(connection, Connection)
                self._receive(connection)
        return self._done.pop(name, None)

    def stop(self) -> None:
        """End every process, and begin no more tasks."""
        self._waiting.clear()
        for _, process in self._running.values():
            process.terminate()
        for connection in list(self._running):
            self._end(connection)

    def _is_waiting(self, name: Name) -> bool:
        return any(waiting == name for waiting, _ in self._waiting)

    def _is_running(self, name: Name) -> bool:
        return any(running == name for running, _ in self._running.values())

    def _start(self, name: Name, task: Callable[[Begin], Value]) -> None:
        reader, writer = multiprocessing.Pipe(duplex=False)
        arguments = (task, writer, [*self._running, reader])
        process = multiprocessing.get_context("fork").Process(target=_work, args=arguments, daemon=True)
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # Ctrl-C is for this process to answer
        try:
            process.start()
            self._running[reader] = (name, process)
        finally:
            writer.close()
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _receive(self, connection: Connection) -> None:
        try:
            begun, value = connection.recv()
        except Exception:  # noqa: BLE001 - the process ended without a value, or pickle does not know it
            self._end(connection)
            return
        if begun is not None:
            self._begin(begun)
        else:
            self._done[self._running[connection][0]] = value
            self._end(connection)

    def _end(self, connection: Connection) -> None:
        _, process = self._running.pop(connection)
        connection.close()
        process.join()


def _work(task: Callable[[Begin], Any], writer: Connection, others: Iterable[Connection]) -> None:
    """Do a task and send its value. An exception ends the process quietly, and so does the end of its parent."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))  # so that temporary files are removed
    for connection in others:
        connection.close()
    try:
        value = task(lambda begun: writer.send((begun, None)))
        writer.send((None, value))
    except Exception:  # noqa: BLE001 - the parent does the task itself, and meets the exception
        sys.exit(1)
