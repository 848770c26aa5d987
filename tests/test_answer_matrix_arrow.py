"""A matrix goes to Arrow and comes back; rows that cannot be used are named, the rest comes."""

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.answer_matrix import AnswerMatrix, from_arrow, to_arrow, whose
from assessment.answer_matrix.rows import MOST_NAMED
from assessment.errors import AnswerError, Problem
from assessment.i18n import _
from assessment.loading import load_standard
from tests.builders import unit_item
from tests.matrices import SMALL, Row, all_of, matrix_of, rows

UNIT = load_standard("unit")
ITEM = UNIT.items[0].id


def same(one: AnswerMatrix, other: AnswerMatrix) -> None:
    pd.testing.assert_frame_equal(one.who, other.who)
    np.testing.assert_array_equal(one.codes, other.codes)
    assert one.standard == other.standard
    assert one.codes.flags.f_contiguous


def unit_matrix(sheets: int, **columns: Any) -> AnswerMatrix:
    """Return sheets of the standard ``unit``: a unit each, all of them at the lowest level."""
    names = [f"Unit {number:03}" for number in range(sheets)]
    who = whose({"unit": names, "period": ["2026-1"] * sheets, **columns})
    codes = np.full((sheets, len(UNIT.items)), 3, dtype=np.uint8, order="F")
    return AnswerMatrix(UNIT, codes, who)


def with_column(table: pa.Table, name: str, values: Any) -> pa.Table:
    """Return the table with other values in a column."""
    return table.set_column(table.schema.get_field_index(name), name, values)


def renamed(table: pa.Table, **metadata: str) -> pa.Table:
    """Return the table with other metadata; ``_`` stands for ``-``."""
    told = {f"bermakna-{key.replace('_', '-')}": value for key, value in metadata.items()}
    return table.replace_schema_metadata(told)


def problems_of(table: pa.Table) -> list[Problem]:
    return from_arrow(table, "a.parquet").problems


def refusal_of(table: pa.Table) -> list[Problem]:
    with pytest.raises(AnswerError) as caught:
        from_arrow(table, "a.parquet")
    return list(caught.value.problems)


@given(rows(), st.data())
def test_what_comes_back_is_what_went(drawn: list[Row], data: st.DataObject) -> None:
    matrix = matrix_of(drawn)
    who = dict(matrix.who.items())
    if data.draw(st.booleans()):
        ids = st.lists(st.text(min_size=1), min_size=len(drawn), max_size=len(drawn), unique=True)
        who["sheet"] = data.draw(ids)
    if data.draw(st.booleans()):
        aliases = st.lists(st.text(), min_size=len(drawn), max_size=len(drawn))
        who["assessor"] = data.draw(aliases)
    sent = AnswerMatrix(SMALL, matrix.codes, whose(who))
    batch = from_arrow(to_arrow(sent), "a", SMALL)
    assert batch.problems == []
    same(batch.matrix, sent)


def test_no_sheets_come_back_as_no_sheets() -> None:
    batch = from_arrow(to_arrow(unit_matrix(0)), "a")
    assert (len(batch.matrix), batch.problems) == (0, [])
    assert list(batch.matrix.who) == ["unit", "period", "agreed"]


def test_a_table_says_what_it_holds() -> None:
    table = to_arrow(unit_matrix(2), made_up=True)
    told = {key.decode(): value.decode() for key, value in table.schema.metadata.items()}
    assert told["bermakna-standard"] == "unit"
    assert told["bermakna-version"] == UNIT.version
    assert told["bermakna-made-up"] == "true"
    assert "not applicable" in told["bermakna-codes"]
    assert table.schema.field("unit").type == pa.dictionary(pa.int32(), pa.string())
    assert {table.schema.field(item.id).type for item in UNIT.items} == {pa.uint8()}


def test_the_codes_of_a_table_are_not_copied() -> None:
    matrix = unit_matrix(3)
    table = to_arrow(matrix)
    (chunk,) = table.column(ITEM).chunks
    assert chunk.buffers()[1].address == matrix.codes[:, 0].ctypes.data


def test_answers_that_are_not_made_up_do_not_say_so() -> None:
    assert b"bermakna-made-up" not in to_arrow(unit_matrix(1)).schema.metadata


