"""The command line in a process of its own says and does what it says and does within the tests' process."""

from __future__ import annotations

import pytest

from qgen.build.result_cache import FOLDER
from tests.conftest import Project, process, qgen

pytestmark = pytest.mark.real


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "--format", "apkg,json,html"),
        ("check", "--strict"),
        ("stats",),
        ("explain", "M05"),
        ("build", "zooo"),
        ("nonsense",),
        ("--version",),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("sound", [True, False])
def test_it_ends_and_says_the_same(
    small: Project, tmp_path_factory: pytest.TempPathFactory, arguments: tuple[str, ...], sound: bool
) -> None:
    if not sound:
        small.replace("source/zoo.yaml", "children: [cat, dog]", "children: [cat, dgo]")
    twin = Project(tmp_path_factory.mktemp("twin")).write(
        {
            path.relative_to(small.folder).as_posix(): path.read_text(encoding="utf-8")
            for path in small.folder.rglob("*.yaml")
        }
    )
    assert qgen(*arguments, cwd=small.folder, epoch=1_700_000_000) == process(
        *arguments, cwd=twin.folder, epoch=1_700_000_000
    )
    made, expected = (
        {
            path.relative_to(one.folder): path.read_bytes()
            for path in one.folder.rglob("*")
            if path.is_file() and path.parent.name != FOLDER  # which tells of the process too
        }
        for one in (small, twin)
    )
    assert made == expected
