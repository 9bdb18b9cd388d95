"""Some of a list that has no end are asked for, and every one that the base knows is accepted.

Needs three or more members below a concept, or `values` of a hyperparameter, that are not said to be complete.
"""

from __future__ import annotations

from qgen.content.blocks import Bullets, Inline, paragraph, text
from qgen.entities.hyperparameter import Values
from qgen.knowledge.factbase import FactBase, Members
from qgen.patterns.asking import Asker
from qgen.patterns.members import WORDINGS, is_complete, two_or_more
from qgen.patterns.registry import pattern
from qgen.patterns.values_cloze import is_switch
from qgen.questions.bodies import Recall
from qgen.questions.model import NotAsked, Question

_ASKED = 2
_LEAST = 3  # of fewer there is nothing to choose


def _open(base: FactBase) -> list[Members | Values]:
    listed = [one for one in two_or_more(base) if len(one.edges) >= _LEAST and not is_complete(one, base)]
    values = [fact for fact in base.of(Values) if fact.extent == "open" and len(fact.values) >= _LEAST]
    return [*listed, *(fact for fact in values if not is_switch(fact))]


@pattern(
    "name-some",
    kind="basic",
    bloom="remember",
    asks=_open,
    lag=5,
    phrases={
        "kinds": "the question for {count} kinds of {parent}",
        "factors": "the question for {count} factors that are tuned for {parent}",
        "parts": "the question for {count} parts of {parent}",
        "group-members": "the question for {count} hyperparameters of the group {parent}",
        "values": "the question for {count} values of {parent}",
        "open": "below the accepted answers: that there are others",
    },
)
def name_some(listed: Members | Values, ask: Asker) -> Question | NotAsked:
    """Which of them can you name?"""
    return _values(listed, ask) if isinstance(listed, Values) else _members(listed, ask)


def _values(fact: Values, ask: Asker) -> Question:
    return ask.question(
        fact.entity,
        [fact],
        variant="values",
        stem=paragraph(ask.say("values", parent=ask.term_and_code(fact.entity), count=str(_ASKED))),
        answer=Recall((Bullets(tuple(paragraph(ask.inline(value)) for value in fact.values)),), _ASKED),
        why=paragraph(ask.say("open")),
    )


def _members(listed: Members, ask: Asker) -> Question | NotAsked:
    hidden = [edge for edge in listed.edges if not ask.gives_away(listed.parent, edge.child)]
    if len(hidden) < _LEAST:
        reason = "fewer than three members have a name that does not give itself away"
        return ask.not_asked([edge.fact for edge in listed.edges], reason)
    wording = WORDINGS.get(type(listed.edges[0].fact), "kinds")
    return ask.question(
        listed.parent,
        [edge.fact for edge in hidden],
        variant=listed.relation,
        stem=paragraph(ask.say(wording, parent=ask.term(listed.parent), count=str(_ASKED))),
        answer=Recall((Bullets(tuple(paragraph(_every_name(edge.child, ask)) for edge in hidden)),), _ASKED),
        why=paragraph(ask.say("open")),
    )


def _every_name(concept: str, ask: Asker) -> Inline:
    """All names by which it is accepted."""
    return text(" · ".join((ask.plain_term(concept), *ask.other_names(concept))))
