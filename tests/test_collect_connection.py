"""Slow clients hold up nobody, and are cut."""

import asyncio
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path

import pytest

from assessment.collect import connection
from assessment.collect.server import BookServer
from tests.conftest import served
from tests.phones import make_book

HALVES = {
    "nothing": b"",
    "half a line": b"GET / HT",
    "half a header": b"GET / HTTP/1.1\r\nHost: x\r\nAccept: te",
    "half a body": b"PUT /api/workshops/12345678/sheet HTTP/1.1\r\nHost: x\r\n"
    b"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
    "half a body for the book": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{",
    "half a chunk": b"PUT /api/workshops/12345678/sheet HTTP/1.1\r\nHost: x\r\n"
    b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BookServer]:
    """Run a server that waits for a whole request no longer than half a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "SECONDS_FOR_A_REQUEST", 0.5)
        with served(make_book(tmp_path_factory.mktemp("project"))) as opened:
            yield opened


def call(server: BookServer) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.server_port), timeout=10)


def is_cut(client: socket.socket) -> bool:
    """Wait until the server hangs up; an answer that comes before counts for nothing."""
    try:
        while client.recv(65_536):
            pass
    except ConnectionError:
        pass
    except TimeoutError:
        return False
    return True


@pytest.mark.parametrize("half", HALVES.values(), ids=HALVES)
def test_who_does_not_finish_a_request_is_cut(server: BookServer, half: bytes) -> None:
    with call(server) as client:
        client.sendall(half)
        assert is_cut(client)


@pytest.mark.parametrize("half", [b"GET / HTTP/1.1\r\nHost: x\r\nX: ", HALVES["half a body"]])
def test_who_sends_letter_by_letter_wins_no_time(server: BookServer, half: bytes) -> None:
    with call(server) as client:
        client.sendall(half)
        client.settimeout(0.05)
        for _letter in range(100):
            try:
                client.sendall(b"a")
                if not client.recv(65_536):
                    break
            except TimeoutError:
                continue
            except ConnectionError:
                break
        else:
            pytest.fail("the server went on waiting")


def test_a_second_request_on_a_connection_is_waited_for_as_little(server: BookServer) -> None:
    with call(server) as client:
        client.sendall(b"GET /tidak-ada HTTP/1.1\r\nHost: x\r\n\r\n")
        assert client.recv(65_536).startswith(b"HTTP/1.1 404")
        client.sendall(b"GET / HTTP/1.1\r\nHos")
        assert is_cut(client)


def test_slow_clients_do_not_hold_up_quick_ones(server: BookServer) -> None:
    with ExitStack() as slow:
        for half in [*HALVES.values()] * 20:
            slow.enter_context(call(server)).sendall(half)
        begun = time.monotonic()
        for _quick in range(30):
            client = HTTPConnection("127.0.0.1", server.server_port, timeout=5)
            client.request("GET", "/")
            assert client.getresponse().status == 200
            client.close()
        assert time.monotonic() - begun < 5


def test_a_connection_that_is_used_stays_open(server: BookServer) -> None:
    client = HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    client.connect()
    port = client.sock.getsockname()[1]
    for _turn in range(5):
        client.request("GET", "/")
        client.getresponse().read()
    assert client.sock.getsockname()[1] == port
    client.close()


def test_an_answer_does_not_wait_for_the_phone_to_confirm_its_first_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options: list[int] = []
    made = connection.PunctualConnection.connection_made

    def note(own: connection.PunctualConnection, transport: asyncio.Transport) -> None:
        used = transport.get_extra_info("socket")
        options.append(used.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        made(own, transport)

    monkeypatch.setattr(connection.PunctualConnection, "connection_made", note)
    with served(make_book(tmp_path)) as server, call(server) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        client.recv(100)
    assert options
    assert all(options)


def test_what_is_no_request_gets_one_sentence_and_the_headers_of_all(server: BookServer) -> None:
    with call(server) as client:
        client.sendall(b"BUKAN PERMINTAAN\r\n\r\n")
        answer = b"".join(iter(lambda: client.recv(65_536), b""))
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"content-security-policy" in answer.lower()
    assert answer.count(b"<p>") == 1
    assert b"uvicorn" not in answer.lower()
