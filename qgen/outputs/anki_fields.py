"""What each field of a note holds: a question's blocks as the HTML that Anki shows."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import assert_never

from qgen.anki.note_types import CLOZE, NOTE_TYPES, NoteType
from qgen.anki.syntax import cloze
from qgen.content.blocks import Inline
from qgen.content.wording import labels
from qgen.decks.edition import Item, Leaving
from qgen.questions.bodies import (
    Body,
    Choice,
    Cloze,
    Imported,
    InterviewAnswer,
    Matching,
    Occlusion,
    Ordering,
    Recall,
    Region,
    TrueFalse,
    Typed,
)
from qgen.questions.model import Question
from qgen.rendering.html import ANKI, html, html_inline
from qgen.rendering.plain import plain


def note_type_name(body: Body) -> str:
    """The note type that holds questions of this kind.

    It is named by its key in `NOTE_TYPES`; that of an imported note by what the lock calls it.
    """
    match body:
        case Recall() | TrueFalse() | Ordering() | Matching():
            return "qgen basic"
        case Typed():
            return "qgen typed"
        case Cloze():
            return "qgen cloze"
        case Choice():
            return "qgen choice"
        case Occlusion():
            return "qgen occlusion"
        case InterviewAnswer():
            return "qgen interview"
        case Imported(original):
            return original.type_key
        case _:
            assert_never(body)


def fields_of(item: Item) -> dict[str, str]:
    """Field name -> HTML, for the note type of the item's kind; those of an imported note as they are."""
    body = item.question.body
    if isinstance(body, Imported):
        return dict(body.original.fields)
    words = labels(item.question.language, "deck")
    blanks = {"Blanks": ",".join(_known_blanks(item))} if item.numbered else {}
    left = {"Left": _left(item.left, words["left_card"], words["left_how"])} if item.left else {}
    return {**_own(item, body), **_shared(item.question), **blanks, **left}


def _own(
    item: Item, body: Recall | Typed | Cloze | Choice | TrueFalse | Matching | Ordering | Occlusion | InterviewAnswer
) -> dict[str, str]:
    """The fields that the note type has for this kind of question alone."""
    match body:
        case Recall() | TrueFalse() | Ordering() | Matching():
            return _basic(item)
        case Typed():
            return _typed(item, body)
        case Cloze():
            return _cloze(item)
        case Choice():
            return _choice(item, body)
        case Occlusion():
            return _occlusion(item, body)
        case InterviewAnswer():
            return _interview(item, body)
        case _:
            assert_never(body)


def _known_blanks(item: Item) -> tuple[str, ...]:
    """Blanks by number, for `qgen lock --from`; without those at the end that came and went between two releases."""
    released = item.locked.released_blanks if item.locked else 0
    return item.numbered[: max((released, *item.cloze_numbers.values()))]


def _left(numbers: Iterable[int], message: str, how: str) -> str:
    """For each number a cloze of which its own card shows the message before, and what to do after; others nothing.

    A card whose number no field holds would be empty.
    """
    return " ".join(cloze(number, escape(how), escape(message)) for number in numbers)


def last_fields(note_type: str, leaving: Leaving, language: str) -> dict[str, str]:
    """The fields of a note that says that its card, or each of them, has left the deck."""
    words = labels(language, "deck")
    message = f"<p>{escape(words['retired_card'])}</p>"
    own = {"Question": message, "Answer": f"<p>{escape(words['retired_how'])}</p>"}
    if NOTE_TYPES[note_type].kind == CLOZE:
        numbers = range(1, len(leaving.locked.blanks) + 1)
        own = {
            NOTE_TYPES[note_type].fields[0].name: message,  # for Anki's browser; on no card, for it holds no cloze
            "Left": _left(numbers, words["retired_card"], words["retired_how"]),
        }
    known = {field.name for field in NOTE_TYPES[note_type].fields}
    return {
        **{name: value for name, value in own.items() if name in known},
        "Lang": language,
        "ID": leaving.key,
        "Blanks": ",".join(leaving.locked.blanks),
    }


def last_fields_of_kept(note_type: NoteType, leaving: Leaving, language: str) -> dict[str, str]:
    """The same of a note of an imported deck: the first field says it, so that its first card is never empty."""
    words = labels(language, "deck")
    message, how = escape(words["retired_card"]), escape(words["retired_how"])
    first, *others = (field.name for field in note_type.fields)
    if note_type.kind == CLOZE:
        return {first: f"{message} {cloze(1, how)}"}
    return {first: message, **({others[0]: how} if others else {})}


