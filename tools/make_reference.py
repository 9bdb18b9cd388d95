"""Writes the reference pages in `docs/reference/` from the code: `python tools/make_reference.py`.

The pages are made of the registries (rules, patterns, entities, outputs), of the texts of `qgen explain`, of the models
of recipes and settings, and of the command line. The questions shown are built from the repository's own knowledge
base.
What plugins of a machine add is left out, so that the same checkout gives the same bytes anywhere.
`--check` writes nothing: it names each page that is not up to date, and ends with status 1 if there is one.
"""

from __future__ import annotations

import argparse
import inspect
import json
import re
import shutil
import sys
import tempfile
import textwrap
import types
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import click
import yaml
from click.testing import CliRunner
from pydantic import BeforeValidator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from qgen.cli import qgen
from qgen.decks.recipe import Recipe
from qgen.diagnostics.explanations import Explanation, explanations
from qgen.entities import entity_kinds
from qgen.entities.base import Entity, StrictModel
from qgen.entities.values import Alias, Id, Line, Reference, Text
from qgen.language.languages import languages
from qgen.lint import Rule, rules
from qgen.outputs.registry import Output, outputs
from qgen.patterns.registry import Pattern, patterns
from qgen.project.disk import Settings

ROOT = Path(__file__).resolve().parents[1]
FOLDER = "docs/reference"
COMMAND = "python tools/make_reference.py"

# Characters in a line of an example: what GitHub shows without scrolling. Hangul is nearly twice as wide.
_WIDTH, _WIDTH_OF_HANGUL = 100, 56


class Page(NamedTuple):
    """A page: its title, what it is about in one sentence, and its lines below that."""

    title: str
    about: str
    lines: list[str]


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Write the pages below a folder, or look whether they are up to date there. The status to end with."""
    parser = argparse.ArgumentParser(description="Write the reference pages from the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; end with 1 if a page is not up to date")
    checking = parser.parse_args(arguments).check
    stale = {name: data for name, data in pages().items() if not _is_there(root / name, data)}
    for name, data in stale.items():
        if checking:
            print(f"{name} is not up to date: run `{COMMAND}`", file=sys.stderr)
        else:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
            print(name)
    return 1 if checking and stale else 0


def _is_there(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


@cache
def pages() -> dict[str, bytes]:
    """Every page: its path in the repository -> its bytes."""
    made = {name: make() for name, make in _PAGES.items()}
    made["README"] = _contents(made)
    return {f"{FOLDER}/{name}.md": _written(page) for name, page in made.items()}


def _written(page: Page) -> bytes:
    head = [f"<!-- Made by `{COMMAND}`: edits here would be lost. -->", "", f"# {page.title}", "", page.about, ""]
    return ("\n".join([*head, *page.lines]).rstrip() + "\n").encode()


def _contents(made: dict[str, Page]) -> Page:
    about = "Every name that qgen knows. To learn how to use it, begin with the [README](../../README.md)."
    rows = [(f"[{page.title}]({name}.md)", page.about) for name, page in made.items()]
    return Page("Reference", about, _table(("page", "what it lists"), rows))


# --- Markdown --------------------------------------------------------------------------------------------------------

_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_SPECIAL = re.compile(r"[\\`*_\[\]<|~$]|&(?=#?\w+;)")
_AT_START = re.compile(r"^\s*(?=[#+-]\s|>)")


def prose(text: str) -> str:
    """Plain text as Markdown: what stands in backticks is code, and no other character means anything."""
    made, end = "", 0
    for found in _CODE.finditer(text):
        made += _escaped(text[end : found.start()]) + found[0]
        end = found.end()
    return _AT_START.sub(r"\\", made + _escaped(text[end:]))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def cell(text: str) -> str:
    """Plain text as Markdown in a cell of a table, where a bar ends the cell even in code."""
    return re.sub(r"(?<!\\)\|", r"\\|", " ".join(prose(text).split()))


def code(text: str) -> str:
    """A name as code, in a cell too."""
    return f"`{text}`".replace("|", "\\|")


def anchor(heading: str) -> str:
    """The anchor that GitHub gives to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _link(name: str, shown: str = "") -> str:
    """A link to the heading of a name on the same page."""
    return f"[{shown or code(name)}](#{anchor(name)})"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    heads = list(head)
    return [_row(heads), _row("---" for _ in heads), *map(_row, rows), ""]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _items(facts: Iterable[tuple[str, str]]) -> list[str]:
    return [*(f"- **{name}**: {said}" for name, said in facts), ""]


