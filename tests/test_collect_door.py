"""Wrong codes tell nothing, and nobody can ask too often or shut the others out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from assessment.collect import door
from assessment.collect.failures import RefusalError
from assessment.collect.throttle import KNOWN_CODES, Throttle
from assessment.store import Store, open_store
from assessment.workshop import Workshop
from tests.phones import address_of, bearer, client_of, make_book, sheet_body
from tests.rooms import open_workshop

ROOM = "203.0.113.7"


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Record how long answers are held back, without waiting."""
    seconds: list[float] = []

    async def note(delay: float) -> None:
        seconds.append(delay)

    monkeypatch.setattr(door, "sleep", note)
    return seconds


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "ruang.sqlite"))
    yield opened
    opened.close()


@pytest.fixture
def workshop(store: Store) -> Workshop:
    return open_workshop(store)


@pytest.fixture
def client(tmp_path: Path, store: Store, slept: list[float]) -> Iterator[TestClient]:
    assert slept == []
    with client_of(make_book(tmp_path), store) as client:
        yield client


def wrong_codes(store: Store, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a code that never was, malformed ones, one that was erased and one that expired."""
    erased = open_workshop(store)
    store.workshops.erase(erased)
    expired = open_workshop(store)
    monkeypatch.setattr("assessment.store.workshop_rows.today", lambda: "2999-01-01")
    return ["00000000", "1", "a" * 300, "1234567x", "１２３４５６７８", erased.code, expired.code]


def facts(answer: Response) -> tuple[object, ...]:
    headers = sorted((name, value) for name, value in answer.headers.items() if name != "date")
    return answer.status_code, answer.content, tuple(headers)


def test_all_wrong_codes_get_one_answer_after_one_delay(
    client: TestClient, store: Store, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = wrong_codes(store, monkeypatch)
    answers = {facts(client.get(f"/api/workshops/{code}")) for code in codes}
    assert len(answers) == 1
    assert {answer[0] for answer in answers} == {404}
    assert slept == [0.5] * len(codes)


def test_to_send_to_a_wrong_code_tells_no_more(
    client: TestClient, store: Store, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = wrong_codes(store, monkeypatch)
    sent = [
        client.put(f"/api/workshops/{code}/sheet", json=sheet_body(1), headers=bearer(1))
        for code in codes
    ]
    assert len({facts(answer) for answer in sent}) == 1
    assert sent[0].json()["error"] == "unknown_workshop"
    assert slept == [0.5] * len(codes)


def test_a_page_of_a_wrong_code_comes_as_late(client: TestClient, slept: list[float]) -> None:
    for code in ("00000000", "salah"):
        assert client.get(f"/ikut/{code}").status_code == 404
    assert slept == [0.5, 0.5]


def test_a_right_code_is_answered_at_once(
    client: TestClient, workshop: Workshop, slept: list[float]
) -> None:
    client.get(address_of(workshop))
    client.get(f"/ikut/{workshop.code}")
    client.put(address_of(workshop, "sheet"), json=sheet_body(1), headers=bearer(1))
    assert slept == []


def test_who_guesses_codes_is_stopped_and_the_room_beside_is_not(
    client: TestClient, store: Store, workshop: Workshop
) -> None:
    client.get(address_of(workshop))
    guesses = [client.get(f"/api/workshops/{number:08}") for number in range(25)]
    assert [answer.status_code for answer in guesses] == [404] * 20 + [429] * 5
    assert 1 <= int(guesses[-1].headers["Retry-After"]) <= 60
    assert guesses[-1].json()["error"] == "too_many"
    # A right guess looks the same as a wrong one by now.
    other = open_workshop(store)
    assert client.get(address_of(other)).content == guesses[-1].content
    # Whoever shares the address and knows the code goes on.
    sent = client.put(address_of(workshop, "sheet"), json=sheet_body(1), headers=bearer(1))
    assert sent.status_code == 200
    assert client.get(f"/ikut/{other.code}").status_code == 429


def test_a_phone_that_sends_without_end_is_slowed_down(
    client: TestClient, workshop: Workshop
) -> None:
    statuses = [
        client.put(
            address_of(workshop, "sheet"), json=sheet_body(1, revision=turn), headers=bearer(1)
        ).status_code
        for turn in range(25)
    ]
    assert statuses == [200] * 20 + [429] * 5
    other = client.put(address_of(workshop, "sheet"), json=sheet_body(2), headers=bearer(2))
    assert other.status_code == 200


def test_a_room_of_hundreds_behind_one_address_is_let_in_and_a_flood_is_not() -> None:
    throttle = Throttle()
    for _phone in range(400):
        throttle.admit_address(ROOM)
    with pytest.raises(RefusalError) as refused:
        throttle.admit_address(ROOM)
    assert refused.value.headers == {"Retry-After": "1"}
    throttle.admit_address("203.0.113.8")


def test_no_address_and_no_token_stands_in_memory() -> None:
    throttle = Throttle()
    throttle.admit_address(ROOM)
    throttle.admit_token("rahasia")
    throttle.note_wrong_code(ROOM)
    throttle.note_right_code(ROOM, "12345678")
    held = f"{vars(throttle)} {vars(throttle._windows.storage)}"
    assert "address/" in held
    assert not any(word in held for word in (ROOM, "rahasia", "12345678"))


def test_codes_that_were_right_do_not_fill_the_memory() -> None:
    throttle = Throttle()
    for number in range(KNOWN_CODES + 5):
        throttle.note_right_code(ROOM, str(number))
    assert len(throttle._known) == 5
