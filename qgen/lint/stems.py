"""Rules about what is asked: the stem stands alone and does not answer itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from qgen.content.blocks import Blank, Paragraph, Str, inlines
from qgen.content.cloze_cards import card_front, hidden
from qgen.language.korean import PARTICLES, blank_particle
from qgen.language.similarity import contains, folded, stem, weighty, words
from qgen.lint.context import Context
from qgen.lint.findings import Flaw
from qgen.lint.registry import rule
from qgen.questions.model import Question
from qgen.rendering.plain import plain, plain_inline


@rule(
    "M07",
    severity="error",
    title="the stem does not name the answer",
    why="A learner finds the answer by reading, not by knowing.",
    example="“Which group does the loss function belong to?” – “loss function settings”",
    remedy="say it in other words: a definition must not use the term, its abbreviation or its translation",
)
def stem_does_not_name_the_answer(question: Question, context: Context) -> Iterator[Flaw]:
    if question.kind not in ("basic", "typed", "choice") or context.offers(question):
        return
    asked, key = question.front_text, _first_line(question)
    for name in sorted({folded(key), *context.names_of(key)}):
        if contains(asked, name):
            yield Flaw(
                f"the answer “{key}” stands in the question"
                if name == folded(key)
                else f"“{name}”, which is “{key}”, stands in the question"
            )
            return
    yield from _shared_word(question, asked, key)


def _shared_word(question: Question, asked: str, key: str) -> Iterator[Flaw]:
    """A word of weight that the stem shares with the right option and with no other."""
    others = {stem(word) for option in question.options if not option.correct for word in words(option.words)}
    shared = (weighty(key) & weighty(asked)) - others
    if question.options and shared:
        yield Flaw(
            f"“{min(shared)}” stands in the question and in the right option only", "say it in other words", "warning"
        )


@rule(
    "M08",
    severity="error",
    title="grammar does not give the answer away",
    why="After “an ____” only a vowel fits, before “____는” only a word without batchim.",
    example="____는 손실을 줄인다",
    remedy="a pattern's bug: particles after a blank stay open, as in `____은(는)`",
)
def grammar_tells_nothing(question: Question, context: Context) -> Iterator[Flaw]:
    for inline in inlines(question.front):
        for before, blank, after in zip((None, *inline), inline, (*inline[1:], None), strict=False):
            if isinstance(blank, Blank) and isinstance(after, Str) and _tells(after.text):
                yield Flaw(f"“{after.text.split()[0]}” behind a blank tells how the answer ends")
            if isinstance(blank, Blank) and isinstance(before, Str) and _ends_in_article(before.text, context):
                article = before.text.split()[-1]
                yield Flaw(f"“{article}” before a blank tells how the answer begins")


def _ends_in_article(before: str, context: Context) -> bool:
    return re.search(f"(?:{_any_of(context.tell_tales('articles'))})\\s*$", before) is not None


@cache
def _any_of(listed: frozenset[str]) -> str:
    """A pattern that finds any of the words; one in letters with capitals, as a word of its own."""
    return "|".join(rf"\b{re.escape(word)}\b" if word.upper() != word else re.escape(word) for word in sorted(listed))


def _tells(after: str) -> bool:
    found = re.match(r"[가-힣()]+", after)
    return bool(found and found[0] in PARTICLES and blank_particle(found[0]) != found[0])


@rule(
    "M10",
    severity="warning",
    title="a negation in a question is set off",
    why="Readers overlook a negation and choose the first true option.",
    example="“Which is not a kind of …” without the bold",
    remedy="ask in the affirmative, or set the word in bold in the wording",
)
def negation_is_marked(question: Question, context: Context) -> Iterator[Flaw]:
    if question.kind == "choice" and question.stem and isinstance(question.stem[0], Paragraph):
        plainly = "".join(span.text for span in question.stem[0].inline if isinstance(span, Str))
        found = re.search(_any_of(context.tell_tales("negations")), plainly, re.IGNORECASE)
        if found:
            yield Flaw(f"“{found[0]}” is not set off")


@rule(
    "M16",
    severity="warning",
    title="the stem is a whole question",
    why="A stem that only the options complete can't be answered from memory, and tests reading.",
    example="“The learning rate is …”",
    remedy="end the wording with a question or a request",
)
def stem_is_whole(question: Question, context: Context) -> Iterator[Flaw]:
    if question.kind == "cloze" or not question.stem:
        return
    first = question.stem[0]
    asked = plain_inline(first.inline) if isinstance(first, Paragraph) else ""
    if not re.search(r"[?？]|[.:。]$", asked):
        yield Flaw(f"“{asked}” asks nothing by itself")


@rule(
    "C07",
    severity="error",
    title="what a cloze hides stands nowhere else on the card",
    why="The other place gives it away.",
    example="“____ (CNN) is …” for convolutional neural network; code that uses the hidden name again",
    remedy="hide another word, or say the sentence without the second mention",
)
def hidden_stands_nowhere_else(question: Question, context: Context) -> Iterator[Flaw]:
    for identifier, what in hidden(question.stem):
        name_of = what if isinstance(what, str) else plain_inline(what, reveal=True)
        shown = plain(card_front(question.stem, identifier))
        for name in sorted({folded(name_of), *context.names_of(name_of)}):
            if contains(shown, name):
                yield Flaw(f"“{name}” is hidden as `{identifier}` and shown beside it")
                break


def _first_line(question: Question) -> str:
    return question.answer_text.split("\n")[0]
