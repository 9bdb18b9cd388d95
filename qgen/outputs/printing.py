"""What the printed outputs share: a template filled in, printed, and everything that went wrong told."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from qgen.decks.edition import Edition
from qgen.outputs.registry import Produced
from qgen.printing.document import CannotPrint, Document, Heading
from qgen.printing.engines import NoEngine, engine
from qgen.printing.fonts import font_faces, missing_glyphs
from qgen.problems import Problem
from qgen.rendering.html import PRINT, WEB, Style
from qgen.rendering.plain import plain
from qgen.rendering.templates import environment
from qgen.wording import labels

_AUTHOR = "qgen"


def page(edition: Edition, template: str, section: str, *, style: Style = PRINT, **values: Any) -> str:
    """A template of `templates/print/` with the words of a section of the language's file, and the fonts inside."""
    made = environment(edition.templates, style).get_template(f"print/{template}.html.j2")
    words, levels = labels(edition.language, section), labels(edition.language, "levels")
    return made.render(edition=edition, words=words, levels=levels, fonts=Markup(font_faces()), **values)


def web_page(edition: Edition, template: str, section: str, **values: Any) -> str:
    """The same for a browser, which draws formulas by itself."""
    return page(edition, template, section, style=WEB, **values)


def printed(edition: Edition, html: str, title: str, what: str, *, outline: tuple[Heading, ...] = (), heads: bool = False) -> Produced:
    """The page as a PDF. Where no engine can run the page itself is what is produced, and a warning says what to install."""
    tags = tuple(dict.fromkeys(tag for item in edition.items() for tag in item.question.tags))
    document = Document(
        html, title, edition.language, edition.press.paper, _AUTHOR, tags, outline, heads, now=_changed(edition)
    )
    problems = _unprintable(edition)
    try:
        done = engine().print(document)
    except NoEngine as error:
        hint = "pip install plutoprint, or 'qgen[weasyprint]' with the system's Pango; any browser prints the page that was written instead"
        told = Problem("no-pdf-engine", str(error), None, hint, "warning")
        return Produced(html.encode(), problems=(told, *problems), summary=f"{what} (HTML)", ending=".html")
    except CannotPrint as error:
        told = Problem("cannot-print", f"{title}: {error}", None, "a template of the project may name a file that is not in the page")
        return Produced(b"", problems=(told, *problems))
    return Produced(done.pdf, problems=problems, summary=f"{what}, {done.pages} page" + ("" if done.pages == 1 else "s"))


def _changed(edition: Edition) -> int:
    """When the edition last changed: the newest time that the lock holds, so that a build of tomorrow gives the same bytes."""
    return max((item.locked.mod for item in edition.items() if item.locked), default=edition.now)


def _unprintable(edition: Edition) -> tuple[Problem, ...]:
    """A warning for each question with a character that no font of ours draws; it would be invisible in print."""
    found = []
    for item in edition.items():
        question = item.question
        missing = missing_glyphs(plain((*question.stem, *question.answer, *question.why, *question.extra), reveal=True))
        if missing:
            named = ", ".join(f"`{ch}` (U+{ord(ch):04X})" for ch in missing)
            found.append(Problem("missing-glyph", f"`{question.key}`: no font can print {named}", question.span, "write it in other characters", "warning"))
    return tuple(found)
