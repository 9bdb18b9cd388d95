"""How long `qgen build` takes: everything for the first time, again, after one edit, and the package alone.

    python benchmarks/build.py [DECK] [LANGUAGE]

Each case runs five times, the cases in turn, in a copy of the repository's own project; the medians are also given as a
ratio to the first case, which is what to compare between machines.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNS = 5


def main(deck: str = "ml-essentials", language: str = "ko") -> None:
    """Print a line for each case: median seconds, and the ratio to a first build."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for name in ("source", "decks"):
            shutil.copytree(ROOT / name, project / name)
        shutil.copy(ROOT / "qgen.yaml", project)
        concept = next((project / "source").rglob("*.yaml"))
        original = concept.read_text(encoding="utf-8")

        def first() -> None:
            concept.write_text(original, encoding="utf-8")
            shutil.rmtree(project / "out", ignore_errors=True)

        def edited() -> None:
            concept.write_text(original + "\n# edited\n", encoding="utf-8")

        everything = ["build", deck, "--lang", language]
        cases = {
            "first build": (first, everything),
            "again": (lambda: None, everything),
            "after an edit of a comment": (edited, everything),
            "package alone": (lambda: None, [*everything, "--format", "apkg"]),
            "qgen --help": (lambda: None, ["--help"]),
        }
        times: dict[str, list[float]] = {name: [] for name in cases}
        for _ in range(RUNS):
            for name, (prepare, arguments) in cases.items():
                prepare()
                times[name].append(_seconds(arguments, project))
    base = statistics.median(times["first build"])
    for name, found in times.items():
        print(f"{name:<28}{statistics.median(found):6.2f} s{statistics.median(found) / base:8.2f}")


def _seconds(arguments: list[str], project: Path) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "qgen", *arguments], cwd=project, check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(*sys.argv[1:])
