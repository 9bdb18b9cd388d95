"""A registry: each name once, and whose fault it is if something can't be registered or fails."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from qgen.registration.blame import RegistrationError, add_place, load_fault, package_of, run_fault
from qgen.registration.registry import Registry

BY_ITSELF = "from tests.registration.test_registry import SHOWN\nSHOWN.add('{name}', 1, __name__)\n{more}\n"

SHOWN: Registry[int] = Registry("thing", "tests.registration", "qgen.things-of-a-test")
"""Its own modules are the tests of this folder, which register nothing when they are imported."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of installed packages: what is imported from it is forgotten afterwards."""
    monkeypatch.syspath_prepend(str(tmp_path))
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        del sys.modules[name]


def install(site: Path, name: str, text: str) -> None:
    (site / f"{name}.py").write_text(text, encoding="utf-8")
    info = site / f"{name}-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[qgen.things-of-a-test]\none = {name}\n", encoding="utf-8")
    (info / "RECORD").write_text(f"{name}.py,,\n", encoding="utf-8")


def test_a_name_is_taken_once() -> None:
    registry: Registry[int] = Registry("thing", "tests.registration")
    registry.add("one", 1, __name__)
    with pytest.raises(RegistrationError, match="another thing is called `one`, of the module"):
        registry.add("one", 2, __name__)
    registry.add("another", 3, __name__)
    assert list(registry.items().items()) == [("another", 3), ("one", 1)]


def test_a_package_that_fails_is_named_and_the_others_are_loaded(site: Path) -> None:
    install(site, "sound", BY_ITSELF.format(name="sound", more=""))
    install(site, "faulty", BY_ITSELF.format(name="half", more="raise OSError('no disk')"))
    install(site, "double", BY_ITSELF.format(name="sound", more=""))
    assert "half" not in SHOWN.items() and "sound" in SHOWN.items()  # `half` belongs to a module that is not there
    told = {problem.message.split("`")[1]: problem for problem in SHOWN.problems()}
    assert told["faulty"].message == "the package `faulty` 1.2 can't be loaded: OSError: no disk"
    assert told["faulty"].span and told["faulty"].span.path.endswith("faulty.py") and told["faulty"].span.line == 3
    assert "pip uninstall faulty" in (told["faulty"].hint or "")
    (second,) = told.keys() - {"faulty"}  # whichever of the two comes later
    assert "another thing is called `sound`, of the package" in told[second].message
    assert {problem.code for problem in told.values()} == {"plugin"}


def test_a_fault_of_qgen_itself_stays_a_bug() -> None:
    assert run_fault(ValueError(), "the pattern `x`", "qgen.patterns.term") is None
    assert package_of("qgen.patterns.term") == "the module `qgen.patterns.term`"


def test_a_module_of_qgen_that_breaks_a_contract_is_named_with_its_line() -> None:
    from qgen.patterns.registry import pattern

    try:
        pattern("no-such-wording", kind="basic", bloom="remember", asks=lambda base: ())(documented)
    except RegistrationError as error:
        problem = load_fault(error, "qgen.patterns.no_such_wording")
    assert "has no English wording `name`" in problem.message
    assert "qgen/locale/en.yaml" in (problem.hint or "")


def test_a_failure_of_qgen_itself_notes_the_line_of_what_was_registered() -> None:
    try:
        documented_wrongly()
    except LookupError as error:
        add_place(error, "the pattern `x`", __name__)
        noted = error.__notes__
    line = documented_wrongly.__code__.co_firstlineno + 1
    assert noted == [f"in the pattern `x`: {__file__}:{line}:1"]


def documented_wrongly() -> None:
    raise LookupError("missing")


def documented() -> None:
    """A function with a docstring."""
