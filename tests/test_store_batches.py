"""Sheets read from the store straight into matrices, on both databases."""

import re
from contextlib import closing
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from assessment.answer_matrix import WHOSE, AnswerMatrix
from assessment.answer_matrix.joining import joined
from assessment.answer_matrix.sheets import NAMES
from assessment.cycle import Period
from assessment.errors import Problem
from assessment.loading import load_standard, standard_ids
from assessment.matrix import encode
from assessment.plan import ScoringPlan, compile_plan
from assessment.reading import tidy
from assessment.store import Store, StoreError, open_store
from assessment.store.batches import MOST_SHEETS
from assessment.store.coded import to_choices
from assessment.store.coded_matrix import (
    NAMED,
    WRONG,
    codes_of,
    fault_of,
    fitting,
    signs_of,
    tables_of,
)
from assessment.store.queries import _query
from tests.gatherings import ITEMS, UNIT, agree, fill_unit

PLANS = [compile_plan(load_standard(name)) for name in standard_ids()]
READABLE = st.sampled_from(".?x0123456789")


@pytest.fixture
def closed(store: Store) -> Period:
    return store.periods.close(fill_unit(store, "Loket", level=1))


def change(store: Store, statement: str, **values: object) -> None:
    """Do to the tables what no part of the store does."""
    with store._database.writing() as session:
        session.execute(text(statement), values)


def read(store: Store, *, rows: int = 100_000) -> tuple[AnswerMatrix, list[Problem]]:
    found = [*store.batches.matrices(UNIT, rows=rows, named=True)]
    matrix = joined(UNIT, [batch.matrix for batch in found])
    return matrix, [problem for batch in found for problem in batch.problems]


def by_id(matrix: AnswerMatrix) -> pd.DataFrame:
    """Return whose the sheets are with their codes, in the order of their ids."""
    codes = pd.DataFrame(matrix.codes, columns=ITEMS)
    who = matrix.who.astype({"unit": str, "period": str})
    return pd.concat([who, codes], axis=1).sort_values("sheet", ignore_index=True)


def test_the_matrix_is_that_of_the_sheets_read_one_by_one(store: Store, closed: Period) -> None:
    agree(store, closed, 3)
    other = store.periods.close(fill_unit(store, "Izin", "2026-2", level=0))
    agreed = store.sheets.agreed(closed)
    assert agreed
    sheets = [agreed, *store.sheets.revealed(closed), *store.sheets.revealed(other)]
    aliases = [one.model_copy(update={"assessor": one.assessor.casefold()}) for one in sheets]
    expected = AnswerMatrix.from_tidy(tidy(aliases), UNIT, agreed=[agreed.sheet])
    matrix, problems = read(store)
    assert problems == []
    assert store.batches.count(UNIT) == len(matrix) == 5
    pd.testing.assert_frame_equal(by_id(matrix), by_id(expected), check_like=True)


def test_ids_and_aliases_are_read_only_when_asked_for(store: Store, closed: Period) -> None:
    assert closed.name == "2026-1"
    (batch,) = store.batches.matrices(UNIT)
    assert list(batch.matrix.who) == ["unit", "period", "agreed"]


def test_of_a_period_that_is_open_nothing_is_read(store: Store, closed: Period) -> None:
    fill_unit(store, "Izin", "2026-1")
    matrix, _problems = read(store)
    assert set(matrix.who["unit"]) == {closed.unit.name}
    assert store.batches.count(UNIT) == 2
    assert list(store.batches.left_out(UNIT)) == [("Izin", "2026-1")]


def test_a_version_that_the_program_does_not_have_is_left_out(store: Store, closed: Period) -> None:
    change(store, "UPDATE period SET version = '0.9.0'")
    assert [*store.batches.matrices(UNIT)] == []
    assert "0.9.0" in store.batches.left_out(UNIT)[closed.unit.name, closed.name]


def test_another_standard_is_no_concern(store: Store, closed: Period) -> None:
    assert closed.standard == "unit"
    assert [*store.batches.matrices(load_standard("praktik"))] == []
    assert store.batches.left_out(load_standard("praktik")) == {}


