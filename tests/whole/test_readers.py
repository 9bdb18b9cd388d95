"""Nothing that an author types is thrown away: every field of every model has a reader.

A small project sets each field of each entity, of the recipe and of the settings. Each is changed to another value that
is sound as well, and something has to come out differently: a file of the deck, or a warning.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
import yaml
from pydantic import BaseModel

from qgen.build.driver import Selection, build
from qgen.build.loading import load
from qgen.decks.recipe import Recipe
from qgen.diagnostics.problems import Problem, errors
from qgen.entities import entity_kinds
from qgen.entities.base import Entity
from qgen.project.disk import Project, Settings

DATA = Path(__file__).parent / "readers.yaml"
READ_BY_PEOPLE = {
    ("Source", "tags"): "no deck is made of sources: the tags are their author's own",
    ("Source", "level"): "no deck is made of sources",
    ("Source", "sources"): "what a source was found through; nothing is asked of it",
    ("Source", "was"): "no schedule hangs on a source",
    ("KeptNoteType", "tags"): "no deck is made of note types: their notes are selected",
    ("KeptNoteType", "level"): "no deck is made of note types",
    ("KeptNoteType", "sources"): "nothing is asked of a note type",
    ("KeptNoteType", "was"): "Anki knows a note type by `anki_id`",
}
"""Fields that every entity has and that mean nothing in these two. None else is let off."""

READ_BY_A_CHECK = {
    ("Recipe", "was"): "deck-renamed",
    ("Node", "complete"): "contradiction",
    ("Subject", "concept"): "missing-cell",
    ("Source", "id"): "unknown-reference",
    ("KeptNoteType", "id"): "unknown-reference",
}
"""Fields whose other values are an error, with its code: they keep a check quiet, or are what others refer to."""

Place = tuple[Any, ...]
Files = dict[str, Any]


@dataclass(frozen=True)
class Site:
    """Where the sample project sets a field: the file, the way to it there, and the values that its type names."""

    file: str
    place: Place
    options: tuple[str, ...]


@cache
def sample() -> Files:
    return yaml.safe_load(DATA.read_text(encoding="utf-8"))


def fields(models: list[type[BaseModel]]) -> dict[tuple[str, str], Any]:
    """Every field of the models, and of those that they are made of, with its annotation."""
    found: dict[tuple[str, str], Any] = {}
    waiting = list(models)
    while waiting:
        model = waiting.pop()
        for name, field in model.model_fields.items():
            if (model.__name__, name) not in found:
                found[model.__name__, name] = field.annotation
                waiting += _models_in(field.annotation)
    return found


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)


FIELDS = fields([kind.model for kind in entity_kinds().values()] + [Recipe, Settings])


def _options(annotation: Any) -> Iterator[str]:
    """The texts that a type lists."""
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    for inner in get_args(annotation):
        if not isinstance(inner, str):
            yield from _options(inner)


def sites() -> dict[tuple[str, str], list[Site]]:
    """Where the sample sets each field."""
    found: dict[tuple[str, str], list[Site]] = {key: [] for key in FIELDS}
    models = {kind.key: kind.model for kind in entity_kinds().values()}
    for key, listed in sample()["source/all.yaml"].items():
        for index, raw in enumerate(listed):
            _walk(models[key], raw, "source/all.yaml", (key, index), found)
    _walk(Recipe, sample()["decks/zoo.yaml"], "decks/zoo.yaml", (), found)
    _walk(Settings, sample()["qgen.yaml"], "qgen.yaml", (), found)
    return found


def _walk(model: type[BaseModel], raw: Any, file: str, place: Place, found: dict[tuple[str, str], list[Site]]) -> None:
    for name, value in raw.items():
        annotation, here = FIELDS[model.__name__, name], (*place, name)
        found[model.__name__, name].append(Site(file, here, tuple(_options(annotation))))
        for inner in _models_in(annotation):
            itself = isinstance(value, dict) and value.keys() <= inner.model_fields.keys()
            for step, one in [((), value)] if itself else _items(value):
                if isinstance(one, dict):
                    _walk(inner, one, file, (*here, *step), found)


def _items(value: Any) -> list[tuple[Place, Any]]:
    """What stands in a list or a mapping, each with the step to it."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    return [((step,), one) for step, one in pairs]


def at(files: Files, site: Site) -> Any:
    value = files[site.file]
    for step in site.place:
        value = value[step]
    return value


def changed(files: Files, site: Site, value: Any) -> Files:
    """The files with another value at a place."""
    copy = json.loads(json.dumps(files))
    holder = copy[site.file]
    for step in site.place[:-1]:
        holder = holder[step]
    holder[site.place[-1]] = value
    return copy


def others(value: Any, site: Site, ids: list[str]) -> Iterator[Any]:
    """Other values of the same shape, the likeliest to be sound first."""
    match value:
        case bool():
            yield not value
        case int() | float():
            yield from (value + step for step in ((1, -1) if isinstance(value, int) else (0.01, -0.01)))
        case str():
            listed = next((known for known in (site.options, ids, sample()["media"]) if value in known), None)
            yield from listed or (f"{value} more", f"{value}x", value[:-1], "en" if value == "ko" else "ko")
        case list():
            yield from (value[:-1], value[1:], value[::-1])
            for index, item in enumerate(value):
                yield from ([*value[:index], other, *value[index + 1 :]] for other in others(item, site, ids))
        case dict() if value.keys() <= {"ko", "en"}:
            yield {language: f"{text} more" for language, text in value.items()}
        case dict():
            yield dict(list(value.items())[:-1])
            for key, item in value.items():
                yield from ({**value, key: other} for other in others(item, site, ids))