def _fenced(lines: Iterable[str], language: str = "text") -> list[str]:
    inside = list(lines)
    longest = max((len(ticks) for line in inside for ticks in re.findall("`{3,}", line)), default=2)
    fence = "`" * (longest + 1)
    return [f"{fence}{language}", *inside, fence, ""]


def _either(names: Iterable[str], word: str = " or ") -> str:
    """`a`, `b` or `c`."""
    *before, last = names
    return f"{', '.join(before)}{word}{last}" if before else last


def _ours(made: Callable[..., Any] | type) -> bool:
    """Whether it comes with qgen: a plugin of the machine at hand has no place in the pages."""
    return made.__module__.partition(".")[0] == "qgen"


def _docstring(made: Callable[..., Any] | type) -> str:
    return " ".join(inspect.cleandoc(made.__doc__ or "").split())


# --- rules and problem codes -----------------------------------------------------------------------------------------

_SCOPES = {"question": "each question", "base": "all questions of a language", "deck": "each deck in its order"}


def _rules() -> Page:
    ours = [rule for rule in rules().values() if _ours(rule.checks[0][1])]
    lines = [
        "A question in which a rule finds an **error** is left out, and everything else is built. A **warning** is",
        "reported, and may be allowed with a reason: `allow: {C11: the reason}`. `qgen check` reports both, each with",
        "its place in the sources; `qgen explain C11` prints what stands here.",
        "",
        *_table(
            ("rule", "what it asks for", "severity", "looks at"),
            ((_link(rule.id), cell(rule.title), rule.severity, _looks_at(rule)) for rule in ours),
        ),
    ]
    for rule in ours:
        lines += _rule(rule)
    about = "What the linter looks for in every question: why, with an example, and what to do."
    return Page("Rules of the linter", about, lines)


def _looks_at(rule: Rule) -> str:
    return ", ".join(_SCOPES[scope] for scope, _ in rule.checks)


def _rule(rule: Rule) -> list[str]:
    title = rule.title[0].upper() + rule.title[1:]
    facts = [
        ("why", prose(rule.why)),
        ("what it finds", prose(rule.example)),
        ("what to do", prose(rule.remedy)),
        ("to allow it", _allowing(rule)),
    ]
    return [f"## {rule.id}", "", f"**{prose(title)}** ({rule.severity})", "", *_items(facts)]


def _allowing(rule: Rule) -> str:
    if rule.severity == "error":
        return "an error can't be allowed"
    beside = f"`allow: {{{rule.id}: the reason}}` beside the entity that it is reported at"
    of_decks = any(scope == "deck" for scope, _ in rule.checks)
    return f"{beside}, or in the recipe if it is reported there" if of_decks else beside


def _problem_codes() -> Page:
    lines = [
        "The code stands in the brackets of a message: `error[unknown-key]: …`. Codes of a capital letter and two",
        "digits, as in `warning[C11]`, are [rules of the linter](rules.md).",
        "`qgen explain unknown-key` prints what stands here.",
        "The codes come in the order of the work: reading YAML, entities, decks and the project, what is built.",
        "",
        *_table(("code", "what is wrong"), ((_link(name), cell(one.what)) for name, one in explanations().items())),
    ]
    first: dict[Explanation, str] = {}
    for name, one in explanations().items():
        lines += _problem(name, one, first.setdefault(one, name))
    about = "What each code of an error or a warning means, why it is one, and what to do."
    return Page("Problem codes", about, lines)


def _problem(name: str, one: Explanation, first: str) -> list[str]:
    lines = [f"## {name}", "", prose(one.what), ""]
    if first != name:
        return [*lines, f"See {_link(first)}.", ""]
    lines += _items([("why", prose(one.why)), ("what to do", prose(one.do))])
    return lines + (_fenced([f"wrong  {one.bad}", f"right  {one.good}"]) if one.bad else [])


# --- patterns --------------------------------------------------------------------------------------------------------

_LANGUAGES = {"en": "English", "ko": "Korean"}  # of the examples
Asked = dict[str, Any]
"""A question as `questions.json` has it."""


