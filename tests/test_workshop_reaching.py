"""Whether answers are taken in at an address is found out from the service itself."""

from pathlib import Path

import pytest

from assessment.collect.server import open_server
from assessment.errors import BermaknaError
from assessment.serving import HOST
from assessment.store import Store, open_store
from assessment.workshop_app.reaching import (
    ADDRESS,
    Reach,
    ask,
    checked_address,
    room_address,
    usual_address,
)
from tests.projects import free_port
from tests.rooms import open_workshop


def test_a_service_that_knows_the_workshop_is_running(store: Store, tmp_path: Path) -> None:
    code = open_workshop(store).code
    with open_server(tmp_path, free_port(), open_store=lambda: store) as server:
        reach, address = Reach(), f"http://{HOST}:{server.server_port}"
        assert reach.look(address, code) == "asking"
        reach.wait()
        assert reach.look(address, code) == "running"


def test_a_service_on_another_store_is_told_apart(store: Store, tmp_path: Path) -> None:
    code = open_workshop(store).code

    def other() -> Store:
        return open_store(str(tmp_path / "other.sqlite"))

    with open_server(tmp_path, free_port(), open_store=other) as server:
        assert ask(f"http://{HOST}:{server.server_port}", code) == "elsewhere"


def test_where_nothing_answers_it_is_silent() -> None:
    assert ask(f"http://{HOST}:{free_port()}", "12345678") == "silent"


def test_the_address_is_that_of_the_environment_or_of_the_network(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(ADDRESS, raising=False)
    assert usual_address() == room_address(8000)
    monkeypatch.setenv(ADDRESS, "https://lokakarya.example/bermakna")
    assert usual_address() == "https://lokakarya.example/bermakna"


@pytest.mark.parametrize(
    "typed", ["", "192.168.1.10:8000", "ftp://192.168.1.10", "http://", "http://a:b", "http://a b"]
)
def test_what_is_no_address_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BermaknaError, match=r"http://192\.168\.1\.10:8000"):
        checked_address(typed)


def test_an_address_ends_without_a_slash() -> None:
    assert checked_address(" http://192.168.1.10:8000/ ") == "http://192.168.1.10:8000"
