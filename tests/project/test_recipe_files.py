"""What is a deck's recipe: the same files for the build, for completion and for an import."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from qgen.cli import offers, qgen
from qgen.project.roots import recipe_file, recipe_files
from tests.conftest import RECIPE, Project

SECOND = RECIPE.replace("동물원", "농장").replace("Zoo", "Farm")


def test_yaml_and_yml_are_recipes_and_what_an_editor_keeps_beside_them_is_none(project: Project) -> None:
    project.write(dict.fromkeys(("decks/a.yaml", "decks/b.yml", "decks/.c.yaml", "decks/d.yaml~", "decks/e.lock"), ""))
    assert [path.name for path in recipe_files(project.folder)] == ["a.yaml", "b.yml"]
    assert recipe_file(project.folder, "a").name == "a.yaml"
    assert recipe_file(project.folder, "b").name == "b.yml"
    assert recipe_file(project.folder, "new").name == "new.yaml"


def test_completion_offers_decks_of_both_endings(small: Project) -> None:
    small.write({"decks/farm.yml": SECOND})
    context = click.Context(qgen)
    context.params["folder"] = small.folder
    assert offers.decks(context, click.Argument(["decks"]), "") == ["farm", "zoo"]


@pytest.mark.parametrize("name", ["bad.yaml", "bad.yml"])
def test_a_recipe_that_can_not_be_read_is_told_when_its_deck_is_asked_for(small: Project, name: str) -> None:
    small.write({f"decks/{name}": "title: [\n"})
    run = CliRunner().invoke(qgen, ["build", "bad", "-C", str(small.folder)])
    assert run.exit_code == 1, run.output
    assert f"decks/{name}" in run.stderr


def test_an_import_does_not_make_a_second_recipe_of_one_deck(small: Project, tmp_path: Path) -> None:
    notes = tmp_path / "farm.md"
    notes.write_text("# Birds\n\n## Owl\n\nA bird that hunts by night.\n", encoding="utf-8")
    small.write({"decks/farm.yml": SECOND})
    run = CliRunner().invoke(qgen, ["import", str(notes), "--into", str(small.folder)])
    assert run.exit_code == 2
    assert "farm.yml exists, and nothing is overwritten" in run.stderr
