"""Answers saved beside the work: nobody waits for the disk, and what is shown is so."""

import queue
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from assessment.answers import Answer
from assessment.errors import AnswerError, BermaknaError
from assessment.store import ConflictError, Saver, Store, open_store
from assessment.store.saver import Saving

NONE = Answer()
SECONDS = 30


class Screen:
    """What a person sees: each state of the saver, and what it could not save."""

    def __init__(self) -> None:
        self.states: queue.Queue[Saving] = queue.Queue()
        self.refused: queue.Queue[tuple[str, BermaknaError]] = queue.Queue()

    def wait_for(self, wanted: Saving) -> None:
        while self.states.get(timeout=SECONDS) != wanted:
            pass

    def refuse(self, item: str, error: BermaknaError) -> None:
        self.refused.put((item, error))


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr("assessment.store.database.SECONDS_TO_WAIT", 0.05)
    monkeypatch.setattr("assessment.store.saver.SECONDS_TO_TRY_AGAIN", 0.01)
    return open_store(str(tmp_path / "unit.sqlite"))


@pytest.fixture
def sheet(opened: Store) -> str:
    period = opened.periods.open(opened.units.add("Kantor Contoh"), "2026-1", "unit")
    return opened.sheets.add(period, "A")


def test_answers_are_saved_in_their_order(opened: Store, sheet: str) -> None:
    screen = Screen()
    saver = Saver(opened.sheets, sheet, screen.states.put, screen.refuse)
    before = NONE
    for level in (0, 1, 2, 3):
        saver.save("P1-1", before, before := Answer(choice=level))
    assert saver.close() == 0
    assert opened.sheets.read(sheet).choices() == {"P1-1": 3}
    assert screen.states.queue[-1] == Saving(0)
    assert screen.refused.empty()
    opened.close()


def test_it_says_what_waits_and_why_and_tries_until_it_is_saved(
    opened: Store, sheet: str, tmp_path: Path
) -> None:
    screen = Screen()
    with closing(sqlite3.connect(tmp_path / "unit.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        saver = Saver(opened.sheets, sheet, screen.states.put, screen.refuse)
        saver.save("P1-1", NONE, Answer(choice=2))
        while not (state := screen.states.get(timeout=SECONDS)).trouble:
            pass
        assert state.waiting == 1
        assert "unit.sqlite" in state.trouble
        other.execute("ROLLBACK")
    screen.wait_for(Saving(0))
    assert opened.sheets.read(sheet).choices() == {"P1-1": 2}
    assert saver.close() == 0
    opened.close()


def test_closing_says_how_many_could_not_be_saved(
    opened: Store, sheet: str, tmp_path: Path
) -> None:
    screen = Screen()
    with closing(sqlite3.connect(tmp_path / "unit.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        saver = Saver(opened.sheets, sheet, screen.states.put, screen.refuse)
        saver.save("P1-1", NONE, Answer(choice=2))
        saver.save("P1-2", NONE, Answer(choice=2))
        assert saver.close() == 2
    assert opened.sheets.read(sheet).answers == {}
    opened.close()


def test_a_conflict_or_a_wrong_answer_is_handed_back_and_the_rest_goes_on(
    opened: Store, sheet: str
) -> None:
    opened.sheets.save_answer(sheet, "P1-1", NONE, Answer(choice=1))
    screen = Screen()
    saver = Saver(opened.sheets, sheet, screen.states.put, screen.refuse)
    saver.save("P1-1", NONE, Answer(choice=3))
    saver.save("P1-2", NONE, Answer(choice=9))
    saver.save("P1-3", NONE, Answer(choice=2))
    assert saver.close() == 0
    handed = dict(screen.refused.queue)
    assert isinstance(handed["P1-1"], ConflictError)
    assert isinstance(handed["P1-2"], AnswerError)
    assert opened.sheets.read(sheet).choices() == {"P1-1": 1, "P1-3": 2}
    opened.close()


def test_who_types_does_not_wait_for_the_disk(opened: Store, sheet: str, tmp_path: Path) -> None:
    typed = threading.Event()
    screen = Screen()
    with closing(sqlite3.connect(tmp_path / "unit.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        saver = Saver(opened.sheets, sheet, screen.states.put, screen.refuse)
        for level in (0, 1, 2, 3):
            saver.save(f"P1-{level + 1}", NONE, Answer(choice=level))
        typed.set()
        # The file is still locked: nothing can have been waited for.
        assert typed.is_set()
        assert opened.sheets.read(sheet).answers == {}
        other.execute("ROLLBACK")
    assert saver.close() == 0
    assert len(opened.sheets.read(sheet).answers) == 4
    opened.close()
