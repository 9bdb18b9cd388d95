"""What qgen says: every language's file has what the model, the code and the templates ask for, and nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from qgen.content import wording
from qgen.content.locale import Document, Locale
from qgen.content.locale_reading import read_locale
from qgen.decks.exam import SECTIONS
from qgen.diagnostics.problems import Problem
from qgen.entities.concept import Relation
from qgen.entities.source import Source
from qgen.language import languages as spoken
from qgen.language.languages import languages
from qgen.patterns.wordings import check_wordings
from tests.conftest import ROOT

SHIPPED = ("en", "ko")
PYTHON = [path for path in (ROOT / "qgen").rglob("*.py") if path.name != "locale.py"]
TEMPLATES = [path for path in (ROOT / "qgen/templates/print").rglob("*") if path.suffix == ".j2"]
# Where a key is put together in the code, from names that are listed elsewhere.
PUT_TOGETHER = {
    *(f"how-{kind}" for section in SECTIONS for kind in section.kinds),
    *(f"edge-{relation}" for relation in ("is-a", "tunes", "group", "part-of", "built-from")),
    *get_args(Relation.model_fields["how"].annotation),
    *(f"source-{kind}" for kind in get_args(Source.model_fields["type"].annotation)),
    *(f"priority-{rank}" for rank in range(1, 6)),
    "meanings",  # lists that are read by their names
}


def sections() -> Iterator[tuple[str, type[BaseModel]]]:
    for name, field in Locale.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield name, field.annotation


def keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def asked_for() -> set[str]:
    """Every string that stands in the code, and every name that a template takes from its words."""
    code = {
        node.value
        for path in PYTHON
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return code | taken_by_template("\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES))


def taken_by_template(text: str) -> set[str]:
    by_name = re.findall(r"\b(?:words\.|sheet\.(?=practice))(\w+)", text)
    return {*by_name, *re.findall(r'words\["([\w-]+)"\]', text)}


@pytest.mark.parametrize("language", SHIPPED)
def test_a_language_that_qgen_ships_says_everything_and_nothing_else(language: str) -> None:
    assert not read_locale(language).problems
    assert not check_wordings(language)
    assert languages() == SHIPPED


def test_every_phrase_says_where_it_is_shown() -> None:
    for name, model in sections():
        assert model.__doc__, name
        for key, field in model.model_fields.items():
            assert field.description, f"{name}.{key}"


def test_every_phrase_is_asked_for() -> None:
    known = asked_for() | PUT_TOGETHER
    unused = {
        f"{name}.{key}"
        for name, model in sections()
        if name not in ("proofs", "levels")  # the prover's names for its proofs, and numbers
        for key in keys(model)
        if key not in known
    }
    assert not unused


def test_every_word_of_a_template_is_a_phrase() -> None:
    """A template takes its words from the section that its output names; sheets take `practice` from another."""
    known = {key for name, model in sections() if issubclass(model, Document) for key in wording.labels("en", name)}
    for path in TEMPLATES:
        assert taken_by_template(path.read_text(encoding="utf-8")) <= known, path.name


def test_no_sentence_stands_twice() -> None:
    """What two places say alike in every language is one phrase of `shared`; a word alone may mean two things."""
    said: dict[tuple[str, ...], str] = {}
    for place, text in phrases(read_locale("en").own):
        alike = (text, *(dict(phrases(read_locale(other).own))[place] for other in SHIPPED[1:]))
        if " " in text:
            assert alike not in said, f"{place} and {said[alike]}"
            said[alike] = place


def phrases(section: object, above: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(section, dict):
        for key, value in section.items():
            yield from phrases(value, f"{above}.{key}" if above else key)
    elif isinstance(section, str):
        yield above, section


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the languages' files, to be spoilt."""
    for language in SHIPPED:
        source = (ROOT / "qgen/locale" / f"{language}.yaml").read_text(encoding="utf-8")
        (tmp_path / f"{language}.yaml").write_text(source, encoding="utf-8")
    monkeypatch.setattr(spoken, "_folder", lambda: tmp_path)
    forget()
    yield tmp_path
    monkeypatch.undo()
    forget()


def forget() -> None:
    for kept in (read_locale, wording.labels, languages):
        kept.cache_clear()


def problems(language: str) -> list[Problem]:
    return [*read_locale(language).problems, *check_wordings(language)]


