"""The cards of a deck, one after the other, so that none gives away another's answer or uses a term before it is told.

Takes the questions of the chapters, in the order of the chapters; gives their order, and which found no place.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qgen.knowledge.factbase import FactBase
from qgen.patterns.registry import patterns
from qgen.questions.mentions import MentionsIn
from qgen.questions.model import Key, Question
from qgen.questions.spoilers import GAP, NEAR, asks_with, tells

_LOOK_AHEAD = 12  # safe cards among which one is sought that is not too like the last
_LOOK_BACK = 400  # places among which one is sought for a card that the end of its chapter gives away

Rank = tuple[int, int, Key]


def introduces(question: Question) -> bool:
    """Whether it says what its concept is."""
    found = patterns().get(question.key.pattern)
    return bool(found and found.introduces)


def used_by(question: Question, base: FactBase) -> frozenset[str]:
    """The concepts that its cards speak of, but for the one that it introduces."""
    mentions = base.once(MentionsIn(question.language))
    texts = (question.front_text, *question.told)
    found = frozenset().union(*map(mentions.of, texts))
    return found - {question.key.entity} if introduces(question) else found


@dataclass
class Spacing:
    """Puts the cards of one chapter after another in order.

    `order` is each entity's place in the study order. `is_kept` says of a question whether it stays even if there is no
    good place for it, as what learners have does. A deck that `asks_everything` keeps all, and tries less hard: terms
    may be used before they are told, and only from a front that says it an answer keeps a distance, of `NEAR` cards.
    """

    base: FactBase
    order: Mapping[str, int]
    is_kept: Callable[[Question], bool]
    asks_everything: bool = False

    def __post_init__(self) -> None:
        self._gap = NEAR if self.asks_everything else GAP
        self._tells = asks_with if self.asks_everything else tells
        self._placed: list[Question] = []
        self.left_out: list[Question] = []
        """The questions whose answers every place would have given away."""

    def chapter(self, questions: Sequence[Question]) -> list[Question]:
        """The chapter's questions as they are learnt, without those that every place would give away.

        A pattern with a lag waits for that many other entities; two cards of one pattern on siblings, which are easily
        confused, do not stand side by side where another card may come between.
        """
        start = len(self._placed)
        waiting = _Waiting(questions, self._ranks(questions), self.base)
        if self.asks_everything:
            waiting.wait_for_first_cards()
        else:
            waiting.wait_for_definitions(self.order)
        aside: list[Question] = []
        while waiting:
            following = self._safe(waiting)
            if following is None:
                following = waiting.first()
                if not (self.asks_everything or introduces(following)) and self._is_told(following):
                    aside.append(following)
                    waiting.take(following)
                    continue
            waiting.take(following)
            self._placed.append(following)
        for question in aside:
            self._insert(question, start)
        return self._placed[start:]

    def _ranks(self, questions: Sequence[Question]) -> dict[Key, Rank]:
        entities = sorted({self.order[question.key.entity] for question in questions})
        place = {entity: number for number, entity in enumerate(entities)}
        ranks: dict[Key, Rank] = {}
        for question in questions:
            own = place[self.order[question.key.entity]]
            ranks[question.key] = (own + patterns()[question.key.pattern].lag, own, question.key)
        return ranks

    def _safe(self, waiting: _Waiting) -> Question | None:
        """The first question that may come now and that no card before it tells.

        One that is unlike the last card is preferred.
        """
        here = len(self._placed)
        seen: list[Question] = []
        found: Question | None = None
        while len(seen) < _LOOK_AHEAD and (question := waiting.pop(here)):
            teller = self._teller(question, here)
            if teller is not None:
                waiting.hold(question, teller + self._gap + 1)
                continue
            seen.append(question)
            if not self._placed or not _interfere(self._placed[-1], question, self.base):
                found = question
                break
        for question in seen:
            waiting.put_back(question)
        return found or (seen[0] if seen else None)

    def _teller(self, question: Question, here: int) -> int | None:
        """Where the last card stands that tells the question's answer, if it would stand at `here`."""
        near = range(here - 1, max(here - self._gap, 0) - 1, -1)
        return next((place for place in near if self._tells(self._placed[place], question)), None)

    def _is_told(self, question: Question) -> bool:
        return self._teller(question, len(self._placed)) is not None

    def _insert(self, question: Question, start: int) -> None:
        """Put a question where no card tells its answer, and where it tells none of those behind it.

        One that is kept anyway goes as far behind the card that tells its answer as it can.
        """
        best = (0, len(self._placed))
        for place in self._places_for(question, start):
            distance = self._distance(question, place)
            if distance > self._gap:
                self._placed.insert(place, question)
                return
            best = max(best, (distance, place))
        if self.is_kept(question):
            self._placed.insert(best[1], question)
        else:
            self.left_out.append(question)

    def _distance(self, question: Question, place: int) -> int:
        """Cards from a place to the nearest one that tells the answer or is told; if none, one more than the gap."""
        far = self._gap + 1
        teller = self._teller(question, place)
        behind = enumerate(self._placed[place : place + self._gap], start=1)
        told = next((after for after, other in behind if self._tells(question, other)), far)
        return min(told, far if teller is None else place - teller)

    def _places_for(self, question: Question, start: int) -> Iterator[int]:
        """The places in its chapter from the last to the first where every term that it uses is told before it."""
        used = used_by(question, self.base) | {question.key.entity}
        for place in range(len(self._placed), max(start, len(self._placed) - _LOOK_BACK) - 1, -1):
            yield place
            before = self._placed[place - 1] if place else None
            if before and introduces(before) and before.key.entity in used:
                return