def _patterns() -> Page:
    ours = [pattern for pattern in patterns().values() if _ours(pattern.ask)]
    kinds = {kind: [one for one in ours if one.kind == kind] for kind in sorted({one.kind for one in ours})}
    lines = [
        "A pattern asks every fact that has what it needs; a recipe's [`patterns` and `kinds`](recipes.md#recipe)",
        "choose among the questions. Those on this page come from the knowledge base of this repository.",
        "`qgen explain PATTERN` prints one from your own project, and how many there are; `qgen stats` tells what is",
        "not asked, and why.",
        "",
        "In the examples `→` is the answer and `(x)` the right option, with the reason of each option below it; `____`",
        "is what a cloze hides, and `·` a key point by which an answer said aloud is graded.",
        "",
        *_table(
            ("pattern", "what it asks", "kind", "level of thinking"),
            ((_link(one.name), cell(one.summary), code(one.kind), one.bloom) for one in ours),
        ),
        "## Kinds",
        "",
        *_table(
            ("kind", "patterns"),
            ((code(kind), ", ".join(_link(one.name) for one in listed)) for kind, listed in kinds.items()),
        ),
    ]
    for pattern in ours:
        lines += _pattern(pattern)
    about = (
        "Every way in which facts are asked: what is shown, what is asked for, what it needs, and a question of each."
    )
    return Page("Question patterns", about, lines)


def _pattern(pattern: Pattern) -> list[str]:
    lines = [f"## {pattern.name}", "", f"**{prose(pattern.summary)}**", "", prose(pattern.precondition), ""]
    lines += [f"Kind: `{pattern.kind}`. Level of thinking: {pattern.bloom}.", ""]
    shown = _questions().get(pattern.name)
    if not shown:
        return [*lines, "The knowledge base of this repository holds nothing that it asks.", ""]
    question = shown[0]
    file = question["source"]["file"]
    lines += [f"{code(question['key'])}, from [{file}](../../{file}), in {_either(_LANGUAGES.values(), ' and ')}:", ""]
    for asked in shown:
        lines += _fenced(_shown(asked))
    return lines


@cache
def _questions() -> dict[str, list[Asked]]:
    """Pattern -> in each language, the shortest question of it that the repository's base asks in all of them."""
    first, *others = _ask_everything()
    found: dict[str, list[Asked]] = {}
    for key in sorted(first, key=lambda key: (len(json.dumps(first[key])), key)):
        if all(key in other for other in others):
            found.setdefault(first[key]["pattern"], [asked[key] for asked in (first, *others)])
    return found


def _ask_everything() -> list[dict[str, Asked]]:
    """For each language, key -> question of a deck that leaves nothing out."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        shutil.copytree(ROOT / "source", project / "source")
        shutil.copy(ROOT / "qgen.yaml", project)
        (project / "decks").mkdir()
        (project / "decks" / "everything.yaml").write_text(_recipe_of_everything(), encoding="utf-8")
        run = CliRunner().invoke(qgen, ["build", "--project", folder, "--format", "questions"])
        if run.exit_code:
            raise RuntimeError(f"the repository's base does not build: {run.output}") from run.exception
        return [_asked(project / "out" / f"everything.{language}.questions.json") for language in _LANGUAGES]


def _recipe_of_everything() -> str:
    """The recipe of the repository's largest deck without what narrows it down."""
    recipe = yaml.safe_load((ROOT / "decks" / "ml-complete.yaml").read_text(encoding="utf-8"))
    kept = {key: recipe[key] for key in ("title", "description", "chapters")}
    return yaml.safe_dump({**kept, "languages": list(_LANGUAGES)})


def _asked(path: Path) -> dict[str, Asked]:
    return {question["key"]: question for question in json.loads(path.read_text(encoding="utf-8"))["questions"]}


def _shown(question: Asked) -> Iterator[str]:
    """The question as text: what is asked, then the options with their reasons, or the answer."""
    yield from _wrapped(question["stem"], "")
    yield ""
    for option in question.get("options", ()):
        yield from _wrapped(option["text"], "(x) " if option["correct"] else "( ) ")
        yield from _wrapped(option["why"], "    ")
    if "options" not in question:
        yield from _wrapped(question["answer"], "→ ")
    for point in question.get("interview", {}).get("key_points", ()):
        yield from _wrapped(point, "  · ")


def _wrapped(text: str, lead: str) -> Iterator[str]:
    """Lines of a readable width, the first behind `lead` and the others below it."""
    for line in text.split("\n"):
        width = _WIDTH_OF_HANGUL if re.search("[가-힣]", line) else _WIDTH
        indent = " " * (len(line) - len(line.lstrip()))
        for piece in textwrap.wrap(line.lstrip(), width, break_long_words=False, break_on_hyphens=False) or [""]:
            yield f"{lead}{indent}{piece}".rstrip()
            lead = " " * len(lead)


