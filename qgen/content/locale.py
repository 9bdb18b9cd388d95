"""What a language's file in `locale/` has to say: each phrase with where it is shown and the values that it may hold.

The model is the list that a translator works from. `{name}` in a description is a value that the phrase may hold, and
a phrase that holds any other is an error (see `qgen.content.wording`). Wordings of patterns are a mapping here: each
pattern says what it needs where it is registered.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Phrase = Annotated[str, StringConstraints(min_length=1)]


class Wording:
    """Marks a phrase that is Markdown, whose values may carry a particle: `{term:은}`."""


class Label:
    """Marks a phrase that is shown as it stands, its values without particles."""


Said = Annotated[Phrase, Wording]
Shown = Annotated[Phrase, Label]


class Section(BaseModel):
    """A part of a language's file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Document(Section):
    """What is said in a document, which says the shared phrases too."""


class Shared(Section):
    """Phrases that several patterns and outputs say. A pattern names those that it says in `shares`."""

    is_a: Said = Field(alias="is-a", description="Why a concept is of a kind: {child} names a kind of {parent}")
    which_term: Said = Field(alias="which-term", description="The question above a definition, for the term")
    which_group: Said = Field(
        alias="which-group", description="The question for the group of the hyperparameter {term}"
    )
    which_default: Said = Field(
        alias="which-default", description="The question for the default of {term} in the library {library}"
    )
    what_code_does: Said = Field(
        alias="what-code-does", description="The question above a piece of code of the example {title}"
    )
    difference: Said = Field(description="The question how the concepts {one} and {other} differ")
    group_members: Said = Field(
        alias="group-members", description="The heading of a list of the hyperparameters of the group {parent}"
    )
    also_right: Said = Field(alias="also-right", description="Other answers that are accepted: {names}")
    mistake: Said = Field(description="Why many believe what is false: {text}")
    it_helps: Said = Field(alias="it-helps", description="Why a remedy is right, where its author gives no reason")
    raising: Said = Field(description="What raising a hyperparameter does, in a list: {text}")
    lowering: Said = Field(description="What lowering a hyperparameter does, in a list: {text}")
    when: Said = Field(description="When to tune a hyperparameter, in a list: {text}")
    values: Said = Field(description="The values that a hyperparameter takes, in a list: {text}")
    default: Said = Field(description="The default {value} of a hyperparameter in the library {library}, in a list")
    true: Shown = Field(description="A statement is true: the answer, and on the sheet of an exam")
    false: Shown = Field(description="A statement is false: the answer, and on the sheet of an exam")
    sources: Shown = Field(description="The heading of the sources")
    contents: Shown = Field(description="The heading of the table of contents")


class Told(Document):
    """How facts are told in sentences of their own: the key points of interviews, and the study guide."""

    kind: Said = Field(description="A concept is a kind of {parent}")
    built_from: Said = Field(alias="built-from", description="A concept is built from {base}")
    misbelief: Said = Field(description="{right}, and many believe {belief}")
    usually: Said = Field(description="Of a fact that usually holds, and not always")
    sometimes: Said = Field(description="Of a fact that sometimes holds")
    because: Said = Field(description="Why a fact is so: {text}")
    but: Said = Field(description="The exception to a fact: {text}")
    group: Said = Field(description="A hyperparameter belongs to the group {group}")
    range: Said = Field(description="The usual range of a hyperparameter: {text}")
    default: Said = Field(description="The default {value} of a hyperparameter in the library {library}")
    priority_1: Said = Field(alias="priority-1", description="A hyperparameter is to be tuned before all others")
    priority_2: Said = Field(alias="priority-2", description="A hyperparameter is to be tuned early")
    priority_3: Said = Field(alias="priority-3", description="A hyperparameter is to be tuned neither early nor late")
    priority_4: Said = Field(alias="priority-4", description="A hyperparameter is to be tuned late")
    priority_5: Said = Field(alias="priority-5", description="A hyperparameter is to be tuned after all others")


