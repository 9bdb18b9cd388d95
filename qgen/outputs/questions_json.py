"""The whole derived set for machines, as plain text with no markup."""

from __future__ import annotations

import json
from typing import Any, assert_never

from qgen.decks.edition import Edition, Item
from qgen.diagnostics.problems import counted
from qgen.outputs.registry import Produced, output
from qgen.questions.bodies import (
    Choice,
    Cloze,
    Imported,
    InterviewAnswer,
    Matching,
    Occlusion,
    Option,
    Ordering,
    Recall,
    Region,
    TrueFalse,
    Typed,
)
from qgen.rendering.plain import plain, plain_inline


@output(".questions.json")
def questions_json(edition: Edition) -> Produced:
    """Every question of the deck, for programs."""
    questions = [_question(item, chapter.id) for chapter in edition.chapters for item in chapter.items]
    document = {"deck": edition.deck, "lang": edition.language, "title": edition.title, "questions": questions}
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return Produced(f"{text}\n".encode(), summary=counted(len(questions), "question"))


def _question(item: Item, chapter: str) -> dict[str, Any]:
    question = item.question
    found: dict[str, Any] = {
        "key": str(question.key),
        "guid": item.guid,
        "pattern": question.key.pattern,
        "kind": question.kind,
        "stem": question.front_text,
        "answer": question.body.text if isinstance(question.body, Typed) else question.answer_text,
        "why": plain(question.why),
        "extra": plain(question.extra),
        "facts": list(question.facts),
        "source": {"file": question.span.path, "line": question.span.line},
        "cites": [cited.label for cited in question.sources],
        "level": question.level,
        "bloom": question.bloom,
        "chapter": chapter,
        "path": list(question.path),
        "tags": list(question.tags),
    }
    return found | _own(item)


def _own(item: Item) -> dict[str, Any]:
    """What questions of this kind have beside the rest."""
    body = item.question.body
    match body:
        case Choice(options):
            return {"options": [_option(option) for option in options]}
        case Occlusion(regions=regions):
            return {"regions": [_region(region) for region in regions], "blanks": dict(item.cloze_numbers)}
        case Cloze():
            return {"blanks": dict(item.cloze_numbers)}
        case InterviewAnswer():
            return {"interview": _interview(body)}
        case Recall() | Typed() | TrueFalse() | Matching() | Ordering() | Imported():
            return {}
        case _:
            assert_never(body)


def _option(option: Option) -> dict[str, Any]:
    return {"text": option.words, "correct": option.correct, "why": plain(option.why)}


def _region(region: Region) -> dict[str, Any]:
    box = (region.left, region.top, region.width, region.height)
    return {"id": region.id, "label": region.label, "box": [round(side, 4) for side in box]}


def _interview(answer: InterviewAnswer) -> dict[str, Any]:
    return {
        "key_points": [plain_inline(point) for point in answer.key_points],
        "long": plain(answer.long),
        "follow_ups": [
            {"question": plain_inline(one.question), "answer": plain(one.answer)} for one in answer.follow_ups
        ],
        "mistakes": [plain_inline(mistake) for mistake in answer.mistakes],
    }
