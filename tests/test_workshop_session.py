"""The trainer's app and the service of the phones run together, and stop together."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from assessment import workshop_session
from assessment.building import HTML
from assessment.lab import WORKSHOP
from assessment.serving import HOST
from assessment.workshop_app.reaching import ADDRESS
from tests.projects import free_port


class App:
    """Stands in for the app: what it finds when it starts is noted."""

    def __init__(self) -> None:
        self.seen: dict[str, str | int] = {}

    @contextmanager
    def run(self, _root: Path, port: int, name: str) -> Iterator[SimpleNamespace]:
        address = urlsplit(os.environ[ADDRESS])
        connection = HTTPConnection(HOST, address.port)
        connection.request("GET", "/ikut")
        status = connection.getresponse().status
        connection.close()
        self.seen = {"name": name, "status": status}
        yield SimpleNamespace(
            port=port, url="", program=SimpleNamespace(name=""), require_running=self.stop
        )

    def stop(self) -> None:
        raise KeyboardInterrupt


def test_phones_are_answered_where_the_app_sends_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / HTML).mkdir(parents=True)
    (tmp_path / HTML / "index.html").write_text("<p>Buku</p>", encoding="utf-8")
    app, port = App(), free_port()
    monkeypatch.setenv(ADDRESS, "")
    monkeypatch.delenv(ADDRESS)
    monkeypatch.setattr(workshop_session, "BOOK_PORT", port)
    monkeypatch.setattr(workshop_session, "running_app", app.run)
    workshop_session.workshop_alone(tmp_path, free_port(), browser=False, fresh=False)
    assert app.seen == {"name": WORKSHOP, "status": 200}
    assert f":{port}" in os.environ[ADDRESS]
