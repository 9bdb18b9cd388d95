"""What a body asks for and what it tells once it is answered, as texts with no markup.

Takes the body of a question; the order of a deck compares these texts of one question with those of another.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from qgen.content.blocks import Blocks, Bullets, Paragraph, Table
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
    TrueFalse,
    Typed,
)
from qgen.rendering.plain import plain, plain_inline

Hidden = tuple[str, ...]
"""Texts that give the answer away if they are all shown."""


def hidden_by(body: Body) -> tuple[Hidden, ...]:
    """What a body asks for: each entry is enough to answer it. Nothing for what is judged true or false."""
    match body:
        case Recall(answer):
            return (_recalled(answer),)
        case Typed():
            return ((body.text,),)
        case Cloze(answer):
            return tuple((text,) for text in _items(answer))
        case Choice():
            return ((plain(body.answer),),)
        case Matching(pairs):
            return tuple((plain_inline(pair.left), plain_inline(pair.right)) for pair in pairs)
        case Ordering(items):
            return (tuple(map(plain, items)),)
        case Occlusion(regions=regions):
            return (tuple(region.label for region in regions),)
        case InterviewAnswer(short):
            return (_recalled(short),)
        case TrueFalse() | Imported():
            return ()
        case _:
            assert_never(body)


def told_by(body: Body) -> Iterator[str]:
    """What stands on the back of a body's cards, a text each."""
    match body:
        case Choice(options):
            for option in options:
                yield plain(option.text)
                yield plain(option.why)
        case InterviewAnswer():
            yield plain(body.short)
            yield plain(body.long)
            yield from map(plain_inline, (*body.key_points, *body.mistakes))
            for follow_up in body.follow_ups:
                yield plain_inline(follow_up.question)
                yield plain(follow_up.answer)
        case Imported():
            return
        case _:
            yield plain(body.answer, reveal=True)


def _recalled(answer: Blocks) -> Hidden:
    """Of a list every item, of a table every cell below its header; else the first line, which names the answer."""
    if not answer:
        return ("",)
    match answer[0]:
        case Bullets() | Table():
            return tuple(_items(answer))
        case Paragraph(inline):
            return (plain_inline(inline),)
        case other:
            return (plain((other,)),)


def _items(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        match block:
            case Bullets(items):
                yield from map(plain, items)
            case Table(rows=rows):
                yield from (plain_inline(cell) for row in rows for cell in row)
            case _:
                yield from plain((block,), reveal=True).split("\n")
