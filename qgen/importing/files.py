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
from qgen.project.disk import open_project
from qgen.project.roots import SETTINGS, is_yaml, recipe_file
from qgen.reading.tree import MAX_BYTES
from qgen.schema import schema_files

_TEXT = (".md", ".markdown", ".txt", ".text", ".csv", ".tsv")
_DECK = ".apkg"
_KOREAN_FROM = 0.1  # of the letters: English words are common in Korean notes

Choose = Callable[[str, str], str]
"""(text, proposed id) -> the id that its author wants."""


@dataclass(frozen=True)
class ImportedFiles:
    """Files to write, how many entities of each kind they hold, and what was not understood."""

    files: Mapping[Path, bytes]
    counts: Mapping[str, int]
    problems: list[Problem]


@dataclass(frozen=True)
class _Read:
    """A file that was read: notes as text, or a deck. `name` is what its source file and its deck are called.

    `learnt`: those who learn from the deck have its notes as they are.
    """

    path: str
    name: str
    language: str
    content: Package | str
    problems: tuple[Problem, ...] = ()
    learnt: bool = False


@dataclass(frozen=True)
class _Target:
    """The project that is imported into, and the ids and tags that are taken there."""

    root: Path
    is_new: bool
    languages: frozenset[str]
    ids: Ids
    tags: Ids


@dataclass(frozen=True)
class _Part:
    """What one file adds to the project: paths in the project -> bytes."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def import_files(
    sources: Mapping[str, bytes], folder: Path, language: str | None, choose: Choose | None = None
) -> ImportedFiles:
    """A draft of what files hold; `sources` maps paths, as messages show them, to bytes. Nothing is written.

    Without a project in the folder, one is begun there. `language` is found out if it is None.
    """
    target = _target(folder, choose)
    parts = [_new_project(folder)] if target.is_new else []
    languages = set(target.languages)
    names = Ids(set())
    for path, data in sources.items():
        name = names.unique(kebab(Path(path).stem) or "notes")
        try:
            read = _read(path, data, name, language)
        except _Refused as refused:
            parts.append(_Part(problems=(refused.problem,)))
            continue
        parts.append(_Part(problems=(*read.problems, *_other_languages(path, read.language, languages))))
        languages.add(read.language)
        parts.append(_drafted(read, target))
    return _together(parts, target.root)


def already_there(files: Iterable[Path]) -> list[Path]:
    """What stands where the files would be written. A deck has one recipe only, whichever ending that has."""
    places = (recipe_file(path.parents[1], path.stem) if _is_recipe(path) else path for path in files)
    return [place for place in places if place.exists()]


def _is_recipe(path: Path) -> bool:
    return path.parent.name == "decks" and is_yaml(path)


def _target(folder: Path, choose: Choose | None) -> _Target:
    """The project in a folder, or the one that is to be begun there; one above it only if no folder was named."""
    project, _ = open_project(folder.resolve())
    if project is None or (folder != Path() and project.root != folder.resolve()):
        return _Target(folder, True, frozenset(), Ids(set(), choose), Ids(set()))
    loaded = load(project)
    return _Target(
        root=project.root,
        is_new=False,
        languages=frozenset(languages_of(loaded.decks.values())),
        ids=Ids(set(loaded.knowledge.records), choose),
        tags=Ids({tag for entity in loaded.knowledge.entities() for tag in entity.tags}),
    )


def _new_project(folder: Path) -> _Part:
    """The files of a project without anything in it."""
    namespace = kebab(folder.resolve().name) or "my-kb"
    settings = f"# The namespace is part of every card's identity: it never changes.\nnamespace: {namespace}\n"
    return _Part({SETTINGS: settings.encode(), **schema_files()})


def _read(path: str, data: bytes, name: str, language: str | None) -> _Read:
    """A file's notes or deck. _Refused if it holds neither."""
    if Path(path).suffix.lower() == _DECK:
        try:
            package = read_package(data)
        except NotAPackage as error:
            raise _Refused(Problem.error("not-a-package", f"{path}: {error}")) from error
        return _Read(path, name, language or _language(_words_of(package)), package, learnt=True)
    text = _text(path, data)
    own = language or _language(text)
    if not is_text_export(text):
        return _Read(path, name, own, text)
    package, problems = read_text_export(path, text, Path(path).stem)
    return _Read(path, name, own, package, (*problems, _unknown_types(path)))


def _drafted(read: _Read, target: _Target) -> _Part:
    """The files that are made of one that was read."""
    if isinstance(read.content, str):
        return _drafted_notes(read, read.content, target)
    origin = Path(read.path).name
    made = keep_deck(read.content, origin, read.name, read.language, target.ids, target.tags, learnt=read.learnt)
    return _Part(made.files, made.counts, made.problems)


def _drafted_notes(read: _Read, text: str, target: _Target) -> _Part:
    draft, problems = read_notes(read.path, text, Path(read.path).stem)
    if not draft.chapters():
        message = f"{read.path}: nothing in it was understood"
        nothing = Problem.error("not-imported", message, hint="see `qgen import --help` for the forms that are")
        return _Part(problems=(*problems, nothing))
    source, recipe = yaml_of(draft, read.language, Path(read.path).name, read.name, target.ids, target.tags)
    files = {f"source/{read.name}.yaml": source.encode(), f"decks/{read.name}.yaml": recipe.encode()}
    return _Part(files, _counts(draft), tuple(problems))


def _together(parts: Iterable[_Part], root: Path) -> ImportedFiles:
    files: dict[Path, bytes] = {}
    counts: Counter[str] = Counter()
    problems: list[Problem] = []
    for part in parts:
        files |= {root / path: data for path, data in part.files.items()}
        counts.update(part.counts)
        problems += part.problems
    return ImportedFiles(files, counts, problems)


def _other_languages(path: str, language: str, languages: set[str]) -> list[Problem]:
    """A warning if decks of the project speak what the notes do not: then every text needs both languages."""
    others = ", ".join(sorted(languages - {language}))
    if not others:
        return []
    hint = (
        "`qgen check` lists each text that lacks a translation, and nothing is built until they are there; "
        "or import into a project of its own"
    )
    return [
        Problem.warning(
            "other-language", f"{path} is in `{language}`, and the project's decks speak {others} as well", hint=hint
        )
    ]


def _unknown_types(path: str) -> Problem:
    """A text export names note types, but not the numbers by which collections know them."""
    message = (
        f"{path}: a text export does not say how Anki knows its note types: "
        "who has these notes keeps them as they are, and gets no update"
    )
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


def _words_of(package: Package) -> str:
    """Everything that the notes of a package say."""
    return " ".join(value for note in package.notes for value in note.fields.values())


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
