"""The wheel carries everything that the program reads: templates, locales, the sample project."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import PATIENCE, ROOT


@pytest.mark.real
@pytest.mark.skipif(importlib.util.find_spec("pip") is None, reason="needs pip to build a wheel")
def test_the_wheel_holds_every_file_of_the_package(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    tracked = subprocess.run(
        ["git", "ls-files", "qgen"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    ).stdout.split("\n")
    assert {name for name in tracked if name} - held == set()
