"""A test to print, and on sheets of its own what is right and why. The seed gives a class several versions."""

from __future__ import annotations

from qgen.content.wording import labels
from qgen.decks.edition import Edition
from qgen.decks.exam import LETTERS, draw_exam
from qgen.diagnostics.problems import counted
from qgen.outputs.printing import page, printed
from qgen.outputs.registry import Produced, output


@output(".exam.pdf")
def exam(edition: Edition) -> Produced | None:
    """A test with room to write; `--seed` draws another one."""
    return _produced(edition, "exam", "kind")


@output(".exam-answers.pdf")
def exam_answers(edition: Edition) -> Produced | None:
    """The key of the test: what is right, why, and a line to grade by."""
    return _produced(edition, "exam-answers", "answers")


def _produced(edition: Edition, template: str, kind: str) -> Produced | None:
    drawn = draw_exam(edition, edition.press.seed)
    if not drawn.tasks:
        return None
    words = labels(edition.language, "exam")
    title = f"{edition.title} — {words[kind]}"
    kinds = dict.fromkeys(task.question.kind for task in drawn.tasks)
    html = page(edition, template, "exam", exam=drawn, title=title, letters=LETTERS, kinds=kinds)
    return printed(edition, html, title, f"{counted(len(drawn.tasks), 'question')}, version {drawn.seed}", heads=True)