def test_batches_hold_whole_periods_and_all_sheets(store: Store) -> None:
    for number in range(5):
        store.periods.close(fill_unit(store, f"Loket {number}"))
    found = [batch.matrix for batch in store.batches.matrices(UNIT, rows=2 * MOST_SHEETS)]
    assert [len(matrix) for matrix in found] == [4, 4, 2]
    units = [set(matrix.who["unit"]) for matrix in found]
    assert sum(map(len, units)) == len(set().union(*units)) == 5


def test_what_changes_while_it_is_read_is_not_read(store: Store) -> None:
    for name in "ABC":
        store.periods.close(fill_unit(store, name))
    reading = store.batches.matrices(UNIT, rows=MOST_SHEETS)
    first = next(reading)
    store.periods.close(fill_unit(store, "D"))
    units = [batch.matrix.who["unit"].unique().tolist() for batch in (first, *reading)]
    assert units == [["A"], ["B"], ["C"]]
    assert len(read(store)[0]) == 8


def test_who_stops_reading_keeps_nothing_busy(store: Store) -> None:
    for name in "ABC":
        store.periods.close(fill_unit(store, name))
    with closing(store.batches.matrices(UNIT, rows=MOST_SHEETS)) as reading:
        next(reading)
    change(store, "UPDATE unit SET name = 'Z' WHERE name = 'C'")
    assert set(read(store)[0].who["unit"]) == {"A", "B", "Z"}


@pytest.mark.parametrize("key", [0, -7, 2**31 - 1])
def test_every_key_that_a_period_may_have_is_read(store: Store, closed: Period, key: int) -> None:
    agree(store, closed, 3)
    expected, _problems = read(store)
    copied = (
        "INSERT INTO period "
        "SELECT :key, unit_id, 'x', 'x', standard, version, state, evidence FROM period"
    )
    change(store, copied, key=key)
    change(store, "UPDATE sheet SET period_id = :key", key=key)
    matrix, _problems = read(store)
    assert (matrix.who["period"] == "x").all()
    same = ["sheet", "agreed"]
    pd.testing.assert_frame_equal(by_id(matrix)[same], by_id(expected)[same])


def test_a_break_in_a_name_is_a_space_and_moves_no_sheet(store: Store, closed: Period) -> None:
    other = store.periods.close(fill_unit(store, "Izin"))
    change(store, "UPDATE unit SET name = :name WHERE id = :id", name="A\nB", id=closed.unit.id)
    matrix, _problems = read(store)
    sheets = {name: set(some["sheet"]) for name, some in matrix.who.groupby("unit", observed=True)}
    assert sheets == {
        "A B": {one.sheet for one in store.sheets.participants(closed)},
        "Izin": {one.sheet for one in store.sheets.participants(other)},
    }


def test_the_order_of_the_items_is_the_one_that_was_kept(store: Store, closed: Period) -> None:
    sheet = store.sheets.begin_agreeing(closed).sheet
    signs = dict.fromkeys(ITEMS, ".") | {ITEMS[0]: "2"}
    backwards = ITEMS[::-1]
    change(store, "UPDATE item_order SET items = :items", items=" ".join(backwards))
    codes = "".join(signs[item] for item in backwards)
    change(store, "UPDATE sheet SET codes = :codes WHERE id = :id", codes=codes, id=sheet)
    matrix, _problems = read(store)
    (row,) = matrix.codes[matrix.who["agreed"].to_numpy()]
    assert row.tolist() == [5, *[0] * (len(ITEMS) - 1)]


def test_a_version_with_other_items_is_refused(store: Store, closed: Period) -> None:
    change(store, "UPDATE item_order SET items = 'P1-1 P1-2'")
    with pytest.raises(StoreError, match=closed.version):
        next(store.batches.matrices(UNIT))


TWO_TEXTS = "\n".join(["." * len(ITEMS)] * 2)


@pytest.mark.parametrize(
    "codes", ["012", "9" * len(ITEMS), "é" * len(ITEMS), "", "0" * 99, TWO_TEXTS]
)
def test_a_text_that_does_not_fit_is_named_by_its_id_and_the_rest_goes_on(
    store: Store, closed: Period, codes: str
) -> None:
    wrong, good = store.sheets.participants(closed)
    other = store.periods.close(fill_unit(store, "Izin"))
    change(store, "UPDATE sheet SET codes = :codes WHERE id = :id", codes=codes, id=wrong.sheet)
    matrix, (problem,) = read(store)
    assert len(matrix) == 3
    assert good.sheet in set(matrix.who["sheet"])
    assert other.unit.name in set(matrix.who["unit"])
    assert wrong.sheet in problem.place
    assert problem.file == store.where


