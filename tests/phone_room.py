"""A small server in the place of the web service: a phone's page, and answers as a test wants."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from assessment.collect.headers import headers_for
from assessment.collect.page_assets import assets
from assessment.collect.pages import join_page
from assessment.workshop import Phase, Workshop

CODE = "48291730"
API = f"/api/workshops/{CODE}"
TYPES = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}
WORKSHOP = Workshop(
    id=1,
    code=CODE,
    title="Lokakarya <b>contoh</b>",
    standard="praktik",
    version="1.0.0",
    sections=("B1", "B5", "B8"),
    rounds=2,
    round=1,
    phase=Phase.OPEN,
    closes=None,
    kept_until="2026-12-24",
)

Reply = tuple[int, Any, dict[str, str]]


@dataclass(frozen=True)
class Asked:
    """A request to the API: what it asks for, by which token, with which body."""

    verb: str
    token: str
    body: Any


@dataclass
class Room:
    """A workshop behind a page; ``faults`` answer the next sending requests, one after another."""

    url: str = ""
    workshop: Workshop = WORKSHOP
    seconds_left: int | None = None
    results: dict[str, Any] | None = None
    faults: list[Reply] = field(default_factory=list)
    gone: bool = False
    asked: list[Asked] = field(default_factory=list)

    def turn(self, **changes: Any) -> None:
        """Change the workshop, as a trainer does."""
        self.workshop = replace(self.workshop, **changes)

    def sent(self, verb: str = "PUT /sheet") -> list[Any]:
        """Return the bodies of all requests of a kind."""
        return [asked.body for asked in self.asked if asked.verb == verb]

    def reply(self, verb: str, body: Any) -> Reply:
        """Answer a request to the API as the contract says."""
        if self.gone:
            return 404, {"error": "unknown_workshop", "message": "Tidak ada."}, {}
        if verb == "GET ":
            return 200, self.state(), {}
        if verb == "GET /results":
            return (200, self.results, {}) if self.results else (409, {"error": "not_revealed"}, {})
        if self.faults:
            return self.faults.pop(0)
        if "sheet" in verb and self.workshop.phase is not Phase.OPEN:
            return 409, {"error": "closed", "message": "Ditutup."}, {}
        return (204, None, {}) if body is None else (200, {"revision": body["revision"]}, {})

    def state(self) -> dict[str, Any]:
        """Return the state as the service gives it."""
        shop = self.workshop
        names = ("code", "title", "standard", "version", "sections", "rounds", "round", "phase")
        return {
            **{name: getattr(shop, name) for name in names},
            "seconds_left": self.seconds_left,
            "kept_until": shop.kept_until,
        }


@contextmanager
def served_room() -> Iterator[Room]:
    """Serve a room on a free port while the block runs."""
    room = Room()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("OfRoom", (Handler,), {"room": room}))
    room.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield room
    server.shutdown()
    server.server_close()
    thread.join()


class Handler(BaseHTTPRequestHandler):
    """Serves the page of a room, and answers its calls."""

    room: Room

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path.startswith(API):
            self.answer_api(None)
        elif path.startswith("/ikut/static/"):
            name = path.rsplit("/", 1)[1]
            self.answer(200, assets()[name], {"Content-Type": TYPES[name.rsplit(".", 1)[1]]})
        else:
            known = path == f"/ikut/{CODE}"
            typed = path.removeprefix("/ikut").removeprefix("/")
            page = join_page(self.room.workshop if known else None, typed)
            self.answer(200, page.encode(), {"Content-Type": "text/html; charset=utf-8"})

    def do_PUT(self) -> None:
        self.answer_api(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def do_DELETE(self) -> None:
        self.answer_api(None)

    def answer_api(self, body: Any) -> None:
        verb = f"{self.command} {self.path.removeprefix(API)}"
        if self.command != "GET":
            self.room.asked.append(Asked(verb, self.headers.get("Authorization", ""), body))
        status, answer, headers = self.room.reply(verb, body)
        content = b"" if answer is None else json.dumps(answer).encode()
        self.answer(status, content, {"Content-Type": "application/json", **headers})

    def answer(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        headers = {**headers_for(self.path), **headers, "Content-Length": str(len(content))}
        for name, value in headers.items():
            self.send_header(name, value)
        # A page that is left does not wait for the answer.
        with suppress(ConnectionError):
            self.end_headers()
            self.wfile.write(content)

    def log_message(self, *_parts: object) -> None:
        """Say nothing: the test looks at ``asked``."""
