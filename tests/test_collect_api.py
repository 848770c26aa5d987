"""What phones send and get: idempotent, blind, refused in words, and never half."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from assessment.store import Store, StoreUnavailableError
from assessment.workshop import Commitment, Progress, Workshop
from tests.phones import address_of, bearer, client_of, make_book, put, sheet_body
from tests.rooms import ITEMS, PLAN, full, open_workshop, send


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_book(tmp_path_factory.mktemp("project"))


@pytest.fixture
def client(book: Path, store: Store) -> Iterator[TestClient]:
    with client_of(book, store) as client:
        yield client


@pytest.fixture
def workshop(store: Store) -> Workshop:
    return open_workshop(store)


def put_sheet(client: TestClient, workshop: Workshop, number: int, **body: Any) -> Response:
    return put(client, address_of(workshop, "sheet"), number, sheet_body(number, **body))


def put_text(
    client: TestClient, workshop: Workshop, number: int, text: str, revision: int = 1
) -> Response:
    body = {"revision": revision, "text": text}
    return put(client, address_of(workshop, "commitment"), number, body)


def assert_refused(answer: Response, status: int, kind: str) -> dict[str, Any]:
    """Check that a refusal is a word for scripts and sentences for people."""
    failure: dict[str, Any] = answer.json()
    assert (answer.status_code, failure["error"]) == (status, kind)
    assert failure["message"].endswith(".")
    return failure


def test_everyone_with_the_code_sees_how_far_the_workshop_is(
    client: TestClient, workshop: Workshop
) -> None:
    answer = client.get(address_of(workshop))
    assert answer.status_code == 200
    assert answer.json() == {
        "code": workshop.code,
        "title": "Lokakarya contoh",
        "standard": "praktik",
        "version": PLAN.version,
        "sections": ["B1", "B3"],
        "rounds": 1,
        "round": 1,
        "phase": "open",
        "seconds_left": None,
        "kept_until": workshop.kept_until,
    }


def test_a_round_with_an_end_tells_the_seconds_that_are_left(
    client: TestClient, store: Store, workshop: Workshop
) -> None:
    store.workshops.open(store.workshops.close(workshop), minutes=5)
    assert 280 < client.get(address_of(workshop)).json()["seconds_left"] <= 300


def test_a_sheet_is_kept_and_says_which(
    client: TestClient, store: Store, workshop: Workshop
) -> None:
    answer = put_sheet(client, workshop, 1, revision=3)
    assert (answer.status_code, answer.json()) == (
        200,
        {"revision": 3, "phase": "open", "round": 1},
    )
    assert store.workshops.progress(workshop) == Progress(1, 1, 1.0)


def test_a_sheet_that_is_sent_again_and_again_counts_once(
    client: TestClient, store: Store, workshop: Workshop
) -> None:
    answers = {put_sheet(client, workshop, 1).text for _again in range(5)}
    assert answers == {'{"revision":1,"phase":"open","round":1}'}
    assert store.workshops.progress(workshop).people == 1


def test_an_older_sheet_that_arrives_late_gets_the_newer_revision_back(
    client: TestClient, store: Store, workshop: Workshop
) -> None:
    put_sheet(client, workshop, 1, choices=full(3), revision=7)
    late = put_sheet(client, workshop, 1, choices=full(4), revision=6)
    assert late.json()["revision"] == 7
    (kept,) = store.workshops.answers(store.workshops.reveal(workshop))[1]
    assert kept.choices() == full(3)


def test_two_phones_are_two_people(client: TestClient, store: Store, workshop: Workshop) -> None:
    for number in (1, 2):
        assert put_sheet(client, workshop, number).status_code == 200
    assert store.workshops.progress(workshop).people == 2


def test_all_states_of_an_answer_can_be_sent(
    client: TestClient, store: Store, workshop: Workshop
) -> None:
    optional = next(item.id for item in PLAN.items if item.id in ITEMS and item.not_applicable)
    other = next(item for item in ITEMS if item != optional)
    choices = {optional: "not_applicable", other: "unknown"}
    assert put_sheet(client, workshop, 1, choices=choices).status_code == 200
    (kept,) = store.workshops.answers(store.workshops.reveal(workshop))[1]
    assert {item: kept.choices()[item] for item in choices} == choices


def test_a_phone_takes_its_own_sheet_back_and_may_send_again(
    client: TestClient, store: Store, workshop: Workshop
) -> None:
    put_sheet(client, workshop, 1)
    put_sheet(client, workshop, 2)
    answer = client.delete(address_of(workshop, "sheet"), params={"round": 1}, headers=bearer(1))
    assert (answer.status_code, answer.content) == (204, b"")
    assert store.workshops.progress(workshop).people == 1
    assert put_sheet(client, workshop, 1, revision=2).status_code == 200
    assert store.workshops.progress(workshop).people == 2


@pytest.mark.parametrize("round_", ["", "0", "3", "satu", "1.5"])
def test_a_round_that_is_none_is_named(client: TestClient, workshop: Workshop, round_: str) -> None:
    answer = client.delete(
        address_of(workshop, "sheet"), params={"round": round_}, headers=bearer(1)
    )
    assert "round" in assert_refused(answer, 422, "misfit")["problems"][0]["place"]


def test_a_closed_round_takes_nothing(client: TestClient, store: Store, workshop: Workshop) -> None:
    store.workshops.close(workshop)
    assert_refused(put_sheet(client, workshop, 1), 409, "closed")
    answer = client.delete(address_of(workshop, "sheet"), params={"round": 1}, headers=bearer(1))
    assert_refused(answer, 409, "closed")


def test_nothing_comes_in_after_the_reveal(
    client: TestClient, store: Store, workshop: Workshop
) -> None:
    put_sheet(client, workshop, 1)
    store.workshops.reveal(workshop)
    assert_refused(put_sheet(client, workshop, 1, revision=2), 409, "closed")


def test_the_round_before_is_over_once_the_next_is_at_hand(
    client: TestClient, store: Store
) -> None:
    begun = open_workshop(store, rounds=2)
    assert_refused(put_sheet(client, begun, 1, round=2), 409, "closed")
    store.workshops.open(store.workshops.next_round(store.workshops.close(begun)))
    assert_refused(put_sheet(client, begun, 1, round=1), 409, "closed")
    assert put_sheet(client, begun, 1, round=2).json()["round"] == 2


@pytest.mark.parametrize("other", [{"version": "0.1"}, {"standard": "unit"}])
def test_a_page_of_another_version_is_told_to_load_again(
    client: TestClient, workshop: Workshop, other: dict[str, str]
) -> None:
    assert_refused(put_sheet(client, workshop, 1, **other), 409, "other_version")


def test_another_phone_cannot_change_a_sheet(
    client: TestClient, store: Store, workshop: Workshop
) -> None:
    put_sheet(client, workshop, 1, choices=full(3))
    stolen = sheet_body(1, full(4), revision=9)
    answer = client.put(address_of(workshop, "sheet"), json=stolen, headers=bearer(2))
    assert_refused(answer, 409, "other_sheet")
    (kept,) = store.workshops.answers(store.workshops.reveal(workshop))[1]
    assert kept.choices() == full(3)


NEVER = next(item.id for item in PLAN.items if item.id in ITEMS and not item.not_applicable)
TAMPERED: list[dict[str, Any]] = [
    {"choices": {"X9-9": 1}},
    {"choices": {"B2-1": 1}},
    {"choices": {"B5-1": 1}},
    {"choices": {ITEMS[0]: 9}},
    {"choices": {ITEMS[0]: 0}},
    {"choices": {ITEMS[0]: -1}},
    {"choices": {ITEMS[0]: 10**400}},
    {"choices": {ITEMS[0]: 1.5}},
    {"choices": {ITEMS[0]: "2"}},
    {"choices": {ITEMS[0]: True}},
    {"choices": {ITEMS[0]: None}},
    {"choices": {ITEMS[0]: ["2"]}},
    {"choices": {ITEMS[0]: "\ud800"}},
    {"choices": {"\ud800": 1}},
    {"choices": {NEVER: "not_applicable"}},
    {"choices": [1, 2]},
    {"choices": {f"B1-{number}": 1 for number in range(201)}},
    {"revision": -1},
    {"revision": 2**53},
    {"revision": "1"},
    {"revision": 1.5},
    {"round": 3},
    {"sheet": "bukan-uuid"},
    {"sheet": "A" * 36},
    {"standard": "../praktik"},
    {"version": "1\x00"},
    {"nama": "Siti"},
]


@pytest.mark.parametrize("wrong", TAMPERED, ids=lambda wrong: ascii(wrong)[:40])
def test_a_tampered_sheet_is_refused_with_the_place_and_nothing_is_kept(
    client: TestClient, store: Store, workshop: Workshop, wrong: dict[str, Any]
) -> None:
    failure = assert_refused(put_sheet(client, workshop, 1, **wrong), 422, "misfit")
    (field,) = wrong
    inside = next(iter(wrong[field])) if isinstance(wrong[field], dict) else field
    places = ascii([problem["place"] for problem in failure["problems"]])
    assert field in places or ascii(inside).strip("'") in places
    assert all(problem["message"] for problem in failure["problems"])
    assert store.workshops.progress(workshop).people == 0


def test_a_wrong_level_is_named_with_what_is_allowed(
    client: TestClient, workshop: Workshop
) -> None:
    answer = put_sheet(client, workshop, 1, choices={ITEMS[0]: 7})
    (problem,) = assert_refused(answer, 422, "misfit")["problems"]
    assert problem["place"] == f"{ITEMS[0]} = 7"
    assert "1, 2, 3, 4" in problem["message"]


def test_a_value_that_is_no_answer_is_named_once_in_the_words_of_the_reader(
    client: TestClient, workshop: Workshop
) -> None:
    body = {"choices": {ITEMS[0]: True}, "nama": "Siti", "revision": "1"}
    problems = assert_refused(put_sheet(client, workshop, 1, **body), 422, "misfit")["problems"]
    said = {problem["place"]: problem["message"] for problem in problems}
    assert len(said) == len(problems) == 3
    assert '"unknown"' in said[f"body.choices.{ITEMS[0]} = True"]
    assert {"body.nama = 'Siti'", "body.revision = '1'"} < set(said)
    assert not any("Input should" in message for message in said.values())


@pytest.mark.parametrize(
    "content", [b"", b"{", b"null", b"[]", b'"a"', b"[" * 60_000, b"\xff\xfe", b"1" * 5000]
)
def test_a_body_that_is_no_object_is_refused(
    client: TestClient, workshop: Workshop, content: bytes
) -> None:
    headers = {"Content-Type": "application/json", **bearer(1)}
    answer = client.put(address_of(workshop, "sheet"), content=content, headers=headers)
    assert assert_refused(answer, 422, "misfit")["problems"]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/ld+json", ""]
)
def test_only_json_is_taken(client: TestClient, workshop: Workshop, kind: str) -> None:
    headers = {"Content-Type": kind, **bearer(1)}
    for part in ("sheet", "commitment"):
        answer = client.put(address_of(workshop, part), content=b"{}", headers=headers)
        assert_refused(answer, 415, "not_json")


@pytest.mark.parametrize(
    "proof",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer pendek"},
        {"Authorization": "Bearer " + "a" * 44},
        {"Authorization": "Bearer " + "é".encode().hex() + "!" * 39},
        {"Authorization": "Basic " + "a" * 43},
    ],
)
def test_who_brings_no_token_is_not_let_in(
    client: TestClient, workshop: Workshop, proof: dict[str, str]
) -> None:
    sent = [
        client.put(address_of(workshop, "sheet"), json=sheet_body(1), headers=proof),
        client.delete(address_of(workshop, "sheet"), params={"round": 1}, headers=proof),
        client.put(
            address_of(workshop, "commitment"), json={"revision": 1, "text": "a"}, headers=proof
        ),
    ]
    for answer in sent:
        assert_refused(answer, 401, "no_token")
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_commitment_is_kept_corrected_and_taken_back(
    client: TestClient, store: Store, workshop: Workshop
) -> None:
    assert put_text(client, workshop, 1, "Saya menyapa dulu.").json() == {"revision": 1}
    assert put_text(client, workshop, 1, "Saya menyapa lebih dulu.", 3).json() == {"revision": 3}
    assert put_text(client, workshop, 1, "terlambat", 2).json() == {"revision": 3}
    (kept,) = store.workshops.commitments(workshop)
    assert kept.text == "Saya menyapa lebih dulu."
    assert put_text(client, workshop, 1, "", 4).json() == {"revision": 4}
    assert store.workshops.commitments(workshop) == []


def test_markup_in_a_commitment_is_text(
    client: TestClient, store: Store, workshop: Workshop
) -> None:
    markup = "<img src=x onerror=alert(1)> & {{ 7 * 7 }} =HYPERLINK(1) 😀"
    assert put_text(client, workshop, 1, markup).status_code == 200
    (kept,) = store.workshops.commitments(workshop)
    assert isinstance(kept, Commitment)
    assert kept.text == markup


@pytest.mark.parametrize("text", ["a" * 201, "\ud800", "a\x00b", 5, None, ["a"]])
def test_a_commitment_that_cannot_be_kept_is_refused(
    client: TestClient, store: Store, workshop: Workshop, text: Any
) -> None:
    assert_refused(put_text(client, workshop, 1, text), 422, "misfit")
    assert store.workshops.commitments(workshop) == []


def test_the_wall_stays_as_it_is_after_the_end(
    client: TestClient, store: Store, workshop: Workshop
) -> None:
    put_sheet(client, workshop, 1)
    store.workshops.end(store.workshops.reveal(workshop))
    assert_refused(put_text(client, workshop, 1, "terlambat"), 409, "closed")


def test_results_are_hidden_until_the_reveal_and_after_the_end(
    client: TestClient, store: Store, workshop: Workshop
) -> None:
    put_sheet(client, workshop, 1)
    before = assert_refused(client.get(address_of(workshop, "results")), 409, "not_revealed")
    revealed = store.workshops.reveal(workshop)
    assert client.get(address_of(workshop, "results")).status_code == 200
    store.workshops.end(revealed)
    after = assert_refused(client.get(address_of(workshop, "results")), 409, "not_revealed")
    assert before["message"] != after["message"]


def test_results_of_fewer_than_five_show_no_figure(
    client: TestClient, store: Store, workshop: Workshop
) -> None:
    for number in range(1, 5):
        send(store, workshop, number, full(1))
    store.workshops.reveal(workshop)
    found = client.get(address_of(workshop, "results")).json()
    (only,) = found["rounds"]
    assert (found["people"], only["suppressed"], found["change"]) == (4, True, None)
    assert sorted(item["item"] for item in only["items"]) == ITEMS
    hidden = ("n", "shares", "unknown", "not_applicable", "unanswered", "median", "distance")
    assert {item[name] for item in only["items"] for name in hidden} == {None}
    assert {section[name] for section in only["sections"] for name in ("n", "low", "high")} == {
        None
    }


def test_results_of_five_are_shares_of_the_group(
    client: TestClient, store: Store, workshop: Workshop
) -> None:
    for number in range(1, 6):
        send(store, workshop, number, full(3 if number == 1 else 1))
    store.workshops.reveal(workshop)
    found = client.get(address_of(workshop, "results")).json()
    (only,) = found["rounds"]
    first = only["items"][0]
    assert (only["people"], only["suppressed"], first["n"], first["median"]) == (5, False, 5, 1)
    assert first["shares"] == {"1": 0.8, "2": 0.0, "3": 0.2, "4": 0.0}
    assert {section["section"] for section in only["sections"]} == {"B1", "B3"}


def test_two_rounds_show_how_the_same_people_changed(client: TestClient, store: Store) -> None:
    begun = open_workshop(store, rounds=2)
    for number in range(1, 7):
        send(store, begun, number, full(1))
    store.workshops.open(store.workshops.next_round(store.workshops.close(begun)))
    for number in range(1, 6):
        send(store, begun, number, full(2), round_=2)
    store.workshops.reveal(begun)
    found = client.get(address_of(begun, "results")).json()
    assert (found["people"], [one["people"] for one in found["rounds"]]) == (5, [5, 5])
    overall, *sections = found["change"]["sections"]
    assert overall["section"] == "overall"
    assert overall["n"] == 5
    assert overall["change"] > 0
    assert [one["section"] for one in sections] == ["B1", "B3"]
    assert found["change"]["text"]


def test_a_room_that_asks_at_once_is_worked_for_once(
    client: TestClient, store: Store, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(store, workshop, 1, full(1))
    store.workshops.reveal(workshop)
    first = client.get(address_of(workshop, "results")).content
    monkeypatch.delattr("assessment.collect.revealed.results_of")
    assert client.get(address_of(workshop, "results")).content == first


def test_an_erased_workshop_has_no_results_any_more(
    client: TestClient, store: Store, workshop: Workshop
) -> None:
    send(store, workshop, 1, full(1))
    store.workshops.reveal(workshop)
    client.get(address_of(workshop, "results"))
    store.workshops.erase(workshop)
    assert_refused(client.get(address_of(workshop, "results")), 404, "unknown_workshop")


def test_a_store_that_cannot_be_reached_is_tried_again_and_its_place_stays_unsaid(
    book: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> Store:
        raise StoreUnavailableError("/rahasia/unit.sqlite")

    with client_of(book, fail) as client:
        answer = client.get("/api/workshops/12345678")
        assert client.get("/").status_code == 200
    assert_refused(answer, 503, "unavailable")
    assert answer.headers["Retry-After"] == "5"
    assert "rahasia" not in answer.text
    assert caplog.messages == ["/rahasia/unit.sqlite"]


def test_an_address_of_no_route_is_json_too(client: TestClient, workshop: Workshop) -> None:
    assert_refused(client.get("/api/lain"), 404, "no_such_address")
    assert_refused(client.post("/api/lain"), 404, "no_such_address")
    assert_refused(client.get(address_of(workshop, "sheet/")), 404, "no_such_address")


def test_another_method_is_told_which_ones_there_are(
    client: TestClient, workshop: Workshop
) -> None:
    answer = client.post(address_of(workshop, "sheet"))
    assert_refused(answer, 405, "no_such_method")
    assert answer.headers["Allow"] == "DELETE, PUT"