# --- keys of models --------------------------------------------------------------------------------------------------

_NAMES = {str: "string", int: "integer", float: "number", bool: "true or false"}
_PLURALS = {"entry": "entries", "true or false": "true or false"}


class _Keys:
    """The tables of the keys of a model and of the parts below it. `types` is where the page explains types."""

    def __init__(self, types: str = "#types"):
        self._types = types
        self._headings: dict[type[StrictModel], str] = {}
        self._waiting: list[tuple[type[StrictModel], str]] = []

    def lines(self, model: type[StrictModel], heading: str, name: str, without: Iterable[str] = ()) -> list[str]:
        """The keys of a model, then a section for each part, in the order in which they are named.

        `name` begins the anchors of its keys, `heading` ends the headings of its parts. A part that has a section
        already gets no second one.
        """
        lines = self._table(model, heading, name, set(without))
        while self._waiting:
            part, key = self._waiting.pop(0)
            lines += [f"### {self._headings[part]}", "", prose(_docstring(part)), ""]
            lines += self._table(part, self._headings[part], key, set())
        return lines

    def _table(self, model: type[StrictModel], heading: str, name: str, without: set[str]) -> list[str]:
        hints = get_type_hints(model, include_extras=True)
        rows = []
        for key, field in model.model_fields.items():
            if key not in without:
                kind = _Type(f"`{key}` of {heading}", f"{name}.{key}", self).words(hints[key])
                kind += "" if hints[key] is str else _limits(field.metadata)
                linked = f'<a id="{name}.{key}"></a>{code(key)}'
                rows.append((linked, kind, _default(field), cell(field.description or "")))
        return _table(("key", "type", "default", "what it is"), rows)

    def text(self, word: str) -> str:
        return f"[{word}]({self._types})"

    def part(self, part: type[StrictModel], heading: str, name: str, word: str) -> str:
        """A link to the section of a part, which stands below the first key that holds it."""
        if part not in self._headings:
            self._headings[part] = heading
            self._waiting.append((part, name))
        return _link(self._headings[part], word)


class _Type:
    """Puts the type of one key into words.

    `heading` and `name` are those that the section of its part gets if no key before this one holds that part.
    """

    def __init__(self, heading: str, name: str, keys: _Keys):
        self._heading, self._name, self._keys = heading, name, keys

    def words(self, hint: Any, *, many: bool = False) -> str:
        """The type, as in `id of a concept`; with `many` what a list of it holds, as in `ids of concepts`.

        KeyError for a type without a name.
        """
        origin, inside = get_origin(hint), get_args(hint)
        if hint == Id:
            return _plural("id", many)
        if hint == Line:
            return _plural("string", many)
        if origin is Annotated:
            limits = [limit for one in inside[1:] if isinstance(one, FieldInfo) for limit in one.metadata]
            return self.words(_accepted(inside), many=many) + _limits(limits)
        if origin in (Union, types.UnionType):
            return self._union([one for one in inside if one is not type(None)], many)
        if origin is Literal:
            return _either(map(code, inside))
        if origin in (tuple, list):
            items = [one for one in inside if one is not Ellipsis]
            count = f"{len(items)} " if len(items) > 1 else ""
            return f"{_plural('list', many)} of {count}{self.words(items[0], many=True)}"
        if origin is dict:
            return f"{_plural('mapping', many)} {self.words(inside[0])} → {self.words(inside[1])}"
        return self._named(hint, many)

    def _union(self, options: list[Any], many: bool) -> str:
        described = list(dict.fromkeys(self.words(one, many=many) for one in options))
        return _either(described, ", or " if len(described) > 1 else "")

    def _named(self, hint: type, many: bool) -> str:
        if issubclass(hint, StrictModel):
            return self._keys.part(hint, self._heading, self._name, _plural("entry", many))
        if issubclass(hint, Reference):
            (key,) = (kind.key for kind in entity_kinds().values() if kind.name == hint.targets[0])
            return _link(key, _plural(f"{hint.targets[0]} id", many))
        if issubclass(hint, Text):
            return self._keys.text(_plural("text", many)) + (" in some languages" if issubclass(hint, Alias) else "")
        return _plural(_NAMES[hint], many)


