"""What a unit hands to its ministry from the last step of its app."""

import base64
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessment.answers import AnswerSheet
from assessment.cycle import Period
from assessment.gathering import gather
from assessment.i18n import _
from assessment.store import Store
from assessment.unit_app.app import Steps
from assessment.unit_app.desk import Desk
from assessment.unit_app.review import Review
from tests.gatherings import agree, fill_unit, rows
from tests.pressing import read

REVIEW = 5


@pytest.fixture
def closed(store: Store) -> Period:
    return store.periods.close(fill_unit(store, "Loket & Izin"))


@pytest.fixture
def review(store: Store, closed: Period) -> Iterator[Review]:
    steps = Steps(Desk(store=store))
    steps.desk.take(closed)
    steps.tabs.selected_index = REVIEW
    shown = steps.later[REVIEW - 1]
    assert isinstance(shown, Review)
    yield shown
    steps.later[0].leave()


def offered(review: Review) -> tuple[str, bytes]:
    """Return the name and content of the file that is offered."""
    found = re.search(r'download="([^"]*)" href="data:[^,]*,([^"]*)"', review.sending.link.value)
    assert found
    return html.unescape(found[1]), base64.b64decode(found[2])


def test_nothing_is_offered_before_a_level_is_agreed_on(
    review: Review, store: Store, closed: Period
) -> None:
    assert review.sending.layout.display == "none"
    store.sheets.begin_agreeing(closed)
    review.refresh()
    assert review.sending.layout.display == "none"
    assert review.sending.link.value == ""


def test_the_agreed_sheet_is_offered_under_unit_and_period(
    review: Review, store: Store, closed: Period
) -> None:
    agree(store, closed, 3)
    review.refresh()
    assert review.sending.layout.display is None
    name, content = offered(review)
    assert name == "Loket & Izin 2026-1.json"
    assert AnswerSheet.from_data(json.loads(content), name) == store.sheets.agreed(closed)
    assert _("For the ministry's roll-up") in read(review)


def test_a_locked_period_can_still_be_handed_in(
    review: Review, store: Store, closed: Period
) -> None:
    agree(store, closed, 3)
    store.periods.lock(closed)
    review.refresh()
    assert offered(review)[1]


def test_the_ministry_reads_the_file_as_what_was_agreed_on(
    review: Review, store: Store, closed: Period, tmp_path: Path
) -> None:
    agree(store, closed, 2)
    review.refresh()
    folder = tmp_path / "kiriman"
    folder.mkdir()
    name, content = offered(review)
    (folder / name).write_bytes(content)
    found = gather(folder)
    assert rows(found) == [("Loket & Izin", "2026-1", True, 2)]
    assert found.problems == []
