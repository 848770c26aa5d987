"""The checklist on the store: every answer is kept, and what is not kept is said."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assessment.answers import Answer
from assessment.cycle import Period
from assessment.i18n import _
from assessment.store import Store, open_store
from assessment.unit_app.stored_checklist import StoredChecklist
from tests.pressing import Status, press, read

NONE = Answer()


@pytest.fixture
def period(store: Store) -> Period:
    return store.periods.open(store.units.add("Kantor Contoh"), "2026-1", "unit")


@pytest.fixture
def sheet(store: Store, period: Period) -> str:
    return store.sheets.add(period, "Penilai A")


@pytest.fixture
def checklist(store: Store, sheet: str) -> Iterator[StoredChecklist]:
    opened = StoredChecklist(store, sheet, "P1")
    yield opened
    opened.close_sheet()


def tick(checklist: StoredChecklist, item: str, level: int, evidence: str = "") -> None:
    answer = {"choice": level, "evidence": evidence, "note": "", "reason": ""}
    checklist.checklist.set_state({"answers": {**checklist.checklist.answers, item: answer}})


def test_what_is_ticked_is_in_the_store_once_the_sheet_is_closed(store: Store, sheet: str) -> None:
    opened = StoredChecklist(store, sheet, "P1")
    tick(opened, "P1-1", 2, "10 berkas")
    tick(opened, "P1-2", 0)
    assert opened.close_sheet() == 0
    assert store.sheets.read(sheet).answers == {
        "P1-1": Answer(choice=2, evidence="10 berkas"),
        "P1-2": Answer(choice=0),
    }
    assert StoredChecklist(store, sheet, "P1").checklist.sheet.choices() == {"P1-1": 2, "P1-2": 0}


def test_undo_takes_back_one_change_after_the_other(
    store: Store, sheet: str, checklist: StoredChecklist
) -> None:
    tick(checklist, "P1-1", 2)
    tick(checklist, "P1-1", 3)
    checklist.checklist.answers = {"P1-1": 3, "P1-2": 1, "P1-3": 1}
    for expected in ({"P1-1": 3}, {"P1-1": 2}, {}, {}):
        press(checklist, _("Undo"))
        choices = checklist.checklist.sheet.choices()
        assert {item: level for item, level in choices.items() if level is not None} == expected
    assert checklist.close_sheet() == 0
    assert store.sheets.read(sheet).answers == {}


def test_letters_of_one_text_are_taken_back_together(checklist: StoredChecklist) -> None:
    tick(checklist, "P1-1", 2)
    for text in ("p", "pa", "papan"):
        tick(checklist, "P1-1", 2, text)
    press(checklist, _("Undo"))
    assert checklist.checklist.sheet.answers["P1-1"] == Answer(choice=2)
    press(checklist, _("Undo"))
    assert checklist.checklist.sheet.choices() == {"P1-1": None}


def in_conflict(store: Store, sheet: str, checklist: StoredChecklist) -> Status:
    """Let another window change an answer, and then this one."""
    store.sheets.save_answer(sheet, "P1-1", NONE, Answer(choice=1, note="dari laptop"))
    status = Status(checklist)
    # In this order: once the second is refused, the first has been saved.
    tick(checklist, "P1-2", 2)
    tick(checklist, "P1-1", 3)
    status.wait_for(_("{n} answers are not saved: see above").format(n=1))
    assert "dari laptop" in read(checklist)
    assert store.sheets.read(sheet).choices() == {"P1-1": 1, "P1-2": 2}
    return status


def test_mine_can_be_kept_after_a_conflict(
    store: Store, sheet: str, checklist: StoredChecklist
) -> None:
    status = in_conflict(store, sheet, checklist)
    press(checklist, _("Keep mine"))
    status.wait_for(_("Saved"))
    assert checklist.close_sheet() == 0
    assert store.sheets.read(sheet).choices() == {"P1-1": 3, "P1-2": 2}
    assert "dari laptop" not in read(checklist)


def test_the_other_can_be_kept_after_a_conflict(
    store: Store, sheet: str, checklist: StoredChecklist
) -> None:
    status = in_conflict(store, sheet, checklist)
    press(checklist, _("Keep the other"))
    status.wait_for(_("Saved"))
    assert checklist.checklist.sheet.answers["P1-1"] == Answer(choice=1, note="dari laptop")
    tick(checklist, "P1-1", 0)
    assert checklist.close_sheet() == 0
    assert store.sheets.read(sheet).choices() == {"P1-1": 0, "P1-2": 2}


def test_an_answer_that_is_refused_is_never_called_saved(
    store: Store, period: Period, checklist: StoredChecklist
) -> None:
    store.periods.close(period)
    status = Status(checklist)
    tick(checklist, "P1-1", 3)
    status.wait_for(_("{n} answers are not saved: see above").format(n=1))
    assert "P1-1" in read(checklist)
    assert "2026-1" in read(checklist)


def test_after_a_refusal_the_next_change_starts_from_what_is_stored(
    store: Store, sheet: str, period: Period, checklist: StoredChecklist
) -> None:
    status = Status(checklist)
    store.periods.close(period)
    tick(checklist, "P1-1", 3)
    status.wait_for(_("{n} answers are not saved: see above").format(n=1))
    store.periods.reopen(period)
    tick(checklist, "P1-1", 2)
    status.wait_for(_("Saved"))
    assert store.sheets.read(sheet).choices() == {"P1-1": 2}


def test_answers_that_wait_stay_on_the_screen_and_are_saved_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assessment.store.database.SECONDS_TO_WAIT", 0.05)
    monkeypatch.setattr("assessment.store.saver.SECONDS_TO_TRY_AGAIN", 0.01)
    store = open_store(str(tmp_path / "unit.sqlite"))
    period = store.periods.open(store.units.add("Kantor Contoh"), "2026-1", "unit")
    sheet = store.sheets.add(period, "Penilai A")
    checklist = StoredChecklist(store, sheet, "P1")
    status = Status(checklist)
    with closing(sqlite3.connect(tmp_path / "unit.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        tick(checklist, "P1-1", 1)
        tick(checklist, "P1-2", 2)
        status.wait_for("unit.sqlite")
        assert checklist.checklist.status.startswith("2 ")
        assert checklist.close_sheet() == 2
        tick(checklist, "P1-3", 3)
        other.execute("ROLLBACK")
    status.wait_for(_("Saved"))
    assert checklist.close_sheet() == 0
    assert store.sheets.read(sheet).choices() == {"P1-1": 1, "P1-2": 2, "P1-3": 3}
    store.close()
