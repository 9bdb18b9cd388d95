"""From the files that a user names to the files of a draft project."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qgen.anki.package_reading import NotAPackage, Package, read_package
from qgen.build.loading import load
from qgen.decks.recipe import languages_of
from qgen.diagnostics.problems import Problem, Span
from qgen.importing.anki_deck import keep_deck
from qgen.importing.draft import Draft, Ids, kebab
from qgen.importing.markdown import read_notes
from qgen.importing.text_export import is_text_export, read_text_export
from qgen.importing.writing import yaml_of
from qgen.language.korean import is_hangul
from qgen.project.disk import Project, open_project
from qgen.project.roots import SETTINGS, is_yaml, recipe_file
from qgen.reading.tree import MAX_BYTES
from qgen.schema import schema_files

_TEXT = (".md", ".markdown", ".txt", ".text", ".csv", ".tsv")
_DECK = ".apkg"
_KOREAN_FROM = 0.1  # of the letters: English words are common in Korean notes

Choose = Callable[[str, str], str]
"""(text, proposed id) -> the id that its author wants."""


@dataclass
class Imported:
    """Files to write, how many entities of each kind they hold, and what was not understood."""

    files: dict[Path, bytes] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)


def import_files(
    sources: Mapping[str, bytes], folder: Path, language: str | None, choose: Choose | None = None
) -> Imported:
    """A draft of what files hold; `sources` maps paths, as messages show them, to bytes. Nothing is written.

    Without a project in the folder, one is begun there. `language` is found out if it is None.
    """
    imported = Imported()
    project = _project(folder)
    root = project.root if project else folder
    if project is None:
        namespace = kebab(folder.resolve().name) or "my-kb"
        imported.files[root / SETTINGS] = (
            f"# The namespace is part of every card's identity: it never changes.\nnamespace: {namespace}\n".encode()
        )
        imported.files |= {root / path: data for path, data in schema_files().items()}
    loaded = load(project) if project else None
    ids = Ids(set(loaded.knowledge.records) if loaded else set(), choose)
    spoken = set(languages_of(loaded.decks.values())) if loaded else set()
    tags = Ids({tag for entity in loaded.knowledge.entities() for tag in entity.tags} if loaded else set())
    names = Ids(set())
    for path, data in sources.items():
        name = names.unique(kebab(Path(path).stem) or "notes")
        package, text = None, None
        try:
            if Path(path).suffix.lower() == _DECK:
                package = read_package(data)
            else:
                text = _text(path, data)
        except _Refused as refused:
            imported.problems.append(refused.problem)
            continue
        except NotAPackage as error:
            imported.problems.append(Problem.error("not-a-package", f"{path}: {error}"))
            continue
        if text is not None and is_text_export(text):
            package, problems = read_text_export(path, text, Path(path).stem)
            imported.problems += [*problems, _unknown_types(path)]
        own = language or _language(text or _words_of(package))
        imported.problems += _other_languages(path, own, spoken)
        spoken.add(own)
        if package:
            kept = keep_deck(package, Path(path).name, name, own, ids, tags, learnt=text is None)
            imported.files |= {root / place: content for place, content in kept.files.items()}
            imported.counts.update(kept.counts)
            imported.problems += kept.problems
            continue
        draft, problems = read_notes(path, text or "", Path(path).stem)
        imported.problems += problems
        if not draft.chapters():
            message = f"{path}: nothing in it was understood"
            imported.problems.append(
                Problem.error("not-imported", message, hint="see `qgen import --help` for the forms that are")
            )
            continue
        source, recipe = yaml_of(draft, own, Path(path).name, name, ids, tags)
        imported.files[root / "source" / f"{name}.yaml"] = source.encode()
        imported.files[root / "decks" / f"{name}.yaml"] = recipe.encode()
        imported.counts.update(_counts(draft))
    return imported


def already_there(files: Iterable[Path]) -> list[Path]:
    """What stands where the files would be written. A deck has one recipe only, whichever ending that has."""
    places = (recipe_file(path.parents[1], path.stem) if _is_recipe(path) else path for path in files)
    return [place for place in places if place.exists()]


def _is_recipe(path: Path) -> bool:
    return path.parent.name == "decks" and is_yaml(path)


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
    return [
        Problem.warning(
            "other-language", f"{path} is in `{language}`, and the project's decks speak {others} as well", hint=hint
        )
    ]


def _unknown_types(path: str) -> Problem:
    """A text export names note types, but not the numbers by which collections know them."""
    message = f"{path}: a text export does not say how Anki knows its note types: who has these notes keeps them as they are, and gets no update"
    return Problem.warning(
        "text-export", message, hint="to update them as well, export the deck as a package (.apkg) and import that"
    )


class _Refused(Exception):
    def __init__(self, problem: Problem):
        self.problem = problem


def _text(path: str, data: bytes) -> str:
    suffix = Path(path).suffix.lower()
    if suffix == ".colpkg":
        raise _Refused(
            Problem.error("not-imported", f"{path}: this is a whole collection", hint="export the deck alone, as .apkg")
        )
    if suffix not in _TEXT:
        raise _Refused(
            Problem.error(
                "not-imported",
                f"{path}: expected notes or a deck ({', '.join((*_TEXT, _DECK))})",
                hint="save notes as plain text",
            )
        )
    if len(data) > MAX_BYTES:
        raise _Refused(Problem.error("file-too-large", f"{path}: larger than {MAX_BYTES // 10**6} MB", hint="split it"))
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _Refused(
            Problem.error("not-utf-8", "the file is not UTF-8", at=Span.start_of(path, line), hint="save it as UTF-8")
        ) from error


def _words_of(package: Package | None) -> str:
    """Everything that the notes of a package say."""
    return " ".join(value for note in package.notes for value in note.fields.values()) if package else ""


def _language(text: str) -> str:
    """Korean or English, by the letters."""
    hangul, latin = sum(map(is_hangul, text)), len(re.findall(r"[A-Za-z]", text))
    return "ko" if hangul > _KOREAN_FROM * (hangul + latin) else "en"


def _counts(draft: Draft) -> dict[str, int]:
    return {
        "concept": len(draft.concepts),
        "tree": len(draft.trees),
        "comparison": len(draft.comparisons),
        "question": len(draft.questions),
        "example": len(draft.examples),
    }
