"""What the multiple-choice patterns share: options that are proved wrong, each with its reason, in an order of their
own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from qgen.content.blocks import Blocks, paragraph
from qgen.content.wording import Value, fill, labels
from qgen.entities.facts import Definition, Fact
from qgen.knowledge.prover import Disproof
from qgen.patterns.asking import Asker
from qgen.patterns.distractors import Candidate, Space, choose, concepts
from qgen.patterns.shuffling import shuffled
from qgen.questions.bodies import Choice, Option
from qgen.questions.model import NotAsked, Question
from qgen.rendering.plain import plain

TOO_FEW = "fewer than three options can be proved wrong and stand beside the answer"


def choice(
    ask: Asker,
    entity: str,
    facts: Sequence[Fact],
    *,
    stem: Blocks,
    key: str,
    wrong: Iterable[str],
    text: Callable[[str], str],
    show: Callable[[str], Blocks],
    why: Callable[[str], Blocks],
    variant: str = "",
    space: Space | None = None,
    place: Callable[[str], Any] | None = None,
    extra: Blocks = (),
) -> Question | NotAsked:
    """A question with the options `key` and three of `wrong`, all ids: of concepts, unless another `space` is given.

    Concepts and hyperparameters are not mixed. `text` is what an option reads like, `show` how it looks, `why` the
    reason for it or against it. `place` sorts the options where their order is not to be mixed.
    """
    seed = f"{entity}#{ask.pattern.name}/{variant}"
    candidates = [Candidate(one, text(one)) for one in wrong if space or ask.kind(one) == ask.kind(key)]
    options = choose(Candidate(key, text(key)), candidates, space or concepts(ask.base, ask.prover), seed, plain(stem))
    if options is None:
        return ask.not_asked(facts, TOO_FEW)
    ids = sorted((key, *(option.entity for option in options)), key=place or (lambda one: shuffled(seed, one)))
    return ask.question(
        entity,
        facts,
        stem=stem,
        answer=Choice(tuple(Option(show(one), one == key, why(one)) for one in ids)),
        variant=variant,
        extra=extra,
    )


def definition_of(ask: Asker, concept: str) -> Definition | None:
    found = ask.base.stated_by(concept, Definition)
    return found[0] if found else None


def definitions(ask: Asker) -> dict[str, Definition]:
    """The definition of every concept that has one, in the base's order."""
    return {fact.entity: fact for fact in ask.base.of(Definition)}


def reason(ask: Asker, proof: Disproof) -> Blocks:
    """A disproof in words."""
    words = labels(ask.language, "proofs")
    name = proof.how if proof.how != "disjoint" else _disjoint(proof)
    terms = {
        part: _term(ask, getattr(proof, part)) for part in ("child", "parent", "one", "other") if getattr(proof, part)
    }
    return paragraph(fill(words[name], terms).inline)


def _disjoint(proof: Disproof) -> str:
    """Which of the two has to be placed in its branch first, and which is the branch itself."""
    if proof.child == proof.one:
        return "disjoint" if proof.parent == proof.other else "disjoint-parent"
    return "disjoint-child" if proof.parent == proof.other else "disjoint-both"


def _term(ask: Asker, concept: str) -> Value:
    return ask.term(concept, gloss=False)
