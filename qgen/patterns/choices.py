"""What the multiple-choice patterns share: options that are proved wrong.

Each has its reason, and they stand in an order of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qgen.content.blocks import Blocks, paragraph
from qgen.content.wording import Value, fill, labels
from qgen.entities.concept import Definition
from qgen.entities.facts import Fact
from qgen.knowledge.factbase import FactBase
from qgen.knowledge.prover import Disproof, Prover
from qgen.patterns.asking import Asker
from qgen.patterns.distractors import always, choose, never
from qgen.patterns.shuffling import Ring, shuffled
from qgen.questions.bodies import Choice, Option
from qgen.questions.model import NotAsked, Question
from qgen.rendering.plain import plain

TOO_FEW = "fewer than three options can be proved wrong and stand beside the answer"


@dataclass(frozen=True)
class Options:
    """What a choice chooses among: `key`, and ids that may be wrong in groups, those nearest to the key first.

    `is_wrong` proves of an id that it is wrong; by default each is known to be. `text` is what an option reads like,
    `show` how it looks, `why` the reason for it or against it. `related` tells whether one lies above the other.
    `place` sorts the options where their order is not to be mixed.
    """

    key: str
    wrong: Iterable[Iterable[str]]
    text: Callable[[str], str]
    show: Callable[[str], Blocks]
    why: Callable[[str], Blocks]
    is_wrong: Callable[[str], bool] = always
    related: Callable[[str, str], bool] = never
    place: Callable[[str], Any] | None = None


def choice(
    ask: Asker,
    entity: str,
    facts: Sequence[Fact],
    *,
    stem: Blocks,
    options: Options,
    variant: str = "",
    extra: Blocks = (),
) -> Question | NotAsked:
    """A question with the right option and three wrong ones."""
    seed = f"{entity}#{ask.pattern.name}/{variant}"
    chosen = choose(
        options.key,
        options.wrong,
        seed,
        text=options.text,
        asked=plain(stem),
        related=options.related,
        is_wrong=options.is_wrong,
    )
    if chosen is None:
        return ask.not_asked(facts, TOO_FEW)
    ids = sorted((options.key, *chosen), key=options.place or (lambda one: shuffled(seed, one)))
    shown = tuple(Option(options.show(one), one == options.key, options.why(one)) for one in ids)
    return ask.question(entity, facts, stem=stem, answer=Choice(shown), variant=variant, extra=extra)


@dataclass(frozen=True)
class Pool:
    """Concepts that may be options, each with what kind of entity it is."""

    kinds: Mapping[str, str]
    ring: Ring


def pool(base: FactBase, ids: Iterable[str]) -> Pool:
    """A pool of concepts."""
    kinds = {one: base.entity(one).kind for one in ids}
    return Pool(kinds, Ring(kinds))


def nearest(ask: Asker, key: str, among: Pool) -> Iterator[list[str]]:
    """The concepts of the pool in groups: those nearest to the key in the trees first.

    Those that hang together with it in no tree come last. Concepts and hyperparameters are not mixed.
    """
    kind = ask.kind(key)
    met = {key}
    for group in ask.base.around(key):
        met.update(group)
        yield [one for one in group if among.kinds.get(one) == kind]
    yield [one for one in among.ring.stretch(key) if one not in met and among.kinds[one] == kind]


def definition_of(ask: Asker, concept: str) -> Definition | None:
    """The first definition of a concept, if it has one."""
    found = ask.base.stated_by(concept, Definition)
    return found[0] if found else None


def definitions(base: FactBase) -> dict[str, Definition]:
    """The definition of every concept that has one, in the base's order."""
    return {fact.entity: fact for fact in base.of(Definition)}


def defined(base: FactBase) -> Pool:
    """The concepts that have a definition, of which a disproof may speak."""
    prover = Prover(base)
    return pool(base, (one for one in base.once(definitions) if prover.can_tell(one) and not base.is_coined(one)))


def in_trees(base: FactBase) -> Pool:
    """The concepts that stand below another one in a tree."""
    return pool(base, (edge.child for edge in base.edges if not base.is_coined(edge.child)))


def reason(ask: Asker, proof: Disproof) -> Blocks:
    """A disproof in words."""
    words = labels(ask.language, "proofs")
    name = proof.how if proof.how != "disjoint" else _disjoint(proof)
    terms = {
        part: _term(ask, getattr(proof, part)) for part in ("child", "parent", "one", "other") if getattr(proof, part)
    }
    said = paragraph(fill(words[name], terms).inline)
    return ask.because(proof.fact, said) if proof.fact else said


def _disjoint(proof: Disproof) -> str:
    """Which of the two has to be placed in its branch first, and which is the branch itself."""
    if proof.child == proof.one:
        return "disjoint" if proof.parent == proof.other else "disjoint-parent"
    return "disjoint-child" if proof.parent == proof.other else "disjoint-both"


def _term(ask: Asker, concept: str) -> Value:
    return ask.term(concept, gloss=False)
