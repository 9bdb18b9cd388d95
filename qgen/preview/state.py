"""What the preview shows of a project at one moment.

That is its questions, where they are asked and what is wrong, and cards on demand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import Any

from qgen.anki.cards import ordinals
from qgen.anki.drawing import draw_card
from qgen.anki.looks import Look, look
from qgen.anki.note_types import NOTE_TYPES
from qgen.build.driver import Selection, build
from qgen.build.loading import Loaded
from qgen.build.locks import stored_lock
from qgen.content.pictures import data_uri, media_name
from qgen.decks.edition import Item, PressSettings
from qgen.decks.order import study_order
from qgen.decks.publishing import PublishingSettings, publish
from qgen.decks.recipe import languages_of
from qgen.diagnostics.problems import Problem, in_order
from qgen.knowledge.factbase import FactBase
from qgen.lint import Asked, Report, ask_base, rules
from qgen.outputs.anki_fields import fields_of, note_type_name
from qgen.questions.bodies import Imported
from qgen.questions.model import Question
from qgen.rendering.formulas import mathml

_FORMULA = re.compile(r"\\([(\[])(.*?)\\([)\]])", re.DOTALL)


@dataclass
class State:
    """A project that could be read; languages are asked when they are first looked at."""

    loaded: Loaded
    base: FactBase = field(init=False)
    _asked: dict[str, Asked] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.base = FactBase(self.loaded.knowledge)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that any deck speaks."""
        return languages_of(self.loaded.decks.values())

    def asked(self, language: str) -> Asked:
        """The questions in a language with what the linter finds in them, asked once."""
        if language not in self._asked:
            self._asked[language] = ask_base(self.base, language)
        return self._asked[language]

    def problems(self, language: str) -> list[Problem]:
        """What is wrong in the sources, and what the linter finds in a language."""
        asked = self.asked(language)
        report = Report(self.base)
        report.add(asked.findings, language)
        return in_order([*self.loaded.problems, *asked.problems, *report.problems()])

    def overview(self, language: str) -> dict[str, Any]:
        """Everything that the page filters by: one short entry a question, in the order of study."""
        place = {entity: number for number, entity in enumerate(study_order(self.base))}
        questions = tuple(sorted(self.asked(language).questions, key=lambda question: place[question.key.entity]))
        decks = self._decks(language, questions)
        flawed = defaultdict(list)
        for finding in self.asked(language).findings:
            if finding.key:
                flawed[finding.key].append(finding.rule)
        return {
            "language": language,
            "languages": self.languages,
            "decks": {
                name: deck.recipe.title[language]
                for name, deck in self.loaded.decks.items()
                if language in deck.recipe.languages
            },
            "rules": {name: rule.title for name, rule in rules().items()},
            "questions": [
                {
                    "key": str(question.key),
                    "pattern": question.key.pattern,
                    "label": question.label,
                    "kind": question.kind,
                    "level": question.level,
                    "text": question.front_text[:300],
                    "answer": question.answer_text[:200],
                    "tags": list(question.tags),
                    "decks": decks[question.key],
                    "rules": flawed[question.key],
                    "file": question.span.path,
                    "line": question.span.line,
                }
                for question in questions
            ],
        }

    def cards(self, language: str, keys: Iterable[str]) -> dict[str, list[dict[str, str]]]:
        """The cards of questions: front and back of each as HTML."""
        wanted = set(keys)
        found = (question for question in self.asked(language).questions if str(question.key) in wanted)
        return {str(question.key): list(self._cards(question)) for question in found}

    def study_guide(self, deck: str, language: str) -> str | None:
        """The page of a deck's study guide; None if the deck has none."""
        built = build(self.loaded, Selection((deck,), (language,), ("study-guide",), PressSettings(dry=True)))
        page = next((data for path, data in built.files.items() if path.name.endswith(".study-guide.html")), None)
        return page.decode() if page else None

    def _decks(self, language: str, questions: tuple[Question, ...]) -> dict[Any, list[str]]:
        found: dict[Any, list[str]] = defaultdict(list)
        for name, deck in self.loaded.decks.items():
            if language in deck.recipe.languages:
                lock = stored_lock(self.loaded.project, name)
                edition, _ = publish(deck, language, questions, self.base, lock, PublishingSettings("preview", now=0))
                for item in edition.items():
                    found[item.question.key].append(name)
        return found

    def _cards(self, question: Question) -> Iterable[dict[str, str]]:
        if isinstance(question.body, Imported):
            original = question.body.original
            media = {name: data_uri(name, data) for name, data in original.media.items()}
            for front, back in original.cards():
                yield {
                    "front": _self_contained(front, media),
                    "back": _self_contained(back, media),
                    "css": original.look.css,
                }
            return
        numbers = {blank: place for place, blank in enumerate(question.blank_ids(), start=1)}
        note_type = NOTE_TYPES[note_type_name(question.body)]
        fields = fields_of(Item(question, "", None, numbers, tuple(numbers)))
        drawn = look(note_type, self.loaded.project.templates)
        pictures = {media_name(one.file, one.data): data_uri(one.file, one.data) for one in question.pictures()}
        for ordinal in ordinals(note_type.kind, [front for front, _ in drawn.sides], fields):
            front, back = draw_card(drawn, fields, ordinal)
            yield {"front": _self_contained(front, pictures), "back": _self_contained(back, pictures)}

    def stylesheet(self) -> str:
        """The look of the project's cards."""
        found: Look = look(NOTE_TYPES["qgen basic"], self.loaded.project.templates)
        return found.css


def _self_contained(html: str, pictures: dict[str, str]) -> str:
    """With pictures inside, and formulas that a browser draws by itself."""
    for name, data in pictures.items():
        html = html.replace(f'src="{name}"', f'src="{data}"')
    return _FORMULA.sub(lambda found: mathml(unescape(found[2]), display=found[1] == "["), html)
