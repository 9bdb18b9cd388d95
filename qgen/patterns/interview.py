"""An interview question, as its author wrote it.

Needs an entity under `questions`.
"""

from __future__ import annotations

from dataclasses import replace

from qgen.content.blocks import paragraph
from qgen.entities.question import Interview
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.bodies import FollowUp, InterviewAnswer
from qgen.questions.model import Question


def _interviews(base: FactBase) -> list[Interview]:
    return list(base.of(Interview))


@pattern("interview", kind="interview", bloom="understand", asks=_interviews)
def interview(fact: Interview, ask: Asker) -> Question:
    """An interviewer's question, to be answered aloud."""
    backing = [backed for _, _, facts in fact.key_points for backed in facts]
    asked = ask.question(
        fact.entity,
        [fact],
        stem=paragraph(ask.inline(fact.question)),
        answer=InterviewAnswer(
            short=ask.blocks(fact.short),
            key_points=tuple(ask.inline(text) for _, text, _ in fact.key_points),
            long=ask.blocks(fact.long),
            follow_ups=tuple(FollowUp(ask.inline(item.question), ask.blocks(item.answer)) for item in fact.follow_ups),
            mistakes=tuple(ask.inline(text) for text in fact.mistakes),
        ),
    )
    return replace(asked, facts=tuple(dict.fromkeys((*asked.facts, *backing))))
