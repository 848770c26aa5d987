"""The register of units in a folder, as ministries write it."""

from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook

from assessment.gathering import gather, read_register
from assessment.gathering.register import register_of
from assessment.i18n import _
from assessment.rollup import REGISTER
from tests.gatherings import put, rows, said

ROWS = [
    ("unit", "instansi", "wilayah", "jenis layanan"),
    ("Loket Izin", "PUPR", "Jawa", "perizinan"),
    ("Antrean", "PUPR", "Bali", "tatap muka"),
]


def as_csv(delimiter: str = ",", rows: list[tuple[str, ...]] = ROWS) -> str:
    return "\n".join(delimiter.join(row) for row in rows) + "\n"


def told(units: pd.DataFrame) -> list[tuple[str, ...]]:
    return [*units.astype(str).itertuples(index=False, name=None)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_table_is_read_as_a_spreadsheet_leaves_it(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    path = tmp_path / "daftar-unit.csv"
    path.write_bytes(as_csv(delimiter).encode(encoding))
    found = read_register(path)
    assert found.problems == []
    assert told(found.units) == ROWS[1:]
    assert found.units.dtypes.astype(str).to_dict() == REGISTER


def test_an_older_excel_is_understood_and_remarked(tmp_path: Path) -> None:
    path = tmp_path / "daftar-unit.csv"
    path.write_bytes("unit;wilayah\nCafé;Jawa\n".encode("cp1252"))
    found = read_register(path)
    assert told(found.units) == [("Café", "", "Jawa", "")]
    assert any("Windows-1252" in problem.message for problem in found.problems)


@pytest.mark.parametrize(
    "heading",
    [("UNIT", "Instansi", " Wilayah ", "Jenis_Layanan"), ("unit", "ministry", "region", "service")],
)
def test_headings_are_understood_in_both_languages(
    tmp_path: Path, heading: tuple[str, ...]
) -> None:
    path = tmp_path / "daftar-unit.csv"
    path.write_text(as_csv(rows=[heading, *ROWS[1:]]), encoding="utf-8")
    found = read_register(path)
    assert told(found.units) == ROWS[1:]
    assert found.problems == []


def test_a_workbook_is_read_from_its_first_sheet(tmp_path: Path) -> None:
    path = tmp_path / "daftar-unit.xlsx"
    book = Workbook()
    for row, cells in enumerate([*ROWS, ("=A2", "PUPR", "Jawa", "x")], start=2):
        for column, cell in enumerate(cells, start=2):
            book.worksheets[0].cell(row, column, cell)
    book.create_sheet("Catatan").append(["unit"])
    book.save(path)
    found = read_register(path)
    assert told(found.units) == ROWS[1:]
    assert {problem.line for problem in found.problems} == {5}


def test_a_unit_in_two_regions_is_named_with_both_rows_and_the_first_counts(
    tmp_path: Path,
) -> None:
    path = tmp_path / "daftar-unit.csv"
    path.write_text(as_csv(rows=[*ROWS, ("LOKET  izin", "PUPR", "Papua", "perizinan")]))
    found = read_register(path)
    assert told(found.units) == ROWS[1:]
    (problem,) = found.problems
    assert (problem.line, problem.place) == (4, "wilayah = 'Papua'")
    assert "'Jawa'" in problem.message
    assert "2" in problem.message


def test_a_unit_that_stands_twice_alike_is_remarked(tmp_path: Path) -> None:
    path = tmp_path / "daftar-unit.csv"
    path.write_text(as_csv(rows=[*ROWS, ROWS[1]]))
    (problem,) = read_register(path).problems
    assert (problem.line, problem.place) == (4, "unit = 'Loket Izin'")


def test_rows_without_a_unit_and_columns_that_nobody_knows_are_named(tmp_path: Path) -> None:
    path = tmp_path / "daftar-unit.csv"
    path.write_text("unit,wilyah,unit\nLoket,Jawa,x\n,Bali,y\n")
    found = read_register(path)
    assert told(found.units) == [("Loket", "", "", "")]
    places = [(problem.line, problem.place) for problem in found.problems]
    assert sorted(places) == [
        (1, "instansi"), (1, "jenis layanan"), (1, "unit"), (1, "wilayah"), (1, "wilyah"),
        (3, "unit"),
    ]  # fmt: skip


@pytest.mark.parametrize("content", ["", "nama,wilayah\nLoket,Jawa\n"])
def test_a_register_without_units_is_said(tmp_path: Path, content: str) -> None:
    path = tmp_path / "daftar-unit.csv"
    path.write_text(content)
    found = read_register(path)
    assert found.units.empty
    assert found.problems


def test_a_file_that_is_no_register_is_said(tmp_path: Path) -> None:
    path = tmp_path / "daftar-unit.xlsx"
    path.write_bytes(b"bukan")
    assert read_register(path).problems
    assert read_register(tmp_path / "tidak-ada.csv").problems


def test_the_folder_says_by_its_register_who_is_missing(tmp_path: Path) -> None:
    (tmp_path / "daftar-unit.csv").write_text(as_csv(";"), encoding="utf-8")
    put(tmp_path, "a.json", "loket izin", "2026-1")
    put(tmp_path, "b.json", "Loket Izin", "2026-2")
    put(tmp_path, "c.json", "Antrean", "2026-2")
    found = gather(tmp_path)
    assert found.problems == []
    assert [row[0] for row in rows(found)] == ["Loket Izin", "Loket Izin", "Antrean"]
    assert told(found.missing) == [
        ("Antrean", "PUPR", "Bali", "tatap muka", "2026-1", _("nothing was sent"))
    ]
    register = found.files.iloc[0]
    assert (register["file"], register["sheets"]) == ("daftar-unit.csv", 0)
    assert register["state"] == _("read")


def test_a_unit_that_the_register_lacks_is_remarked_once(tmp_path: Path) -> None:
    (tmp_path / "daftar-unit.csv").write_text(as_csv())
    put(tmp_path, "a.json", "Loket Baru", "2026-1")
    put(tmp_path, "b.json", "Loket Baru", "2026-2")
    found = gather(tmp_path)
    assert len(found.matrix) == 2
    (problem,) = found.problems
    assert (problem.file, problem.place) == ("a.json", "unit = 'Loket Baru'")


def test_the_uppermost_register_is_used_and_the_others_are_named(tmp_path: Path) -> None:
    (tmp_path / "Aceh").mkdir()
    (tmp_path / "Aceh" / "daftar-unit.csv").write_text("unit\nLoket Lain\n")
    (tmp_path / "Daftar-Unit.csv").write_text(as_csv())
    found = gather(tmp_path)
    assert found.register["unit"].tolist() == ["Loket Izin", "Antrean"]
    assert said(found.problems, "Aceh/daftar-unit.csv")


def test_a_register_that_is_given_comes_before_the_folders(tmp_path: Path) -> None:
    (tmp_path / "daftar-unit.csv").write_text(as_csv())
    given = pd.DataFrame({"unit": ["Loket"], "region": ["Papua"]})
    found = gather(tmp_path, register=given)
    assert told(found.register) == [("Loket", "", "Papua", "")]
    assert said(found.problems, "daftar-unit.csv")
    assert register_of(None).units.empty
