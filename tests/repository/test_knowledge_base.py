"""The first knowledge base: every row of its fact sheet is stated, it has no fault, and its packages please the real
Anki.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from qgen.knowledge.loading import read_knowledge
from qgen.patterns.registry import patterns
from tests.conftest import ROOT, Project, qgen
from tests.real_anki import faults

FACT_SHEET = ROOT.parent / "shared" / "knowledge" / "seed-facts.md"
RANGES = {"T": 32, "D": 9, "C": 6, "H": 27, "R": 4, "X": 4, "Q": 2}
LANGUAGES = ("ko", "en")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The repository's own project, built in a copy."""
    folder = tmp_path_factory.mktemp("base")
    for name in ("source", "decks", "qgen.yaml"):
        (folder / name).symlink_to(ROOT / name) if name != "decks" else _copied(ROOT / name, folder / name)
    run = qgen("build", cwd=folder)
    assert run.status == 0, run.err
    return Project(folder)


def _copied(source: Path, target: Path) -> None:
    target.mkdir()
    for path in source.iterdir():
        (target / path.name).write_bytes(path.read_bytes())


def questions(built: Project, language: str) -> list[dict]:
    text = built.path(f"out/ml-complete.{language}.questions.json").read_text(encoding="utf-8")
    return json.loads(text)["questions"]


def rows() -> set[str]:
    return {f"{letter}{number:02}" for letter, count in RANGES.items() for number in range(1, count + 1)}


def claimed() -> dict[str, list[str]]:
    """Row -> the entities that say they state it."""
    found: dict[str, list[str]] = {}
    for path in (ROOT / "source").rglob("*.yaml"):
        for listed in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader).values():
            for entity in listed:
                for citation in entity.get("sources", []):
                    locators = citation.get("locator", [])
                    for row in [locators] if isinstance(locators, str) else locators:
                        if citation["id"] == "weekly-paper-4":
                            found.setdefault(row, []).append(entity["id"])
    return found


def test_the_ranges_are_those_of_the_fact_sheet() -> None:
    if not FACT_SHEET.exists():
        pytest.skip("the fact sheet is not beside the repository")
    assert set(re.findall(r"^\| ([TDCHRXQ]\d\d) \|", FACT_SHEET.read_text(encoding="utf-8"), re.MULTILINE)) == rows()


def test_every_row_is_claimed_and_every_claim_is_a_row() -> None:
    found = claimed()
    assert rows() - found.keys() == set()
    assert found.keys() - rows() == set()


def test_the_sources_have_no_error_and_no_warning() -> None:
    run = qgen("check", "--strict", cwd=ROOT)
    assert run.status == 0, run.err


def test_is_a_and_tunes_are_kept_apart() -> None:
    sources = {str(path): path.read_bytes() for path in (ROOT / "source").rglob("*.yaml")}
    knowledge, _ = read_knowledge(sources)
    edges = [type(fact).__name__ for fact in knowledge["ai-map"].facts()]
    assert [edges.count(kind) for kind in ("IsA", "BuiltFrom", "Group", "Tunes")] == [20, 1, 1, 9]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_package_in_the_real_anki(built: Project, language: str) -> None:
    assert faults(built.path(f"out/ml-complete.{language}.apkg")) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_first_pattern_asks_something(built: Project, language: str) -> None:
    asked = {question["pattern"] for question in questions(built, language)}
    assert asked >= {"definition", "term", "name-some", "cell", "meaning", "code-name", "remedy", "code", "interview"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_are_plain_text_with_all_that_machines_need(built: Project, language: str) -> None:
    for question in questions(built, language):
        assert {
            "key",
            "guid",
            "pattern",
            "kind",
            "stem",
            "answer",
            "facts",
            "source",
            "level",
            "bloom",
            "tags",
        } <= question.keys()
        assert question["facts"] and all("#" in fact for fact in question["facts"])
        assert (ROOT / question["source"]["file"]).is_file()
        assert "**" not in question["stem"] and "<" not in question["stem"]


def test_no_learning_rate_is_a_kind_of_deep_learning(built: Project) -> None:
    of_a_kind = [
        question
        for question in questions(built, "en")
        if question["pattern"] in ("parent", "parent-choice", "kind-choice")
    ]
    assert not [question["key"] for question in of_a_kind if question["key"].startswith("learning-rate#")]
    assert [
        question
        for question in questions(built, "en")
        if "ai-map#is-a/convolutional-neural-network" in question["facts"]
    ]


def test_no_particle_stays_open(built: Project) -> None:
    """Every Korean stem was decided: no `은(는)` anywhere."""
    stems = [question["stem"] for question in questions(built, "ko")]
    assert [
        stem for stem in stems if re.search(r"(?:은\(는\)|이\(가\)|을\(를\)|과\(와\)|\(으\)로|\(이\)란)", stem)
    ] == []


def test_particles_agree(built: Project) -> None:
    stems = {question["key"]: question["stem"] for question in questions(built, "ko")}
    assert stems["convolutional-neural-network#definition"] == "합성곱 신경망(CNN)이란 무엇인가요?"
    assert stems["relu#definition"] == "ReLU(Rectified Linear Unit)란 무엇인가요?"
    assert stems["learning-rate#effect/raising"] == "학습률(learning_rate)의 값을 키우면 어떻게 되나요?"
    assert stems["l2-regularization#definition"].startswith("L2 정규화(L2 Regularization)란")


def test_a_blank_takes_its_article_and_its_particle_along(project: Project) -> None:
    """So that the front tells nothing, and the back has no `과(와)` and no `a(n)`."""
    from tests.conftest import SMALL

    project.write(SMALL).replace(
        "source/zoo.yaml",
        "    definition: {ko: 야옹 하고 우는 동물, en: a thing that meows}\n",
        "    definition: {ko: 야옹 하고 우는 동물, en: a thing that meows}\n    key_points:\n"
        "      prey: {ko: 집에서 **쥐**를 잡는다., en: It may hunt a **mouse** at home.}\n",
    )
    project.replace(
        "decks/zoo.yaml", "[definition, term, parent, members]", "[definition, term, parent, members, key-point]"
    )
    assert project.qgen("build").status == 0
    for language, front in (("ko", "집에서 ____ 잡는다."), ("en", "It may hunt ____ at home.")):
        (asked,) = [one for one in questions_of(project, language) if one["pattern"] == "key-point"]
        assert asked["stem"].endswith(front) and asked["answer"] in ("쥐를", "a mouse")


def questions_of(project: Project, language: str) -> list[dict]:
    return json.loads(project.path(f"out/zoo.{language}.questions.json").read_text(encoding="utf-8"))["questions"]


# The recipe says why; other bases may well ask them.
NOT_WORTH_ASKING = (
    "members values-cloze group group-choice matching whole parent parent-choice ordering true-false odd-one-out "
    "cell-subject code-matching"
).split()


def test_the_complete_deck_asks_by_every_pattern() -> None:
    """A new pattern that the recipe forgets would ask nothing. `note` is for imported decks; the base has none."""
    recipe = yaml.safe_load((ROOT / "decks" / "ml-complete.yaml").read_text(encoding="utf-8"))
    ours = {name for name, pattern in patterns().items() if pattern.ask.__module__.startswith("qgen.")}
    assert ours - set(recipe["patterns"]) == {"note", *NOT_WORTH_ASKING}
