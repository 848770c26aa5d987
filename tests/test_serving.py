"""The server on a real socket: this computer only, quiet, strict and hard to disturb."""

import gzip
import http.client
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessment.collect.server import BookServer, open_server
from assessment.errors import BermaknaError
from assessment.serving import ports_from
from tests.projects import PAGE, free_port, make_project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("project"))


@pytest.fixture
def server(project: Path) -> Iterator[BookServer]:
    """Run a server of the small book."""
    with open_server(project / "_build" / "html", free_port()) as opened:
        yield opened


def ask(
    server: BookServer, target: str, method: str = "GET", **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    connection.request(method, target, headers=headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


def ask_raw(server: BookServer, request: bytes) -> bytes:
    """Send bytes as they are, and return all that comes back before the server hangs up."""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=5) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65_536), b""))


def test_the_book_is_served_with_headers_that_keep_it_on_this_computer(server: BookServer) -> None:
    answer, content = ask(server, "/")
    policy = answer.headers["Content-Security-Policy"]
    assert (answer.status, content) == (200, PAGE.encode())
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "default-src 'self'" in policy
    assert "http" not in policy
    assert "*" not in policy


def test_only_this_computer_is_answered(server: BookServer) -> None:
    assert server.host == "127.0.0.1"


def test_a_browser_gets_the_page_compressed(server: BookServer) -> None:
    answer, content = ask(server, "/", **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(content) == PAGE.encode()


def test_a_copy_that_is_still_right_costs_no_content(server: BookServer) -> None:
    changed = ask(server, "/")[0].headers["Last-Modified"]
    answer, content = ask(server, "/", **{"If-Modified-Since": changed})
    assert (answer.status, content) == (304, b"")


def test_head_has_the_headers_of_get_and_no_content(server: BookServer) -> None:
    get, _content = ask(server, "/")
    head, content = ask(server, "/", method="HEAD")
    assert content == b""
    assert head.headers["Content-Length"] == get.headers["Content-Length"]


@pytest.mark.parametrize("target", ["/..%2f..%2f_config.yml", "/../../_config.yml", "/.."])
def test_no_path_leaves_the_book(server: BookServer, target: str) -> None:
    request = f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    answer = ask_raw(server, request.encode())
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b"title: Buku" not in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_changed_through_the_server(server: BookServer, method: str) -> None:
    answer, content = ask(server, "/", method=method)
    assert answer.status == 405
    assert answer.headers["Allow"] == "GET, HEAD"
    assert b"<p>" in content


@pytest.mark.parametrize(
    "request_",
    [b"GARBAGE\r\n\r\n", b"GET / HTTP/9.9\r\nConnection: close\r\n\r\n", b"\x16\x03\x01"],
)
def test_a_request_that_is_none_gets_a_sentence_and_no_traceback(
    server: BookServer, request_: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = ask_raw(server, request_)
    assert b"Error code" not in answer
    assert ask(server, "/")[0].status == 200
    assert capfd.readouterr() == ("", "")


def test_many_requests_share_one_connection(server: BookServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    for target, status in [("/", 200), ("/tidak-ada", 404), ("/", 200)]:
        connection.request("GET", target)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == status
    connection.close()


def test_a_browser_that_hangs_up_early_leaves_no_trace(
    server: BookServer, capfd: pytest.CaptureFixture[str]
) -> None:
    for _attempt in range(3):
        connection = socket.create_connection(("127.0.0.1", server.server_port))
        # Closing with unread data and no linger resets the connection under the server.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        connection.close()
    assert ask(server, "/")[0].status == 200
    assert capfd.readouterr() == ("", "")


def test_a_taken_port_gives_the_next_free_one(project: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with open_server(project / "_build" / "html", taken) as second:
            assert taken < second.server_port < taken + len(ports_from(taken))
            assert second.url == f"http://127.0.0.1:{second.server_port}/"


def test_no_free_port_at_all_is_one_sentence(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BERMAKNA_LANG", "en")
    monkeypatch.setattr("assessment.serving.PORTS_TRIED", 1)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(BermaknaError, match=f"no free port from {taken} to {taken}"):
            open_server(project / "_build" / "html", taken)


def test_the_last_port_has_none_after_it() -> None:
    assert list(ports_from(65_535)) == [65_535]
