"""Sheets side by side: the points of their levels, and a name for each."""

import numpy as np
import pandas as pd
import pytest

from assessment.errors import BermaknaError
from assessment.panel import panel_of
from assessment.reading import tidy
from tests.builders import make_standard
from tests.panels import blind_sheet, blind_sheets

SMALL = make_standard(scale=(1, 2, 4))


def names(*aliases: str) -> tuple[str, ...]:
    panel = panel_of([blind_sheet(SMALL, {}, assessor=alias) for alias in aliases], SMALL)
    assert panel is not None
    return panel.names


def test_a_level_stands_as_its_points_and_every_other_state_as_nothing() -> None:
    sheets = blind_sheets(SMALL, (1, 2, 3, "unknown", "not_applicable"), (3, None, 1, 1, 1))
    panel = panel_of(sheets, SMALL)
    assert panel is not None
    nan = np.nan
    np.testing.assert_array_equal(panel.points, [[1, 2, 4, nan, nan], [4, nan, 1, 1, 1]])


def test_a_frame_in_any_order_of_rows_makes_the_same_panel() -> None:
    sheets = blind_sheets(SMALL, (1, 2, 3, 1, 2), (3, 2, 1, 1, 1))
    frame = tidy(sheets, SMALL)
    panel, turned = panel_of(frame, SMALL), panel_of(frame.sort_values("item"), SMALL)
    assert panel is not None
    assert turned is not None
    np.testing.assert_array_equal(panel.points, turned.points)
    assert panel.names == turned.names == ("A", "B")


def test_no_sheets_make_no_panel() -> None:
    assert panel_of([]) is None
    assert panel_of([], SMALL) is None


def test_the_anonymous_are_named_by_their_number() -> None:
    first, second, third = names("", "B", " ")
    assert "1" in first
    assert second == "B"
    assert "3" in third


@pytest.mark.parametrize("aliases", [("A", "A"), ("A", "A (3)", "A"), ("", "", ""), ("B", "b")])
def test_no_sheet_has_the_name_of_another(aliases: tuple[str, ...]) -> None:
    assert len(set(names(*aliases))) == len(aliases)


def test_what_a_panel_is_about_is_named_once() -> None:
    sheets = blind_sheets(SMALL, (1,) * 5, (2,) * 5, (3,) * 5)
    other = blind_sheet(SMALL, {}, unit="", period="")
    panel = panel_of([*sheets, other], SMALL)
    assert panel is not None
    assert panel.groups == ["Loket 2026-1", ""]


def test_answers_to_another_version_are_refused() -> None:
    frame = pd.DataFrame(tidy(blind_sheets(SMALL, (1,) * 5), SMALL)).assign(version="9.0.0")
    with pytest.raises(BermaknaError, match=r"9\.0\.0"):
        panel_of(frame, SMALL)
