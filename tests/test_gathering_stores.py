"""The databases of units in a folder, and a database that holds all units."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest

from assessment.gathering import gather, gather_store
from assessment.i18n import _
from assessment.reading import tidy
from assessment.store import Store, StoreUnavailableError, open_store
from assessment.summary import summarise
from tests.gatherings import agree, fill_unit, put, rows, said, unit_file

BLIND = _("is still being filled in blind; it is read once the unit has closed it")


def reasons(missing: pd.DataFrame) -> dict[tuple[str, str], str]:
    told = missing[["unit", "period", "reason"]].astype(str).itertuples(index=False, name=None)
    return {(unit, period): reason for unit, period, reason in told}


def test_units_databases_are_read_with_what_was_agreed_on(tmp_path: Path) -> None:
    unit_file(tmp_path / "Jawa" / "unit.sqlite", "Loket", level=3)
    unit_file(tmp_path / "Bali" / "UNIT.SQLITE", "Izin", level=2)
    found = gather(tmp_path)
    assert found.problems == []
    assert sorted(rows(found)) == [
        ("Izin", "2026-1", False, 1),
        ("Izin", "2026-1", False, 1),
        ("Izin", "2026-1", True, 2),
        ("Loket", "2026-1", False, 1),
        ("Loket", "2026-1", False, 1),
        ("Loket", "2026-1", True, 3),
    ]
    assert found.files["sheets"].tolist() == [3, 3]


def test_a_database_that_was_sent_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "unit.sqlite"
    unit_file(path, "Loket")
    before = hashlib.sha256(path.read_bytes()).digest()
    gather(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["unit.sqlite"]
    assert hashlib.sha256(path.read_bytes()).digest() == before


def test_what_sqlite_has_not_yet_written_into_the_file_is_read_as_well(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "unit.sqlite"))
    store.periods.close(fill_unit(store, "Loket"))
    sent = tmp_path / "kiriman"
    sent.mkdir()
    for name in ("unit.sqlite", "unit.sqlite-wal"):
        (sent / name).write_bytes((tmp_path / name).read_bytes())
    found = gather(sent)
    store.close()
    assert len(found.matrix) == 2


def test_nothing_of_an_open_period_is_read_and_the_reason_is_said(tmp_path: Path) -> None:
    unit_file(tmp_path / "a.sqlite", "Loket", "2026-1")
    store = open_store(str(tmp_path / "b.sqlite"))
    fill_unit(store, "Izin", "2026-1")
    store.close()
    found = gather(tmp_path)
    assert {unit for unit, *_others in rows(found)} == {"Loket"}
    assert reasons(found.missing) == {("Izin", "2026-1"): BLIND}
    (line,) = said(found.problems, "b.sqlite")
    assert "Izin" in line
    assert BLIND in line
    assert found.files.set_index("file").loc["b.sqlite", "state"] == _("not used")


def test_a_period_that_only_one_unit_has_opened_is_missing_for_that_unit_alone(
    tmp_path: Path,
) -> None:
    unit_file(tmp_path / "a.sqlite", "Loket", "2026-1")
    store = open_store(str(tmp_path / "b.sqlite"))
    store.periods.close(fill_unit(store, "Izin", "2026-1"))
    fill_unit(store, "Izin", "2026-2")
    store.close()
    assert reasons(gather(tmp_path).missing) == {("Izin", "2026-2"): BLIND}


def test_a_sheet_that_came_as_a_file_and_in_the_database_counts_once(tmp_path: Path) -> None:
    unit_file(tmp_path / "unit.sqlite", "Loket", level=3)
    put(tmp_path, "ana.json", "loket", level=0, assessor="penilai  a")
    put(tmp_path, "agreed.json", "LOKET", level=0, assessor="Kesepakatan")
    found = gather(tmp_path)
    assert len(found.matrix) == 3
    assert {problem.file for problem in found.problems} == {"unit.sqlite"}


def test_an_agreed_sheet_in_which_nothing_is_agreed_yet_hides_no_assessor(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "unit.sqlite"))
    closed = store.periods.close(fill_unit(store, "Loket"))
    store.sheets.begin_agreeing(closed)
    store.close()
    assert [agreed for _unit, _period, agreed, _level in rows(gather(tmp_path))] == [False, False]


def test_databases_that_cannot_be_used_are_named_by_their_path(tmp_path: Path) -> None:
    folder = tmp_path / "Jawa"
    unit_file(folder / "baik.sqlite", "Loket")
    (folder / "potong.sqlite").write_bytes((folder / "baik.sqlite").read_bytes()[:5000])
    (folder / "lain.sqlite").write_bytes(b"bukan basis data sama sekali")
    (folder / "kosong.sqlite").write_bytes(b"")
    with closing(sqlite3.connect(folder / "asing.sqlite")) as foreign:
        foreign.execute("CREATE TABLE unit (name TEXT)")
    found = gather(tmp_path)
    assert len(found.matrix) == 3
    assert {problem.file for problem in found.problems} == {
        "Jawa/potong.sqlite", "Jawa/lain.sqlite", "Jawa/kosong.sqlite", "Jawa/asing.sqlite",
    }  # fmt: skip
    assert not any("tmp" in problem.message for problem in found.problems)


def test_a_database_of_all_units_is_gathered(store: Store, address: str) -> None:
    for number in range(3):
        closed = store.periods.close(fill_unit(store, f"Loket {number}"))
        agree(store, closed, number)
    fill_unit(store, "Loket 0", "2026-2")
    register = pd.DataFrame({"unit": ["LOKET 0", "Loket 3"], "region": ["Jawa", "Bali"]})
    told: list[tuple[int, int]] = []
    found = gather_store(address, "unit", register=register, progress=lambda *how: told.append(how))
    agreed = {unit: level for unit, _period, is_agreed, level in rows(found) if is_agreed}
    assert agreed == {"LOKET 0": 0, "Loket 1": 1, "Loket 2": 2}
    assert told[-1] == (9, 9)
    assert reasons(found.missing) == {
        ("LOKET 0", "2026-2"): BLIND,
        ("Loket 3", "2026-1"): _("nothing was sent"),
    }
    assert found.files["file"].tolist() == [store.where]
    assert list(found.matrix.who) == ["unit", "period", "agreed"]


def test_an_open_store_is_gathered_and_stays_open(store: Store) -> None:
    closed = store.periods.close(fill_unit(store, "Loket"))
    found = gather_store(store)
    sheets = store.sheets.revealed(closed)
    expected = summarise(tidy(sheets)).overall["index"]
    assert summarise(found.matrix.to_tidy()).overall["index"].tolist() == expected.tolist()


def test_an_empty_database_is_said(store: Store) -> None:
    found = gather_store(store)
    assert len(found.matrix) == 0
    assert [problem.file for problem in found.problems] == [store.where]


def test_a_server_that_does_not_answer_is_said_without_its_password() -> None:
    with pytest.raises(StoreUnavailableError) as caught:
        gather_store("postgresql://ana:rahasia@127.0.0.1:1/unit")
    assert "rahasia" not in str(caught.value)