def _shared(question: Question) -> dict[str, str]:
    return {
        "Why": html(question.why, ANKI),
        "Extra": html(question.extra, ANKI),
        "Path": " › ".join(map(ANKI.text, question.path)),
        "Related": " · ".join(map(ANKI.text, question.related)),
        "Source": "<br>".join(ANKI.text(cited.label) for cited in question.sources),
        "Lang": question.language,
        "Pattern": escape(question.label),
        "ID": str(question.key),
    }


def _basic(item: Item) -> dict[str, str]:
    return {"Question": html(item.question.front, ANKI), "Answer": html(item.question.answer, ANKI)}


def _typed(item: Item, body: Typed) -> dict[str, str]:
    """Anki shows what was to be typed by itself; how it looks is shown only where that is something else."""
    looks_different = plain(body.answer) != body.text
    return {
        "Question": html(item.question.stem, ANKI),
        "Answer": escape(body.text, quote=False),
        "Shown": html(body.answer, ANKI) if looks_different else "",
    }


def _cloze(item: Item) -> dict[str, str]:
    style = ANKI.with_blanks(
        lambda blank, inner: cloze(item.cloze_numbers[blank.id], inner, getattr(blank, "hint", None))
    )
    return {"Text": html(item.question.stem, style)}


def _choice(item: Item, body: Choice) -> dict[str, str]:
    """The options in their order, and again for the back, each marked and with its reason. No script is needed."""
    options = body.options
    shown = (f"<li>{html(option.text, ANKI)}</li>" for option in options)
    marked = (
        f'<li class="{"right" if option.correct else "wrong"}">'
        f'{html(option.text, ANKI)}<div class="reason">{html(option.why, ANKI)}</div></li>'
        for option in options
    )
    return {
        "Question": html(item.question.stem, ANKI),
        "Options": f'<ol class="options">{"".join(shown)}</ol>',
        "Marked": f'<ol class="options">{"".join(marked)}</ol>',
    }


def _occlusion(item: Item, covered: Occlusion) -> dict[str, str]:
    """The fields of Anki's own note type, in which each shape is a cloze.

    `Names` has a cloze for each shape as well, so that the back can say what it is.
    """
    numbers = item.cloze_numbers
    shapes = (f"{{{{c{numbers[region.id]}::{_shape(region, covered.hide_all)}}}}}<br>" for region in covered.regions)
    return {
        "Occlusion": "".join(shapes),
        "Image": html((covered.picture,), ANKI).removeprefix("<figure>").removesuffix("</figure>"),
        "Header": html(item.question.stem, ANKI),
        "Names": " ".join(cloze(numbers[region.id], ANKI.text(region.label)) for region in covered.regions),
    }


def _shape(region: Region, hide_all: bool) -> str:
    places = ":".join(f"{name}={getattr(region, name):.4f}".rstrip("0") for name in ("left", "top", "width", "height"))
    return f"image-occlusion:rect:{places}:oi={int(hide_all)}"


def _interview(item: Item, answer: InterviewAnswer) -> dict[str, str]:
    question = item.question
    return {
        "Question": html(question.stem, ANKI),
        "Short": html(answer.short, ANKI),
        "KeyPoints": _to_reveal(answer.key_points),
        "Long": html(answer.long, ANKI),
        "FollowUps": _follow_ups(answer),
        "Mistakes": _items(answer.mistakes, "mistakes"),
        "Level": labels(question.language, "levels")[str(question.level)],
    }


def _to_reveal(points: tuple[Inline, ...]) -> str:
    """Key points, each to be opened once it was said aloud. No script is needed."""
    inner = "".join(f"<li><details><summary></summary>{html_inline(point, ANKI)}</details></li>" for point in points)
    return f'<ol class="keypoints">{inner}</ol>' if inner else ""


def _items(items: tuple[Inline, ...], name: str) -> str:
    inner = "".join(f"<li>{html_inline(item, ANKI)}</li>" for item in items)
    return f'<ul class="{name}">{inner}</ul>' if inner else ""


def _follow_ups(answer: InterviewAnswer) -> str:
    pairs = (
        f"<dt>{html_inline(one.question, ANKI)}</dt><dd>{html(one.answer, ANKI)}</dd>" for one in answer.follow_ups
    )
    inner = "".join(pairs)
    return f'<dl class="followups">{inner}</dl>' if inner else ""