def test_plain_texts_and_wide_whole_numbers_are_read() -> None:
    matrix = unit_matrix(3)
    table = to_arrow(matrix)
    table = with_column(table, "unit", table["unit"].cast(pa.large_string()))
    table = with_column(table, ITEM, table[ITEM].cast(pa.int64()))
    batch = from_arrow(table, "a")
    assert batch.problems == []
    same(batch.matrix, matrix)


def test_a_dictionary_may_hold_a_name_twice_or_for_no_row() -> None:
    table = to_arrow(unit_matrix(3))
    names = pa.DictionaryArray.from_arrays([2, 0, 1], ["Unit B", "Unit A", "Unit B", "Unit C"])
    batch = from_arrow(with_column(table, "unit", names), "a")
    assert batch.matrix.who["unit"].tolist() == ["Unit B", "Unit B", "Unit A"]
    assert batch.matrix.who["unit"].cat.categories.tolist() == ["Unit A", "Unit B"]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        (pa.array([3, 7, 3], pa.uint8()), "7"),
        (pa.array([3, -1, 3], pa.int64()), "-1"),
        (pa.array([3, 259, 3], pa.int64()), "259"),
        (pa.array([3, None, 3], pa.uint8()), "None"),
    ],
)
def test_a_row_with_a_code_that_the_item_lacks_is_left_out(values: pa.Array, shown: str) -> None:
    matrix = unit_matrix(3)
    batch = from_arrow(with_column(to_arrow(matrix), ITEM, values), "a.parquet")
    [problem] = batch.problems
    assert (problem.file, problem.line) == ("a.parquet", 2)
    assert problem.place == f"{ITEM} = {shown}"
    assert "3, 4, 5, 6" in problem.message
    same(batch.matrix, matrix.take(np.array([True, False, True])))


@pytest.mark.parametrize("may", [True, False])
def test_not_applicable_is_read_only_where_an_item_may_be(may: bool) -> None:
    item = unit_item(not_applicable=may).id
    values = pa.array([2, 3], pa.uint8())
    batch = from_arrow(with_column(to_arrow(unit_matrix(2)), item, values), "a")
    assert [problem.place for problem in batch.problems] == ([] if may else [f"{item} = 2"])
    assert len(batch.matrix) == (2 if may else 1)


@pytest.mark.parametrize("name", ["unit", "period"])
@pytest.mark.parametrize("blank", ["", " ", None])
def test_a_row_without_unit_or_period_is_left_out(name: str, blank: str | None) -> None:
    table = with_column(to_arrow(unit_matrix(2)), name, pa.array(["Ada", blank]))
    batch = from_arrow(table, "a")
    assert batch.problems == [Problem("a", 2, f"{name} = {blank!r}", _("is empty"))]
    assert batch.matrix.who[name].tolist() == ["Ada"]


def test_a_row_must_say_whether_it_is_agreed() -> None:
    table = with_column(to_arrow(unit_matrix(2)), "agreed", pa.array([None, True]))
    assert problems_of(table) == [
        Problem("a.parquet", 1, "agreed = None", _("must be true or false"))
    ]


def test_twenty_rows_are_named_and_the_others_counted() -> None:
    table = with_column(to_arrow(unit_matrix(30)), ITEM, pa.array([9] * 30, pa.uint8()))
    *named, counted = problems_of(table)
    assert [problem.line for problem in named] == list(range(1, MOST_NAMED + 1))
    assert counted.message == _("{n} more rows were left out for reasons like these").format(n=10)


def test_of_a_sheet_that_stands_twice_the_first_counts() -> None:
    matrix = unit_matrix(4, sheet=["a", "b", "a", "a"])
    batch = from_arrow(to_arrow(matrix), "a")
    rule = _("stands twice; first in row {row}").format(row=1)
    assert batch.problems == [Problem("a", row, "sheet = 'a'", rule) for row in (3, 4)]
    same(batch.matrix, matrix.take(np.array([True, True, False, False])))


