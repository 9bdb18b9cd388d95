"""The study guide: everything that the deck is about, to read; as a page for any browser and as a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgen.content.wording import labels
from qgen.decks.edition import Edition
from qgen.diagnostics.problems import counted
from qgen.guide import ComparisonPart, ConceptPart, ExamplePart, FigurePart, GroupPart, Guide, MapPart, Part, make_guide
from qgen.outputs.printing import page, printed, web_page
from qgen.outputs.registry import Produced, output
from qgen.printing.document import Heading
from qgen.rendering.plain import plain_inline


@output(".study-guide.html")
def study_guide_html(edition: Edition) -> Produced | None:
    """Everything that the deck is about, to read: one page for any browser, with its fonts inside."""
    guide = make_guide(edition)
    if not guide.chapters:
        return None
    return Produced(
        web_page(edition, "study-guide", "guide", **_values(guide, edition)).encode(), summary=_summary(guide)
    )


@output(".study-guide.pdf")
def study_guide_pdf(edition: Edition) -> Produced | None:
    """The study guide in print, with page numbers in its table of contents and its index."""
    guide = make_guide(edition)
    if not guide.chapters:
        return None
    values = _values(guide, edition)
    title = f"{edition.title} — {labels(edition.language, 'guide')['kind']}"
    outline = tuple(_outline(guide, values["titles"], labels(edition.language, "guide")))
    return printed(
        edition, page(edition, "study-guide", "guide", **values), title, _summary(guide), outline=outline, heads=True
    )


def _values(guide: Guide, edition: Edition) -> dict[str, Any]:
    words = labels(edition.language, "guide")
    parts = [part for chapter in guide.chapters for part in chapter.parts]
    told = {part.id: part.id for part in parts} | {
        row.id: part.id for part in parts if isinstance(part, GroupPart) for row in part.rows
    }
    return {"guide": guide, "titles": {part.id: _title(part, words) for part in parts}, "told": told}


def _title(part: Part, words: Mapping[str, str]) -> str:
    match part:
        case ConceptPart() | GroupPart():
            return part.term
        case ComparisonPart():
            return plain_inline(part.name)
        case ExamplePart():
            return plain_inline(part.title)
        case MapPart():
            return part.name
        case FigurePart():
            return plain_inline(part.caption)
        case _:
            return words["rules"]


def _outline(guide: Guide, titles: dict[str, str], words: Mapping[str, str]) -> list[Heading]:
    found = []
    for chapter in guide.chapters:
        found.append(Heading(f"ch-{chapter.id}", chapter.title))
        found += [Heading(part.id, titles[part.id], 1) for part in chapter.parts]
    found += [Heading("index", words["index"])] if guide.index else []
    return [*found, Heading("sources", words["sources"])]


def _summary(guide: Guide) -> str:
    count = sum(len(chapter.parts) for chapter in guide.chapters)
    return f"{counted(count, 'section')} in {counted(len(guide.chapters), 'chapter')}"