class Proofs(Section):
    """Why an option or a statement is wrong: {child} is no kind of {parent}."""

    disjoint: Said = Field(description="{one} and {other} share nothing")
    disjoint_child: Said = Field(
        alias="disjoint-child", description="{child} is below {one}, which shares nothing with {other}"
    )
    disjoint_parent: Said = Field(
        alias="disjoint-parent", description="{parent} is below {other}, which shares nothing with {one}"
    )
    disjoint_both: Said = Field(
        alias="disjoint-both", description="{child} is below {one} and {parent} below {other}, which share nothing"
    )
    wider: Said = Field(description="{parent} is a kind of {child}")
    tunes: Said = Field(description="{child} is a factor that is tuned for {parent}")
    individuals: Said = Field(description="{child} and {parent} are two hyperparameters")


class Levels(Section):
    """The levels of difficulty, beside questions."""

    basic: Shown = Field(alias="1", description="Level 1")
    intermediate: Shown = Field(alias="2", description="Level 2")
    expert: Shown = Field(alias="3", description="Level 3")


class Deck(Document):
    """What Anki shows of a deck, and the note that is left of a card that was dropped."""

    update: Shown = Field(description="The word before how to update, on the deck's page")
    how_to_update: Shown = Field(description="How a learner updates the deck, on its page")
    retired: Shown = Field(description="The subdeck of the cards that have left the deck; `99` sorts it last")
    retired_card: Shown = Field(description="In the place of the question, on a card that has left the deck")
    retired_how: Shown = Field(description="In the place of its answer: how to find and delete all of them")
    left_card: Shown = Field(description="On one card of a note that keeps others: what it asked is gone")
    left_how: Shown = Field(description="In the place of its answer: what to do with it")


class Interview(Document):
    """The interview questions: page, sheet and Markdown."""

    title: Shown = Field(description="The kind of document, on its title page")
    count: Shown = Field(description="How many questions there are, on the title page: {count}")
    controls: Shown = Field(description="The bar of buttons, for a screen reader")
    level: Shown = Field(description="The group of buttons for levels, and the word before a level")
    every_level: Shown = Field(description="The button for questions of every level")
    show: Shown = Field(description="The button that shows one answer")
    hide: Shown = Field(description="The button that hides one answer")
    show_all: Shown = Field(description="The button that shows all answers")
    hide_all: Shown = Field(description="The button that hides all answers")
    progress: Shown = Field(description="How many of the key points are ticked: {ticked} of {all}")
    short: Shown = Field(description="The heading of the short answer")
    key_points: Shown = Field(description="The heading of the key points")
    long: Shown = Field(description="The heading of the long answer")
    follow_ups: Shown = Field(description="The heading of the follow-up questions")
    mistakes: Shown = Field(description="The heading of the common mistakes")


class Guide(Document):
    """The study guide."""

    kind: Shown = Field(description="The kind of document, on its title page")
    examples: Shown = Field(description="The word before a concept's examples")
    prerequisite: Shown = Field(description="The word before concepts that come first")
    contrasts_with: Shown = Field(
        alias="contrasts-with", description="The word before concepts that are confused with it"
    )
    part_of: Shown = Field(alias="part-of", description="The word before what a concept is a part of")
    example_of: Shown = Field(alias="example-of", description="The word before what a concept is a kind of")
    see_also: Shown = Field(alias="see-also", description="The word before other concepts of interest")
    hyperparameter: Shown = Field(description="The first column of a table of hyperparameters")
    sets: Shown = Field(description="The column with what a hyperparameter sets")
    values_and_defaults: Shown = Field(description="The column with values and defaults")
    effects: Shown = Field(description="The column with what a change does")
    range: Said = Field(description="The range of a hyperparameter, in the table: {text}")
    default: Said = Field(description="A default of a hyperparameter, in the table: {value} in the library {library}")
    raising: Said = Field(description="What raising it does, in the table: {text}")
    lowering: Said = Field(description="What lowering it does, in the table: {text}")
    when: Said = Field(description="When to tune it, in the table: {text}")
    symptom: Shown = Field(description="The column with symptoms")
    remedies: Shown = Field(description="The column with remedies")
    useless: Shown = Field(description="The column with what does not help")
    rules: Shown = Field(description="The heading of a chapter's table of symptoms and remedies")
    code: Shown = Field(description="The column with pieces of code")
    note: Shown = Field(description="The column with what a piece of code does")
    edge_is_a: Shown = Field(alias="edge-is-a", description="The key of a map: what a line to a kind means")
    edge_tunes: Shown = Field(alias="edge-tunes", description="The key of a map: what a line to a factor means")
    edge_group: Shown = Field(alias="edge-group", description="The key of a map: what a line below a heading means")
    edge_part_of: Shown = Field(alias="edge-part-of", description="The key of a map: what a line to a part means")
    edge_built_from: Shown = Field(
        alias="edge-built-from", description="The key of a map: what a line to what something is built from means"
    )
    index: Shown = Field(description="The heading of the index")
    source_book: Shown = Field(alias="source-book", description="Behind a source that is a book")
    source_paper: Shown = Field(alias="source-paper", description="Behind a source that is a paper")
    source_manual: Shown = Field(alias="source-manual", description="Behind a source that is a manual")
    source_article: Shown = Field(alias="source-article", description="Behind a source that is an article")
    source_course: Shown = Field(alias="source-course", description="Behind a source that is a course")


