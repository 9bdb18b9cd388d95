"""The build driver: runs the flow from a project's files to artifacts. Together with the CLI, all that touches the
disk.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from qgen.build.loading import Loaded
from qgen.build.locks import read_deck_lock
from qgen.decks.edition import PressSettings
from qgen.decks.lock import write_lock
from qgen.decks.publishing import chapter_of, publish
from qgen.decks.recipe import Deck
from qgen.decks.titles import renamed, titles
from qgen.diagnostics.problems import Problem, did_you_mean, errors
from qgen.knowledge.factbase import FactBase
from qgen.lint import Asked, Report, ask, lint_deck
from qgen.lint.fact_coverage import Coverage, cover
from qgen.outputs.registry import Output, Produced, wanted
from qgen.printing.document import Printed
from qgen.printing.pdf_cache import kept
from qgen.project.disk import Project
from qgen.project.template_checks import template_fault
from qgen.questions.model import Question
from qgen.registration.blame import run_fault

Tell = Callable[[str, int, int], None]
"""Is told what is made next (a file's name, or `questions in ko`), and which of how many files that is; 0 before the
first.
"""


@dataclass(frozen=True)
class Selection:
    """What a user asks for; nothing named means everything."""

    decks: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    press: PressSettings = PressSettings()
    release: bool = False
    """Whether what is built is given away: the lock says from now on that learners have it."""


@dataclass
class Built:
    """Files to write, what each holds, and the problems met on the way."""

    files: dict[Path, bytes] = field(default_factory=dict)
    summaries: dict[Path, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def in_no_deck(loaded: Loaded, base: FactBase) -> list[Problem]:
    """A warning for each entity that states facts of which no deck asks any: a tag is misspelt, or missing."""
    selected = {entity for deck in loaded.decks.values() for entity in chapter_of(deck, base)}
    known = sorted({tag for deck in loaded.decks.values() for chapter in deck.recipe.chapters for tag in chapter.tags})
    return [
        Problem.warning(
            "in-no-deck",
            f"no deck asks about `{entity.id}`",
            at=base.span(entity.id, "id"),
            hint=next(filter(None, (did_you_mean(tag, known) for tag in entity.tags)), None)
            or f"give it a tag that a chapter selects: {', '.join(known[:6])}",
        )
        for entity in base.entities()
        if selected and entity.id not in selected and any(entity.facts())
    ]


def build(loaded: Loaded, selection: Selection, tell: Tell = lambda doing, number, total: None) -> Built:
    """Every artifact that the selection asks for. Nothing is made if the sources have errors."""
    built = Built(problems=list(loaded.problems))
    if errors(built.problems):
        return built
    base = FactBase(loaded.knowledge)
    built.problems += in_no_deck(loaded, base) if not selection.decks else []
    report = Report(base)
    questions: dict[str, tuple[Question, ...]] = {}
    for language in dict.fromkeys(
        language for deck in _selected(loaded, selection) for language in _languages(deck, selection)
    ):
        tell(f"questions in {language}", 0, 0)
        asked = ask(base, language)
        built.problems += asked.problems
        report.add(asked.findings, language)
        questions[language] = asked.questions
    prints = _earlier_prints(loaded.project.out)
    numbers = count(1)
    total = sum(
        len(_languages(deck, selection)) * len(_outputs(deck, selection)) for deck in _selected(loaded, selection)
    )
    for deck in _selected(loaded, selection):
        found = errors(built.problems)
        if all(problem.code == "plugin" for problem in found):  # these leave something out, and the rest can be tried
            _build_deck(
                loaded.project,
                deck,
                base,
                questions,
                report,
                _dry(selection) if found else selection,
                prints,
                built,
                lambda name: tell(name, next(numbers), total),
            )
    built.problems += report.problems()
    if not selection.decks and not selection.languages:
        built.problems += report.unused()
    return built


def check(loaded: Loaded, tell: Tell = lambda doing, number, total: None) -> list[Problem]:
    """Every problem of the project that can be found without writing or printing anything."""
    return build(loaded, Selection(press=PressSettings(dry=True)), tell).problems


def measure(loaded: Loaded, chosen: tuple[str, ...]) -> list[Coverage]:
    """The coverage of the project's base in the chosen languages, or in all that its decks speak."""
    base = FactBase(loaded.knowledge)
    return [
        cover(base, ask(base, language), language) for language in _spoken(loaded) if not chosen or language in chosen
    ]


def ask_everything(loaded: Loaded) -> dict[str, Asked]:
    """What is asked in each language of the decks, and what is not."""
    base = FactBase(loaded.knowledge)
    return {language: ask(base, language) for language in _spoken(loaded)}


def _spoken(loaded: Loaded) -> list[str]:
    """Every language that a deck speaks."""
    return list(dict.fromkeys(language for deck in loaded.decks.values() for language in deck.recipe.languages))


def build_time() -> int:
    """Seconds since 1970: SOURCE_DATE_EPOCH if it is set, else the clock."""
    return int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())


