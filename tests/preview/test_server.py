"""What the preview's server answers, without a browser."""

from __future__ import annotations

import os
import threading
from typing import Any

import pytest

from qgen.preview.server import Preview
from qgen.project.disk import open_project
from tests.conftest import PATIENCE, Project


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_among_the_sources_is_a_problem_and_no_end_of_the_preview(small: Project) -> None:
    os.mkfifo(small.path("source/pipe.yaml"))
    project, _ = open_project(small.folder)
    assert project
    preview = Preview(project, lambda errors, entities: None)
    answered: list[dict[str, Any]] = []
    asking = threading.Thread(target=lambda: answered.append(preview.overview("ko")), daemon=True)
    asking.start()
    asking.join(timeout=PATIENCE)
    assert answered, "a pipe that nobody writes to was read"
    (problem,) = answered[0]["problems"]
    assert problem["code"] == "unreadable-file" and problem["file"] == "source/pipe.yaml"


def test_a_problem_is_shown_with_its_line(small: Project) -> None:
    small.replace("source/zoo.yaml", "id: cat\n", "id: cat\n    colour: red\n")
    project, _ = open_project(small.folder)
    assert project
    shown = [one["shown"] for one in Preview(project, lambda errors, entities: None).overview("ko")["problems"]]
    assert any("colour: red" in text and "^" in text for text in shown)
