"""Rules about answers that are recalled: short, and of one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qgen.content.blocks import Bullets, Paragraph
from qgen.language.korean import is_hangul
from qgen.lint.context import Context
from qgen.lint.findings import Flaw
from qgen.lint.registry import rule
from qgen.questions.bodies import InterviewAnswer, Recall
from qgen.questions.model import Question
from qgen.rendering.plain import plain

_RECALLED = ("basic", "typed")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_A-Z]|\))[.!?。](?=\s+\S)")  # behind a capital it ends an initial


@rule(
    "C01",
    severity="warning",
    title="one fact a card",
    why="A card that asks two things is forgotten as soon as one of them is, and can't be graded.",
    example="a definition of three sentences",
    remedy="keep the definition to one sentence, and make key points of the rest",
)
def one_fact(question: Question, context: Context) -> Iterator[Flaw]:
    if question.kind in _RECALLED:
        sentences = 1 + max(
            (len(_SENTENCE_END.findall(plain((block,)))) for block in question.answer if isinstance(block, Paragraph)),
            default=0,
        )
        if sentences > 1:
            yield Flaw(f"the answer has {sentences} sentences")


@rule(
    "C02",
    severity="warning",
    title="no long list as one answer",
    why="A list is forgotten as a whole: one missing item fails the card.",
    example="“name the seven layers …”",
    remedy="more than three belong into a cloze, one card an item",
)
def no_long_list(question: Question, context: Context) -> Iterator[Flaw]:
    enough = question.body.enough if isinstance(question.body, Recall) else None
    if question.kind in _RECALLED and enough is None:
        longest = max((len(block.items) for block in question.answer if isinstance(block, Bullets)), default=0)
        if longest > 3:
            yield Flaw(f"the answer lists {longest} things", severity="error" if longest > 5 else None)


@rule(
    "C03",
    severity="warning",
    title="an answer to recall is short",
    why="Nobody recalls a paragraph word by word, so nobody can be graded on one.",
    example="a definition of 40 words",
    remedy="at most 25 words or 80 syllables; make key points of the rest",
)
def short_enough(question: Question, context: Context) -> Iterator[Flaw]:
    if question.kind not in _RECALLED:
        return
    answer = " ".join(plain((block,)) for block in question.answer if isinstance(block, Paragraph))
    syllables, words = sum(map(is_hangul, answer)), len(answer.split())
    if syllables > 80:
        yield Flaw(f"the answer has {syllables} syllables")
    elif not syllables and words > 25:
        yield Flaw(f"the answer has {words} words")


@rule(
    "I01",
    severity="warning",
    title="an interview question has all its parts",
    why="Learners grade themselves by key points, and interviewers always ask on.",
    example="a question with a short answer only",
    remedy="add `key_points` with the `facts` that back each, and `follow_ups`",
)
def has_all_parts(question: Question, context: Context) -> Iterator[Flaw]:
    body = question.body
    if not isinstance(body, InterviewAnswer):
        return
    if not question.answer:
        yield Flaw("there is no short answer")
    if not body.key_points:
        yield Flaw("there are no key points")
    if not body.follow_ups:
        yield Flaw("there is no follow-up")
    for point in context.unbacked(question):
        yield Flaw(
            f"no fact backs the key point `{point}`", f"name one under `key_points: {{{point}: {{facts: […]}}}}`"
        )
