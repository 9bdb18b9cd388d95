"""The study guide: everything that the deck is about, to read; as a page for any browser and as a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from qgen.content.wording import labels
from qgen.decks.edition import Edition
from qgen.diagnostics.problems import counted
from qgen.guide import Guide, make_guide
from qgen.outputs.printing import page, printed, web_page
from qgen.outputs.registry import Produced, output
from qgen.printing.document import Heading


@output(".study-guide.html")
def study_guide_html(edition: Edition) -> Produced | None:
    """Everything that the deck is about, to read: one page for any browser, with its fonts inside."""
    guide = make_guide(edition)
    if not guide.chapters:
        return None
    shown = web_page(edition, "study-guide", "guide", **_values(guide)).encode()
    return Produced(shown, problems=guide.problems(), summary=_summary(guide))


@output(".study-guide.pdf")
def study_guide_pdf(edition: Edition) -> Produced | None:
    """The study guide in print, with page numbers in its table of contents and its index."""
    guide = make_guide(edition)
    if not guide.chapters:
        return None
    title = f"{edition.title} — {labels(edition.language, 'guide')['kind']}"
    outline = tuple(_outline(guide, labels(edition.language, "guide")))
    shown = page(edition, "study-guide", "guide", **_values(guide))
    made = printed(edition, shown, title, _summary(guide), outline=outline, heads=True)
    return replace(made, problems=(*guide.problems(), *made.problems))


def _values(guide: Guide) -> dict[str, Any]:
    return {"guide": guide, "places": guide.places()}


def _outline(guide: Guide, words: Mapping[str, str]) -> list[Heading]:
    found = []
    for chapter in guide.chapters:
        found.append(Heading(f"ch-{chapter.id}", chapter.title))
        found += [Heading(part.id, part.title, 1) for part in chapter.parts]
    found += [Heading("index", words["index"])] if guide.index else []
    return [*found, Heading("sources", words["sources"])]


def _summary(guide: Guide) -> str:
    return f"{counted(len(guide.parts()), 'section')} in {counted(len(guide.chapters), 'chapter')}"
