"""From facts to questions: every pattern asks everything that its precondition finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from qgen.diagnostics.problems import Problem, errors
from qgen.knowledge.factbase import FactBase
from qgen.knowledge.prover import Prover
from qgen.patterns.asking import Asker
from qgen.patterns.registry import Pattern, patterns
from qgen.questions.model import Key, NotAsked, Question
from qgen.registration.blame import add_place, run_fault


@dataclass(frozen=True)
class Derived:
    """All questions of a language, what was not asked and why, and what is wrong with the base as it is asked."""

    questions: tuple[Question, ...]
    not_asked: tuple[NotAsked, ...]
    problems: tuple[Problem, ...]


def derive(base: FactBase, language: str) -> Derived:
    """Ask everything that can be asked, in the order of the patterns' names and of the base.

    Two questions with one key would share one schedule in Anki: that is a bug of a pattern, and an error here. A third
    party's pattern that fails asks no more, and the others go on.
    """
    questions: dict[Key, Question] = {}
    not_asked: list[NotAsked] = []
    problems: list[Problem] = []
    prover = Prover(base)
    for pattern in patterns().values():
        try:
            for asked, found in _everything(pattern, Asker(base, prover, language, pattern)):
                if isinstance(asked, NotAsked):
                    not_asked.append(asked)
                    problems += errors(found)
                elif asked.key in questions:
                    message = f"two questions have the key `{asked.key}`"
                    problems.append(Problem.error("key-twice", message, at=asked.span))
                else:
                    questions[asked.key] = asked
                    problems += (replace(problem, span=asked.span) for problem in found)
        except Exception as error:
            fault = run_fault(error, f"the pattern `{pattern.name}`", pattern.ask.__module__)
            if not fault:
                add_place(error, f"the pattern `{pattern.name}`", pattern.ask.__module__)
                raise
            problems.append(fault)
    return Derived(tuple(questions.values()), tuple(not_asked), tuple(problems))


def _everything(pattern: Pattern, asker: Asker) -> Iterator[tuple[Question | NotAsked, list[Problem]]]:
    """All that a pattern asks, each with what it found wrong on the way. TypeError if it returns something else."""
    for askable in pattern.asks(asker.base):
        asked = pattern.ask(askable, asker)
        if not isinstance(asked, Question | NotAsked):
            raise TypeError(f"it returned {_told(asked)} in place of a `Question` or a `NotAsked`")
        yield _unless_coined(asked, asker.base), [*asker.problems]
        asker.problems.clear()


def _unless_coined(asked: Question | NotAsked, base: FactBase) -> Question | NotAsked:
    """A map shows coined headings, and covers none of them; nothing else asks what speaks of one."""
    if isinstance(asked, NotAsked) or asked.kind == "occlusion" or not any(map(base.asks_of_coined, asked.facts)):
        return asked
    return NotAsked(asked.key.pattern, asked.facts, "it speaks of a heading that the base coined (`members: coined`)")


def _told(asked: object) -> str:
    return "nothing (is a `return` missing?)" if asked is None else f"a {type(asked).__name__}"
