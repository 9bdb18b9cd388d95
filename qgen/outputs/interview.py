"""Interview question sets: one Markdown file, and one HTML file that needs nothing but a browser."""

from __future__ import annotations

from collections.abc import Iterator

from qgen.content.blocks import Strong
from qgen.content.wording import labels
from qgen.decks.edition import Chapter, Edition, Item
from qgen.diagnostics.problems import counted
from qgen.outputs.registry import Produced, output
from qgen.questions.bodies import InterviewAnswer
from qgen.questions.model import Question
from qgen.rendering.markdown_text import indented, markdown, markdown_inline
from qgen.rendering.templates import environment


@output(".interview.html")
def interview_html(edition: Edition) -> Produced | None:
    """The interview questions as one page for any browser, with answers hidden until asked for."""
    chapters = _chapters(edition)
    if not chapters:
        return None
    template = environment(edition.templates).get_template("print/interview.html.j2")
    questions = [item.question for chapter in chapters for item in chapter.items]
    page = template.render(
        edition=edition,
        chapters=chapters,
        count=len(questions),
        words=labels(edition.language, "interview"),
        levels=labels(edition.language, "levels"),
        sources=_sources(questions),
    )
    return Produced(page.encode(), summary=_summary(questions))


@output(".interview.md")
def interview_markdown(edition: Edition) -> Produced | None:
    """The interview questions as Markdown; answers fold up where a browser shows it."""
    chapters = _chapters(edition)
    if not chapters:
        return None
    questions = [item.question for chapter in chapters for item in chapter.items]
    parts = [f"# {edition.title}", edition.description]
    for number, question in enumerate(questions, start=1):
        parts.extend(_markdown(question, number))
    return Produced(("\n\n".join(parts) + "\n").encode(), summary=_summary(questions))


def _chapters(edition: Edition) -> list[Chapter]:
    """The chapters that have interview questions, with these alone."""
    found = (Chapter(chapter.id, chapter.title, tuple(_interviews(chapter.items))) for chapter in edition.chapters)
    return [chapter for chapter in found if chapter.items]


def _interviews(items: tuple[Item, ...]) -> Iterator[Item]:
    return (item for item in items if isinstance(item.question.body, InterviewAnswer))


def _summary(questions: list[Question]) -> str:
    return counted(len(questions), "interview question")


def _sources(questions: list[Question]) -> list[tuple[str, str | None]]:
    """Every source in full with its address, each once."""
    return list(dict.fromkeys((cited.full, cited.url) for question in questions for cited in question.sources))


def _markdown(question: Question, number: int) -> Iterator[str]:
    words = labels(question.language, "interview")
    answer = question.body
    assert isinstance(answer, InterviewAnswer)
    level = labels(question.language, "levels")[str(question.level)]
    yield f"## {number}. {markdown(question.stem)}"
    yield f"*{words['level']}: {level}*" + (f" · {' › '.join(question.path)}" if question.path else "")
    yield f"<details><summary>{words['show']}</summary>"
    yield from (f"### {words['short']}", markdown(answer.short))
    if answer.key_points:
        yield from (f"### {words['key_points']}", _list(markdown_inline(point) for point in answer.key_points))
    if answer.long:
        yield from (f"### {words['long']}", markdown(answer.long))
    if answer.follow_ups:
        pairs = (
            f"{markdown_inline((Strong(one.question),))}\n\n{markdown(one.answer)}".strip() for one in answer.follow_ups
        )
        yield from (f"### {words['follow_ups']}", _list(pairs, "- "))
    if answer.mistakes:
        yield from (f"### {words['mistakes']}", _list((markdown_inline(mistake) for mistake in answer.mistakes), "- "))
    if question.sources:
        yield f"{words['sources']}: " + "; ".join(cited.label for cited in question.sources)
    yield "</details>"


def _list(items: Iterator[str], lead: str = "- [ ] ") -> str:
    return "\n".join(lead + indented(item, "  ") for item in items)
