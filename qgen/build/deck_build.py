"""From questions to the files of decks: each deck in its languages, its outputs, and its lock as it is afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qgen.build.locks import LockBytes, read_deck_lock
from qgen.build.workers import Workers
from qgen.decks.edition import Edition
from qgen.decks.lock import Lock
from qgen.decks.lock_file import write_lock
from qgen.decks.publishing import PublishingSettings, publish
from qgen.decks.recipe import Deck
from qgen.decks.renames import renames
from qgen.decks.titles import renamed, titles
from qgen.diagnostics.problems import Problem, errors
from qgen.knowledge.factbase import FactBase
from qgen.lint import Finding, lint_deck
from qgen.outputs.registry import Output, Produced
from qgen.project.disk import Project
from qgen.project.template_checks import template_fault
from qgen.questions.model import Question
from qgen.registration.blame import add_place, run_fault


@dataclass(frozen=True)
class DeckOrder:
    """A deck that is to be built, with the languages and outputs that are asked for."""

    deck: Deck
    languages: Sequence[str]
    outputs: Sequence[Output]


@dataclass(frozen=True)
class Work:
    """What every deck of a build is made from. `begin` is told the name of each file before it is made."""

    project: Project
    base: FactBase
    questions: Mapping[str, tuple[Question, ...]]
    """By language."""
    settings: PublishingSettings
    locks: LockBytes
    """The decks' locks as they were before anything was built."""
    release: bool
    """Whether the lock says from now on that learners have it."""
    begin: Callable[[str], None]


@dataclass(frozen=True)
class BuiltEdition:
    """The files of a deck in one language, by path, with what is wrong with it. It is not whole if an output failed."""

    language: str
    files: Mapping[Path, Produced]
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]
    is_whole: bool


@dataclass(frozen=True)
class BuiltDeck:
    """A deck in its languages, and its lock file if that is to change."""

    deck: Deck
    editions: tuple[BuiltEdition, ...]
    lock_file: Mapping[Path, bytes]
    problems: tuple[Problem, ...]


def build_decks(work: Work, orders: Sequence[DeckOrder], *, dry: bool = False, jobs: int = 1) -> list[BuiltDeck]:
    """The decks up to the first that has an error: what follows would not be written.

    An error of a plugin leaves something out, and the rest can be tried; from then on, or from the first deck if `dry`,
    nothing is printed, but every problem is told. `jobs`: how many editions are made at the same time.
    """
    work = _without_printing(work) if dry else work
    built: list[BuiltDeck] = []
    tasks = {(order.deck.name, code): _task(work, order, code) for order in orders for code in order.languages}
    with Workers(tasks, jobs, work.begin) as workers:
        for order in orders:
            built.append(_build_deck(work, order, workers))
            found = errors(built[-1].problems)
            if stops(found):
                break
            if found and not work.settings.press.dry:
                workers.stop()  # what they make is printed
                work = _without_printing(work)
    return built


def stops(problems: Iterable[Problem]) -> bool:
    """Whether any is an error because of which nothing more can be tried."""
    return any(problem.code != "plugin" for problem in errors(problems))


def _without_printing(work: Work) -> Work:
    settings = replace(work.settings, press=replace(work.settings.press, dry=True))
    return replace(work, settings=settings)


def _task(work: Work, order: DeckOrder, language: str) -> Callable[[Callable[[str], None]], BuiltEdition]:
    """What a worker does: an edition of a deck, given what to tell the names of files."""

    def make(begin: Callable[[str], None]) -> BuiltEdition:
        lock, _ = read_deck_lock(work.project, order.deck.name, work.locks[order.deck.name])
        return _build_edition(replace(work, begin=begin), order, language, lock)

    return make


def _build_deck(work: Work, order: DeckOrder, workers: Workers[tuple[str, str], BuiltEdition]) -> BuiltDeck:
    """A deck in its languages, up to the first for which an output fails."""
    source = work.locks[order.deck.name]
    before, problems = read_deck_lock(work.project, order.deck.name, source)
    editions: list[BuiltEdition] = []
    for language in order.languages:
        done = workers.value((order.deck.name, language))
        editions.append(done or _build_edition(work, order, language, before))
        if not editions[-1].is_whole:
            break
    is_whole = all(edition.is_whole for edition in editions)
    after = write_lock(_lock_after(before, editions, order, work.release)) if is_whole else None
    path = work.project.lock_file(order.deck.name)
    lock_file = {path: after} if after not in (None, source, write_lock(Lock())) else {}
    found = (problem for edition in editions for problem in edition.problems)
    return BuiltDeck(order.deck, tuple(editions), lock_file, (*problems, *found))


def _build_edition(work: Work, order: DeckOrder, language: str, lock: Lock) -> BuiltEdition:
    edition, problems = publish(order.deck, language, work.questions[language], work.base, lock, work.settings)
    shown = [item.question for item in edition.items()]
    files, faults = _produce(work, edition, order.outputs)
    problems += [] if shown else [_asks_nothing(order.deck, language)]
    problems += [problem for produced in files.values() for problem in produced.problems]
    problems += faults or renamed(order.deck, language, lock)
    problems += [
        problem for produced in files.values() for problem in renames(lock, produced.locked, language, work.base)
    ]
    return BuiltEdition(language, files, tuple(problems), lint_deck(work.base, language, shown), not faults)


def _produce(work: Work, edition: Edition, outputs: Iterable[Output]) -> tuple[dict[Path, Produced], list[Problem]]:
    """The files of an edition by path, without those for which a template or a plugin fails; and these faults."""
    files: dict[Path, Produced] = {}
    faults: list[Problem] = []
    for output in outputs:
        work.begin(output.file_name(edition.deck, edition.language))
        try:
            produced = output.made(edition)
        except Exception as error:
            fault = template_fault(error, work.project.templates, work.project.root) or run_fault(
                error, f"the output `{output.ending}`", output.produce.__module__
            )
            if fault is None:
                add_place(error, f"the output `{output.ending}`", output.produce.__module__)
                raise
            faults.append(fault)
            continue
        if produced:
            files[work.project.out / output.file_name(edition.deck, edition.language, produced.ending)] = produced
    return files, faults


def _asks_nothing(deck: Deck, language: str) -> Problem:
    hint = "its chapters select by `tags` and `entities`, and `kinds`, `levels` and `patterns` narrow it down"
    message = f"{deck.name}.{language} asks nothing"
    return Problem.warning("empty-deck", message, at=deck.span("chapters", 0, "id"), hint=hint)


def _lock_after(before: Lock, editions: Iterable[BuiltEdition], order: DeckOrder, release: bool) -> Lock:
    """The lock with what was built now; with a release, as learners have it from now on."""
    lock = before
    for edition in editions:
        for produced in edition.files.values():
            lock = lock.merged(produced.locked, edition.language) if produced.locked else lock
    return lock.given_away(titles(order.deck, order.languages), order.languages) if release else lock