def _accepted(inside: tuple[Any, ...]) -> Any:
    """What an author may type where a validator takes more than the type says."""
    typed = (one.json_schema_input_type for one in inside[1:] if isinstance(one, BeforeValidator))
    return next((one for one in typed if one is not PydanticUndefined), inside[0])


def _plural(word: str, many: bool) -> str:
    return _PLURALS.get(word, f"{word}s") if many else word


def _limits(metadata: Iterable[Any]) -> str:
    """What a value has to keep to: `, 1 to 5`, `, at least 2`."""
    found = {name: getattr(one, name) for one in metadata for name in ("ge", "le", "min_length") if hasattr(one, name)}
    if "ge" in found and "le" in found:
        return f", {found['ge']} to {found['le']}"
    least = found.get("ge", found.get("min_length"))
    return "" if least is None else f", at least {least}"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "**required**"
    default = field.default
    if isinstance(default, bool):
        return code(str(default).lower())
    return code(str(default)) if isinstance(default, str | int | float) and default != "" else ""


def _entities() -> Page:
    kinds = [kind for kind in entity_kinds().values() if _ours(kind.model)]
    keys = _Keys()
    lines = [
        "Each file lists entities under the keys of the first table. Samples, and how each is asked, are in",
        "[What a knowledge base holds](../entities.md).",
        "`qgen new --kind KIND ID` prints an entity with all of its keys.",
        "",
        *_table(
            ("key in a file", "kind", "what it states"),
            ((_link(kind.key), code(kind.name), cell(_docstring(kind.model))) for kind in kinds),
        ),
        *_types(),
        "## Every entity",
        "",
        "What each of the entities below has, beside its own keys.",
        "",
        *keys.lines(Entity, "every entity", "entity"),
    ]
    for kind in kinds:
        sample = f"[Explained with a sample](../entities.md#{anchor(kind.key)})"
        also = f"It also has the keys of {_link('Every entity', 'every entity')}."
        lines += [f"## {kind.key}", "", prose(_docstring(kind.model)), "", f"{sample}. {also}", ""]
        lines += keys.lines(kind.model, kind.key, kind.key, Entity.model_fields)
    about = "What files below `source/` hold: every key of every entity, with its type and default."
    return Page("Entities", about, lines)


def _types() -> list[str]:
    each = ", ".join(f"{language}: …" for language in languages())
    rows = [
        ("text", f"`{{{each}}}`, or one string where all languages share it; Markdown works inside"),
        ("string", "the same in every language; it stays as it is typed, `1e-3` and `no` too"),
        ("id", "`a-z`, `0-9` and single hyphens: `batch-size`"),
        ("concept id, source id …", "the id of an entity of that kind; a hyperparameter is a concept too"),
        ("mapping a → b", "`a: b`, any number of times; where a is an id, it is yours to choose, and cards hang on it"),
        ("entry", "a mapping with keys of its own; the link leads to them"),
    ]
    return ["## Types", "", *_table(("type", "what is typed"), rows)]


def _recipes() -> Page:
    names = [
        ("`languages`", ", ".join(map(code, languages()))),
        ("`formats`", "[formats](outputs.md#formats)"),
        ("`patterns`", "[question patterns](patterns.md)"),
        ("`kinds`", "[kinds of questions](patterns.md#kinds)"),
        ("`allow`", "[rules](rules.md) that look at decks"),
    ]
    types_at = "entities.md#types"
    lines = [
        "## Recipe",
        "",
        "The name of the file is the name of the deck in commands and in `out/`. A sample is in",
        "[What a knowledge base holds](../entities.md#decks); `qgen new DIR` writes one. Types are explained with the",
        f"[entities]({types_at}).",
        "",
        *_Keys(types_at).lines(Recipe, "a recipe", "recipe"),
        "### Names in a recipe",
        "",
        *_table(("key", "what can be named"), names),
        "## Settings",
        "",
        "`qgen.yaml` in the project's folder is optional, and so is each of its keys.",
        "",
        *_Keys(types_at).lines(Settings, "the settings", "settings"),
    ]
    about = "The keys of a deck's recipe, `decks/<deck>.yaml`, and of the project's settings, `qgen.yaml`."
    return Page("Recipes and settings", about, lines)


# --- commands and outputs --------------------------------------------------------------------------------------------


