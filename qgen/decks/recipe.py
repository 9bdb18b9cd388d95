"""A deck's recipe, `decks/<deck>.yaml`: what it is called, what goes in and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, get_args

from pydantic import Field

from qgen.diagnostics.problems import Problem, Span, did_you_mean
from qgen.entities.base import StrictModel
from qgen.entities.values import Alias, Id, Line, Text
from qgen.questions.bodies import Kind
from qgen.reading.tree import YamlTree, read_tree
from qgen.reading.validation import span_at, validate


class ChapterRecipe(StrictModel):
    """A chapter: a subdeck in Anki. Its title is matched by Anki, so a new title makes a new subdeck."""

    id: Id = Field(description="Names the chapter in the lock, in `questions.json` and in the tag `qgen::topic::<id>`.")
    title: Text = Field(description="Anki sorts subdecks by name: start it with a number.")
    tags: tuple[Id, ...] = Field(
        default=(), description="Entities with any of these tags go in, unless an earlier chapter has them."
    )
    entities: tuple[Id, ...] = Field(default=(), description="These entities go in too, whatever their level.")


class Recipe(StrictModel):
    """What a deck is made of."""

    title: Text = Field(description="The deck's name in Anki. Anki knows a deck by its name: never change it lightly.")
    was: tuple[Alias, ...] = Field(default=(), description="Titles under which the deck was released before.")
    description: Text = Field(description="What it is, for whom; shown in Anki.")
    languages: tuple[Line, ...] = Field(min_length=1, description="Languages to build: `ko`, `en`.")
    formats: tuple[Line, ...] = Field(default=(), description="Outputs to make; all if none is named.")
    patterns: tuple[Line, ...] = Field(
        default=(), description="Question patterns to use, the preferred ones first; all if none is named."
    )
    kinds: tuple[Line, ...] = Field(default=(), description="Kinds of questions to use; all if none is named.")
    levels: tuple[Annotated[int, Field(ge=1, le=3)], ...] = Field(
        default=(), description="Levels to use; all if none is named."
    )
    angles: int | None = Field(
        default=None,
        ge=1,
        description="From how many angles a fact is asked at most, advanced ones from fewer. With it the deck is "
        "composed: definitions that it needs are added, and what a card before would tell is left out. Everything if "
        "not said.",
    )
    chapters: tuple[ChapterRecipe, ...] = Field(min_length=1, description="The chapters, in the order of the deck.")
    allow: dict[str, Line] = Field(
        default={}, description="Rules of the linter over the whole deck whose warning is accepted: rule -> why."
    )


@dataclass(frozen=True)
class Deck:
    """A recipe, the name that its file gives it, and its place."""

    name: str
    recipe: Recipe
    tree: YamlTree

    def span(self, *loc: object) -> Span:
        """Where the recipe's file says what `loc` leads to, as in `span("chapters", 0, "title")`."""
        return span_at(self.tree, loc)


def languages_of(decks: Iterable[Deck]) -> tuple[str, ...]:
    """Every language that one of the decks speaks, in the order in which they are first named."""
    return tuple(dict.fromkeys(language for deck in decks for language in deck.recipe.languages))


def read_deck(name: str, path: str, source: bytes) -> tuple[Deck | None, list[Problem]]:
    """The deck that a recipe file describes, or None with what is wrong with it."""
    tree, problems = read_tree(path, source)
    if tree is None:
        if not problems:
            problems = [
                Problem.error(
                    "empty-recipe", "the recipe is empty", at=Span.start_of(path), hint="see `qgen new` for an example"
                )
            ]
        return None, problems
    recipe, found = validate(Recipe, tree)
    return (Deck(name, recipe, tree) if recipe else None), [*problems, *found]


def untranslated(deck: Deck, known: tuple[str, ...]) -> list[Problem]:
    """A problem for each text of the recipe that lacks a language of the deck; one that is not known is told anyway."""
    recipe = deck.recipe
    texts: list[tuple[tuple[str | int, ...], Text]] = [
        (("title",), recipe.title),
        (("description",), recipe.description),
    ]
    texts += [(("chapters", place, "title"), chapter.title) for place, chapter in enumerate(recipe.chapters)]
    return [
        Problem.error("missing-translation", f"no `{language}` text", at=deck.span(*loc), hint=f"add `{language}: …`")
        for loc, text in texts
        for language in recipe.languages
        if language in known and not text.has(language)
    ]


def check_names(
    deck: Deck, languages: tuple[str, ...], formats: set[str], patterns: set[str], entities: set[str]
) -> list[Problem]:
    """A problem for each name in the recipe that names nothing."""
    recipe = deck.recipe
    named: list[tuple[str, tuple[object, ...], str, set[str]]] = []
    named += [("language", ("languages", i), name, set(languages)) for i, name in enumerate(recipe.languages)]
    named += [("format", ("formats", i), name, formats) for i, name in enumerate(recipe.formats)]
    named += [("kind", ("kinds", i), name, set(get_args(Kind))) for i, name in enumerate(recipe.kinds)]
    named += [("pattern", ("patterns", i), name, patterns) for i, name in enumerate(recipe.patterns)]
    for place, chapter in enumerate(recipe.chapters):
        named += [
            ("entity", ("chapters", place, "entities", i), name, entities) for i, name in enumerate(chapter.entities)
        ]
    return [
        Problem.error(f"unknown-{what}", f"no {what} `{name}`", at=deck.span(*loc), hint=did_you_mean(name, known))
        for what, loc, name, known in named
        if name not in known
    ]
