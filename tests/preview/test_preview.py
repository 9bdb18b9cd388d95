"""`qgen serve`, as its author sees it: in a real browser, while the sources change."""

from __future__ import annotations

import http.client
import json
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PATIENCE, ROOT, Project

pytestmark = pytest.mark.real

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
OWN = ("source", "decks", "qgen.yaml")


class Served:
    """A preview that runs, of a project that a test may edit."""

    def __init__(self, project: Project, process: subprocess.Popen[str], address: str):
        self.project, self.process, self.address = project, process, address

    def json(self, path: str) -> Any:
        with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
            return json.load(answer)


def serve(project: Project) -> Iterator[Served]:
    environment = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PATH": "/usr/bin:/bin", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "qgen", "serve", "--port", "0"],
        cwd=project.folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    try:
        assert process.stdout
        yield Served(project, process, process.stdout.readline().strip())
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def served(small: Project) -> Iterator[Served]:
    yield from serve(small)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The repository's own knowledge base, in a copy."""
    folder = tmp_path_factory.mktemp("real")
    for name in OWN:
        source = ROOT / name
        shutil.copytree(source, folder / name) if source.is_dir() else shutil.copy(source, folder / name)
    yield from serve(Project(folder))


@pytest.fixture
def page() -> Iterator[Any]:
    """A page of a real browser, 1280 pixels wide; what it logs as an error fails the test."""
    playwright = pytest.importorskip("playwright.sync_api")
    if BROWSER is None:
        pytest.skip("needs Chromium")
    with playwright.sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": 1280, "height": 900})
        opened.set_default_timeout(PATIENCE * 1000)
        faults: list[str] = []
        opened.on("pageerror", lambda error: faults.append(str(error)))
        opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        yield opened
        browser.close()
    assert not faults