@pytest.mark.parametrize("moved", ["", "\n"])
def test_texts_whose_lengths_make_up_for_each_other_are_both_named(
    store: Store, closed: Period, moved: str
) -> None:
    first, second = store.sheets.participants(closed)
    short, long = "0" * (len(ITEMS) - 1), moved + "0" * (len(ITEMS) + 1 - len(moved))
    for one, codes in ((first, short), (second, long)):
        change(store, "UPDATE sheet SET codes = :codes WHERE id = :id", codes=codes, id=one.sheet)
    matrix, problems = read(store)
    assert len(matrix) == 0
    assert {one.place for one in problems} == {f"sheet = {one.sheet!r}" for one in (first, second)}


def test_beside_a_wrong_sheet_the_others_are_read_as_if_it_were_not_there(
    store: Store, closed: Period
) -> None:
    agree(store, closed, 3)
    fill_unit(store, "Izin")
    store.periods.close(fill_unit(store, "Arsip", "2026-2", level=0))
    expected, _none = read(store)
    wrong = store.sheets.participants(closed)[0].sheet
    change(store, "UPDATE sheet SET codes = '' WHERE id = :id", id=wrong)
    matrix, _problem = read(store)
    others = by_id(expected.take((expected.who["sheet"] != wrong).to_numpy()))
    pd.testing.assert_frame_equal(by_id(matrix), others)
    (batch,) = store.batches.matrices(UNIT)
    pd.testing.assert_frame_equal(batch.matrix.who, matrix.who[[*WHOSE]])


def test_sqlite_needs_no_room_to_sort_the_sheets(tmp_path: Path) -> None:
    opened = open_store(str(tmp_path / "unit.sqlite"))
    with opened._database.reading() as session:
        connection = session.connection()
        query = _query(UNIT, named=True).params(after=0, most=9)
        told = query.compile(connection, compile_kwargs={"literal_binds": True})
        steps = session.execute(text(f"EXPLAIN QUERY PLAN {told}")).scalars("detail").all()
    opened.close()
    assert any("sheet" in step for step in steps)
    assert not any("TEMP B-TREE" in step for step in steps)


def test_the_first_wrong_sheets_are_named_and_the_others_counted(store: Store) -> None:
    for number in range(NAMED // 2 + 2):
        store.periods.close(fill_unit(store, f"Loket {number}"))
    change(store, "UPDATE sheet SET codes = 'x'")
    matrix, problems = read(store)
    assert len(matrix) == 0
    assert list(matrix.who) == [*WHOSE, *NAMES]
    assert len(problems) == NAMED + 1
    assert "4" in problems[-1].message


@given(st.sampled_from(PLANS), st.data())
def test_texts_are_read_as_the_choices_they_stand_for(
    plan: ScoringPlan, data: st.DataObject
) -> None:
    order = data.draw(st.permutations([item.id for item in plan.items]))
    signs = {
        item.id: st.sampled_from(
            [".", "?", *map(str, item.levels), *(["x"] if item.not_applicable else [])]
        )
        for item in plan.items
    }
    one = st.tuples(*(signs[item] for item in order)).map("".join)
    texts = data.draw(st.lists(one, max_size=4))
    codes = codes_of(tables_of(plan, order), signs_of("".join(texts), len(order)))
    assert codes.flags.f_contiguous
    expected = encode(plan, [to_choices(order, written) for written in texts])
    np.testing.assert_array_equal(codes, expected)
    assert [fault_of(plan, order, written) for written in texts] == [None] * len(texts)


@given(st.sampled_from(PLANS), st.data())
def test_a_fault_is_said_of_every_text_that_is_not_read(
    plan: ScoringPlan, data: st.DataObject
) -> None:
    order = [item.id for item in plan.items]
    sign = READABLE | st.characters(exclude_characters="\0", exclude_categories=["Cs"])
    written = data.draw(st.lists(sign, min_size=len(order), max_size=len(order)).map("".join))
    codes = codes_of(tables_of(plan, order), signs_of(written, len(order)))
    right = fault_of(plan, order, written) is None
    assert right == bool((codes != WRONG).all())
    assert right == bool(re.fullmatch(fitting(plan, order), written))
