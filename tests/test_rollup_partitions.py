"""Files that hold parts of the sheets: together they say what one matrix says, to the digit."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.answer_matrix import AnswerMatrix, batches, to_arrow, write_parquet
from assessment.errors import AnswerError, BermaknaError, Problem
from assessment.i18n import _
from assessment.rollup import RollUp, roll_up
from assessment.rollup.adding import Adding
from assessment.rollup.partial import Work, partial_of
from assessment.rollup.result import result_of
from tests.matrices import SMALL, Row, all_of, matrix_of, rows
from tests.test_answer_matrix_arrow import ITEM, unit_matrix

TABLES = ("keys", "units", "sections", "items", "gaps", "alphas")
LOW, HIGH = all_of(SMALL, 0), all_of(SMALL, 3)
FIRST, SECOND = "2026-1", "2026-2"


REGISTER = pd.DataFrame(
    {
        "unit": ["Unit 0", "Unit 1", "Unit 02"],
        "ministry": ["A", "A", "B"],
        "region": ["U", "S", "U"],
        "service": ["loket"] * 3,
    }
)


def same(one: RollUp, other: RollUp) -> None:
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
    np.testing.assert_array_equal(one.hundredths, other.hundredths)
    np.testing.assert_array_equal(one.presence, other.presence)


def written(folder: Path, parts: Sequence[Sequence[Row]], *, ids: bool = True) -> list[Path]:
    """Write the rows of each file; the id of a sheet is its place among all."""
    paths, first = [], 0
    for number, part in enumerate(parts):
        matrix = matrix_of(part)
        if ids:
            sheet = [str(place) for place in range(first, first + len(part))]
            matrix = AnswerMatrix(SMALL, matrix.codes, matrix.who.assign(sheet=sheet))
        first += len(part)
        paths.append(write_parquet(folder / f"{number}.parquet", matrix, rows=3))
    return paths


def numbers_of(rollup: RollUp) -> dict[tuple[str, str, str], int]:
    keys = rollup.keys
    names = zip(keys["unit"], keys["period"], keys["basis"], strict=True)
    return dict(zip(names, keys["sheets"].tolist(), strict=True))


def lines(problems: Sequence[Problem]) -> list[tuple[str, int]]:
    return [(Path(problem.file).name, problem.line) for problem in problems]


@settings(max_examples=40)
@given(rows(units=3, most=14), st.data())
def test_rows_spread_over_files_in_any_way_give_what_one_matrix_gives(
    tmp_path: Path, drawn: list[Row], data: st.DataObject
) -> None:
    places = data.draw(st.lists(st.integers(0, 2), min_size=len(drawn), max_size=len(drawn)))
    parts = [[row for row, at in zip(drawn, places, strict=True) if at == n] for n in range(3)]
    paths = written(tmp_path, parts, ids=data.draw(st.booleans()))
    same(roll_up(paths, SMALL), roll_up(matrix_of(drawn)))


@settings(max_examples=40)
@given(rows(most=14), st.integers(1, 4))
def test_batches_of_one_file_give_what_one_matrix_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, drawn: list[Row], batch: int
) -> None:
    monkeypatch.setattr("assessment.rollup.running.batches", partial(batches, rows=batch))
    same(roll_up(written(tmp_path, [drawn]), SMALL), roll_up(matrix_of(drawn)))


@given(st.lists(rows(most=5), min_size=1, max_size=9))
def test_parts_are_added_up_as_they_come(parts: list[list[Row]]) -> None:
    named = [[(f"{n} {row[0]}", *row[1:]) for row in part] for n, part in enumerate(parts)]
    sums = Adding()
    for part in named:
        sums.add(partial_of(matrix_of(part), Work()))
    total = sums.total()
    assert total is not None
    whole = matrix_of([row for part in named for row in part])
    same(result_of(total, Work()), roll_up(whole))


def test_the_register_and_grouping_hold_for_files_too(tmp_path: Path) -> None:
    drawn = [(f"Unit {n % 4}", FIRST, False, HIGH if n % 3 else LOW) for n in range(40)]
    paths = written(tmp_path, [drawn[:15], drawn[15:]])
    by = ("region", "period")
    same(
        roll_up(paths, SMALL, register=REGISTER, by=by),
        roll_up(matrix_of(drawn), register=REGISTER, by=by),
    )


def test_an_agreed_sheet_makes_the_assessors_sheets_of_other_files_idle(tmp_path: Path) -> None:
    assessors = [("Unit 1", FIRST, False, LOW)] * 6 + [("Unit 2", FIRST, False, LOW)] * 6
    paths = written(tmp_path, [assessors, [("Unit 1", FIRST, True, HIGH)]])
    rollup = roll_up(paths, SMALL)
    assert numbers_of(rollup) == {
        ("Unit 1", FIRST, "agreed"): 1,
        ("Unit 2", FIRST, "assessors"): 6,
    }
    assert rollup.left_out == ()


def spoilt(path: Path, row: int) -> Path:
    """Give a file a code that no item has."""
    table = pq.read_table(path)
    codes = table["A1-1"].to_numpy().copy()
    codes[row] = 99
    place = table.schema.get_field_index("A1-1")
    pq.write_table(table.set_column(place, "A1-1", [codes]), path)
    return path


def test_an_agreed_sheet_that_cannot_be_used_makes_nothing_idle(tmp_path: Path) -> None:
    assessors = [("Unit 1", FIRST, False, LOW)] * 6
    paths = written(tmp_path, [assessors, [("Unit 1", FIRST, True, HIGH)]])
    spoilt(paths[1], 0)
    rollup = roll_up(paths, SMALL)
    same(rollup, roll_up(matrix_of(assessors)))
    assert lines(rollup.left_out) == [("1.parquet", 1)]


def test_the_next_agreed_sheet_counts_for_one_that_cannot_be_used(tmp_path: Path) -> None:
    agreed = ("Unit 1", FIRST, True, HIGH)
    parts = [[agreed], [("Unit 1", FIRST, False, LOW), agreed], [("Unit 2", FIRST, True, LOW)]]
    paths = written(tmp_path, parts)
    spoilt(paths[0], 0)
    assert numbers_of(roll_up(paths, SMALL)) == {
        ("Unit 1", FIRST, "agreed"): 1,
        ("Unit 2", FIRST, "agreed"): 1,
    }


def test_of_two_agreed_sheets_in_two_files_the_first_counts(tmp_path: Path) -> None:
    parts = [
        [("Unit 1", FIRST, True, HIGH)],
        [("Unit 2", FIRST, True, LOW), ("Unit 1", FIRST, True, LOW)],
    ]
    paths = written(tmp_path, parts)
    rollup = roll_up(paths, SMALL)
    assert rollup.units["index"].tolist() == [100.0, 0.0]
    [problem] = rollup.left_out
    assert lines([problem]) == [("1.parquet", 2)]
    assert problem.place == f"unit = 'Unit 1', period = '{FIRST}'"
    assert str(paths[0]) in problem.message


def test_a_file_that_is_there_twice_counts_once(tmp_path: Path) -> None:
    drawn = [("Unit 1", FIRST, False, LOW)] * 6 + [("Unit 2", FIRST, True, HIGH)]
    [path] = written(tmp_path, [drawn])
    copy = tmp_path / "salinan.parquet"
    copy.write_bytes(path.read_bytes())
    rollup = roll_up([path, copy], SMALL)
    same(rollup, roll_up(matrix_of(drawn)))
    message = _("holds the same sheets as {file}; counted once").format(file=path)
    assert rollup.left_out == (Problem(str(copy), 0, "", message),)


def test_a_unit_that_is_there_twice_counts_once_and_is_named(tmp_path: Path) -> None:
    drawn = [("Unit 1", FIRST, False, LOW)] * 6
    [path] = written(tmp_path, [drawn])
    matrix = matrix_of([*drawn, *[("Unit 2", FIRST, False, HIGH)] * 6])
    ids = [str(place) for place in range(12)]
    other = write_parquet(
        tmp_path / "b.parquet", AnswerMatrix(SMALL, matrix.codes, matrix.who.assign(sheet=ids))
    )
    rollup = roll_up([path, other], SMALL)
    same(rollup, roll_up(matrix))
    [problem] = rollup.left_out
    assert lines([problem]) == [("b.parquet", 1)]
    assert problem.message == _(
        "{file} holds the same sheets of this unit; they were counted once"
    ).format(file=path)


@pytest.mark.parametrize("ids", [True, False])
def test_other_sheets_of_a_unit_are_added_and_remarked(tmp_path: Path, ids: bool) -> None:
    drawn = [("Unit 1", FIRST, False, LOW), ("Unit 1", FIRST, False, HIGH)] * 3
    rollup = roll_up(written(tmp_path, [drawn[:3], drawn[3:]], ids=ids), SMALL)
    same(rollup, roll_up(matrix_of(drawn)))
    [remark] = rollup.left_out
    assert lines([remark]) == [("1.parquet", 1)]
    known = _("{file} holds other sheets of this unit; they were added up")
    unknown = _(
        "{file} holds sheets of this unit too; they were added up, for without the column sheet"
        " nobody can tell whether they are the same"
    )
    assert remark.message == (known if ids else unknown).format(file=tmp_path / "0.parquet")


def test_twenty_shared_units_are_named_and_the_others_counted(tmp_path: Path) -> None:
    parts = [[(f"Unit {n:02}", FIRST, False, LOW) for n in range(25)] for _file in range(2)]
    *named, counted = roll_up(written(tmp_path, parts), SMALL).left_out[::-1]
    problems = [*named, counted]
    assert sum(problem.line > 0 for problem in problems) == 20
    assert any("5" in problem.message for problem in problems if problem.line == 0)


def test_a_path_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    drawn = [("Unit 1", FIRST, False, LOW)] * 6
    [path] = written(tmp_path, [drawn])
    rollup = roll_up([path, str(tmp_path / "*.parquet")], SMALL)
    same(rollup, roll_up(matrix_of(drawn)))
    [problem] = rollup.left_out
    assert problem.message == _("is the same file as {file}; counted once").format(file=path)


def test_a_pattern_finds_files_in_folders(tmp_path: Path) -> None:
    drawn = [(f"Unit {n}", FIRST, False, LOW) for n in range(6)]
    for number, region in enumerate(("barat", "timur")):
        part = drawn[3 * number : 3 * number + 3]
        write_parquet(tmp_path / region / "a.parquet", matrix_of(part))
    same(roll_up(str(tmp_path / "**" / "*.parquet"), SMALL), roll_up(matrix_of(drawn)))


def test_a_name_with_brackets_is_a_file_before_it_is_a_pattern(tmp_path: Path) -> None:
    drawn = [("Unit 1", FIRST, False, LOW)]
    path = write_parquet(tmp_path / "data [1].parquet", matrix_of(drawn))
    same(roll_up(path, SMALL), roll_up(matrix_of(drawn)))


def test_a_pattern_that_matches_nothing_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BermaknaError, match=r"data/\*\.parquet"):
        roll_up(str(tmp_path / "*.parquet"), SMALL)
    with pytest.raises(BermaknaError, match=r"data/\*\.parquet"):
        roll_up([], SMALL)


def test_the_standard_is_that_of_the_first_file_that_names_one(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"rusak")
    write_parquet(tmp_path / "b.parquet", unit_matrix(2))
    write_parquet(tmp_path / "c.parquet", matrix_of([("Unit 1", FIRST, False, LOW)]))
    rollup = roll_up(str(tmp_path / "*.parquet"))
    assert rollup.standard.id == "unit"
    assert rollup.keys["unit"].tolist() == ["Unit 000", "Unit 001"]
    assert [name for name, _line in lines(rollup.left_out)] == ["a.parquet", "c.parquet"]


def test_no_readable_file_is_an_error_that_names_them_all(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.parquet").write_bytes(b"rusak")
    for standard in (None, SMALL):
        with pytest.raises(AnswerError) as caught:
            roll_up(str(tmp_path / "*.parquet"), standard)
        assert [name for name, _line in lines(caught.value.problems)] == ["a.parquet", "b.parquet"]


def test_what_is_wrong_with_rows_stands_beside_the_figures(tmp_path: Path) -> None:
    paths = written(tmp_path, [[("Unit 1", FIRST, False, LOW)] * 7])
    spoilt(paths[0], 4)
    rollup = roll_up(paths, SMALL)
    assert numbers_of(rollup) == {("Unit 1", FIRST, "assessors"): 6}
    assert lines(rollup.left_out) == [("0.parquet", 5)]


def test_files_without_sheets_make_an_empty_roll_up(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "a.parquet", unit_matrix(0))
    other = write_parquet(tmp_path / "b.parquet", unit_matrix(2))
    assert len(roll_up(path).keys) == 0
    same(roll_up([path, other]), roll_up(unit_matrix(2)))


def test_progress_counts_every_sheet_once(tmp_path: Path) -> None:
    paths = written(
        tmp_path, [[("Unit 1", FIRST, False, LOW)] * 7, [("Unit 2", FIRST, False, LOW)] * 5]
    )
    spoilt(paths[0], 4)
    told: list[tuple[int, int]] = []
    roll_up(paths, SMALL, progress=lambda done, whole: told.append((done, whole)))
    assert told[-1] == (12, 12)
    assert told == sorted(told)


def test_other_programs_files_count_too(tmp_path: Path) -> None:
    matrix = unit_matrix(6)
    pq.write_table(to_arrow(matrix), tmp_path / "a.parquet", compression="snappy")
    same(roll_up(tmp_path / "a.parquet"), roll_up(matrix))
    assert ITEM in pq.read_schema(tmp_path / "a.parquet").names
