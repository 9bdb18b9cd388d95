"""Interview questions in print: with answers to learn from, and without to practise."""

from __future__ import annotations

from qgen.content.wording import labels
from qgen.decks.edition import Chapter, Edition
from qgen.diagnostics.problems import counted
from qgen.outputs.printing import page, printed
from qgen.outputs.registry import Produced, output
from qgen.printing.document import Heading
from qgen.questions.bodies import InterviewAnswer
from qgen.rendering.plain import plain


@output(".interview.pdf")
def interview_answers(edition: Edition) -> Produced | None:
    """The interview questions in print: short answer, key points to tick, long answer, follow-ups and mistakes."""
    return _produced(edition, practice=False)


@output(".interview-practice.pdf")
def interview_practice(edition: Edition) -> Produced | None:
    """The interview questions alone, with room for notes."""
    return _produced(edition, practice=True)


def _produced(edition: Edition, practice: bool) -> Produced | None:
    chapters = [
        Chapter(chapter.id, chapter.title, asked)
        for chapter in edition.chapters
        if (asked := tuple(item for item in chapter.items if isinstance(item.question.body, InterviewAnswer)))
    ]
    if not chapters:
        return None
    words = labels(edition.language, "interview")
    more = labels(edition.language, "sheet")
    title = f"{edition.title} — {words['title']}" + (f" ({more['practice']})" if practice else "")
    html = page(edition, "interview-sheet", "interview", chapters=chapters, title=title, practice=practice, sheet=more)
    outline = tuple(heading for chapter in chapters for heading in _headings(chapter))
    count = sum(len(chapter.items) for chapter in chapters)
    return printed(edition, html, title, counted(count, "interview question"), outline=outline, heads=True)


def _headings(chapter: Chapter) -> list[Heading]:
    asked = [Heading(f"q-{item.question.key.entity}", plain(item.question.stem), 1) for item in chapter.items]
    return [Heading(f"ch-{chapter.id}", chapter.title), *asked]
