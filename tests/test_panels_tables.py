"""Frames as the tables of an app: text stays text, numbers stand under each other."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup, Tag

from assessment.panels.tables import ROOM, table


def drawn(**columns: list[object]) -> Tag:
    found = BeautifulSoup(table(pd.DataFrame(columns), "–", "T"), "html.parser").table
    assert found
    return found


def texts(found: Tag, tag: str) -> list[str]:
    return [cell.get_text() for cell in found.find_all(tag)]


def test_a_table_holds_the_cells_of_the_frame_as_text() -> None:
    found = drawn(Unit=["<b>A</b>", "B"], Lembar=[3, 12])
    assert texts(found, "th") == ["Unit", "Lembar"]
    assert texts(found, "td") == ["<b>A</b>", "3", "B", "12"]


@pytest.mark.parametrize(
    "column",
    [[3, 12], ["1.234", "–"], ["+0,60", "−1,20"], ["29,0 %", "–"], ["1", "tidak tahu", "3"]],
)
def test_a_column_of_numbers_is_marked_with_its_head(column: list[object]) -> None:
    found = drawn(Unit=["A"] * len(column), Angka=column)
    marked = [cell.get_text() for cell in found.select(".bm-number")]
    assert marked == ["Angka", *map(str, column)]


@pytest.mark.parametrize(
    "column",
    [["2026-1", "2026-2"], ["P1-1", "P1-2"], ["3", "tiga"], ["", "1"], ["–", "–", "unit"], ["–"]],
)
def test_a_column_that_holds_other_things_is_not(column: list[object]) -> None:
    assert not drawn(Unit=column).select(".bm-number")


def test_long_texts_are_given_room_but_not_all_they_want() -> None:
    found = drawn(Unit=["Loket"], Alasan=["x" * 200])
    assert [cell["style"] for cell in found.find_all("td")] == [
        "min-width: 5ch", f"min-width: {ROOM}ch",
    ]  # fmt: skip


def test_without_rows_a_sentence_stands_there() -> None:
    assert table(pd.DataFrame({"Unit": []}), "Tidak ada <apa pun>.", "T") == (
        "<p>Tidak ada &lt;apa pun&gt;.</p>"
    )


def test_a_table_can_be_reached_and_is_called_by_its_name() -> None:
    frame = pd.DataFrame({"Unit": ["A"]})
    found = BeautifulSoup(table(frame, "–", 'Unit "A"'), "html.parser").div
    assert found
    assert (found["tabindex"], found["aria-label"]) == ("0", 'Unit "A"')
