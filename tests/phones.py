"""Phones that talk to the service of a workshop, in tests."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

from assessment.collect.app import make_app
from assessment.matrix import Choice
from assessment.store import Store
from assessment.workshop import Workshop
from tests.projects import PAGE
from tests.rooms import PLAN, full, phone

ASSETS = {"ikut.js": b"let tingkat = 1;\n" * 100, "ikut.css": b"p {}\n", "favicon.svg": b"<svg/>"}


def make_book(root: Path) -> Path:
    """Make the folder of a book of one page, with a file beside it that is not part of it."""
    (root / "rahasia.txt").write_text("bukan bagian buku", encoding="utf-8")
    book = root / "html"
    book.mkdir()
    (book / "index.html").write_text(PAGE, encoding="utf-8")
    return book


@contextmanager
def client_of(book: Path, store: Store | Callable[[], Store]) -> Iterator[TestClient]:
    """Run the app without a network, on a store or on what opens one."""
    opening = (lambda: store) if isinstance(store, Store) else store
    with TestClient(make_app(book, opening), follow_redirects=False) as client:
        yield client


def address_of(workshop: Workshop, part: str = "") -> str:
    """Return the address of a workshop, or of a part of it such as ``sheet``."""
    address = f"/api/workshops/{workshop.code}"
    return f"{address}/{part}" if part else address


def bearer(number: int) -> dict[str, str]:
    """Return the header with which a phone proves which one it is."""
    return {"Authorization": f"Bearer {phone(number)[0]}"}


def put(client: TestClient, address: str, number: int, body: object) -> Response:
    """Send JSON from a phone, also such as no client would write by itself."""
    headers = {"Content-Type": "application/json", **bearer(number)}
    return client.put(address, content=json.dumps(body), headers=headers)


def sheet_body(
    number: int, choices: Mapping[str, Choice] | None = None, **other: object
) -> dict[str, Any]:
    """Return the JSON of a phone's sheet; ``other`` replaces fields."""
    return {
        "sheet": phone(number)[1],
        "round": 1,
        "revision": 1,
        "standard": PLAN.standard,
        "version": PLAN.version,
        "choices": full(2) if choices is None else choices,
        **other,
    }