def _commands() -> Page:
    root = click.Context(qgen, info_name="qgen", **qgen.context_settings)
    found = {f"qgen {name}": qgen.get_command(root, name) for name in qgen.list_commands(root)}
    commands = {name: command for name, command in found.items() if command}
    lines = [
        "`qgen COMMAND --help` prints what stands here. Exit status: 0 fine, 1 the sources have errors, 2 wrong usage",
        "or something that could not be written, 130 interrupted.",
        "",
        *_table(
            ("command", "what it does"),
            ((_link(name), cell(_paragraphs(command)[0])) for name, command in commands.items()),
        ),
        "Options of `qgen` itself stand before the name of the command.",
        "",
        *_options(root),
    ]
    for name, command in commands.items():
        lines += _command(name, click.Context(command, info_name=name, parent=root))
    return Page("Commands", "Every command with its arguments and options.", lines)


def _command(name: str, context: click.Context) -> list[str]:
    usage = " ".join([name, *context.command.collect_usage_pieces(context)])
    told = [line for paragraph in _paragraphs(context.command) for line in _help(paragraph)]
    return [f"## {name}", "", *_fenced([usage]), *told, *_options(context)]


def _paragraphs(command: click.Command) -> list[str]:
    return [piece for piece in inspect.cleandoc(command.help or "").split("\n\n") if piece.strip()]


def _help(paragraph: str) -> list[str]:
    r"""A paragraph of a command's help; one that begins with click's `\b` keeps its lines."""
    if not paragraph.startswith("\b"):
        return [prose(" ".join(paragraph.split())), ""]
    kept = paragraph.removeprefix("\b").strip("\n").split("\n")
    if re.fullmatch("Examples?:", kept[0]):
        return [kept[0], "", *_fenced(textwrap.dedent("\n".join(kept[1:])).split("\n"), "sh")]
    return _fenced(textwrap.dedent("\n".join(kept)).split("\n"))


def _options(context: click.Context) -> list[str]:
    options = [one for one in context.command.get_params(context) if isinstance(one, click.Option) and not one.hidden]
    return _table(("option", "default", "what it does"), map(_option, options))


def _option(option: click.Option) -> tuple[str, str, str]:
    names = ", ".join(map(code, (*sorted(option.opts, key=len), *option.secondary_opts)))
    said = cell(option.help or "") + (" It may be given more than once." if option.multiple else "")
    if option.is_flag:
        return names, "", said
    default = option.default
    shown = code(str(default)) if isinstance(default, str | int) and not isinstance(default, bool) else ""
    return f"{names} {code(_placeholder(option))}", "**required**" if option.required else shown, said


def _placeholder(option: click.Option) -> str:
    if option.metavar:
        return option.metavar
    if isinstance(option.type, click.Choice):
        return "|".join(map(str, option.type.choices))
    return option.type.name.split()[0].upper()


def _outputs() -> Page:
    ours = [output for output in outputs().values() if _ours(output.produce)]
    asked_by = {name: [one for one in ours if name in one.formats] for one in ours for name in one.formats}
    lines = [
        "Files stand in `out/`: `…` is the name of the deck and its language, as in `ml-complete.ko.apkg`. Where no",
        "engine for PDFs can run, the page itself is written, with `.html` in the place of `.pdf`.",
        "",
        *_table(("file", "what it is"), ((code(f"…{one.ending}"), cell(_docstring(one.produce))) for one in ours)),
        "## Formats",
        "",
        "`qgen build --format` takes any of these names, separated by commas, and a recipe's",
        "[`formats`](recipes.md#recipe) a list of them. Every file that one of them asks for is made.",
        "",
        *_table(("format", "files"), ((code(name), _files(listed)) for name, listed in sorted(asked_by.items()))),
        "## questions.json",
        "",
        "For programs: an object with `deck`, `lang`, `title` and `questions`, a list in study order. Text there is",
        "plain, without markup. One of the questions, as an example:",
        "",
        *_fenced(_question_as_json(), "json"),
    ]
    return Page("Outputs and formats", "Every file that `qgen build` makes, and the formats that ask for it.", lines)


def _files(listed: Iterable[Output]) -> str:
    return ", ".join(code(f"…{one.ending}") for one in listed)


def _question_as_json() -> list[str]:
    choices = (asked for asked in _questions().values() if asked[0]["kind"] == "choice")
    return json.dumps(next(choices)[0], ensure_ascii=False, indent=1).split("\n")


_PAGES: dict[str, Callable[[], Page]] = {
    "commands": _commands,
    "entities": _entities,
    "recipes": _recipes,
    "patterns": _patterns,
    "rules": _rules,
    "problem-codes": _problem_codes,
    "outputs": _outputs,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
