"""`qgen import`: what people have already becomes a draft, and nothing of it is lost without a word."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qgen.diagnostics.problems import errors
from qgen.importing.draft import Ids
from qgen.importing.markdown import read_notes
from qgen.importing.romanization import romanized
from qgen.importing.writing import yaml_of
from qgen.knowledge.loading import read_knowledge
from tests.conftest import PATIENCE, ROOT, Project

NOTES = ROOT / "tests" / "importing" / "notes"


def source_of(project: Project, name: str) -> dict:
    return yaml.safe_load(project.path(f"source/{name}.yaml").read_text(encoding="utf-8"))


def by_id(entities: list[dict]) -> dict[str, dict]:
    return {one["id"]: one for one in entities}


@pytest.fixture
def imported(project: Project) -> Project:
    run = project.qgen("import", str(NOTES / "deep-learning.md"))
    assert run.status == 0, run.err
    more = project.qgen("import", str(NOTES / "coffee.txt"), "--into", "coffee")
    assert more.status == 0, more.err
    project.told = more.err + run.err  # type: ignore[attr-defined]
    return project


def test_korean_notes_become_facts(imported: Project) -> None:
    found = source_of(imported, "deep-learning")
    concepts = by_id(found["concepts"])
    assert concepts["overfitting"]["term"] == {"ko": "과적합", "en": "Overfitting"}
    assert concepts["overfitting"]["definition"]["ko"].startswith(
        "훈련 데이터에만"
    )  # without the term that it began with
    assert "모델이 **너무 복잡**하면 생긴다." in [text["ko"] for text in concepts["overfitting"]["key_points"].values()]
    assert (
        concepts["baechi-jeonggyuhwa"]["definition"]["ko"] == "층의 입력을 정규화하는 기법입니다."
    )  # `…란 무엇인가요?`
    assert concepts["hakseupryul"]["definition"]["ko"] == "한 번에 얼마나 움직일지 정하는 값"
    trees = by_id(found["taxonomies"])
    rnn = {"concept": "rnn", "children": ["lstm", "gru"]}
    assert trees["singyeongmang-map"]["root"] == {"concept": "singyeongmang", "children": ["cnn", rnn]}
    assert trees["optimaijeo-map"]["root"]["children"] == [{"concept": "sgd", "children": ["momentum"]}, "adam"]
    (table,) = found["comparisons"]
    assert table["subjects"] == ["cnn", "rnn"] and [aspect["name"]["ko"] for aspect in table["aspects"].values()] == [
        "입력",
        "약점",
    ]
    (question,) = found["questions"]
    assert question["about"] == ["overfitting"] and len(question["key_points"]) == 2
    assert [
        chapter["title"]["ko"]
        for chapter in yaml.safe_load(imported.path("decks/deep-learning.yaml").read_text(encoding="utf-8"))["chapters"]
    ] == ["01 과적합(Overfitting)", "02 신경망의 종류"]


def test_plain_english_notes(imported: Project) -> None:
    found = source_of(Project(imported.path("coffee")), "coffee")
    concepts = by_id(found["concepts"])
    assert concepts["espresso"]["definition"] == {"en": "coffee that is pressed through fine grounds"}
    assert concepts["grinder"]["definition"] == {"en": "a machine that breaks beans into grounds"}
    assert concepts["crema"]["definition"] == {"en": "The foam on top of an espresso. It is made of oils and gas."}
    assert concepts["bloom"]["definition"] == {"en": "the first wetting of the grounds"}
    (tree,) = found["taxonomies"]
    assert tree["root"]["concept"] == "brewing"
    assert {"concept": "percolation", "children": ["drip", "espresso"]} in tree["root"]["children"]
    (question,) = found["questions"]
    assert question["short"] == {"en": "More surface dissolves more."}


def test_what_is_not_understood_is_listed_with_its_line(imported: Project) -> None:
    told = re.findall(r"not imported.*?: (.*)\n +--> .*/([\w.-]+:\d+)", imported.told)  # type: ignore[attr-defined]
    assert [(place, reason.split(":")[0]) for reason, place in told] == [
        ("coffee.txt:25", "a cell is empty"),
        ("deep-learning.md:44", "a picture"),
        ("deep-learning.md:46", "this is none of the forms that are understood"),
        ("deep-learning.md:52", "a question without an answer"),
    ]


@pytest.mark.real
def test_the_draft_builds(imported: Project) -> None:
    for project, files in (
        (imported, {"deep-learning.ko.apkg"}),
        (Project(imported.path("coffee")), {"coffee.en.apkg", "coffee.en.flashcards.pdf"}),
    ):
        run = project.qgen("build")
        assert run.status == 0, run.err
        assert files <= project.out().keys()


def test_nothing_is_overwritten(imported: Project) -> None:
    before = imported.path("source/deep-learning.yaml").read_bytes()
    run = imported.qgen("import", str(NOTES / "deep-learning.md"))
    assert run.status == 2 and "nothing is overwritten" in run.err
    assert imported.path("source/deep-learning.yaml").read_bytes() == before


def test_into_a_project_that_has_such_ids(small: Project) -> None:
    small.write({"pets.md": "# Cat\n\nAn animal that meows.\n"})
    run = small.qgen("import", "pets.md")
    assert run.status == 0, run.err
    assert [one["id"] for one in source_of(small, "pets")["concepts"]] == ["cat-2"]
    assert (
        "other-language" in run.err and "missing-translation" in small.qgen("check").err
    )  # its deck speaks Korean as well


@pytest.mark.real
def test_ids_are_asked_for(project: Project) -> None:
    project.write({"n.md": "# 머신러닝\n\n데이터에서 배우는 방법이다.\n"})
    import os
    import subprocess
    import sys

    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    ended = subprocess.run(
        [sys.executable, "-m", "qgen", "import", "n.md", "--ask-ids"],
        cwd=project.folder,
        env=environment,
        input="Machine Learning\n",
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "meosinreoning" in ended.stderr
    assert source_of(project, "n")["concepts"][0]["id"] == "machine-learning"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("picture.png", b"\x89PNG\r\n", "expected"),
        ("korean.md", "# 한글\n\n내용".encode("cp949"), "UTF-8"),
        ("empty.md", b"\n\n", "nothing in it was understood"),
    ],
)
def test_what_can_not_be_imported(project: Project, name: str, data: bytes, words: str) -> None:
    project.path(name).write_bytes(data)
    run = project.qgen("import", name, "--into", "kb")
    assert run.status == 1 and words in run.err, run.err
    assert not project.path("kb").exists()


def test_a_file_of_windows(project: Project) -> None:
    project.path("n.md").write_bytes("# Cat\r\n\r\nAn animal that meows.\r\n".encode("utf-16"))
    assert project.qgen("import", "n.md").status == 0
    assert source_of(project, "n")["concepts"][0]["definition"] == {"en": "An animal that meows."}


def test_romanised_names_are_readable() -> None:
    names = {
        "과적합": "gwajeokhap",
        "학습률": "hakseupryul",
        "신경망의 종류": "singyeongmangui jongryu",
        "K-평균": "K-pyeonggyun",
        "꽃잎": "kkodip",
    }
    assert {name: romanized(name) for name in names} == names


_WORDS = st.sampled_from(
    [
        "CNN",
        "과적합",
        "학습률",
        "모델이 복잡하다.",
        "gradient",
        "a rule of thumb",
        "x: y",
        "why?",
        "**bold** word",
        "가중치(weight)",
        "10%",
        "`code`",
    ]
)
_LINES = st.one_of(
    st.builds("{} {}".format, st.sampled_from(["#", "##", "###"]), _WORDS),
    st.builds("{}{} {}".format, st.sampled_from(["", "  ", "    "]), st.sampled_from(["-", "*", "1."]), _WORDS),
    st.builds("{} {}".format, st.sampled_from(["Q.", "A:", "질문:", "답:", ">"]), _WORDS),
    st.builds("{}{}".format, st.sampled_from(["├── ", "│   └── ", "└── "]), _WORDS),
    st.builds("| {} | {} | {} |".format, _WORDS, _WORDS, st.one_of(_WORDS, st.just(""))),
    st.just("|---|---|---|"),
    st.just("```"),
    st.just("---"),
    st.just("==="),
    st.just(""),
    st.builds("{} — {}".format, _WORDS, _WORDS),
    _WORDS,
    st.text(max_size=20),
)


@settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_LINES, max_size=25).map("\n".join))
def test_every_word_is_in_the_draft_or_listed(text: str) -> None:
    draft, problems = read_notes("n.md", text, "Title")
    if not draft.chapters():
        return  # the command says that nothing was understood
    source, recipe = yaml_of(draft, "ko", "n.md", "n", Ids(set()), Ids(set()))
    listed = {
        line for problem in problems if problem.span for line in range(problem.span.line, problem.span.end_line + 1)
    }
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    values = _values(yaml.safe_load(source) or {}) + _values(yaml.safe_load(recipe) or {})
    kept = set(_words(" ".join(values)))
    lost = [
        (number, word)
        for number, line in enumerate(lines, 1)
        if number not in listed
        for word in _words(line)
        if word not in kept
    ]
    assert not lost, (lost, source)
    _, wrong = read_knowledge({"source/n.yaml": source.encode()})
    unsure = [one for one in errors(wrong) if one.code != "ambiguous-name"]  # two spellings: the author says which
    assert not unsure, (unsure, source)


# A fence's language, a number before a heading or an item, and the marks of questions and answers are form, not
# content.
_FORM = re.compile(
    r"^\s*(?:#+\s+)?(?:\d+(?:\.\d+)*[.)]?\s+)?(?:[-*+]\s+)?[*_]*(?:(?:Q|A|질문|답|문제|정답|답변)\s*\d*\s*[.:)])?|^\s*(?:```|~~~).*$",
    re.IGNORECASE,
)


def _words(text: str) -> list[str]:
    bare = _FORM.sub("", text)
    return re.findall(r"[a-z0-9가-힣]{2,}", bare.lower())


def _values(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _values(one)]
    if isinstance(value, list):
        return [text for one in value for text in _values(one)]
    return [str(value)]
