"""What a running service does by itself: it keeps the last day of each workshop."""

import queue
from pathlib import Path

import pytest

from assessment.collect import service
from assessment.store import Store, open_store
from assessment.store.workshop_phases import WorkshopPhases
from tests.phones import address_of, client_of, make_book
from tests.rooms import full, open_workshop, send

SECONDS = 30


def expire(store: Store) -> None:
    """Let the last day of every workshop be over."""
    with store._database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE workshop SET kept_until = '2026-01-01'")


def sheets_in(store: Store) -> int:
    with store._database.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM workshop_sheet").all()
    return len(rows)


def test_a_workshop_past_its_last_day_is_erased_while_the_service_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "SECONDS_BETWEEN_ERASURES", 0.01)
    turns: queue.Queue[None] = queue.Queue()
    erase = WorkshopPhases.erase_expired

    def erase_and_tell(self: WorkshopPhases) -> None:
        erase(self)
        turns.put(None)

    monkeypatch.setattr(WorkshopPhases, "erase_expired", erase_and_tell)
    address = str(tmp_path / "unit.sqlite")
    store = open_store(address)
    workshop = open_workshop(store)
    send(store, workshop, 1, full(2))
    with client_of(make_book(tmp_path), lambda: open_store(address)) as client:
        assert client.get(address_of(workshop)).status_code == 200
        expire(store)
        turns.queue.clear()
        # The first turn may have begun before the day was over.
        for _turn in range(2):
            turns.get(timeout=SECONDS)
        assert sheets_in(store) == 0
    store.close()


def test_a_workshop_past_its_last_day_is_erased_when_the_service_opens_the_store(
    tmp_path: Path,
) -> None:
    address = str(tmp_path / "unit.sqlite")
    store = open_store(address)
    workshop = open_workshop(store)
    send(store, workshop, 1, full(2))
    expire(store)
    with client_of(make_book(tmp_path), lambda: open_store(address)) as client:
        assert client.get(address_of(workshop)).status_code == 404
    assert sheets_in(store) == 0
    store.close()
