"""Files are attached where the unit agrees, and the review says which no longer hold."""

from pathlib import Path

import pytest

from assessment.answers import Answer
from assessment.cycle import Period
from assessment.i18n import _
from assessment.store import Store
from assessment.unit_app.desk import Desk
from assessment.unit_app.meeting import Meeting
from assessment.unit_app.trail import trail
from tests.pressing import press, read


def at_a_desk(store: Store, period: Period) -> Desk:
    desk = Desk(store=store)
    desk.take(period)
    return desk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The unit's folder of evidence, with two files."""
    found = tmp_path / "bukti"
    (found / "loket").mkdir(parents=True)
    (found / "loket" / "register.txt").write_text("tiga baris", encoding="utf-8")
    (found / "foto.jpg").write_bytes(b"JPG")
    return found


@pytest.fixture
def desk(store: Store, folder: Path) -> Desk:
    """A desk with a closed period of one sheet."""
    unit = store.units.add("Kantor Contoh")
    period = store.periods.open(unit, "2026-1", "unit", str(folder))
    sheet = store.sheets.add(period, "Penilai A")
    store.sheets.save_answer(sheet, "P1-1", Answer(), Answer(choice=3, note="rahasia penilai"))
    return at_a_desk(store, store.periods.close(period))


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    return Meeting(desk)


def attach(meeting: Meeting, path: str) -> None:
    meeting.files.path.value = path
    press(meeting, _("Attach"))


def test_the_files_of_the_folder_are_offered_and_one_is_attached(
    desk: Desk, meeting: Meeting, folder: Path
) -> None:
    assert list(meeting.files.path.options) == ["foto.jpg", "loket/register.txt"]
    attach(meeting, "loket/register.txt")
    agreed = desk.store.sheets.agreed(desk.at_hand)
    assert agreed
    [kept] = desk.store.files.of(agreed.sheet)
    assert Path(kept.path) == (folder / "loket" / "register.txt").resolve()
    assert kept.item == meeting.items.value
    assert "register.txt" in read(meeting)


@pytest.mark.parametrize("path", ["", "tidak-ada.pdf", "loket"])
def test_what_is_no_file_is_said_and_not_attached(desk: Desk, meeting: Meeting, path: str) -> None:
    attach(meeting, path)
    agreed = desk.store.sheets.agreed(desk.at_hand)
    assert agreed
    assert desk.store.files.of(agreed.sheet) == []
    assert desk.messages.text


def test_the_review_names_a_file_that_has_changed(
    desk: Desk, meeting: Meeting, folder: Path
) -> None:
    attach(meeting, "foto.jpg")
    assert "foto.jpg" not in trail(desk).split("<details>")[-1].split("</table>")[-1]
    (folder / "foto.jpg").write_bytes(b"lain")
    assert _("Files in doubt ({n})").format(n=1) in trail(desk)


def test_the_trail_shows_what_was_agreed_and_no_assessors_answer(
    desk: Desk, meeting: Meeting
) -> None:
    meeting.level.value = 2
    meeting.reason.value = "dilihat bersama"
    press(meeting, _("Agree and go on"))
    shown = trail(desk)
    assert "dilihat bersama" in shown
    assert "rahasia penilai" not in shown


def test_a_period_without_changes_says_so(store: Store) -> None:
    unit = store.units.add("Kantor Contoh")
    desk = at_a_desk(store, store.periods.open(unit, "2026-1", "unit"))
    assert _("Nothing has been changed yet.") in trail(desk)
