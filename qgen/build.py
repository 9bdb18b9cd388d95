"""The build driver: runs the flow from a project's files to artifacts. Together with the CLI, all that touches the disk."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from qgen.anki.reading import NotAPackage, read_package
from qgen.coverage import Coverage, cover
from qgen.decks.edition import PressSettings
from qgen.decks.lock import Lock, read_lock, write_lock
from qgen.decks.publishing import chapter_of, publish
from qgen.decks.recipe import Deck, check_names, read_deck, untranslated
from qgen.decks.titles import renamed, titles
from qgen.entities.note import KeptNote
from qgen.factbase import FactBase
from qgen.knowledge import Knowledge, missing_translations, read_knowledge
from qgen.languages import languages
from qgen.lint import Asked, Report, ask, lint_deck
from qgen.outputs.registry import Output, Produced, formats, wanted
from qgen.outputs.unpacking import language_of, lock_of, title_of
from qgen.overrides import check_templates, template_fault
from qgen.patterns.registry import patterns
from qgen.printing.document import Printed
from qgen.printing.kept import kept
from qgen.problems import Problem, Span, did_you_mean, errors
from qgen.project import Project
from qgen.questions import Question

Tell = Callable[[str, int, int], None]
"""Is told what is made next (a file's name, or `questions in ko`), and which of how many files that is; 0 before the first."""


@dataclass(frozen=True)
class Loaded:
    """A project's knowledge and decks, with everything that is wrong in them."""

    project: Project
    knowledge: Knowledge
    decks: Mapping[str, Deck]
    problems: tuple[Problem, ...]


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


def load(project: Project) -> Loaded:
    """Read everything that a project states."""
    sources, problems = project.sources()
    media, unread = project.media()
    knowledge, found = read_knowledge(sources, media)
    decks, wrong = _read_decks(project, knowledge)
    templates, lost = project.own_templates()
    spoken = {language for deck in decks.values() for language in deck.recipe.languages}
    missing = missing_translations(knowledge, sorted(spoken & set(languages())))
    return Loaded(project, knowledge, decks, (*problems, *unread, *found, *wrong, *missing, *lost, *check_templates(templates)))


def in_no_deck(loaded: Loaded, base: FactBase) -> list[Problem]:
    """A warning for each entity that states facts of which no deck asks any: a tag is misspelt, or missing."""
    selected = {entity for deck in loaded.decks.values() for entity in chapter_of(deck, base)}
    known = sorted({tag for deck in loaded.decks.values() for chapter in deck.recipe.chapters for tag in chapter.tags})
    return [
        Problem(
            "in-no-deck", f"no deck asks about `{entity.id}`", base.span(entity.id, "id"),
            next(filter(None, (did_you_mean(tag, known) for tag in entity.tags)), None) or f"give it a tag that a chapter selects: {', '.join(known[:6])}",
            "warning",
        )
        for entity in base.entities()
        if selected and entity.id not in selected and any(entity.facts())
    ]  # fmt: skip


def build(loaded: Loaded, selection: Selection, tell: Tell = lambda doing, number, total: None) -> Built:
    """Every artifact that the selection asks for. Nothing is made if the sources have errors."""
    built = Built(problems=list(loaded.problems))
    if errors(built.problems):
        return built
    base = FactBase(loaded.knowledge)
    built.problems += in_no_deck(loaded, base) if not selection.decks else []
    report = Report(base)
    questions: dict[str, tuple[Question, ...]] = {}
    for language in dict.fromkeys(language for deck in _selected(loaded, selection) for language in _languages(deck, selection)):
        tell(f"questions in {language}", 0, 0)
        asked = ask(base, language)
        built.problems += asked.problems
        report.add(asked.findings, language)
        questions[language] = asked.questions
    prints = _earlier_prints(loaded.project.out)
    numbers = count(1)
    total = sum(len(_languages(deck, selection)) * len(_outputs(deck, selection)) for deck in _selected(loaded, selection))
    for deck in _selected(loaded, selection):
        if not errors(built.problems):
            _build_deck(loaded.project, deck, base, questions, report, selection, prints, built, lambda name: tell(name, next(numbers), total))
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
    return [cover(base, ask(base, language), language) for language in _spoken(loaded) if not chosen or language in chosen]


def ask_everything(loaded: Loaded) -> dict[str, Asked]:
    """What is asked in each language of the decks, and what is not."""
    base = FactBase(loaded.knowledge)
    return {language: ask(base, language) for language in _spoken(loaded)}


def _spoken(loaded: Loaded) -> list[str]:
    """Every language that a deck speaks."""
    return list(dict.fromkeys(language for deck in loaded.decks.values() for language in deck.recipe.languages))


def restore_lock(loaded: Loaded, deck: str | None, packages: Mapping[str, bytes]) -> tuple[dict[Path, tuple[bytes, int]], list[Problem]]:
    """Lock files as the packages of a release say, each with the number of its items; `packages` maps names to bytes.

    The deck of a package is the one of its title, unless one is named.
    """
    locks: dict[str, Lock] = {}
    problems: list[Problem] = []
    kept_notes = {entity.guid: entity for entity in loaded.knowledge.entities() if isinstance(entity, KeptNote)}
    for name, data in packages.items():
        try:
            package = read_package(data)
        except NotAPackage as error:
            problems.append(Problem("not-a-package", f"{name}: {error}"))
            continue
        language, title = language_of(package, kept_notes), title_of(package)
        of_title = (known for known, one in loaded.decks.items() if language and one.recipe.title.has(language) and one.recipe.title[language] == title)
        known = deck or next(of_title, None)
        if language is None:
            problems.append(Problem("not-a-package", f"{name}: no note in it was made by qgen, and none is a note of this project"))
        elif known is None:
            problems.append(Problem("unknown-deck", f"{name}: no recipe has the title “{title}”", None, "name the deck: `qgen lock DECK --from …`"))
        else:
            before, _ = _read_lock(loaded.project, loaded.project.lock_file(known))
            chapters = {chapter.title[language]: chapter.id for chapter in loaded.decks[known].recipe.chapters}
            found = lock_of(package, chapters, kept_notes)
            locks[known] = locks.get(known, before).restored(found, language)
    files = {loaded.project.lock_file(name): (write_lock(lock), len(lock.items)) for name, lock in locks.items()}
    return files, problems


def build_time() -> int:
    """Seconds since 1970: SOURCE_DATE_EPOCH if it is set, else the clock."""
    return int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())


