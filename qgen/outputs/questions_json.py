"""The whole derived set for machines, as plain text with no markup."""

from __future__ import annotations

import json
from typing import Any

from qgen.decks.edition import Edition, Item
from qgen.diagnostics.problems import counted
from qgen.outputs.registry import Produced, output
from qgen.rendering.plain import plain, plain_inline


@output(".questions.json")
def questions_json(edition: Edition) -> Produced:
    """One object with `deck`, `lang` and `questions` in study order."""
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
        "stem": plain(question.stem),
        "answer": question.typed or plain(question.answer),
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
    if question.options:
        found["options"] = [
            {"text": plain(option.text), "correct": option.correct, "why": plain(option.why)}
            for option in question.options
        ]
    if question.occlusion:
        found["regions"] = [
            {
                "id": one.id,
                "label": one.label,
                "box": [round(side, 4) for side in (one.left, one.top, one.width, one.height)],
            }
            for one in question.occlusion.regions
        ]
    if question.kind in ("cloze", "occlusion"):
        found["blanks"] = dict(item.cloze_numbers)
    if question.interview:
        found["interview"] = _interview(item)
    return found


def _interview(item: Item) -> dict[str, Any]:
    answer = item.question.interview
    assert answer is not None
    return {
        "key_points": [plain_inline(point) for point in answer.key_points],
        "long": plain(answer.long),
        "follow_ups": [
            {"question": plain_inline(one.question), "answer": plain(one.answer)} for one in answer.follow_ups
        ],
        "mistakes": [plain_inline(mistake) for mistake in answer.mistakes],
    }
