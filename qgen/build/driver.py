"""The build driver: runs the flow from a project's files to artifacts.

Together with the CLI, it is all that touches the disk.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from qgen.build.deck_build import BuiltDeck, DeckOrder, Work, build_decks, stops
from qgen.build.loading import Loaded
from qgen.build.locks import LockBytes, lock_bytes, stored_lock
from qgen.build.orphans import orphaned_locks
from qgen.decks.edition import PressSettings
from qgen.decks.figures import figures
from qgen.decks.publishing import PublishingSettings, chapter_of, publish
from qgen.decks.recipe import languages_of
from qgen.diagnostics.problems import Problem, did_you_mean, errors
from qgen.knowledge.factbase import FactBase
from qgen.lint import Asked, Report, ask_base
from qgen.lint.fact_coverage import Coverage, cover
from qgen.outputs.registry import wanted
from qgen.printing.document import Printed
from qgen.printing.pdf_cache import read_mark
from qgen.project.disk import Project

Tell = Callable[[str, int, int], None]
"""Is told what is made next (a file's name, or `questions in ko`), and which of how many files that is; 0 before the
first.
"""

_MANY = 200  # questions: fewer are made sooner than processes begin


@dataclass(frozen=True)
class Selection:
    """What a user asks for; nothing named means everything."""

    decks: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    press: PressSettings = field(default_factory=PressSettings)
    release: bool = False
    """Whether what is built is given away: the lock says from now on that learners have it."""


@dataclass(frozen=True)
class Built:
    """Files to write, what each holds, and the problems met on the way."""

    files: dict[Path, bytes] = field(default_factory=dict)
    summaries: dict[Path, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    locks: LockBytes = field(default_factory=dict)
    """The locks that it was built from: if they are others now, it is not to be written."""


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


def build(
    loaded: Loaded, selection: Selection, tell: Tell = lambda doing, number, total: None, *, jobs: int = 1
) -> Built:
    """Every artifact that the selection asks for. Nothing is made if the sources have errors.

    `jobs`: how many editions are made at the same time, each in a process.
    """
    if errors(loaded.problems):
        return Built(problems=list(loaded.problems))
    base = FactBase(loaded.knowledge)
    orders = _orders(loaded, selection)
    asked = _ask(base, orders, tell)
    problems = [*loaded.problems, *(problem for one in asked.values() for problem in one.problems)]
    problems += in_no_deck(loaded, base) if not selection.decks else []
    locks = lock_bytes(loaded.project, (order.deck.name for order in orders))
    problems += orphaned_locks(loaded.project, loaded.decks) if not selection.decks else []
    work = Work(
        project=loaded.project,
        base=base,
        questions={language: one.questions for language, one in asked.items()},
        settings=_publishing_settings(loaded.project, selection.press),
        locks=locks,
        release=selection.release,
        begin=_numbered(tell, orders),
    )
    jobs = jobs if sum(len(one.questions) for one in asked.values()) >= _MANY else 1
    decks = [] if stops(problems) else build_decks(work, orders, dry=bool(errors(problems)), jobs=jobs)
    problems += [problem for deck in decks for problem in deck.problems]
    report = _report(base, asked, decks)
    problems += report.problems()
    problems += report.unused() if not selection.decks and not selection.languages else []
    return _together(decks, problems, locks)


def check(loaded: Loaded, tell: Tell = lambda doing, number, total: None, *, jobs: int = 1) -> list[Problem]:
    """Every problem of the project that can be found without writing or printing anything."""
    return build(loaded, Selection(press=PressSettings(dry=True)), tell, jobs=jobs).problems


def measure(loaded: Loaded, chosen: tuple[str, ...]) -> list[Coverage]:
    """The coverage of the project's base in the chosen languages, or in all that its decks speak."""
    base = FactBase(loaded.knowledge)
    settings = _publishing_settings(loaded.project, PressSettings(dry=True))
    found = []
    for language in languages_of(loaded.decks.values()):
        if not chosen or language in chosen:
            asked = ask_base(base, language)
            decks = {}
            for name, deck in loaded.decks.items():
                if language in deck.recipe.languages:
                    lock = stored_lock(loaded.project, name)
                    edition, _ = publish(deck, language, asked.questions, base, lock, settings)
                    decks[name] = figures(edition)
            found.append(replace(cover(base, asked, language), decks=decks))
    return found


def ask_everything(loaded: Loaded) -> dict[str, Asked]:
    """What is asked in each language of the decks, and what is not."""
    base = FactBase(loaded.knowledge)
    return {language: ask_base(base, language) for language in languages_of(loaded.decks.values())}


def build_time() -> int:
    """Seconds since 1970: SOURCE_DATE_EPOCH if it is set, else the clock."""
    return int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())


def _orders(loaded: Loaded, selection: Selection) -> list[DeckOrder]:
    """The decks that are asked for, each once, with what is asked of them."""
    decks = [loaded.decks[name] for name in dict.fromkeys(selection.decks or loaded.decks)]
    return [
        DeckOrder(
            deck,
            [code for code in deck.recipe.languages if not selection.languages or code in selection.languages],
            wanted(selection.formats or deck.recipe.formats),
        )
        for deck in decks
    ]


def _ask(base: FactBase, orders: Iterable[DeckOrder], tell: Tell) -> dict[str, Asked]:
    """What is asked in each language that is to be built."""
    asked: dict[str, Asked] = {}
    for language in dict.fromkeys(language for order in orders for language in order.languages):
        tell(f"questions in {language}", 0, 0)
        asked[language] = ask_base(base, language)
    return asked


def _publishing_settings(project: Project, press: PressSettings) -> PublishingSettings:
    return PublishingSettings(
        namespace=project.settings.namespace,
        now=build_time(),
        templates=project.templates,
        press=press,
        prints=_earlier_prints(project.out),
    )


def _earlier_prints(out: Path) -> dict[str, Printed]:
    """The PDFs that an earlier build left, as far as they are still as it left them."""
    found = (read_mark(path.read_bytes()) for path in out.glob("*.pdf") if path.is_file())
    return dict(filter(None, found))


def _numbered(tell: Tell, orders: Iterable[DeckOrder]) -> Callable[[str], None]:
    """`tell` for one file after another, each with its number."""
    numbers = count(1)
    total = sum(len(order.languages) * len(order.outputs) for order in orders)
    return lambda name: tell(name, next(numbers), total)


def _report(base: FactBase, asked: Mapping[str, Asked], decks: Iterable[BuiltDeck]) -> Report:
    """What the linter found in the base as it is asked, and in each deck."""
    report = Report(base)
    for language, one in asked.items():
        report.add(one.findings, language)
    for deck, edition in ((built.deck, edition) for built in decks for edition in built.editions):
        report.add(edition.findings, edition.language, deck.span("title"), deck.recipe.allow)
    return report


def _together(decks: Iterable[BuiltDeck], problems: list[Problem], read: LockBytes) -> Built:
    """All files, the locks first."""
    built = list(decks)
    locks = {path: data for deck in built for path, data in deck.lock_file.items()}
    produced = {path: one for deck in built for edition in deck.editions for path, one in edition.files.items()}
    return Built(
        files={**locks, **{path: one.data for path, one in produced.items()}},
        summaries={path: one.summary for path, one in produced.items()},
        problems=problems,
        locks=read,
    )
