"""No answer that was shown as saved is lost: killed processes, full disks, pulled sticks, locks."""

import multiprocessing
import random
import sqlite3
import time
from contextlib import closing, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from assessment.answers import Answer
from assessment.cycle import Period
from assessment.store import Store, StoreError, StoreUnavailableError, open_store
from tests.killed import ITEMS, answer_of_step, save_until_killed

NONE = Answer()

# Quick to start many processes from; on Windows each imports everything anew.
METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


def new_sheet(store: Store) -> tuple[Period, str]:
    period = store.periods.open(store.units.add("Kantor Contoh"), "2026-1", "unit")
    return period, store.sheets.add(period, "A")


def kill_one(address: str, sheet: str, first: int, pause: float) -> int:
    """Run a process from step ``first``, kill it after a pause; return the last step it told."""
    context: Any = multiprocessing.get_context(METHOD)
    context.set_forkserver_preload(["tests.killed"])
    told, telling = context.Pipe(duplex=False)
    with told, telling:
        process = context.Process(target=save_until_killed, args=(address, sheet, first, telling))
        process.start()
        telling.close()
        last = told.recv()
        time.sleep(pause)
        process.kill()
        process.join()
        last = last_told(told, last)
    process.close()
    return last


def last_told(told: Connection, last: int) -> int:
    """Read what a killed process had still told."""
    with suppress(EOFError):
        while told.poll():
            last = told.recv()
    return last


def test_killed_processes_lose_no_answer_that_was_shown_as_saved(
    store: Store, address: str
) -> None:
    # A server outlives the program that is killed; a file is all there is.
    kills = 30 if address.startswith("postgresql") else 200
    _period, sheet = new_sheet(store)
    chance = random.Random(45)  # noqa: S311, moments and no secrets
    step = 0
    for _kill in range(kills):
        step = kill_one(address, sheet, step, chance.uniform(0, 0.02)) + 1
        kept = store.sheets.read(sheet).answers
        # The step after the last told one may have been saved without being told.
        for saved in range(max(0, step - len(ITEMS) + 1), step):
            assert kept[ITEMS[saved % len(ITEMS)]] == answer_of_step(saved)
    assert step > kills


def integrity(path: str) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "unit.sqlite"


def test_a_file_is_written_to_the_disk_before_an_answer_counts_as_saved(file: Path) -> None:
    store = open_store(str(file))
    with store._database.engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    store.close()


def test_a_full_disk_is_told_and_what_was_saved_stays(file: Path) -> None:
    store = open_store(str(file))
    _period, sheet = new_sheet(store)
    store.sheets.save_answer(sheet, "P1-1", NONE, Answer(choice=2))

    # As many pages as there are: SQLite then answers as on a full disk.
    def fill(connection: sqlite3.Connection, _record: object, _proxy: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(store._database.engine, "checkout", fill)
    long = Answer(choice=1, evidence="panjang " * 5000)
    with pytest.raises(StoreUnavailableError, match=str(file)):
        store.sheets.save_answer(sheet, "P1-2", NONE, long)
    assert store.sheets.read(sheet).choices() == {"P1-1": 2}
    event.remove(store._database.engine, "checkout", fill)
    store.close()
    store = open_store(str(file))
    store.sheets.save_answer(sheet, "P1-2", NONE, long)
    assert store.sheets.read(sheet).choices() == {"P1-1": 2, "P1-2": 1}
    store.close()
    assert integrity(str(file)) == "ok"


def test_a_pulled_stick_is_told_and_nothing_is_written_elsewhere(file: Path) -> None:
    store = open_store(str(file))
    _period, sheet = new_sheet(store)
    away = file.with_name("di laci.sqlite")
    store.close()
    file.rename(away)
    with pytest.raises(StoreUnavailableError, match=str(file)):
        store.sheets.save_answer(sheet, "P1-1", NONE, Answer(choice=2))
    assert not file.exists()
    away.rename(file)
    store.sheets.save_answer(sheet, "P1-1", NONE, Answer(choice=2))
    assert store.sheets.read(sheet).choices() == {"P1-1": 2}
    store.close()


def test_a_locked_file_is_told_after_a_while(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessment.store.database.SECONDS_TO_WAIT", 0.05)
    store = open_store(str(file))
    _period, sheet = new_sheet(store)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailableError, match=str(file)):
            store.sheets.save_answer(sheet, "P1-1", NONE, Answer(choice=2))
        other.execute("ROLLBACK")
    store.sheets.save_answer(sheet, "P1-1", NONE, Answer(choice=2))
    assert store.sheets.read(sheet).choices() == {"P1-1": 2}
    store.close()


def test_what_is_no_database_is_refused_and_left_as_it_is(file: Path) -> None:
    file.write_text("bukan basis data " * 100, encoding="utf-8")
    before = file.read_bytes()
    with pytest.raises(StoreError, match=str(file)):
        open_store(str(file))
    assert file.read_bytes() == before


@pytest.mark.parametrize("address", ["mysql://u:rahasia@h/d", "sqlite://", "http://rahasia", "://"])
def test_an_address_of_another_kind_is_refused_without_showing_its_password(address: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(address)
    assert "rahasia" not in str(caught.value)


def test_a_server_that_does_not_answer_is_told_without_its_password() -> None:
    with pytest.raises(StoreUnavailableError) as caught:
        open_store("postgresql://orang:rahasia@127.0.0.1:1/bermakna")
    assert "127.0.0.1" in str(caught.value)
    assert "rahasia" not in str(caught.value)


def test_the_environment_and_then_the_users_folder_name_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BERMAKNA_DATABASE_URL", raising=False)
    monkeypatch.setattr("assessment.store.database.usual_file", lambda: tmp_path / "a" / "b.sqlite")
    store = open_store()
    assert store.where == str(tmp_path / "a" / "b.sqlite")
    store.close()
    monkeypatch.setenv("BERMAKNA_DATABASE_URL", f"sqlite:///{tmp_path}/c.sqlite")
    store = open_store()
    assert store.where == f"{tmp_path}/c.sqlite"
    store.close()