class _Waiting:
    """The questions of a chapter that have no place yet, by their rank.

    Each waits for what it is told to wait for: `met` an entity's first card, or `told` what a concept is.
    """

    def __init__(self, questions: Sequence[Question], ranks: Mapping[Key, Rank], base: FactBase):
        self._base = base
        self._ranks = ranks
        self._left = {question.key: question for question in questions}
        self._ready: list[Rank] = []
        self._held: list[tuple[int, Rank]] = []
        self._needs: dict[Key, set[str]] = {}
        self._needing: dict[str, list[Key]] = defaultdict(list)
        for question in questions:
            self._needs[question.key] = set()
            heapq.heappush(self._ready, ranks[question.key])

    def wait_for_first_cards(self) -> None:
        """Let each question wait for the first card of everything that its entity builds on."""
        here = {question.key.entity for question in self._left.values()}
        for question in self._left.values():
            for other in self._base.builds_on(question.key.entity) & here:
                self._need(question, f"met {other}")

    def wait_for_definitions(self, order: Mapping[str, int]) -> None:
        """Let each question wait for what introduces the concepts that it uses and builds on.

        Where definitions speak of each other, the one that comes first in the study order waits for nothing.
        """
        introduced = {question.key.entity for question in self._left.values() if introduces(question)}
        for question in self._left.values():
            needed = used_by(question, self._base) | self._base.builds_on(question.key.entity)
            for other in needed & introduced:
                if not introduces(question) or order[other] < order[question.key.entity]:
                    self._need(question, f"told {other}")

    def _need(self, question: Question, what: str) -> None:
        self._needs[question.key].add(what)
        self._needing[what].append(question.key)

    def __bool__(self) -> bool:
        return bool(self._left)

    def pop(self, here: int) -> Question | None:
        """The next question that may come at a place, taken out of those that are ready."""
        while self._held and self._held[0][0] <= here:
            heapq.heappush(self._ready, heapq.heappop(self._held)[1])
        while self._ready:
            key = heapq.heappop(self._ready)[2]
            if key in self._left and not self._needs[key]:
                return self._left[key]
        return None

    def put_back(self, question: Question) -> None:
        """A question that was popped and not taken."""
        heapq.heappush(self._ready, self._ranks[question.key])

    def hold(self, question: Question, until: int) -> None:
        """A question that was popped, and that a card gives away up to a place."""
        heapq.heappush(self._held, (until, self._ranks[question.key]))

    def first(self) -> Question:
        """The question that comes although it should wait: what is needed by others before what is given away."""
        blocked = min((self._ranks[key] for key in self._left if self._needs[key]), default=None)
        held = [rank for _, rank in self._held if rank[2] in self._left]
        introducing = [rank for rank in held if introduces(self._left[rank[2]])]
        chosen = min(introducing, default=None) or blocked or min(held)
        return self._left[chosen[2]]

    def take(self, question: Question) -> None:
        """A question has its place, or will never have one."""
        del self._left[question.key]
        told = [f"met {question.key.entity}"]
        if introduces(question):
            told.append(f"told {question.key.entity}")
        for need in told:
            for key in self._needing.pop(need, ()):
                self._needs[key].discard(need)
                if not self._needs[key] and key in self._left:
                    heapq.heappush(self._ready, self._ranks[key])


def _interfere(one: Question, other: Question, base: FactBase) -> bool:
    """Whether the two ask of one entity, or by one pattern of two concepts that stand side by side in a tree."""
    if one.key.entity == other.key.entity:
        return True
    mine, theirs = base.path(one.key.entity), base.path(other.key.entity)
    return one.key.pattern == other.key.pattern and len(mine) > 1 and mine[:-1] == theirs[:-1]
