"""A project read whole: its knowledge base, its decks and templates, with everything that is wrong in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from qgen.content.locale_reading import read_locale
from qgen.decks.recipe import Deck, check_names, languages_of, read_deck, untranslated
from qgen.diagnostics.problems import Problem, Span, did_you_mean
from qgen.entities.registry import ENTITIES
from qgen.knowledge.loading import read_knowledge
from qgen.knowledge.records import Knowledge
from qgen.knowledge.references import missing_translations
from qgen.language.languages import languages
from qgen.lint import rules
from qgen.lint.registry import RULES
from qgen.outputs.registry import OUTPUTS, formats
from qgen.patterns.registry import PATTERNS, patterns
from qgen.patterns.wordings import check_wordings
from qgen.project.disk import Project
from qgen.project.roots import composed
from qgen.project.template_checks import check_templates


@dataclass(frozen=True)
class Loaded:
    """A project's knowledge and decks, with everything that is wrong in them."""

    project: Project
    knowledge: Knowledge
    decks: Mapping[str, Deck]
    problems: tuple[Problem, ...]


def load(project: Project) -> Loaded:
    """Read everything that a project states."""
    sources, problems = project.sources()
    media, unread = project.media()
    knowledge, found = read_knowledge(sources, media)
    decks, wrong = _read_decks(project, knowledge)
    templates, lost = project.own_templates()
    known = sorted(set(languages_of(decks.values())) & set(languages()))
    missing = missing_translations(knowledge, known)
    said = [problem for language in known for problem in (*read_locale(language).problems, *check_wordings(language))]
    of_templates = (*lost, *check_templates(templates))
    every = (*plugin_problems(), *said, *problems, *unread, *found, *wrong, *missing, *of_templates)
    return Loaded(project, knowledge, decks, every)


def plugin_problems() -> list[Problem]:
    """What is wrong with entities, patterns, outputs and rules as they are registered, most often by third parties."""
    return [
        problem for registry in (ENTITIES, PATTERNS, OUTPUTS, RULES) for problem in dict.fromkeys(registry.problems())
    ]


def _read_decks(project: Project, knowledge: Knowledge) -> tuple[dict[str, Deck], list[Problem]]:
    recipes, problems = project.recipes()
    decks: dict[str, Deck] = {}
    first_of: dict[str, str] = {}
    for path, source in recipes.items():
        name = composed(Path(path).stem)
        problems += [*_bad_name(name, path), *_second_recipe(name, path, first_of.setdefault(name, path))]
        deck, found = read_deck(name, path, source)
        problems += found
        if deck:
            decks[name] = deck
            unknown = check_names(deck, languages(), formats(), set(patterns()), set(knowledge.records))
            problems += [problem for problem in unknown if not _follows_from_a_fault(problem)]
            problems += untranslated(deck, languages())
            problems += _unknown_rules(deck)
    if not recipes and not problems:
        problems.append(
            Problem.error(
                "no-deck", "the project has no deck: `decks/` holds no recipe", hint="see `qgen new DIR` for an example"
            )
        )
    return decks, problems


def _follows_from_a_fault(problem: Problem) -> bool:
    """Whether a name may be unknown only because what registers it could not be loaded, which is told already."""
    loads_badly = {"unknown-pattern": PATTERNS.problems(), "unknown-format": OUTPUTS.problems()}
    return bool(loads_badly.get(problem.code))


def _second_recipe(name: str, path: str, first: str) -> Iterable[Problem]:
    """The deck's outputs and its lock are named after the recipe's file, so there is room for one of the two only."""
    if path != first:
        message = f"two recipes of the deck `{name}`: `{first}` and `{path}`"
        yield Problem.error(
            "duplicate-deck", message, at=Span.start_of(path), hint="rename one of the files, or delete it"
        )


def _unknown_rules(deck: Deck) -> Iterable[Problem]:
    """Rules that a recipe allows and that there are not: the warning would stay."""
    for rule in deck.recipe.allow.keys() - rules().keys():
        at = deck.span("allow", rule)
        yield Problem.error("unknown-rule", f"no rule `{rule}`", at=at, hint=did_you_mean(rule, rules()))


def _bad_name(name: str, path: str) -> Iterable[Problem]:
    """An error if Anki would take a package of that name for a whole collection.

    It would put it in the place of the learner's own.
    """
    if name == "collection" or name.startswith("backup-"):
        message = f"a deck can't be called `{name}`: Anki would take its package for a whole collection"
        yield Problem.error("deck-name", message, at=Span.start_of(path), hint="rename the recipe's file")
