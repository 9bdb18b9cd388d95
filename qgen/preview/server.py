"""A web server for one reader on this machine: the page, its data, and a stream that tells it when to look again."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from qgen.build.loading import load
from qgen.diagnostics.problems import Problem, errors, in_order
from qgen.preview.state import State
from qgen.project.disk import Project, open_project
from qgen.project.shown_problems import shown

HOST = "127.0.0.1"
_PATIENCE = 15.0  # seconds between two signs of life to a page that waits
# Cards of imported decks are HTML of somebody else's: it is shown, runs nothing and fetches nothing.
_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; frame-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src data:; media-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
_CONTENT = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json"}


class Preview:
    """The last state of the project that could be read, and what is wrong with it now."""

    def __init__(self, project: Project, tell: Callable[[int, int], None]):
        """`tell` is called at each reading, with the number of errors and of entities."""
        self.project = project
        self.version = 0
        self.broken: list[Problem] = []
        self.state: State | None = None
        self._changed = threading.Condition()
        self._busy = threading.Lock()
        self._tell = tell
        self.reload()

    def reload(self) -> None:
        """Read the project again. If it can't be read, the last state stays, and the page shows what is wrong."""
        project, problems = open_project(self.project.root)
        self.project = project or self.project
        loaded = load(self.project) if project else None
        wrong = loaded.problems if loaded else problems
        with self._busy:
            if loaded is None or errors(wrong):
                self.broken = in_order(wrong)
            else:
                self.broken, self.state = [], State(loaded)
        with self._changed:
            self.version += 1
            self._changed.notify_all()
        self._tell(len(errors(self.broken)), len(self.state.loaded.knowledge.records) if self.state else 0)

    def wait(self, version: int) -> int:
        """The version once it is another than the given one; the same one if nothing happens for a while."""
        with self._changed:
            self._changed.wait_for(lambda: self.version != version, timeout=_PATIENCE)
            return self.version

    def overview(self, language: str) -> dict[str, Any]:
        """What the page shows: questions of the last good state, problems of now."""
        with self._busy:
            found: dict[str, Any] = {
                "version": self.version,
                "root": self.project.root.as_posix(),
                "broken": bool(self.broken),
            }
            if self.state is None:
                return found | {"languages": [], "decks": {}, "questions": [], "problems": self._problems(self.broken)}
            chosen = language if language in self.state.languages else self.state.languages[0]
            problems = self.broken or self.state.problems(chosen)
            return found | self.state.overview(chosen) | {"problems": self._problems(problems)}

    def cards(self, language: str, keys: list[str]) -> dict[str, Any]:
        """The cards of some questions, drawn; none in a language that no deck speaks, or before a first good state."""
        with self._busy:
            return self.state.cards(language, keys) if self.state and language in self.state.languages else {}

    def study_guide(self, deck: str, language: str) -> str | None:
        """The page of a deck's study guide; None if there is no such deck, or no guide of it in the language."""
        with self._busy:
            known = self.state and deck in self.state.loaded.decks and language in self.state.languages
            return self.state.study_guide(deck, language) if self.state and known else None

    def stylesheet(self) -> str:
        """The look of the cards, and what stands in for Anki around them."""
        return (self.state.stylesheet() if self.state else "") + _file("face.css").decode()

    def _problems(self, problems: list[Problem]) -> list[dict[str, Any]]:
        return [
            {
                "severity": problem.severity,
                "code": problem.code,
                "message": problem.message,
                "hint": problem.hint,
                "file": problem.span.path if problem.span else None,
                "line": problem.span.line if problem.span else None,
                "column": problem.span.column if problem.span else None,
                "shown": text,
            }
            for problem, text in zip(problems, shown(problems, self.project.root), strict=True)
        ]


def make_server(preview: Preview, port: int) -> ThreadingHTTPServer:
    """A server on this machine's own address only. OSError if the port is taken."""
    handler = type("Handler", (_Handler,), {"preview": preview})
    server = ThreadingHTTPServer((HOST, port), handler)
    server.daemon_threads = True
    return server


class _Handler(BaseHTTPRequestHandler):
    preview: Preview
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.headers.get("Host", "").rsplit(":", 1)[0] not in (HOST, "localhost"):
            self._send(b"not for others", ".txt", 403)  # a page elsewhere that had its name led to this machine
            return
        origin = self.headers.get("Origin")
        is_own = origin in (None, f"http://{self.headers['Host']}")
        if not is_own or self.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            self._send(b"not for other pages", ".txt", 403)
            return
        asked = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(asked.query).items()}
        match asked.path:
            case "/":
                self._send(_file("page.html"), ".html")
            case "/page.css" | "/page.js":
                self._send(_file(asked.path[1:]), Path(asked.path).suffix)
            case "/cards.css":
                self._send(self.preview.stylesheet().encode(), ".css")
            case "/overview.json":
                self._json(self.preview.overview(query.get("lang", "")))
            case "/cards.json":
                self._json(self.preview.cards(query.get("lang", ""), query.get("keys", "").split("\n")))
            case "/study-guide":
                page = self.preview.study_guide(query.get("deck", ""), query.get("lang", ""))
                self._send((page or "no study guide").encode(), ".html", 200 if page else 404)
            case "/changes":
                self._stream(int(version) if (version := query.get("version", "")).isdecimal() else 0)
            case _:
                self._send(b"not found", ".txt", 404)

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except ConnectionError:  # the page was closed before all of it was sent
            self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """Nothing: a terminal that scrolls for every picture hides what matters."""

    def _json(self, value: Any) -> None:
        self._send(json.dumps(value, ensure_ascii=False).encode(), ".json")

    def _send(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{_CONTENT.get(kind, 'text/plain')}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, version: int) -> None:
        """Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html"""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        for line in self._events(version):
            try:
                self.wfile.write(line)
                self.wfile.flush()
            except OSError:  # the page was closed
                return

    def _events(self, version: int) -> Iterator[bytes]:
        while True:
            now = self.preview.wait(version)
            yield f"data: {now}\n\n".encode() if now != version else b": still here\n\n"
            version = now


def _file(name: str) -> bytes:
    return (files("qgen") / "templates" / "preview" / name).read_bytes()
