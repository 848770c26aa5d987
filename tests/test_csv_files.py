"""CSV files: readable in a spreadsheet, harmless in it, and never written over."""

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.csv_files import harmless, write_csv_files

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]


def read(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))


def test_a_table_is_read_back_as_it_was(tmp_path: Path) -> None:
    table = pd.DataFrame({"unit": ["Kecamatan, Contoh", 'kata "dikutip"\nbaris'], "n": [1, -2]})
    (path,) = write_csv_files(tmp_path / "baru" / "dalam", {"satu": table})
    assert path.name == "satu.csv"
    assert pd.read_csv(path).equals(table)


def test_the_byte_order_mark_tells_a_spreadsheet_that_it_is_utf8(tmp_path: Path) -> None:
    (path,) = write_csv_files(tmp_path, {"satu": pd.DataFrame({"unit": ["Tanjung é ≥"]})})
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert read(path) == [["unit"], ["Tanjung é ≥"]]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_text_is_run_as_a_formula(tmp_path: Path, formula: str) -> None:
    table = pd.DataFrame({"unit": pd.array([formula, "biasa"], dtype="string")})
    (path,) = write_csv_files(tmp_path, {"satu": table})
    assert read(path)[1:] == [[f"'{formula}"], ["biasa"]]


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.booleans()))
def test_only_a_text_that_could_be_a_formula_is_changed(cell: object) -> None:
    shown = harmless(cell)
    if isinstance(cell, str) and cell[:1] in {formula[0] for formula in FORMULAS}:
        assert shown == "'" + cell
    else:
        assert shown is cell


def test_missing_values_are_empty_cells(tmp_path: Path) -> None:
    table = pd.DataFrame(
        {"level": pd.array([1, None], dtype="Int8"), "band": pd.array([None, "a"], dtype="string"),
         "index": [float("nan"), 1.5]}
    )  # fmt: skip
    (path,) = write_csv_files(tmp_path, {"satu": table})
    assert read(path)[1:] == [["1", "", ""], ["", "a", "1.5"]]


def test_an_older_file_is_kept_as_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "satu.csv"
    for number in (1, 2, 3):
        path_again = write_csv_files(tmp_path, {"satu": pd.DataFrame({"n": [number]})})
        assert path_again == [path]
    copies = sorted(tmp_path.glob("satu.csv.*.bak"))
    assert [read(copy)[1] for copy in copies] == [["1"], ["2"]]
    assert read(path)[1] == ["3"]


def test_the_same_content_needs_no_copy(tmp_path: Path) -> None:
    for _time in range(2):
        write_csv_files(tmp_path, {"satu": pd.DataFrame({"n": [1]})})
    assert [path.name for path in tmp_path.iterdir()] == ["satu.csv"]


def test_a_full_disk_leaves_the_older_file_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    write_csv_files(tmp_path, {"satu": pd.DataFrame({"n": [1]})})
    monkeypatch.setattr("assessment.kept_files.os.fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_csv_files(tmp_path, {"satu": pd.DataFrame({"n": [2]})})
    assert [path.name for path in tmp_path.iterdir()] == ["satu.csv"]
    assert read(tmp_path / "satu.csv")[1] == ["1"]
