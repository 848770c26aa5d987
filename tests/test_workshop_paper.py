"""What is typed or pasted into the cells of paper forms, as the page reads it."""

from typing import Any

import pytest
from playwright.sync_api import Page

from assessment.workshop_app.paper import STATIC
from assessment.workshop_app.paper_rows import signs_of
from tests.conftest import with_exports
from tests.rooms import PLAN

ITEMS = [{"id": item.id, "signs": signs_of(item)} for item in PLAN.items[:3]]
FREE = {"number": "4", "cells": ["", "", ""]}


@pytest.fixture
def reader(page: Page) -> Page:
    script = (STATIC / "paper_rows.js").read_text(encoding="utf-8")
    return with_exports(page, f"{script}\nexport {{ signOf, blockOf, withBlock }};")


def paste(reader: Page, text: str, column: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = reader.evaluate(
        "([rows, items, text, column]) =>"
        " window.withBlock(rows, items, [0, column], window.blockOf(text, column))",
        [[FREE], ITEMS, text, column],
    )
    return found


@pytest.mark.parametrize(
    ("text", "numbers", "cells"),
    [
        ("1\t2\tTT\r\n3\t\t4\r\n", ["4", "5"], [["1", "2", "t"], ["3", "", "4"]]),
        ("7\t1\t2\t3\n9\t4\t0\t1", ["7", "9"], [["1", "2", "3"], ["4", "", "1"]]),
        ("123\n4 t", ["4", "5"], [["1", "2", "3"], ["4", "", "t"]]),
        ("2", ["4"], [["2", "", ""]]),
    ],
)
def test_a_block_from_a_spreadsheet_is_put_in(
    reader: Page, text: str, numbers: list[str], cells: list[list[str]]
) -> None:
    found = paste(reader, text)["rows"]
    assert [row["number"] for row in found] == numbers
    assert [row["cells"] for row in found] == cells


def test_a_column_of_numbers_goes_where_the_numbers_stand(reader: Page) -> None:
    assert [row["number"] for row in paste(reader, "12\n15", -1)["rows"]] == ["12", "15"]


def test_a_block_with_something_wrong_is_named_and_not_taken_halfway(reader: Page) -> None:
    found = paste(reader, "1\t2\t3\n1\t9\t3")
    assert found == {"text": "9", "number": "5", "item": ITEMS[1]["id"]}
    assert paste(reader, "1\t2\t3\t4\t1") == {"wide": True}
    assert paste(reader, "1\t2\t3", 1) == {"wide": True}


def test_zero_is_a_level_where_the_scale_has_one_and_else_no_answer(reader: Page) -> None:
    ask = "([item, text]) => window.signOf(item, text) ?? null"
    assert reader.evaluate(ask, [{"signs": ["0", "1"]}, "0"]) == "0"
    assert reader.evaluate(ask, [{"signs": ["1", "2"]}, "0"]) == ""
    assert reader.evaluate(ask, [{"signs": ["1", "2"]}, "x"]) is None
