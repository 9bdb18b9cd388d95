"""From the files that a user names to the files of a draft project."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qgen.build import load
from qgen.importing.draft import Draft, Ids, kebab
from qgen.importing.markdown import read_notes
from qgen.importing.writing import yaml_of
from qgen.korean import is_hangul
from qgen.problems import Problem, Span
from qgen.project import SETTINGS, Project, open_project
from qgen.reading.tree import MAX_BYTES
from qgen.schema import schema_files

_NOTES = (".md", ".markdown", ".txt", ".text")
_KOREAN_FROM = 0.1  # of the letters: English words are common in Korean notes

Choose = Callable[[str, str], str]
"""(text, proposed id) -> the id that its author wants."""


@dataclass
class Imported:
    """Files to write, how many entities of each kind they hold, and what was not understood."""

    files: dict[Path, bytes] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)


def import_files(sources: Mapping[str, bytes], folder: Path, language: str | None, choose: Choose | None = None) -> Imported:
    """A draft of what files hold; `sources` maps paths, as messages show them, to bytes. Nothing is written.

    Without a project in the folder, one is begun there. `language` is found out if it is None.
    """
    imported = Imported()
    project = _project(folder)
    root = project.root if project else folder
    if project is None:
        namespace = kebab(folder.resolve().name) or "my-kb"
        imported.files[root / SETTINGS] = f"# The namespace is part of every card's identity: it never changes.\nnamespace: {namespace}\n".encode()
        imported.files |= {root / path: data for path, data in schema_files().items()}
    loaded = load(project) if project else None
    ids = Ids(set(loaded.knowledge.records) if loaded else set(), choose)
    spoken = {code for deck in loaded.decks.values() for code in deck.recipe.languages} if loaded else set()
    names = Ids(set())
    for path, data in sources.items():
        name = names.unique(kebab(Path(path).stem) or "notes")
        text, problem = _text(path, data)
        if text is None:
            imported.problems.append(problem or Problem("not-imported", f"{path}: expected notes ({', '.join(_NOTES)})", None, "save it as plain text"))
            continue
        own = language or _language(text)
        imported.problems += _other_languages(path, own, spoken)
        spoken.add(own)
        draft, problems = read_notes(path, text, Path(path).stem)
        imported.problems += problems
        if not draft.chapters():
            message = f"{path}: nothing in it was understood"
            imported.problems.append(Problem("not-imported", message, None, "see `qgen import --help` for the forms that are"))
            continue
        source, recipe = yaml_of(draft, own, Path(path).name, name, ids)
        imported.files[root / "source" / f"{name}.yaml"] = source.encode()
        imported.files[root / "decks" / f"{name}.yaml"] = recipe.encode()
        imported.counts.update(_counts(draft))
    return imported


def _project(folder: Path) -> Project | None:
    """The project in a folder; one above it only if no folder was named."""
    found, _ = open_project(folder.resolve())
    return found if found and (folder == Path() or found.root == folder.resolve()) else None


def _other_languages(path: str, language: str, spoken: set[str]) -> list[Problem]:
    """A warning if decks of the project speak what the notes do not: then every text needs both languages."""
    others = ", ".join(sorted(spoken - {language}))
    if not others:
        return []
    hint = "`qgen check` lists each text that lacks a translation, and nothing is built until they are there; or import into a project of its own"
    return [Problem("other-language", f"{path} is in `{language}`, and the project's decks speak {others} as well", None, hint, "warning")]


def _text(path: str, data: bytes) -> tuple[str | None, Problem | None]:
    if Path(path).suffix.lower() not in _NOTES:
        return None, None
    if len(data) > MAX_BYTES:
        return None, Problem("file-too-large", f"{path}: larger than {MAX_BYTES // 1_000_000} MB", None, "split it")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding), None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return None, Problem("not-utf-8", "the file is not UTF-8", Span(path, line, 1, line, 1), "save it as UTF-8")


def _language(text: str) -> str:
    """Korean or English, by the letters."""
    hangul, latin = sum(map(is_hangul, text)), len(re.findall(r"[A-Za-z]", text))
    return "ko" if hangul > _KOREAN_FROM * (hangul + latin) else "en"


def _counts(draft: Draft) -> dict[str, int]:
    return {
        "concept": len(draft.concepts), "tree": len(draft.trees), "comparison": len(draft.comparisons),
        "question": len(draft.questions), "example": len(draft.examples),
    }  # fmt: skip