class Cards(Document):
    """The flashcards to print."""

    kind: Shown = Field(description="The kind of document, after the deck's title")


class Exam(Document):
    """The practice exam and its answers."""

    kind: Shown = Field(description="The kind of document, on its first page")
    answers: Shown = Field(description="The kind of document, on the first page of the answers")
    name: Shown = Field(description="The box for the name")
    date: Shown = Field(description="The box for the date")
    score: Shown = Field(description="The box for the score")
    points: Shown = Field(description="The points of a question, beside it: {points}")
    version: Shown = Field(description="Which exam was drawn, on the first page: {seed}")
    total: Shown = Field(description="The {count} questions and {points} points, on the first page")
    how_choice: Shown = Field(alias="how-choice", description="How choices are answered, on the first page")
    how_true_false: Shown = Field(alias="how-true-false", description="How statements are answered, on the first page")
    how_cloze: Shown = Field(alias="how-cloze", description="How blanks are filled, on the first page")
    how_typed: Shown = Field(alias="how-typed", description="How names and values are answered, on the first page")
    how_matching: Shown = Field(alias="how-matching", description="How pairs are written, on the first page")
    how_ordering: Shown = Field(alias="how-ordering", description="How orders are written, on the first page")
    how_basic: Shown = Field(alias="how-basic", description="How open questions are answered, on the first page")
    bubbles: Shown = Field(description="The heading of the table of right letters")


class Sheet(Document):
    """The interview questions as sheets to print."""

    practice: Shown = Field(description="After the kind of document, on sheets with room to write instead of answers")


class Lint(Section):
    """Words that the linter looks for in this language, and in English."""

    catch_all: tuple[Phrase, ...] = Field(
        alias="catch-all", description="M04: options that stand for others, small letters"
    )
    negations: tuple[Phrase, ...] = Field(description="M10: negations that a reader overlooks")
    absolute: tuple[Phrase, ...] = Field(description="M12: words that make an option sound wrong")
    relative: tuple[Phrase, ...] = Field(description="C13: cells that mean nothing without another one, small letters")
    vague: tuple[Phrase, ...] = Field(description="M12: words that make an option sound right")
    meanings: tuple[Phrase, ...] = Field(
        description="W02: groups of beginnings of words that mean the same, a group a text, small letters"
    )
    articles: tuple[Phrase, ...] = Field(description="M08: words before a blank that tell how the answer begins")


class Locale(Section):
    """Everything that qgen says in a language."""

    gloss: Said = Field(description="A name {term} with another name or an abbreviation {gloss} behind it")
    shared: Shared
    patterns: dict[str, dict[str, Phrase]] = Field(
        description="The wordings of each pattern: `name`, and those that its file in qgen/patterns states"
    )
    told: Told
    proofs: Proofs
    levels: Levels
    deck: Deck
    interview: Interview
    guide: Guide
    cards: Cards
    exam: Exam
    sheet: Sheet
    lint: Lint
