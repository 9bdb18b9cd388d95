"""`qgen stats`"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qgen.cli import offers
from qgen.cli.options import comma_list, project_at, project_option, require
from qgen.cli.progress import progress

if TYPE_CHECKING:
    from qgen.lint.fact_coverage import Coverage


@click.command("stats")
@click.option(
    "--lang",
    "languages",
    callback=comma_list,
    shell_complete=offers.languages,
    metavar="ko,en",
    help="Only these languages.",
)
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people or for programs."
)
@project_option
def command(languages: tuple[str, ...], style: str, folder: Path) -> None:
    """Tell how complete the knowledge base is, and what is not asked and why.

    \b
    Examples:
      qgen stats
      qgen stats --lang ko --format json
    """
    from qgen.build.driver import measure
    from qgen.build.loading import load
    from qgen.cli.reporting import fail
    from qgen.diagnostics.problems import errors
    from qgen.language.languages import languages as all_languages

    project = project_at(folder)
    require(languages, set(all_languages()), "language")
    with progress("counting") as tell:
        loaded = load(project)
        tell("questions", 0, 0)
        found = [] if errors(loaded.problems) else measure(loaded, languages)
    if errors(loaded.problems):
        fail(loaded.problems, project.root, 1)
    if style == "json":
        click.echo(json.dumps([coverage.as_json() for coverage in found], ensure_ascii=False, indent=1))
    else:
        click.echo("\n\n".join(_text(coverage) for coverage in found))


def _text(coverage: Coverage) -> str:
    lines = [
        f"[{coverage.language}]",
        f"facts that can be asked   {coverage.facts}",
        f"asked                     {_share(coverage.asked, coverage.facts)}",
        f"from two angles or more   {_share(coverage.two_angles, coverage.facts)}",
        f"questions                 {coverage.questions}",
        *_table("questions by pattern", coverage.by_pattern),
        *_table("questions by kind", coverage.by_kind),
        *_table("questions by level of thinking", _summed(coverage)),
        *_decks(coverage),
        *_matrix(coverage),
        *_reasons(coverage),
    ]
    if coverage.unasked:
        lines += ["", "asked by nothing", *(f"  {fact}" for fact in coverage.unasked)]
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.1%})" if whole else "0 of 0"


def _summed(coverage: Coverage) -> dict[str, int]:
    totals: dict[str, int] = {}
    for row in coverage.bloom.values():
        for level, count in row.items():
            totals[level] = totals.get(level, 0) + count
    return {level: count for level, count in totals.items() if count}


def _table(title: str, counts: dict[str, int]) -> list[str]:
    return ["", title, *(f"  {name:<24}{count:>5}" for name, count in counts.items())]


_FIGURES = {
    "questions": "questions",
    "told": "answers that one of the ten cards before tells",
    "left_out": "questions left out because they would be told",
    "early": "uses of a term before its definition",
    "undefined": "terms used and never defined",
}


def _decks(coverage: Coverage) -> list[str]:
    lines = []
    for deck, figures in coverage.decks.items():
        lines += ["", f"deck {deck}", *(f"  {_FIGURES[name]:<48}{count:>5}" for name, count in figures.items())]
    return lines


def _matrix(coverage: Coverage) -> list[str]:
    """Entity by level of thinking, in the levels that are asked at all; a dot is none."""
    levels = list(_summed(coverage))
    rows = [
        f"  {entity:<32}" + "".join(f"{row[level] or '·':>12}" for level in levels)
        for entity, row in coverage.bloom.items()
    ]
    return [
        "",
        "questions by entity and level of thinking",
        f"  {'':<32}" + "".join(f"{level:>12}" for level in levels),
        *rows,
    ]


def _reasons(coverage: Coverage) -> list[str]:
    rows = [
        f"  {pattern:<18}{count:>4}  {reason}"
        for pattern, reasons in coverage.not_asked.items()
        for reason, count in reasons.items()
    ]
    return ["", "not asked, and the precondition that failed", *rows] if rows else []
