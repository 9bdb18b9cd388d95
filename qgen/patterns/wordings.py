"""What patterns say in a language: their phrases looked up, and the language's file compared with what they state.

Takes a pattern and a language, gives its phrases; where the language lacks one, English stands in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qgen.content.locale_reading import (
    LocaleFile,
    missing_phrase,
    read_locale,
    unknown_phrase,
    without_echoes,
    wrong_values,
)
from qgen.content.wording import labels, locale
from qgen.diagnostics.problems import Problem, did_you_mean
from qgen.language.languages import FALLBACK
from qgen.patterns.registry import PATTERNS, Pattern, patterns
from qgen.registration.blame import package_of


def words_of(pattern: Pattern, language: str) -> Mapping[str, str]:
    """Everything that a pattern says, by the phrases' names: its own, and those that it shares with others."""
    shared = {name: labels(language, "shared")[name] for name in pattern.shares}
    if not pattern.words:
        return {**shared, **locale(language).patterns[pattern.name]}
    return {**shared, **pattern.words[FALLBACK], **pattern.words.get(language, {})}


def check_wordings(language: str) -> list[Problem]:
    """What the patterns' wordings in a language lack, or have too much."""
    file = read_locale(language)
    known = patterns()
    problems = [problem for one in known.values() if one.words for problem in _of_third_party(language, one)]
    if "patterns" not in file.own:  # which is told as one problem where the file is read
        return problems
    problems += (problem for one in known.values() if not one.words for problem in _of_pattern(file, one))
    if not PATTERNS.problems():  # a pattern that could not be registered would leave its wordings without an owner
        ours = [name for name, one in known.items() if not one.words]
        for name in file.own["patterns"].keys() - set(ours):
            problems.append(unknown_phrase(file, ("patterns", name), did_you_mean(name, ours)))
    return without_echoes(problems)


def _of_pattern(file: LocaleFile, pattern: Pattern) -> Iterator[Problem]:
    where = ("patterns", pattern.name)
    said = file.own["patterns"].get(pattern.name)
    if said is None:
        yield missing_phrase(file, where, f"its phrases are {', '.join(f'`{phrase}`' for phrase in pattern.phrases)}")
        return
    for phrase, shown in pattern.phrases.items():
        if phrase not in said:
            yield missing_phrase(file, (*where, phrase), shown)
    for phrase, text in said.items():
        if phrase in pattern.phrases:
            yield from wrong_values(file, (*where, phrase), text, pattern.phrases[phrase], particles=True)
        else:
            yield unknown_phrase(file, (*where, phrase), did_you_mean(phrase, pattern.phrases))


def _of_third_party(language: str, pattern: Pattern) -> Iterator[Problem]:
    """A third party's pattern may lack a language, or a phrase of it."""
    missing = [phrase for phrase in pattern.phrases if phrase not in pattern.words.get(language, {})]
    if missing:
        lacks = f"`{'`, `'.join(missing)}`" if language in pattern.words else "wordings"
        message = f"the pattern `{pattern.name}` of {package_of(pattern.ask.__module__)} has no {lacks} in `{language}`"
        hint = f"add them to its `words` under `{language}`"
        yield Problem.warning("missing-phrase", f"{message}: English stands in", hint=hint)
