"""A parent's members as a cloze, one card a member: its kinds, the factors under a heading, a group's hyperparameters.

Needs a list that is `complete`, of two or more: children in a taxonomy that are no heading, or hyperparameters of one
`group`.
"""

from __future__ import annotations

from qgen.content.blocks import Blank, Blocks, Bullets, paragraph, text
from qgen.entities.facts import Edge
from qgen.entities.hyperparameter import InGroup
from qgen.entities.taxonomy import BuiltFrom, Complete, Group, PartOf, Tunes
from qgen.knowledge.factbase import FactBase, Members
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.bodies import Cloze
from qgen.questions.model import NotAsked, Question

WORDINGS = {Tunes: "factors", InGroup: "group-members", PartOf: "parts"}


def two_or_more(base: FactBase) -> list[Members]:
    """Headings are not members, and one member alone shows nothing to complete."""
    listed = (_without_headings(members) for members in base.members())
    return [members for members in listed if len(members.edges) > 1]


def is_complete(listed: Members, base: FactBase) -> bool:
    """Whether the base says that there are no others."""
    if isinstance(listed.edges[0].fact, InGroup):
        return base.concept(listed.parent).members == "complete"
    return any(fact.entity == listed.relation for fact in base.where(Complete, "parent", listed.parent))


def _without_headings(members: Members) -> Members:
    edges = tuple(edge for edge in members.edges if not isinstance(edge.fact, Group | BuiltFrom))
    return Members(members.parent, members.relation, edges)


@pattern(
    "members",
    kind="cloze",
    bloom="remember",
    asks=two_or_more,
    lag=3,
    phrases={
        "kinds": "above a list of the kinds of {parent}",
        "factors": "above a list of the factors that are tuned for {parent}",
        "parts": "above a list of the parts of {parent}",
    },
    shares=("group-members",),
)
def members(listed: Members, ask: Asker) -> Question | NotAsked:
    """Which member is missing from the list?"""
    if not is_complete(listed, ask.base):
        return ask.not_asked([edge.fact for edge in listed.edges], "the list is not said to be complete")
    wording = WORDINGS.get(type(listed.edges[0].fact), "kinds")
    hidden = [edge for edge in listed.edges if not ask.gives_away(listed.parent, edge.child)]
    if not hidden:
        return ask.not_asked([edge.fact for edge in listed.edges], "every member's name gives itself away")
    items = tuple(_item(edge, ask, edge in hidden) for edge in listed.edges)
    names = ", ".join(ask.plain_term(edge.child) for edge in listed.edges)
    return ask.question(
        listed.parent,
        [edge.fact for edge in hidden],
        variant=listed.relation,
        stem=(*paragraph(ask.say(wording, parent=ask.term(listed.parent))), Bullets(items)),
        answer=Cloze(paragraph(text(names))),
    )


def _item(edge: Edge, ask: Asker, hidden: bool) -> Blocks:
    """A member, hidden unless the heading names it."""
    name = text(ask.plain_term(edge.child))
    return paragraph((Blank(edge.child, name),) if hidden else name)