def test_an_empty_file_is_told_what_it_lacks(folder: Path) -> None:
    (folder / "de.yaml").write_text("", encoding="utf-8")
    forget()
    told = problems("de")
    assert {problem.code for problem in told} == {"missing-phrase"}
    assert any("`patterns` is missing" in problem.message for problem in told)


# (language, what stands in its file, what is put there, code, severity, what stands at the place, message, hint)
SPOILT = [
    (
        "ko",
        "  index: 찾아보기\n",
        "",
        "missing-phrase",
        "warning",
        "guide:",
        "`guide.index` is missing",
        "the heading of",
    ),
    ("en", "  index: Index\n", "", "missing-phrase", "error", "guide:", "`guide.index` is missing", "add `index: …`"),
    ("ko", "  index: 찾", "  indx: 찾", "unknown-phrase", "error", "indx:", "`guide.indx`", "did you mean `index`?"),
    ("ko", "cards:\n", "crads:\n", "unknown-phrase", "error", "crads:", "`crads`", "did you mean `cards`?"),
    ("ko", "질문 {count}", "질문 {cuont}", "phrase-value", "error", "질문 {cu", "`{cuont}`", "did you mean `count`?"),
    (
        "ko",
        "질문 {count}",
        "질문 {count:은}",
        "phrase-value",
        "error",
        "질문 {",
        "without particles",
        "write `{count}`",
    ),
    (
        "ko",
        "{term:이란} 무엇",
        "{term:이런} 무엇",
        "phrase-value",
        "error",
        '"{term:이런',
        "`이런` is no particle",
        "korean.py",
    ),
    ("ko", "{term:이란} 무엇", "{term 무엇", "phrase-value", "error", '"{term 무엇', "a `{` or `}`", "`{name}`"),
    (
        "ko",
        "term: 다음",
        "term: '{x}' #",
        "phrase-value",
        "error",
        "'{x}'",
        "`shared.which-term`",
        "it can hold no value",
    ),
    (
        "ko",
        "{text}",
        "{txt}",
        "phrase-value",
        "error",
        '"값을',
        "`shared.raising` holds `{txt}`",
        "did you mean `text`?",
    ),
    ("ko", 'tree: "**', 'treee: "**', "unknown-phrase", "error", "treee:", "occlusion.treee", "mean `tree`?"),
    ("ko", "  ordering:\n", "  odering:\n", "unknown-phrase", "error", "odering:", "`patterns.odering`", "`ordering`?"),
    ("ko", "guide:\n", "giude:\n", "unknown-phrase", "error", "giude:", "`giude`", "did you mean `guide`?"),
    ("ko", "    kinds:", "    # kinds:", "missing-phrase", "warning", "members:", "members.kinds", "above a list of"),
    ("ko", "negations: [", "negations: [{a: b}, ", "value", "error", "a: b", "`lint.negations.0`", ""),
    ("ko", "guide:\n", "guide: {\n", "yaml-syntax", "error", "", "", ""),
]


@pytest.mark.parametrize("case", SPOILT, ids=[f"{case[0]}-{case[3]}-{case[6]}" for case in SPOILT])
def test_a_fault_is_named_with_its_file_and_place(case: tuple[str, ...], folder: Path) -> None:
    language, old, new, code, severity, marked, message, hint = case
    file = folder / f"{language}.yaml"
    text = file.read_text(encoding="utf-8").replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    (found,) = problems(language)
    assert (found.code, found.severity) == (code, severity)
    assert message in found.message and hint in (found.hint or "")
    assert found.span and found.span.path == str(file)
    assert text.split("\n")[found.span.line - 1][found.span.column - 1 :].startswith(marked)


def test_what_a_language_lacks_is_said_in_english(folder: Path) -> None:
    (folder / "de.yaml").write_text("guide: {kind: Lernheft}\npatterns: {term: {name: Begriff}}\n", encoding="utf-8")
    forget()
    assert languages() == ("de", "en", "ko")
    assert wording.labels("de", "guide")["kind"] == "Lernheft"
    assert wording.labels("de", "guide")["index"] == "Index"
    assert wording.labels("de", "exam")["true"] == "True"
    assert wording.locale("de").patterns["term"]["name"] == "Begriff"
    assert wording.locale("de").patterns["parent"]["name"] == "Parent"
    assert {problem.severity for problem in problems("de")} == {"warning"}
    told = [problem.message for problem in problems("de")]
    assert "`guide.index` is missing in the wordings of `de`: English stands in" in told
    assert "`patterns.parent` is missing in the wordings of `de`: English stands in" in told
    assert "`exam` is missing in the wordings of `de`: English stands in" in told
