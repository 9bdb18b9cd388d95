"""A draft as the YAML files of a project: what its author goes on with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

from qgen.importing.draft import ConceptDraft, Draft, Ids, TreeDraft, names
from qgen.language.similarity import folded

_HEADER = """\
# yaml-language-server: $schema=schema.json
# Drafted by `qgen import` from {origin}. To be checked by hand:
#   - every definition says what it is without naming it; every key point is one fact, with what is to be asked in
# **bold**   - every edge of a tree was read as `is-a` (a kind of); `relation: part-of` or `group` says otherwise   -
# ids stay for ever once learners have the deck: now is the time to change them   - `sources` name the notes; name the
# book or paper that the notes are from
"""
_RECIPE_HEADER = "# yaml-language-server: $schema=schema.json\n"


def yaml_of(draft: Draft, language: str, origin: str, name: str, ids: Ids, tags: Ids) -> tuple[str, str]:
    """The source file and the recipe of a draft. `origin` is what its author calls the notes, `name` the deck's id.

    `tags` are those of the project: a chapter with another's tag would hold the other's entities too.
    """
    writer = _Writer(draft, language, ids, tags, ids.unique(f"{name}-notes"), origin)
    return writer.source(), writer.recipe()


class _Writer:
    def __init__(self, draft: Draft, language: str, ids: Ids, tags: Ids, source: str, origin: str):
        self._draft, self._language, self._ids, self._source, self._origin = draft, language, ids, source, origin
        self._tags = {chapter: tags.of(chapter, names(chapter)[1]) for chapter in draft.chapters()}
        self._concepts = {
            folded(one.term): ids.of(one.term, one.english or next(iter(one.aliases), None))
            for one in draft.concepts.values()
        }

    def source(self) -> str:
        draft = self._draft
        everything = {
            "sources": [{"id": self._source, "title": self._origin, "type": "article"}],
            "concepts": [self._concept(one) for one in draft.concepts.values()],
            "taxonomies": [self._tree(one) for one in draft.trees],
            "comparisons": [
                {
                    "id": self._ids.of("-vs-".join(self._id(subject) for subject in one.subjects[:3])),
                    "name": self._text(one.name),
                    "subjects": Flow(self._id(subject) for subject in one.subjects),
                    "aspects": _named(
                        [aspect for aspect, _ in one.aspects],
                        [
                            {
                                "name": self._text(aspect),
                                "cells": {
                                    self._id(subject): self._text(cell)
                                    for subject, cell in zip(one.subjects, cells, strict=True)
                                },
                            }
                            for aspect, cells in one.aspects
                        ],
                    ),
                    **self._origin_of(one),
                }
                for one in draft.comparisons
            ],
            "questions": [
                {
                    "id": self._ids.unique(f"{self._id(one.about)}-question"),
                    "about": Flow([self._id(one.about)]),
                    "question": self._text(one.text),
                    "short": self._text((one.paragraphs or one.key_points)[0]),
                    **self._some("key_points", self._points(one.key_points if one.paragraphs else one.key_points[1:])),
                    **self._some("long", self._text("\n\n".join(one.paragraphs[1:])) if one.paragraphs[1:] else None),
                    **self._origin_of(one),
                }
                for one in draft.questions
            ],
            "examples": [
                {
                    "id": self._ids.unique(f"{self._id(one.about)}-example"),
                    "title": self._text(one.title),
                    "about": Flow([self._id(one.about)]),
                    "language": one.language,
                    "code": one.code,
                    **self._origin_of(one),
                }
                for one in draft.examples
            ],
        }
        parts = (dump({key: listed}) for key, listed in everything.items() if listed)
        return _HEADER.format(origin=self._origin) + "\n" + "\n".join(parts)

    def recipe(self) -> str:
        chapters = [
            {
                "id": self._tags[chapter],
                "title": self._text(f"{number:02} {chapter}"),
                "tags": Flow([self._tags[chapter]]),
            }
            for number, chapter in enumerate(self._draft.chapters(), start=1)
        ]
        title = self._text(self._draft.title)
        return _RECIPE_HEADER + dump(
            {
                "title": title,
                "description": self._text(self._origin),
                "languages": Flow([self._language]),
                "chapters": chapters,
            }
        )

    def _concept(self, one: ConceptDraft) -> dict[str, Any]:
        term = self._text(one.term)
        if one.english and self._language != "en":
            term["en"] = one.english
        return {
            "id": self._id(one),
            "term": term,
            **self._some("aliases", Flow(one.aliases) if one.aliases else None),
            **self._some("definition", self._text(one.definition) if one.definition else None),
            **self._some("key_points", self._points(one.key_points)),
            **self._some("examples", [self._text(example) for example in one.examples]),
            **self._origin_of(one),
        }

    def _tree(self, tree: TreeDraft) -> dict[str, Any]:
        root = self._node(tree, tree.root)
        node = root if isinstance(root, dict) else {"concept": root}
        return {
            "id": self._ids.unique(f"{self._id(tree.root)}-map"),
            "name": self._text(tree.name),
            "root": node,
            **self._origin_of(tree),
        }

    def _node(self, tree: TreeDraft, concept: ConceptDraft) -> Any:
        children = [self._node(tree, child) for child in tree.children.get(folded(concept.term), [])]
        if not children:
            return self._id(concept)
        flat = all(isinstance(child, str) for child in children)
        return {"concept": self._id(concept), "children": Flow(children) if flat else children}

    def _points(self, points: Iterable[str]) -> dict[str, Any]:
        listed = list(points)
        return _named(listed, [self._text(point) for point in listed])

    def _origin_of(self, one: Any) -> dict[str, Any]:
        return {
            "tags": Flow([self._tags[one.chapter]]),
            "sources": [FlowMapping({"id": self._source, "locator": f"line {one.line}"})],
        }

    def _id(self, concept: ConceptDraft) -> str:
        return self._concepts[folded(concept.term)]

    def _text(self, text: str) -> dict[str, str]:
        return FlowMapping({self._language: text}) if len(text) < 70 and "\n" not in text else {self._language: text}

    @staticmethod
    def _some(key: str, value: Any) -> dict[str, Any]:
        return {key: value} if value else {}


def _named(names: list[str], values: list[Any]) -> dict[str, Any]:
    """Values under short ids of their own, made of the first words of their names."""
    ids = Ids(set())
    return {ids.of(" ".join(name.split()[:3])): value for name, value in zip(names, values, strict=True)}


class Flow(list[Any]):
    """A list that is written in one line."""


class FlowMapping(dict[str, Any]):
    """A mapping that is written in one line."""


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)  # list items stand below their key, as authors write them

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _scalar(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """A block, unless empty lines end it: after one of those YAML wants the document to end."""
    block = "\n" in text and not text.endswith("\n\n") and text.strip("\n")
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if block else '"' if "\n" in text else None)


_Dumper.add_representer(str, _scalar)
_Dumper.add_representer(
    Flow, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)
)
_Dumper.add_representer(
    FlowMapping, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=True)
)


def dump(value: dict[str, Any]) -> str:
    """YAML as authors write it."""
    return str(yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000))
