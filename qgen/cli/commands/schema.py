"""`qgen schema`"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qgen.cli.options import project_at, project_option


@click.command("schema")
@click.option("--check", "checking", is_flag=True, help="Write nothing; exit with 1 if the files are not up to date.")
@project_option
def command(checking: bool, folder: Path) -> None:
    """Write the JSON Schema of the project's files, for completion and hover text in editors.

    In VS Code, install the YAML extension (redhat.vscode-yaml). A first line in each file leads it to the schema:
    `# yaml-language-server: $schema=schema.json`, in a folder further down `$schema=../schema.json`.

    \b
    Examples:
      qgen schema
      qgen schema --check
    """
    from qgen.project.saving import save
    from qgen.schema import schema_files

    project = project_at(folder)
    files = {project.root / name: data for name, data in schema_files().items()}
    stale = {path: data for path, data in files.items() if not path.is_file() or path.read_bytes() != data}
    if checking:
        for path in stale:
            click.echo(f"{project.shown(path)} is not up to date: run `qgen schema`", err=True)
        sys.exit(1 if stale else 0)
    save(stale)
    for path in files:
        click.echo(project.shown(path))
