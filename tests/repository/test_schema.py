"""The JSON Schema that editors use: up to date, and of one opinion with qgen about every file of the repository."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from qgen.schema import schema_files, skeleton
from tests.conftest import ROOT, Project

KINDS = ("concept", "hyperparameter", "taxonomy", "comparison", "rule", "question", "example", "figure", "source")
SOURCES = sorted((ROOT / "source").rglob("*.yaml"))
RECIPES = sorted((ROOT / "decks").glob("*.yaml"))


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema, by which editors read: `no` is a text, `1e-3` a number, a date a text."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("null", r"^(?:~|null|Null|NULL|)$", "~nN\0"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))
Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))


def load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=Core)


def schema(name: str) -> Any:
    import json

    return json.loads(schema_files()[name])


@pytest.mark.parametrize("name", ["source/schema.json", "decks/schema.json"])
def test_the_committed_copy_is_up_to_date(name: str) -> None:
    assert (ROOT / name).read_bytes() == schema_files()[name], "run `qgen schema`"
    jsonschema.Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("path", [*SOURCES, *RECIPES], ids=lambda path: path.stem)
def test_every_file_is_valid_and_leads_its_editor_to_the_schema(path: Path) -> None:
    name = "decks/schema.json" if path in RECIPES else "source/schema.json"
    found = list(jsonschema.Draft202012Validator(schema(name)).iter_errors(load(path)))
    assert not found, found[0]
    lead = re.fullmatch(r"# yaml-language-server: \$schema=(.+)", path.read_text(encoding="utf-8").split("\n")[0])
    assert lead and (path.parent / lead[1]).resolve() == ROOT / name


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("definition:", "defintion:"),
        ("level: 2", "level: 7"),
        ("how: contrasts-with", "how: eats"),
        ("id: activation-function", "id: Activation"),
    ],
)
def test_what_qgen_refuses_the_editor_underlines(old: str, new: str) -> None:
    path = next(path for path in SOURCES if old in path.read_text(encoding="utf-8"))
    broken = yaml.load(path.read_text(encoding="utf-8").replace(old, new, 1), Loader=Core)
    assert list(jsonschema.Draft202012Validator(schema("source/schema.json")).iter_errors(broken))


def test_every_key_that_an_author_types_is_explained_at_the_top() -> None:
    """What an editor shows while the pointer rests on a key."""
    made = schema("source/schema.json")
    assert all(one["description"] for one in made["properties"].values())
    assert made["$defs"]["Concept"]["properties"]["definition"]["description"].startswith("What it is")


@pytest.mark.parametrize("kind", KINDS)
def test_a_skeleton_holds_every_key(kind: str, small: Project) -> None:
    run = small.qgen("new", "--kind", kind, "my-thing")
    assert run.status == 0 and "id: my-thing" in run.out
    assert yaml.safe_load(run.out)
    from qgen.entities import entity_kinds

    model = next(one.model for one in entity_kinds().values() if one.name == kind)
    assert all(re.search(rf"^\s+(?:- |# )?{name}:", run.out, re.MULTILINE) for name in model.model_fields)


def test_a_skeleton_of_nothing(small: Project) -> None:
    assert "did you mean `concept`?" in small.qgen("new", "--kind", "concpet", "x").err
    assert small.qgen("new", "--kind", "concept", "My Thing").status == 2
    with pytest.raises(KeyError):
        skeleton("nothing", "x")


def test_schema_writes_what_is_stale(small: Project) -> None:
    assert small.qgen("schema", "--check").status == 1
    assert small.qgen("schema").out == "source/schema.json\ndecks/schema.json\n"
    assert small.qgen("schema", "--check").status == 0
    small.write({"source/schema.json": "{}"})
    assert "source/schema.json is not up to date" in small.qgen("schema", "--check").err
