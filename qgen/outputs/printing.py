"""What the printed outputs share: a template filled in, printed, and everything that went wrong told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from markupsafe import Markup

from qgen.content.wording import labels
from qgen.decks.edition import Edition
from qgen.diagnostics.problems import Problem, Span
from qgen.outputs.registry import Produced
from qgen.printing.document import CannotPrint, Document, Heading, Printed
from qgen.printing.engines import NoEngine, engine
from qgen.printing.fonts import font_faces, missing_glyphs
from qgen.printing.pdf_cache import marked, origin
from qgen.rendering.html import PRINT, WEB, Style
from qgen.rendering.templates import environment
from qgen.rendering.whole_words import NOWRAP

_AUTHOR = "qgen"


def page(edition: Edition, template: str, section: str, *, style: Style = PRINT, **values: Any) -> str:
    """A template of `templates/print/` with the words of a section of the language's file.

    `fonts` are the rules that every page needs, whichever stylesheets a project replaces: the fonts themselves, and
    in print that words stay whole.
    """
    made = environment(edition.templates, style).get_template(f"print/{template}.html.j2")
    words, levels = labels(edition.language, section), labels(edition.language, "levels")
    rules = f"{font_faces()}\n{NOWRAP}" if style.paper else font_faces()
    fonts = Markup(rules)  # noqa: S704 - rules of our own, in which nothing comes from a project
    return made.render(edition=edition, words=words, levels=levels, fonts=fonts, **values)


def web_page(edition: Edition, template: str, section: str, **values: Any) -> str:
    """The same for a browser, which draws formulas by itself."""
    return page(edition, template, section, style=WEB, **values)


def printed(
    edition: Edition, html: str, title: str, what: str, *, outline: tuple[Heading, ...] = (), heads: bool = False
) -> Produced:
    """The page as a PDF, or the page itself where no engine can run, with a warning that says what to install.

    Nothing but the problems if the edition is `dry`, or if the page asks for a file that is not in it.
    """
    tags = tuple(dict.fromkeys(tag for item in edition.items() for tag in item.question.tags))
    document = Document(
        html, title, edition.language, edition.press.paper, _AUTHOR, tags, outline, heads, now=_changed(edition)
    )
    problems = (*_unprintable(edition, html, title), *_shrunk(html, title))
    if edition.press.dry:
        return Produced(b"", problems=problems)
    try:
        done = _print(document, edition)
    except NoEngine as error:
        hint = (
            "pip install plutoprint, or weasyprint with the system's Pango; "
            "any browser prints the page that was written instead"
        )
        told = Problem.warning("no-pdf-engine", str(error), hint=hint)
        return Produced(html.encode(), problems=(told, *problems), summary=f"{what} (HTML)", ending=".html")
    except CannotPrint as error:
        told = Problem.error(
            "cannot-print",
            f"{title}: {error}",
            hint="a template of the project may name a file that is not in the page",
        )
        return Produced(b"", problems=(told, *problems))
    if done.too_wide:
        hint = "split the table or the formula that is wider than the page"
        problems = (
            Problem.warning("too-wide", f"{title}: something runs off the page at the right", hint=hint),
            *problems,
        )
    return Produced(
        done.pdf, problems=problems, summary=f"{what}, {done.pages} page" + ("" if done.pages == 1 else "s")
    )


def _print(document: Document, edition: Edition) -> Printed:
    """What an earlier build printed of the same document, or a new print."""
    press = engine()
    made_of = origin(document, press.name)
    earlier = edition.prints.get(made_of)
    if earlier:
        return earlier
    done = press.print(document)
    return done if done.too_wide else marked(done, made_of)


def _changed(edition: Edition) -> int:
    """When the edition last changed, in seconds since 1970, so that a build of tomorrow gives the same bytes.

    It is the newest time that the lock holds; the time of the build if it holds none.
    """
    return max((item.locked.mod for item in edition.items() if item.locked), default=edition.now)


_NOT_TEXT = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)


def _unprintable(edition: Edition, html: str, title: str) -> Iterator[Problem]:
    """A warning for each entity with a character that no font of ours draws: it would be invisible in print."""
    text = unescape(_NOT_TEXT.sub(" ", html))
    missing = missing_glyphs(text)
    if not missing:
        return
    assert edition.base is not None
    placed: set[str] = set()
    for entity in edition.base.entities():
        written = repr(entity)
        here = [ch for ch in missing if ch in written]
        placed.update(here)
        if here:
            yield _missing(f"`{entity.id}`", here, edition.base.span(entity.id, "id"))
    for ch in (ch for ch in missing if ch not in placed):
        around = " ".join(text[max(0, text.index(ch) - 20) : text.index(ch) + 20].split())
        yield _missing(f"{title}: “{around}”", [ch], None)


_LINE = 493.0  # points: the width of an A4 page without its margins
_SMALLEST = 6.5  # points: below it nobody reads
_SHRUNK = re.compile(r'<svg class="formula" role="img" aria-label="([^"]*)" style="width:([\d.]+)em')
_TABLES = re.compile(r"<table.*?</table>", re.DOTALL)


def _shrunk(html: str, title: str) -> Iterator[Problem]:
    """A warning for each formula that is as wide as its line or column only if its letters are too small to read."""
    if 'class="card' in html:
        return  # flashcards are measured when they are set
    wide = {found[1] for found in _SHRUNK.finditer(html) if float(found[2]) * _SMALLEST > _LINE}
    for table in _TABLES.findall(html):
        columns = max(1, table.partition("</tr>")[0].count("<th") + table.partition("</tr>")[0].count("<td"))
        wide |= {found[1] for found in _SHRUNK.finditer(table) if float(found[2]) * _SMALLEST > _LINE / columns}
    for latex in sorted(map(unescape, wide)):
        shown = latex if len(latex) <= 60 else latex[:59] + "…"
        message = f"{title}: the formula `{shown}` is set below {_SMALLEST} points, or it would run off its line"
        yield Problem.warning("too-wide", message, hint="break it into several, as by an `aligned` with `\\\\`")


def _missing(where: str, characters: list[str], span: Span | None) -> Problem:
    named = ", ".join(f"`{ch}` (U+{ord(ch):04X})" for ch in characters)
    return Problem.warning(
        "missing-glyph", f"{where}: no font can print {named}", at=span, hint="write it in other characters"
    )
