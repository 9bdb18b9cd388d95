"""Tasks in processes: their values, what they begin, and tasks that fail."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from qgen.build.workers import CAN_FORK, Workers

pytestmark = [pytest.mark.real, pytest.mark.skipif(not CAN_FORK, reason="needs a fork")]


def test_values_and_what_is_begun() -> None:
    begun: list[str] = []

    def task(number: int) -> Callable[[Callable[[str], None]], tuple[int, int]]:
        def do(begin: Callable[[str], None]) -> tuple[int, int]:
            begin(f"file {number}")
            return number, os.getpid()

        return do

    with Workers({number: task(number) for number in range(7)}, 3, begun.append) as workers:
        values = [workers.value(number) for number in range(7)]
    assert [value and value[0] for value in values] == list(range(7))
    assert len({value and value[1] for value in values} | {os.getpid()}) == 8
    assert sorted(begun) == [f"file {number}" for number in range(7)]


def fails(begin: Any) -> int:
    raise ValueError("no")


def dies(begin: Any) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 1


def can_not_be_sent(begin: Any) -> Any:
    return threading.Lock()


def is_large(begin: Any) -> bytes:
    return bytes(3_000_000)


def test_a_task_that_fails_has_no_value(capfd: pytest.CaptureFixture[str]) -> None:
    tasks = {"fails": fails, "dies": dies, "can not be sent": can_not_be_sent, "large": is_large}
    with Workers(tasks, 2, print) as workers:
        assert [workers.value(name) for name in tasks] == [None, None, None, bytes(3_000_000)]
        assert workers.value("large") is None, "it was taken"
        assert workers.value("nothing of that name") is None
    assert capfd.readouterr().err == ""


def sleeps(begin: Any) -> int:
    begin(str(os.getpid()))
    time.sleep(600)
    return 1


def _first_of(tasks: Any, begin: Any) -> Any:
    with Workers(tasks, 2, begin) as workers:
        return workers.value(1)


def test_processes_end_with_the_block() -> None:
    begun: list[str] = []
    threading.Timer(0.5, signal.pthread_kill, (threading.get_ident(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        _first_of({1: sleeps, 2: sleeps, 3: is_large}, begun.append)
    assert len(begun) == 2
    for process in map(int, begun):
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_one_at_a_time_takes_no_process() -> None:
    with Workers({1: is_large, 2: is_large}, 1, print) as workers:
        assert workers.value(1) is None
