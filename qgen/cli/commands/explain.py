"""`qgen explain`"""

from __future__ import annotations

import textwrap
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qgen.cli import offers
from qgen.cli.options import project_option
from qgen.cli.progress import progress

if TYPE_CHECKING:
    from qgen.build.loading import Loaded
    from qgen.lint import Rule
    from qgen.patterns.registry import Pattern
    from qgen.questions.model import Question


@click.command("explain")
@click.argument("name", required=False, metavar="[CODE|RULE|PATTERN]", shell_complete=offers.explained)
@project_option
def command(name: str | None, folder: Path) -> None:
    """Tell what a problem means, what a rule checks or what a pattern asks, and what to do.

    Without a name: a list of all. A pattern is shown with an example from the project, where there is one.

    \b
    Examples:
      qgen explain unknown-reference
      qgen explain M07
      qgen explain odd-one-out
    """
    from qgen.build.loading import plugin_problems
    from qgen.cli.reporting import report
    from qgen.diagnostics.explanations import explanations
    from qgen.diagnostics.problems import did_you_mean
    from qgen.lint import rules
    from qgen.patterns.registry import patterns

    report(plugin_problems(), folder)
    if name is None:
        click.echo(_everything())
    elif name.upper() in rules():
        click.echo(_rule(rules()[name.upper()]))
    elif name.lower() in explanations():
        click.echo(_problem(name.lower()))
    elif name.lower() in patterns():
        click.echo(_pattern(patterns()[name.lower()], folder))
    else:
        known = [*explanations(), *rules(), *patterns()]
        raise click.UsageError(
            f"no problem, rule or pattern `{name}`; {did_you_mean(name, known) or 'see `qgen explain`'}"
        )


def _everything() -> str:
    from qgen.diagnostics.explanations import explanations
    from qgen.lint import rules
    from qgen.patterns.registry import patterns

    lines = ["problems", *(f"  {code:<22}{one.what}" for code, one in explanations().items())]
    lines += ["", "rules of the linter", *(f"  {rule.id:<20}{rule.title}" for rule in rules().values())]
    lines += ["", "question patterns", *(f"  {pattern.name:<20}{pattern.summary}" for pattern in patterns().values())]
    return "\n".join(lines)


def _problem(code: str) -> str:
    from qgen.diagnostics.explanations import explanations

    found = explanations()[code]
    lines = [
        f"{code}",
        "",
        *_section("what it is", found.what),
        *_section("why", found.why),
        *_section("what to do", found.do),
    ]
    if found.bad:
        lines += ["example:", f"  wrong  {found.bad}", f"  right  {found.good}"]
    return "\n".join(lines).rstrip()


def _rule(rule: Rule) -> str:
    kept_out = rule.severity == "error"
    lines = [f"{rule.id}: {rule.title} ({rule.severity})", ""]
    lines += _section("why", rule.why) + _section("what it finds", rule.example) + _section("what to do", rule.remedy)
    if kept_out:
        lines += _section(
            "what happens", "The question is left out, and everything else is built. An error can't be allowed."
        )
    elif any(scope == "deck" for scope, _ in rule.checks) and len(rule.checks) == 1:
        lines += _section(
            "to allow it", f"in the deck's recipe, or beside the entity: `allow: {{{rule.id}: the reason}}`"
        )
    else:
        lines += _section(
            "to allow it", f"beside the entity that it is reported at: `allow: {{{rule.id}: the reason}}`"
        )
    return "\n".join(lines).rstrip()


def _pattern(pattern: Pattern, folder: Path) -> str:
    lines = [f"{pattern.name}: {pattern.summary}", ""]
    lines += _section("what is asked, and when it can be", pattern.precondition)
    lines += [f"kind: {pattern.kind}, level of thinking: {pattern.bloom}", ""]
    return "\n".join(lines + _in_project(pattern, folder)).rstrip()


def _section(title: str, text: str) -> list[str]:
    return [f"{title}:", *textwrap.wrap(text, 96, initial_indent="  ", subsequent_indent="  "), ""]


def _in_project(pattern: Pattern, folder: Path) -> list[str]:
    """An example from the project, and why the pattern does not ask more of it; nothing outside a project."""
    from qgen.build.driver import ask_everything
    from qgen.build.loading import load
    from qgen.diagnostics.problems import errors
    from qgen.project.disk import open_project

    project, _ = open_project(folder.resolve())
    with progress("looking for") as tell:
        loaded = load(project) if project else None
        if loaded is None or errors(loaded.problems):
            return []
        tell("an example", 0, 0)
        everything = ask_everything(loaded)
    lines: list[str] = _asked_by_no_deck(pattern, loaded)
    for language, asked in everything.items():
        mine = [question for question in asked.questions if question.key.pattern == pattern.name]
        reasons = Counter(missing.reason for missing in asked.not_asked if missing.pattern == pattern.name)
        lines += [f"[{language}] {len(mine)} in this project"]
        lines += [f"  {count} not asked: {reason}" for reason, count in reasons.most_common()]
        lines += ["", *_example(mine[0]), ""] if mine else [""]
    return lines


def _asked_by_no_deck(pattern: Pattern, loaded: Loaded) -> list[str]:
    recipes = [deck.recipe for deck in loaded.decks.values()]
    if any(not recipe.patterns or pattern.name in recipe.patterns for recipe in recipes):
        return []
    return _section(
        "no deck asks it", f"Add `{pattern.name}` to `patterns:` of a recipe: each recipe here lists its own."
    )


def _example(question: Question) -> list[str]:
    from qgen.rendering.plain import plain

    lines = [f"  example, {question.key}", *textwrap.indent(question.front_text, "    ").split("\n")]
    for option in question.options:
        lines += [f"    {'(x)' if option.correct else '( )'} {option.words}", f"        {plain(option.why)}"]
    if not question.options:
        lines += [f"    → {line}" for line in question.answer_text.split("\n")]
    return lines