def _read_decks(project: Project, knowledge: Knowledge) -> tuple[dict[str, Deck], list[Problem]]:
    recipes, problems = project.recipes()
    decks: dict[str, Deck] = {}
    for path, source in recipes.items():
        name = Path(path).stem
        problems += _bad_name(name, path)
        deck, found = read_deck(name, path, source)
        problems += found
        if deck:
            decks[name] = deck
            problems += check_names(deck, languages(), formats(), set(patterns()), set(knowledge.records))
            problems += untranslated(deck, languages())
    if not recipes and not problems:
        problems.append(Problem("no-deck", "the project has no deck: `decks/` holds no recipe", None, "see `qgen new DIR` for an example"))
    return decks, problems


def _bad_name(name: str, path: str) -> Iterable[Problem]:
    """Anki takes a package of such a name for a whole collection, and would put it in the place of the learner's own."""
    if name == "collection" or name.startswith("backup-"):
        message = f"a deck can't be called `{name}`: Anki would take its package for a whole collection"
        yield Problem("deck-name", message, Span(path, 1, 1, 1, 1), "rename the recipe's file")


def _selected(loaded: Loaded, selection: Selection) -> list[Deck]:
    names = selection.decks or tuple(loaded.decks)
    return [loaded.decks[name] for name in dict.fromkeys(names)]


def _languages(deck: Deck, selection: Selection) -> list[str]:
    return [code for code in deck.recipe.languages if not selection.languages or code in selection.languages]


def _outputs(deck: Deck, selection: Selection) -> list[Output]:
    return wanted(selection.formats or deck.recipe.formats)


def _build_deck(
    project: Project, deck: Deck, base: FactBase, questions: Mapping[str, tuple[Question, ...]], report: Report,
    selection: Selection, prints: Mapping[str, Printed], built: Built, begin: Callable[[str], None],
) -> None:  # fmt: skip
    lock_file = project.lock_file(deck.name)
    before, problems = _read_lock(project, lock_file)
    built.problems += problems
    lock = before
    for language in _languages(deck, selection):
        edition, found = publish(
            deck, language, questions[language], base, lock,
            namespace=project.settings.namespace, now=build_time(), templates=project.templates, press=selection.press, prints=prints,
        )  # fmt: skip
        built.problems += found
        shown = [item.question for chapter in edition.chapters for item in chapter.items]
        if not shown:
            hint = "its chapters select by `tags` and `entities`, and `kinds`, `levels` and `patterns` narrow it down"
            built.problems.append(Problem("empty-deck", f"{deck.name}.{language} asks nothing", deck.span("chapters", 0, "id"), hint, "warning"))
        report.add(lint_deck(base, language, shown), language, deck.span("title"), deck.recipe.allow)
        for output in _outputs(deck, selection):
            begin(output.file_name(deck.name, language))
            try:
                produced = output.produce(edition)
            except Exception as error:
                if not (fault := template_fault(error, project.templates, project.root)):
                    raise
                built.problems.append(fault)
                return
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


def _earlier_prints(out: Path) -> dict[str, Printed]:
    """The PDFs that an earlier build left, as far as they are still as it left them."""
    found = (kept(path.read_bytes()) for path in out.glob("*.pdf") if path.is_file())
    return dict(filter(None, found))


def _read_lock(project: Project, path: Path) -> tuple[Lock, list[Problem]]:
    return read_lock(project.shown(path), path.read_bytes()) if path.is_file() else (Lock(), _lost(project, path))


def _lost(project: Project, path: Path) -> list[Problem]:
    """A warning if a deck that was built before has no lock."""
    package = next(project.out.glob(f"{path.stem}.*.apkg"), None)
    if package is None:
        return []
    message = f"no {project.shown(path)}, though {project.shown(package)} was built: learners' next import rewrites every note"
    hint = f"restore it from git (`git checkout -- {project.shown(path)}`), or from the packages that you gave away, not from those that this build makes anew: `qgen lock --from PACKAGE`"
    return [Problem("lock-lost", message, None, hint, "warning")]


def _add(built: Built, path: Path, produced: Produced) -> None:
    built.files[path] = produced.data
    built.summaries[path] = produced.summary
    built.problems += produced.problems