def renamed(files: Files, old: str, new: str) -> Files:
    """The files with an id changed everywhere, so that nothing refers to what is not there."""

    def of(value: Any) -> Any:
        match value:
            case dict():
                return {of(key): of(item) for key, item in value.items()}
            case list():
                return [of(item) for item in value]
            case str() if value == old or value.startswith(f"{old}#"):
                return new + value.removeprefix(old)
            case str():
                return value.replace(f"({old})", f"({new})")
        return value

    return {name: of(content) for name, content in files.items()}


class Maker:
    """Builds a project from files in memory, in a folder that is written anew each time."""

    def __init__(self, root: Path):
        self.root = root
        self._written: dict[Path, bytes] = {}

    def made(self, files: Files, formats: tuple[str, ...] = (), *, release: bool = False) -> tuple[Any, list[Problem]]:
        """Everything that comes out, paths aside, and the problems."""
        texts = {
            name: "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in content.items())
            for name, content in files.items()
            if name.endswith(".yaml")
        }
        for name, text in {**texts, **files["media"], **files["templates"]}.items():
            self._write(self.root / name if name in texts or "/" in name else self.root / "source/media" / name, text)
        try:
            settings = Settings(**files["qgen.yaml"])
        except ValueError:
            return None, [Problem.error("value", "no settings")]
        built = build(load(Project(self.root, settings)), Selection(formats=formats, release=release))
        return {path.name: data for path, data in built.files.items()}, built.problems

    def _write(self, path: Path, text: str) -> None:
        data = text.encode()
        if self._written.get(path) != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            self._written[path] = data


QUICK, ALL = ("json",), ("json", "md", "html", "apkg")


@pytest.fixture(scope="module")
def maker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Maker]:
    """A project that learners have had in an earlier form: under another title, with two of its entities."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        yield _released(tmp_path_factory)


def _released(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    made = Maker(tmp_path_factory.mktemp("sample"))
    early = json.loads(json.dumps(sample()))
    source = early["source/all.yaml"]
    kept = {"animal": "beast", "cat": "cat"}
    early["source/all.yaml"] = {
        **{key: source[key] for key in ("sources", "note_types")},
        "notes": [{**note, "id": note.get("was", [note["id"]])[0], "was": []} for note in source["notes"]],
        "concepts": [
            {key: one[key] for key in ("term", "definition", "tags", "sources")} | {"id": kept[one["id"]]}
            for one in source["concepts"]
            if one["id"] in kept
        ],
    }
    early["decks/zoo.yaml"] |= {"title": early["decks/zoo.yaml"]["was"][0], "was": []}
    early["decks/zoo.yaml"]["chapters"] = [early["decks/zoo.yaml"]["chapters"][0] | {"entities": []}]
    out, problems = made.made(early, ALL, release=True)
    assert not errors(problems), problems
    (made.root / "decks/zoo.lock").write_bytes(out["zoo.lock"])
    return made


@pytest.fixture(scope="module")
def before(maker: Maker) -> dict[tuple[str, ...], Any]:
    found = {formats: told(maker.made(sample(), formats)) for formats in (QUICK, ALL, ())}
    assert not errors(maker.made(sample())[1]), maker.made(sample())[1]
    return found


def told(made: tuple[Any, list[Problem]]) -> Any:
    files, problems = made
    return files, sorted((one.code, one.message) for one in problems)


def test_the_sample_sets_every_field() -> None:
    assert [key for key, found in sites().items() if not found] == []


def test_what_is_let_off_is_there() -> None:
    assert READ_BY_PEOPLE.keys() <= FIELDS.keys()
    assert all(name in Entity.model_fields for _, name in READ_BY_PEOPLE)


@pytest.mark.real  # each field is a build of its own
@pytest.mark.parametrize("key", sorted(FIELDS.keys() - READ_BY_PEOPLE.keys()), ids=".".join)
def test_a_field_has_a_reader(key: tuple[str, str], maker: Maker, before: dict[tuple[str, ...], Any]) -> None:
    tried: list[str] = []
    for site in sites()[key]:
        formats = (QUICK, ALL) if site.file == "source/all.yaml" else (QUICK, ALL, ())
        for files in _variants(key, site):
            for asked in formats:
                made = maker.made(files, asked)
                codes = {one.code for one in errors(made[1])}
                if READ_BY_A_CHECK.get(key) in codes or (not codes and told(made) != before[asked]):
                    return
                if codes:  # not another sound value, so that it tells nothing
                    break
            tried.append(f"{list(site.place)}: {', '.join(codes) or 'nothing changes'}")
    pytest.fail(f"nobody reads {'.'.join(key)}: {tried}")


def _variants(key: tuple[str, str], site: Site) -> Iterator[Files]:
    """The sample with other values of a field at a place; with another id of an entity wherever it is named."""
    ids = [entity["id"] for listed in sample()["source/all.yaml"].values() for entity in listed]
    value = at(sample(), site)
    if key[1] == "id" and value in ids and len(site.place) == 3 and key not in READ_BY_A_CHECK:
        yield renamed(sample(), value, f"{value}-new")
    else:
        yield from (changed(sample(), site, other) for other in others(value, site, ids) if other != value)
