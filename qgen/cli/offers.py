"""The names that completion offers. A user waits for them at each Tab, so nothing heavy is imported.

Decks are known by the names of their files. What registers itself by a decorator is found in the text of our modules;
only if third parties add to a registry is the registry itself asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_PACKAGE = Path(__file__).resolve().parents[1]


def decks(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Decks of the project at hand that the line does not name yet."""
    from qgen.project.roots import recipe_files, root_of

    folder = ctx.params.get("folder")
    root = root_of(folder.resolve()) if isinstance(folder, Path) else None
    named = ctx.params.get(parameter.name or "") or ()
    found = [path.stem for path in recipe_files(root)] if root else []
    return [name for name in found if _is_plain(name) and name.startswith(incomplete) and name not in named]


def formats(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Formats for the last place of a list."""
    return _next_of_list(_formats(), incomplete)


def languages(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Codes of languages for the last place of a list."""
    from qgen.language.languages import languages as all_languages

    return _next_of_list(all_languages(), incomplete)


def kinds(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Kinds of entities."""
    return [name for name in _kinds() if name.startswith(incomplete)]


def explained(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Whatever `qgen explain` explains, in small or in capital letters."""
    from click.shell_completion import CompletionItem

    from qgen.diagnostics.explanations import explanations

    known = {code: one.what for code, one in explanations().items()} | dict.fromkeys((*_rules(), *_patterns()))
    return [
        CompletionItem(name, help=what) for name, what in known.items() if name.lower().startswith(incomplete.lower())
    ]


def paths(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Files, found by the shell."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def _next_of_list(known: Iterable[str], incomplete: str) -> list[str]:
    """Names for the last place of a list such as `apkg,inter`, each with all that stands before it."""
    *given, last = incomplete.split(",")
    return [",".join((*given, name)) for name in known if name.startswith(last) and name not in given]


def _is_plain(name: str) -> bool:
    """Whether a shell takes it as one word without quotes."""
    return re.fullmatch(r"\w[\w.+@-]*", name) is not None


def _formats() -> list[str]:
    if _has_plugins("qgen.outputs"):
        from qgen.outputs.registry import formats as all_formats

        return sorted(all_formats())
    endings = _registered("outputs", r'^@output\(\s*"(.+?)"')
    return sorted({part for ending in endings for part in ending.split(".") if part})


def _patterns() -> list[str]:
    if _has_plugins("qgen.patterns"):
        from qgen.patterns.registry import patterns

        return list(patterns())
    return _registered("patterns", r'^@pattern\(\s*"(.+?)"')


def _rules() -> list[str]:
    return _registered("lint", r'^@rule\(\s*"(.+?)"')


def _kinds() -> list[str]:
    return _registered("entities", r'^    kind: ClassVar\[str\] = "(.+?)"')


def _registered(package: str, declaration: str) -> list[str]:
    texts = (path.read_text(encoding="utf-8") for path in (_PACKAGE / package).glob("*.py"))
    return sorted(name for text in texts for name in re.findall(declaration, text, re.MULTILINE))


def _has_plugins(group: str) -> bool:
    from importlib.metadata import entry_points

    return bool(entry_points(group=group))