def test_a_sheet_whose_first_row_cannot_be_used_counts_where_it_comes_again() -> None:
    table = to_arrow(unit_matrix(2, sheet=["a", "a"]))
    batch = from_arrow(with_column(table, ITEM, pa.array([9, 4], pa.uint8())), "a")
    assert [problem.line for problem in batch.problems] == [1]
    assert batch.matrix.codes[:, 0].tolist() == [4]


def test_sheets_without_an_id_are_not_the_same_sheet() -> None:
    matrix = unit_matrix(3, sheet=["", "", "a"])
    assert problems_of(to_arrow(matrix)) == []


def test_of_two_agreed_sheets_of_a_unit_and_period_the_first_counts() -> None:
    lowest, highest = all_of(SMALL, 0), all_of(SMALL, 3)
    matrix = matrix_of(
        [
            ("Unit 1", "2026-1", True, lowest),
            ("Unit 2", "2026-1", True, lowest),
            ("Unit 1", "2026-2", True, lowest),
            ("Unit 1", "2026-1", False, highest),
            ("Unit 1", "2026-1", True, highest),
        ]
    )
    batch = from_arrow(to_arrow(matrix), "a", SMALL)
    rule = _("is agreed on twice; first in row {row}").format(row=1)
    place = "unit = 'Unit 1', period = '2026-1'"
    assert [(one.line, one.place, one.message) for one in batch.problems] == [(5, place, rule)]
    same(batch.matrix, matrix.take(np.array([True, True, True, True, False])))


@pytest.mark.parametrize("name", ["unit", "period", "agreed", ITEM])
def test_a_missing_column_is_named(name: str) -> None:
    table = to_arrow(unit_matrix(1)).drop_columns([name])
    assert refusal_of(table) == [Problem("a.parquet", 0, name, _("these columns are missing"))]


def test_an_unknown_column_is_remarked_and_not_read() -> None:
    table = to_arrow(unit_matrix(1)).append_column("nilai", pa.array([1.5]))
    [remark] = problems_of(table)
    assert remark.place == "nilai"
    assert "unit, period, agreed" in remark.message


def test_a_column_that_stands_twice_is_refused() -> None:
    table = to_arrow(unit_matrix(1))
    table = table.append_column(ITEM, table[ITEM])
    assert refusal_of(table) == [Problem("a.parquet", 0, ITEM, _("this column stands twice"))]


@pytest.mark.parametrize(
    ("name", "values", "rule"),
    [
        (ITEM, pa.array([3.0]), _("must be a whole number")),
        (ITEM, pa.array(["3"]), _("must be a whole number")),
        ("unit", pa.array([7]), _("must be text")),
        ("period", pa.array([2026.5]), _("must be text")),
        ("agreed", pa.array([1]), _("must be true or false")),
        ("sheet", pa.array([1]), _("must be text")),
    ],
)
def test_a_column_of_a_wrong_type_is_refused(name: str, values: pa.Array, rule: str) -> None:
    table = with_column(to_arrow(unit_matrix(1, sheet=["a"])), name, values)
    assert refusal_of(table) == [Problem("a.parquet", 0, f"{name}: {values.type}", rule)]


def test_a_table_must_name_its_standard_and_version() -> None:
    table = to_arrow(unit_matrix(1)).replace_schema_metadata(None)
    [problem] = refusal_of(table)
    assert problem.place == "bermakna-standard, bermakna-version"
    assert "write_parquet" in problem.message


def test_an_unknown_standard_is_refused_with_the_known_ones() -> None:
    [problem] = refusal_of(renamed(to_arrow(unit_matrix(1)), standard="lain", version="1.0.0"))
    assert problem.place == "bermakna-standard = 'lain'"
    assert "praktik, unit" in problem.message


def test_another_version_is_refused_with_the_one_there_is() -> None:
    [problem] = refusal_of(renamed(to_arrow(unit_matrix(1)), standard="unit", version="0.9.0"))
    assert problem.place == "bermakna-version = '0.9.0'"
    assert UNIT.version in problem.message


def test_another_standard_than_the_one_asked_for_is_refused() -> None:
    with pytest.raises(AnswerError, match="praktik") as caught:
        from_arrow(to_arrow(unit_matrix(1)), "a", load_standard("praktik"))
    assert caught.value.problems[0].place == "bermakna-standard = 'unit'"
