"""What `@pattern`, `@output`, `@entity` and `@rule` demand of what they register."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from qgen.entities.base import Entity
from qgen.entities.registry import entity
from qgen.lint.registry import rule
from qgen.outputs.registry import output
from qgen.patterns.registry import pattern
from qgen.registration.blame import RegistrationError

WORDS = {"en": {"name": "A name", "stem": "What is {term}?"}}
SOUND: dict[str, Any] = {"kind": "basic", "bloom": "remember", "asks": lambda base: (), "words": WORDS}


def ask(fact: Any, ask: Any) -> None:
    """What is asked."""


def without_docstring(fact: Any, ask: Any) -> None:
    pass


class Named(Entity):
    """An entity of a test."""

    kind: ClassVar[str] = "concept"


class Thing(Entity):
    """An entity whose facts are told."""

    kind: ClassVar[str] = "thing"


class Bare(Entity):
    """An entity of which one field is told nowhere."""

    kind: ClassVar[str] = "bare"
    weight: int


class Undocumented(Entity):
    kind: ClassVar[str] = "undocumented"


# (what is registered, the words of its error, those of its hint)
FAULTY: list[tuple[Callable[[], Any], str, str]] = [
    (lambda: pattern("A pattern", **SOUND)(ask), "a name that is not kebab-case", "single hyphens"),
    (lambda: pattern("new", **SOUND | {"kind": "chioce"})(ask), "the kind `chioce`", "did you mean `choice`?"),
    (lambda: pattern("new", **SOUND | {"bloom": "aply"})(ask), "the bloom `aply`", "did you mean `apply`?"),
    (lambda: pattern("new", **SOUND, lag=13)(ask), "the lag 13", "from 0 to 12"),
    (lambda: pattern("new", **SOUND | {"asks": None})(ask), "no precondition", "a function"),
    (lambda: pattern("new", **SOUND)(without_docstring), "no docstring", "qgen explain"),
    (lambda: pattern("new", **SOUND, shares=("is-b",))(ask), "shares `is-b`", "did you mean `is-a`?"),
    (lambda: pattern("new", **SOUND | {"words": {"ko": WORDS["en"]}})(ask), "no wording in English", "`en`"),
    (lambda: pattern("new", **SOUND | {"words": None})(ask), "no English wording `name`", "qgen/locale/en.yaml"),
    (
        lambda: pattern("new", **SOUND, phrases={"stem": "a question", "why": "a reason"})(ask),
        "no English wording `why`",
        "a reason",
    ),
    (
        lambda: pattern("new", **SOUND | {"words": {**WORDS, "ko": {"stm": "?"}}})(ask),
        "`stm` in `ko` that it never says",
        "did you mean `stem`?",
    ),
    (
        lambda: pattern("new", **SOUND | {"words": {**WORDS, "ko": {"stem": "{trem}?"}}})(ask),
        "holds `{trem}`",
        "did you mean `term`?",
    ),
    (lambda: pattern("term", **SOUND)(ask), "another pattern is called `term`", "a name of its own"),
    (lambda: output("count")(lambda edition: None), "no ending", "`.cards.csv`"),
    (lambda: output(".count.txt")(None), "no function", "takes an edition"),  # type: ignore[arg-type]
    (lambda: output(".apkg")(lambda edition: None), "another output is called `.apkg`", "a name of its own"),
    (lambda: entity("things")(Named), "the kind `concept` of the entity `concepts`", "a `kind` of its own"),
    (lambda: entity("things")(Undocumented), "no docstring", "for editors"),
    (lambda: entity("things")(Bare), "a field without a description: `weight`", "editors"),
    (lambda: entity("things")(str), "no class of entities", "`Entity`"),  # type: ignore[arg-type]
    (lambda: entity("some things")(Named), "no key", "small letters"),
    (lambda: entity("things", words={"ko": {"weighs": "{text}"}})(Thing), "no English `weighs`", "under `en`"),
    (
        lambda: entity("things", words={"en": {"range": "?"}})(Thing),
        "`range`, which facts of qgen",
        "a name of its own",
    ),
    (
        lambda: rule("M5", severity="error", title="", why="", example="", remedy="")(ask),
        "no id such as `M05`",
        "two digits",
    ),
    (
        lambda: rule("M99", severity="fatal", title="", why="", example="", remedy="")(ask),  # type: ignore[arg-type]
        "the severity `fatal`",
        "error, warning",
    ),
    (
        lambda: rule("M01", severity="error", title="", why="", example="", remedy="")(ask),
        "another rule is called `M01`",
        "a name of its own",
    ),
]


@pytest.mark.parametrize(("register", "message", "hint"), FAULTY, ids=[message for _, message, _ in FAULTY])
def test_what_breaks_a_contract_is_refused(register: Callable[[], Any], message: str, hint: str) -> None:
    with pytest.raises(RegistrationError) as raised:
        register()
    assert message in str(raised.value)
    assert hint in (raised.value.hint or "")