def _selected(loaded: Loaded, selection: Selection) -> list[Deck]:
    names = selection.decks or tuple(loaded.decks)
    return [loaded.decks[name] for name in dict.fromkeys(names)]


def _languages(deck: Deck, selection: Selection) -> list[str]:
    return [code for code in deck.recipe.languages if not selection.languages or code in selection.languages]


def _outputs(deck: Deck, selection: Selection) -> list[Output]:
    return wanted(selection.formats or deck.recipe.formats)


def _build_deck(
    project: Project,
    deck: Deck,
    base: FactBase,
    questions: Mapping[str, tuple[Question, ...]],
    report: Report,
    selection: Selection,
    prints: Mapping[str, Printed],
    built: Built,
    begin: Callable[[str], None],
) -> None:
    lock_file = project.lock_file(deck.name)
    before, problems = read_deck_lock(project, lock_file)
    built.problems += problems
    lock = before
    for language in _languages(deck, selection):
        edition, found = publish(
            deck,
            language,
            questions[language],
            base,
            lock,
            namespace=project.settings.namespace,
            now=build_time(),
            templates=project.templates,
            press=selection.press,
            prints=prints,
        )
        built.problems += found
        shown = [item.question for chapter in edition.chapters for item in chapter.items]
        if not shown:
            hint = "its chapters select by `tags` and `entities`, and `kinds`, `levels` and `patterns` narrow it down"
            built.problems.append(
                Problem.warning(
                    "empty-deck", f"{deck.name}.{language} asks nothing", at=deck.span("chapters", 0, "id"), hint=hint
                )
            )
        report.add(lint_deck(base, language, shown), language, deck.span("title"), deck.recipe.allow)
        for output in _outputs(deck, selection):
            begin(output.file_name(deck.name, language))
            try:
                produced = output.made(edition)
            except Exception as error:
                fault = template_fault(error, project.templates, project.root) or _plugin_fault(error, output)
                if not fault:
                    raise
                built.problems.append(fault)
                continue
            if produced:
                _add(built, project.out / output.file_name(deck.name, language, produced.ending), produced)
                if produced.locked:
                    lock = lock.merged(produced.locked, language)
        built.problems += renamed(deck, language, lock)
    if selection.release:
        spoken = _languages(deck, selection)
        lock = lock.given_away(titles(deck, spoken), spoken)
    written = write_lock(lock)
    if lock.items and not (lock_file.is_file() and lock_file.read_bytes() == written):
        built.files = {lock_file: written, **built.files}


def _dry(selection: Selection) -> Selection:
    """The same without printing: nothing will be written, but every problem is to be told."""
    return replace(selection, press=replace(selection.press, dry=True))


def _plugin_fault(error: Exception, output: Output) -> Problem | None:
    return run_fault(error, f"the output `{output.ending}`", output.produce.__module__)


def _earlier_prints(out: Path) -> dict[str, Printed]:
    """The PDFs that an earlier build left, as far as they are still as it left them."""
    found = (kept(path.read_bytes()) for path in out.glob("*.pdf") if path.is_file())
    return dict(filter(None, found))


def _add(built: Built, path: Path, produced: Produced) -> None:
    built.files[path] = produced.data
    built.summaries[path] = produced.summary
    built.problems += produced.problems
