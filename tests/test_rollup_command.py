"""``bermakna rollup``: from a folder, a database or Parquet files to one workbook."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.rollup_command import MOST, run_rollup
from assessment.simulate_command import LABEL, run_simulate
from assessment.store import open_store
from tests.reports import UNIT
from tests.test_report_command import fill

UNITS = 6


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of what six made-up units have sent in two periods, with their register."""
    return simulated(tmp_path_factory.mktemp("kiriman"), "files")


def simulated(folder: Path, form: str) -> Path:
    run_simulate(folder, units=UNITS, periods=2, assessors=1, seed=2, form=form)
    (folder / LABEL).unlink()
    return folder


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A folder with one unit's sheets and many files that cannot be read."""
    folder = tmp_path / "rusak"
    run_simulate(folder, units=1, periods=1, assessors=1, seed=2)
    (folder / LABEL).unlink()
    for number in range(MOST + 3):
        (folder / f"rusak-{number:02d}.json").write_text("{", encoding="utf-8")
    return folder


def rows(path: Path, name: str) -> list[tuple[Any, ...]]:
    return list(load_workbook(path)[name].iter_rows(min_row=2, values_only=True))


def test_a_folder_becomes_a_workbook_and_a_short_account(
    sent: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "hasil" / "rekap.xlsx"
    assert run_rollup(str(sent), out=out) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    lines = printed.out.splitlines()
    assert lines[-1] == str(out)
    assert str(UNITS) in lines[0]
    assert _("left out: {count}").format(count=0) in lines
    assert len({row[0] for row in rows(out, _("Unit"))}) == UNITS


def test_the_register_of_the_folder_says_region_and_ministry(sent: Path, tmp_path: Path) -> None:
    out = tmp_path / "rekap.xlsx"
    run_rollup(str(sent), out=out)
    assert all(row[2] and row[3] and row[4] for row in rows(out, _("Unit")))


def test_parquet_files_give_the_same_units_and_nothing_is_said_of_missing_ones(
    sent: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = simulated(tmp_path / "data", "parquet")
    of_files, of_parquet = tmp_path / "berkas.xlsx", tmp_path / "parket.xlsx"
    run_rollup(str(sent), out=of_files)
    capsys.readouterr()
    register = folder / "daftar-unit.csv"
    assert run_rollup(str(folder / "*.parquet"), out=of_parquet, register=register) == 0
    assert rows(of_parquet, _("Unit")) == rows(of_files, _("Unit"))
    assert _("Not in yet") not in load_workbook(of_parquet).sheetnames
    said = _("units and periods without a sheet: {count}").split(":")[0]
    assert said not in capsys.readouterr().out


def test_a_database_is_rolled_up(tmp_path: Path) -> None:
    address, out = tmp_path / "unit.sqlite", tmp_path / "rekap.xlsx"
    store = open_store(str(address), who="Penguji")
    fill(store, "2026-2")
    store.close()
    assert run_rollup(str(address), out=out) == 0
    assert [row[:2] for row in rows(out, _("Unit"))] == [(UNIT.name, "2026-2")]


def test_what_cannot_be_read_is_named_counted_and_listed_and_the_rest_goes_on(
    broken: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "rekap.xlsx"
    assert run_rollup(str(broken), out=out) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == MOST + 1
    assert lines[0].startswith("rusak-00.json")
    assert lines[-1] == _("{count} more; all of them stand in the workbook").format(count=3)
    assert len(rows(out, _("Left out"))) == MOST + 3
    assert len(rows(out, _("Unit"))) == 1


def test_a_register_with_mistakes_is_said_and_used_as_far_as_it_goes(
    sent: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register, out = tmp_path / "daftar.csv", tmp_path / "rekap.xlsx"
    register.write_text("unit;wilayah\nUnit Lain;Utara\nUnit Lain;Selatan\n", encoding="utf-8")
    assert run_rollup(str(sent), out=out, register=register) == 1
    assert "daftar.csv" in capsys.readouterr().err
    assert {row[0] for row in rows(out, _("Not in yet"))} == {"Unit Lain"}


def test_an_older_workbook_keeps_a_copy(sent: Path, tmp_path: Path) -> None:
    out = tmp_path / "rekap.xlsx"
    out.write_bytes(b"disimpan")
    run_rollup(str(sent), out=out)
    (copy,) = tmp_path.glob("*.bak")
    assert copy.read_bytes() == b"disimpan"


def test_a_workbook_has_a_workbook_s_name(sent: Path, tmp_path: Path) -> None:
    with pytest.raises(BermaknaError, match=r"rekap\.csv.*\.xlsx"):
        run_rollup(str(sent), out=tmp_path / "rekap.csv")


@pytest.mark.parametrize("name", ["", "tidak-ada", "*.parquet", "tidak-ada.sqlite"])
def test_where_nothing_is_no_workbook_is_written(name: str, tmp_path: Path) -> None:
    empty = tmp_path / "kosong"
    empty.mkdir()
    with pytest.raises(BermaknaError) as caught:
        run_rollup(str(empty / name), out=tmp_path / "rekap.xlsx")
    assert str(caught.value)
    assert list(tmp_path.rglob("*.*")) == []


def test_a_mistake_in_the_address_of_a_database_shows_no_password(tmp_path: Path) -> None:
    address = "postgresql://budi:rahasia@127.0.0.1:1/rekap"
    with pytest.raises(BermaknaError) as caught:
        run_rollup(address, out=tmp_path / "rekap.xlsx")
    assert "rahasia" not in str(caught.value)