def test_only_this_machine_is_answered(served: Served) -> None:
    host, port = served.address.removeprefix("http://").rstrip("/").split(":")
    assert host == "127.0.0.1"
    asked = http.client.HTTPConnection(host, int(port), timeout=PATIENCE)
    asked.request("GET", "/overview.json", headers={"Host": "elsewhere.example"})
    assert asked.getresponse().status == 403
    for header in ({"Origin": "http://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
        asked = http.client.HTTPConnection(host, int(port), timeout=PATIENCE)
        asked.request("GET", "/overview.json", headers=header)
        assert asked.getresponse().status == 403
    assert served.json("cards.json?lang=/etc/passwd&keys=a") == served.json("cards.json") == {}
    for path in ("/study-guide?deck=zoo&lang=../xx", "/../qgen.yaml", "/source/zoo.yaml", "/page.py"):
        asked = http.client.HTTPConnection(host, int(port), timeout=PATIENCE)
        asked.request("GET", path)
        assert asked.getresponse().status == 404


def test_every_question_of_the_deck_is_there_with_each_of_its_cards(real: Served) -> None:
    overview = real.json("overview.json?lang=ko")
    run = real.project.qgen("build", "ml-essentials", "--lang", "ko", "--format", "json")
    assert run.status == 0, run.err
    built = json.loads(real.project.path("out/ml-essentials.ko.questions.json").read_text(encoding="utf-8"))
    keys = {question["key"] for question in overview["questions"] if "ml-essentials" in question["decks"]}
    assert keys == {question["key"] for question in built["questions"]}
    every = [question["key"] for question in overview["questions"]]
    for start in range(0, len(every), 200):
        some = every[start : start + 200]
        cards = real.json("cards.json?lang=ko&keys=" + urllib.request.quote("\n".join(some)))
        assert set(cards) == set(some)
        for key in some:
            assert cards[key], key
            for card in cards[key]:
                assert "{{" not in card["front"] + card["back"], key
                assert card["front"] != card["back"], key


def test_filters_looks_and_the_study_guide(real: Served, page: Any) -> None:
    page.goto(real.address)
    page.wait_for_selector(".item")
    every = int(page.inner_text("#count"))
    page.click("#pattern button:has-text('definition-choice')")
    page.wait_for_function(
        "() => document.querySelector('.item header code')?.textContent.includes('#definition-choice')"
    )
    assert int(page.inner_text("#count").split("/")[0]) < every
    page.click("[data-light=night]")
    page.wait_for_selector(".item")
    ground = "getComputedStyle(document.querySelector('.face').shadowRoot.querySelector('.card')).backgroundColor"
    assert sum(map(int, page.evaluate(ground).removeprefix("rgb(").rstrip(")").split(","))) < 200
    page.click("[data-width=phone]")
    page.wait_for_selector(".item")
    assert page.evaluate("document.querySelector('.face').clientWidth") < 400
    page.reload()  # what was chosen stays
    page.wait_for_selector("body.night.phone .item header code:has-text('#definition-choice')")
    page.click("#languages button:has-text('en')")
    page.wait_for_selector("#languages button[aria-pressed=true]:has-text('en')")
    page.click("[data-tab=guide]")
    page.frame_locator("#guide").locator("h1").wait_for()
    assert (
        page.frame_locator("#guide").locator("h1").inner_text()
        == real.json("overview.json?lang=en")["decks"]["ml-complete"]
    )


def test_a_search_finds_an_id_and_a_word_of_an_answer(real: Served, page: Any) -> None:
    page.goto(real.address + "#lang=ko")
    page.wait_for_selector(".item")
    page.fill("#search", "learning-rate#definition")
    page.wait_for_function(
        "() => document.querySelector('.item header code')?.textContent.startsWith('learning-rate#definition')"
    )
    page.fill("#search", "no such thing at all")
    page.wait_for_selector(".empty")


def test_the_page_follows_each_save_and_outlives_a_broken_source(served: Served, page: Any) -> None:
    page.goto(served.address + "#lang=ko&side=back")
    page.wait_for_selector("text=야옹 하고 우는 동물")
    served.project.replace("source/zoo.yaml", "야옹 하고 우는", "골골 하고 우는")
    page.wait_for_selector("text=골골 하고 우는 동물")
    page.click("[data-tab=problems]")
    page.wait_for_selector("text=No problems.")
    page.click("[data-tab=cards]")

    served.project.replace("source/zoo.yaml", "id: cat", "id: cat: 1")
    page.wait_for_selector("#banner:not([hidden])")
    assert "source/zoo.yaml:7:12" in page.inner_text("#banner")
    page.wait_for_selector("text=골골 하고 우는 동물")  # the last good state
    page.click("[data-tab=problems]")
    link = page.locator("#problems a").first.get_attribute("href")
    assert (
        link.startswith("vscode://file/")
        and Path(link.removeprefix("vscode://file").split(":")[0]).name == "zoo.yaml"
        and ":7:12" in link
    )

    served.project.replace("source/zoo.yaml", "id: cat: 1", "id: cat")
    page.wait_for_selector("#banner", state="hidden")
    page.wait_for_selector("text=No problems.")


def test_what_the_linter_finds_is_a_filter(served: Served, page: Any) -> None:
    served.project.replace(
        "source/zoo.yaml", "a thing that meows", "a thing that meows. It sleeps a lot. It hunts mice"
    )
    page.goto(served.address + "#lang=en")
    page.wait_for_selector("#rules-section:not([hidden]) button")
    page.click("#rules-section button:has-text('C01')")
    page.wait_for_function("() => document.querySelector('#count').textContent.includes('/')")
    assert page.inner_text(".item .rules") == "C01" and page.locator(".item").count() == int(
        page.inner_text("#count").split("/")[0]
    )
    page.click("[data-tab=problems]")
    assert "source/zoo.yaml:7" in page.inner_text("#problems")


def test_the_page_comes_back_when_the_settings_break_and_are_mended(served: Served, page: Any) -> None:
    served.project.write({"qgen.yaml": "namespace: zoo.example\n"})
    page.goto(served.address)
    page.wait_for_selector(".item")
    served.project.write({"source/more.yaml": "concepts: []\n"})
    page.wait_for_function("() => +document.body.dataset.version > 1")


def test_a_port_that_is_taken(served: Served) -> None:
    run = served.project.qgen("serve", "--port", served.address.rstrip("/").rsplit(":", 1)[1])
    assert run.status == 2 and "--port 0" in run.err
