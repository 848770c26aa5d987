"""The measurement of a room counts what it has sent; how fast it is, no test judges."""

import pytest

from assessment.bench_workshop import workshop_rows
from assessment.errors import BermaknaError
from assessment.store import sent_sheets
from assessment.workshop import Progress
from tests.test_bench import assert_complete


def test_a_room_is_measured_beside_an_idle_route_and_a_bare_store() -> None:
    assert_complete(list(workshop_rows(people=20)), 3)


def test_a_sheet_that_is_not_kept_is_no_measurement(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = Progress(19, 19, 1.0)
    monkeypatch.setattr(sent_sheets.SentSheets, "progress", lambda _self, _workshop: lost)
    with pytest.raises(BermaknaError, match="19"):
        list(workshop_rows(people=20))
