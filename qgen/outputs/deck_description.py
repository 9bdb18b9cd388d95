"""What Anki shows on a deck's page: what it is, where its facts come from, and how to update it."""

from __future__ import annotations

from html import escape

from qgen.content.wording import labels
from qgen.decks.edition import Edition


def description(edition: Edition) -> str:
    """HTML; line breaks only, for Anki shows it in a narrow centred column."""
    words = labels(edition.language, "deck")
    sources = dict.fromkeys(cited.full for item in edition.items() for cited in item.question.sources)
    listed = "".join(f"<li>{escape(source)}</li>" for source in sources)
    return (
        f"<p>{escape(edition.description)}</p>"
        f"<p><b>{words['update']}</b> {words['how_to_update']}</p>"
        f"<p><b>{words['sources']}</b></p><ul>{listed}</ul>"
    )
