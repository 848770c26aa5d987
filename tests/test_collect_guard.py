"""What every answer carries, and what is refused before anyone reads it."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assessment.collect import service
from assessment.collect.guard import LONGEST_BODY
from assessment.store import Store, open_store
from assessment.workshop import Workshop
from tests.phones import ASSETS, address_of, bearer, client_of, make_book, sheet_body
from tests.projects import PAGE
from tests.rooms import open_workshop

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "ruang.sqlite"))
    yield opened
    opened.close()


@pytest.fixture
def workshop(store: Store) -> Workshop:
    return open_workshop(store)


@pytest.fixture
def client(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(service, "assets", lambda: ASSETS)
    monkeypatch.setattr("assessment.collect.door.SECONDS_FOR_A_WRONG_CODE", 0)
    with client_of(make_book(tmp_path), store) as client:
        yield client


ANSWERS = [
    ("GET", "/", 200),
    ("GET", "/tidak-ada", 404),
    ("POST", "/", 405),
    ("GET", "/ikut", 200),
    ("GET", "/ikut/", 200),
    ("GET", "/ikut/{code}", 200),
    ("GET", "/ikut/00000000", 404),
    ("GET", "/ikut/static/tidak-ada.js", 404),
    ("POST", "/ikut", 405),
    ("GET", "/api/workshops/{code}", 200),
    ("GET", "/api/workshops/salah", 404),
    ("GET", "/api/workshops/{code}/results", 409),
    ("PUT", "/api/workshops/{code}/sheet", 415),
    ("DELETE", "/api/workshops/{code}/sheet?round=1", 401),
    ("GET", "/api/lain", 404),
    ("GET", "/openapi.json", 200),
]


@pytest.mark.parametrize(("method", "address", "status"), ANSWERS)
def test_every_answer_has_the_headers_that_keep_it_safe(
    client: TestClient, workshop: Workshop, method: str, address: str, status: int
) -> None:
    answer = client.request(method, address.format(code=workshop.code))
    policy = answer.headers["Content-Security-Policy"]
    book = not address.startswith(("/api", "/ikut", "/openapi"))
    assert answer.status_code == status
    assert policy.startswith("default-src 'self'") if book else policy == STRICT
    assert answer.headers["Cache-Control"] == ("no-cache" if book else "no-store")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert not {"Server", "Set-Cookie", "Access-Control-Allow-Origin"} & set(answer.headers)


def test_a_failure_of_the_program_is_an_answer_without_its_reason(
    client: TestClient,
    workshop: Workshop,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_any: object) -> None:
        raise RuntimeError("rahasia")

    monkeypatch.setattr("assessment.collect.api._seconds_left", fail)
    answer = client.get(address_of(workshop))
    assert (answer.status_code, answer.json()["error"]) == (500, "broken")
    assert answer.headers["Content-Security-Policy"] == STRICT
    assert "rahasia" not in answer.text
    assert "rahasia" in caplog.text


def test_a_body_longer_than_any_sheet_is_refused(client: TestClient, workshop: Workshop) -> None:
    headers = {"Content-Type": "application/json", **bearer(1)}
    for content in (b" " * (LONGEST_BODY + 1), iter([b" " * LONGEST_BODY, b" "])):
        answer = client.put(address_of(workshop, "sheet"), content=content, headers=headers)
        assert (answer.status_code, answer.json()["error"]) == (413, "too_large")


@pytest.mark.parametrize("length", ["-1", "satu", "9" * 5_000])
def test_a_length_that_is_none_is_refused(
    client: TestClient, workshop: Workshop, length: str
) -> None:
    headers = {"Content-Type": "application/json", "Content-Length": length, **bearer(1)}
    answer = client.put(address_of(workshop, "sheet"), content=b"{}", headers=headers)
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "origin", ["http://lain.example", "null", "http://testserver:81", "http://testserver.lain", ""]
)
def test_a_page_of_another_origin_changes_nothing(
    client: TestClient, store: Store, workshop: Workshop, origin: str
) -> None:
    headers = {"Origin": origin, **bearer(1)}
    answer = client.put(address_of(workshop, "sheet"), json=sheet_body(1), headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (403, "foreign_origin")
    assert store.workshops.progress(workshop).people == 0


@pytest.mark.parametrize("host", ["192.168.1.7:8000", "laptop.local", "lokakarya.example"])
def test_the_own_page_may_send_under_whatever_name_the_server_is_known(
    client: TestClient, workshop: Workshop, host: str
) -> None:
    headers = {"Origin": f"http://{host}", "Host": host, **bearer(1)}
    answer = client.put(address_of(workshop, "sheet"), json=sheet_body(1), headers=headers)
    assert answer.status_code == 200


def test_the_book_is_served_beside_the_workshop(client: TestClient) -> None:
    get, head = client.get("/"), client.head("/")
    assert (get.status_code, get.text) == (200, PAGE)
    assert head.headers["Content-Length"] == get.headers["Content-Length"]
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize(
    "target", ["/..%2frahasia.txt", "/%2e%2e/rahasia.txt", "/ikut/..%2f..%2frahasia.txt",
               "/ikut/static/..%2f..%2frahasia.txt", "/api/../../rahasia.txt", "/rahasia.txt%00"]
)  # fmt: skip
def test_no_path_leaves_the_book(client: TestClient, target: str) -> None:
    answer = client.get(target)
    assert answer.status_code == 404
    assert "bukan bagian buku" not in answer.text


def test_a_folder_is_not_listed(client: TestClient, tmp_path: Path) -> None:
    (tmp_path / "html" / "kosong").mkdir()
    assert client.get("/kosong/").status_code == 404


def test_to_read_the_book_opens_no_store(tmp_path: Path) -> None:
    file = tmp_path / "baru.sqlite"
    with client_of(make_book(tmp_path), lambda: open_store(str(file))) as client:
        for address in ("/", "/ikut", "/tidak-ada", "/openapi.json"):
            client.get(address)
        assert not file.exists()
        client.get("/api/workshops/12345678")
        assert file.exists()


def test_the_page_for_the_code_is_found_and_what_is_typed_leads_on(client: TestClient) -> None:
    assert client.get("/ikut").headers["Content-Type"] == "text/html; charset=utf-8"
    typed = client.get("/ikut", params={"kode": " 4829 17-30 "})
    assert (typed.status_code, typed.headers["Location"]) == (303, "/ikut/48291730")
    odd = client.get("/ikut", params={"kode": "//lain.example/?a#b"})
    assert odd.headers["Location"] == "/ikut/%2F%2Flainexample%2F%3Fa%23b"
    assert client.get("/ikut", params={"kode": " "}).status_code == 200


def test_the_page_of_a_workshop_shows_its_title_as_text(client: TestClient, store: Store) -> None:
    begun = store.workshops.begin("<script>alert(1)</script>", "praktik", ["B1"])
    page = client.get(f"/ikut/{begun.code}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert client.head(f"/ikut/{begun.code}").status_code == 200


@pytest.mark.parametrize("code", ["12345678", "pendek", "%3Cscript%3Ealert(1)%3C%2Fscript%3E"])
def test_a_page_of_no_workshop_asks_for_the_code_again(client: TestClient, code: str) -> None:
    answer = client.get(f"/ikut/{code}")
    assert answer.status_code == 404
    assert "<form" in answer.text
    assert "<script>alert" not in answer.text


def test_what_the_page_loads_is_compressed_and_not_sent_twice(client: TestClient) -> None:
    first = client.get("/ikut/static/ikut.js", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/ikut/static/ikut.js", headers={"Accept-Encoding": "identity"})
    mark = first.headers["ETag"]
    again = client.get("/ikut/static/ikut.js", headers={"If-None-Match": mark})
    assert first.headers["Content-Encoding"] == "gzip"
    assert int(first.headers["Content-Length"]) < len(plain.content)
    assert first.content == plain.content == ASSETS["ikut.js"]
    assert first.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert (again.status_code, again.content) == (304, b"")
    assert gzip.compress(b"") != first.content
