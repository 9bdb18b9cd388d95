"""What is particular to each kind of question keeps its structure: no output reads it back from text."""

from __future__ import annotations

import pytest

from qgen.content.blocks import Inline, paragraph, text
from qgen.decks.edition import Chapter, Edition, Item
from qgen.decks.exam import draw_exam
from qgen.diagnostics.problems import Span
from qgen.questions.bodies import Body, Choice, Matching, Option, Ordering, Pair
from qgen.questions.model import Key, Question
from qgen.rendering.plain import plain

SAME: Inline = text("the same words")


def question(body: Body) -> Question:
    return Question(
        key=Key("thing", "pattern"),
        language="en",
        bloom="remember",
        stem=paragraph(text("Do it.")),
        body=body,
        facts=("thing#definition",),
        span=Span.start_of("base.yaml"),
        level=1,
        label="",
    )


def solution(body: Body) -> str:
    edition = Edition("deck", "en", "Deck", "", (Chapter("one", "One", (Item(question(body), "guid"),)),), now=0)
    (task,) = draw_exam(edition, seed=1).tasks
    return task.solution


def test_pairs_with_equal_texts_are_told_apart() -> None:
    pairs = (Pair(text("a"), SAME), Pair(text("b"), text("other words")), Pair(text("c"), SAME))
    matching = Matching(pairs, shown_right=(2, 0, 1), headings=(text("Left"), text("Right")))
    assert solution(matching) == "1–B, 2–C, 3–A"
    assert plain(question(matching).front) == "Do it.\n- a\n- b\n- c\n- the same words\n- the same words\n- other words"


def test_steps_that_stand_inside_each_other_are_told_apart() -> None:
    items = tuple(paragraph(text(one)) for one in ("load", "load the data", "load the data again"))
    ordering = Ordering(items, shown=(2, 0, 1), answer=paragraph(text("as the manual says")))
    assert solution(ordering) == "B → C → A"
    assert plain(question(ordering).front) == "Do it.\n- load the data again\n- load\n- load the data"


def test_the_answer_of_a_choice_is_its_right_option() -> None:
    options = tuple(Option(paragraph(text(one)), one == "right", ()) for one in ("wrong", "right"))
    assert plain(question(Choice(options)).answer) == "right"
    assert question(Choice(options)).kind == "choice"


@pytest.mark.parametrize("count", [2, 3, 4, 7])
def test_a_mixed_order_is_never_the_right_one(count: int) -> None:
    from qgen.patterns.shuffling import mixed

    for seed in range(50):
        order = mixed([str(number) for number in range(count)], f"seed {seed}")
        assert sorted(order) == list(range(count)) and order != tuple(range(count))
