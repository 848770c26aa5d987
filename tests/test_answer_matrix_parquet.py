"""Files of codes: written whole or not at all, read in batches, a damaged one named."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.answer_matrix import (
    AnswerMatrix,
    batches,
    read_parquet,
    to_arrow,
    whose,
    write_parquet,
)
from assessment.answer_matrix.joining import joined
from assessment.errors import AnswerError
from assessment.i18n import _
from tests.matrices import SMALL, Row, matrix_of, rows
from tests.test_answer_matrix_arrow import ITEM, UNIT, same, unit_matrix, with_column


def numbered(sheets: int, first: int = 0) -> AnswerMatrix:
    """Return sheets of the standard ``unit`` with an id each and all kinds of answers."""
    numbers = np.arange(first, first + sheets)
    codes = np.asfortranarray(3 + (numbers[:, None] + np.arange(len(UNIT.items))) % 4)
    who = {
        "unit": [f"Unit {number // 3}" for number in numbers],
        "period": ["2026-1", "2026-2"] * (sheets // 2) + ["2026-1"] * (sheets % 2),
        "sheet": [f"lembar {number}" for number in numbers],
    }
    return AnswerMatrix(UNIT, codes.astype(np.uint8), whose(who))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@given(st.lists(rows(), min_size=1, max_size=3), st.integers(1, 5), st.integers(1, 5))
def test_what_is_read_is_what_was_written(
    tmp_path: Path, drawn: list[list[Row]], group: int, batch: int
) -> None:
    parts = [
        matrix_of([(f"{n} {row[0]}", *row[1:]) for row in part]) for n, part in enumerate(drawn)
    ]
    path = write_parquet(tmp_path / "a.parquet", parts, rows=group)
    found = list(batches(path, SMALL, rows=batch))
    assert max(len(one.matrix) for one in found) <= batch
    assert [problem for one in found for problem in one.problems] == []
    same(joined(SMALL, [one.matrix for one in found]), joined(SMALL, parts))
    same(read_parquet(path, SMALL).matrix, joined(SMALL, parts))


def test_a_file_has_row_groups_dictionaries_and_zstd(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "a.parquet", numbered(10), made_up=True, rows=4)
    with pq.ParquetFile(path) as file:
        assert [file.metadata.row_group(n).num_rows for n in range(3)] == [4, 4, 2]
        columns = [file.metadata.row_group(0).column(n) for n in range(file.metadata.num_columns)]
        assert {column.compression for column in columns} == {"ZSTD"}
        assert not columns[3].has_dictionary_page  # every id is another
        assert file.schema_arrow.metadata[b"bermakna-made-up"] == b"true"


def test_other_programs_read_a_file(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "a.parquet", numbered(4))
    frame = pd.read_parquet(path)
    assert frame["unit"].tolist() == ["Unit 0", "Unit 0", "Unit 0", "Unit 1"]
    assert frame[ITEM].tolist() == [3, 4, 5, 6]


def test_a_file_that_others_wrote_in_one_row_group_is_read_in_batches(tmp_path: Path) -> None:
    pq.write_table(to_arrow(numbered(10)), tmp_path / "a.parquet")
    found = list(batches(tmp_path / "a.parquet", rows=4))
    assert [len(one.matrix) for one in found] == [4, 4, 2]
    same(joined(UNIT, [one.matrix for one in found]), numbered(10))


def test_no_sheets_make_a_file_that_can_be_read(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "a.parquet", unit_matrix(0))
    [batch] = batches(path)
    assert (len(batch.matrix), batch.problems) == (0, [])


def test_the_row_of_a_problem_is_that_of_the_file(tmp_path: Path) -> None:
    codes = pa.array([3] * 9 + [9], pa.uint8())
    table = with_column(to_arrow(numbered(10)), ITEM, codes)
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=4)
    [problem] = read_parquet(tmp_path / "a.parquet").problems
    assert (problem.file, problem.line) == (str(tmp_path / "a.parquet"), 10)


def test_a_sheet_that_comes_again_in_a_later_batch_counts_once(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "a.parquet", [numbered(5), numbered(3)], rows=2)
    batch = read_parquet(path)
    same(batch.matrix, numbered(5))
    assert [problem.line for problem in batch.problems] == [6, 7, 8]
    assert batch.problems[0].place == "sheet = 'lembar 0'"


def test_unnamed_rows_are_counted_once_a_file(tmp_path: Path) -> None:
    table = with_column(to_arrow(numbered(50)), ITEM, pa.array([9] * 50, pa.uint8()))
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=15)
    problems = [one for batch in batches(tmp_path / "a.parquet", rows=15) for one in batch.problems]
    assert len(problems) == 21
    assert "30" in problems[-1].message


def test_a_truncated_file_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    whole = write_parquet(tmp_path / "utuh.parquet", numbered(6))
    cut = tmp_path / "potong.parquet"
    cut.write_bytes(whole.read_bytes()[:-100])
    batch = read_parquet([cut, whole])
    same(batch.matrix, numbered(6))
    assert [(one.file, one.line) for one in batch.problems] == [(str(cut), 0)]
    assert batch.problems[0].message.startswith(_("is not a whole Parquet file: {reason}")[:8])


@pytest.mark.parametrize("content", [b"", b"unit,period\n", b"PAR1", b"PAR1" * 100])
def test_what_is_no_parquet_file_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(content)
    with pytest.raises(AnswerError, match=r"a\.parquet"):
        read_parquet(path)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "tiada.parquet", tmp_path):
        with pytest.raises(AnswerError) as caught:
            read_parquet(path)
        assert [problem.file for problem in caught.value.problems] == [str(path)]


def test_a_damaged_page_is_noticed_and_what_stands_before_it_counts(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "a.parquet", numbered(8000), rows=4000)
    content = bytearray(path.read_bytes())
    with pq.ParquetFile(path) as file:
        place = file.metadata.row_group(1).column(20).data_page_offset
    content[place + 60] ^= 0xFF
    path.write_bytes(content)
    found = []
    with pytest.raises(AnswerError) as caught:
        found.extend(batch.matrix for batch in batches(path, rows=4000))
    same(joined(UNIT, found), numbered(4000))
    assert [problem.file for problem in caught.value.problems] == [str(path)]


def test_a_file_of_another_standard_than_the_first_is_left_out(tmp_path: Path) -> None:
    first = write_parquet(tmp_path / "a.parquet", numbered(2))
    other = write_parquet(tmp_path / "b.parquet", matrix_of([("Unit 1", "2026-1", False, {})]))
    batch = read_parquet([first, other])
    same(batch.matrix, numbered(2))
    assert [problem.file for problem in batch.problems] == [str(other)]


def test_an_id_that_one_file_lacks_is_missing_in_the_whole(tmp_path: Path) -> None:
    paths = [
        write_parquet(tmp_path / "a.parquet", numbered(1)),
        write_parquet(tmp_path / "b.parquet", unit_matrix(1)),
    ]
    assert read_parquet(paths).matrix.who["sheet"].tolist() == ["lembar 0", ""]


def test_other_content_is_kept_as_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    for sheets in (2, 2, 3):
        write_parquet(path, numbered(sheets))
    [copy] = tmp_path.glob("*.bak")
    same(read_parquet(copy).matrix, numbered(2))
    same(read_parquet(path).matrix, numbered(3))


def test_a_write_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    def cut_off() -> Iterator[AnswerMatrix]:
        yield numbered(3)
        raise OSError(28, "No space left on device")

    path = write_parquet(tmp_path / "a.parquet", numbered(2))
    with pytest.raises(OSError, match="No space left"):
        write_parquet(path, cut_off())
    assert names(tmp_path) == ["a.parquet"]
    same(read_parquet(path).matrix, numbered(2))
