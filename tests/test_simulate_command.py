"""``simulate``: a folder of made-up answers that everything else can read, and that says so."""

from pathlib import Path

import pandas as pd
import pytest

from assessment.answer_matrix import AnswerMatrix
from assessment.answer_matrix.parquet import read_parquet
from assessment.errors import BermaknaError, StandardError
from assessment.exchange.receiving import receive
from assessment.loading import load_standard
from assessment.reading import read_sheets, tidy
from assessment.simulate_command import run_simulate
from assessment.simulation import simulate

SIZE = {"units": 17, "periods": 2, "assessors": 3, "seed": 4}
FEW = {"units": 2, "periods": 1, "assessors": 2, "seed": 4}


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BERMAKNA_LANG", "en")


def test_json_sheets_stand_by_region_and_unit_and_are_the_simulated_ones(tmp_path: Path) -> None:
    assert run_simulate(tmp_path, **SIZE) == 0
    assert (tmp_path / "wilayah-2" / "unit-00017" / "2026-2-kesepakatan.json").exists()
    sheets, problems = read_sheets(tmp_path.rglob("*.json"))
    assert problems == []
    expected = simulate(load_standard("unit"), **SIZE, agreed=True).matrix
    agreed = [sheet.sheet for sheet in sheets if sheet.assessor == "Kesepakatan"]
    found = AnswerMatrix.from_tidy(tidy(sheets), expected.standard, agreed)
    assert len(found) == len(expected)
    assert sorted(found.codes.tolist()) == sorted(expected.codes.tolist())
    assert found.who["agreed"].sum() == expected.who["agreed"].sum()


@pytest.mark.parametrize("standard", ["unit", "praktik"])
def test_workbooks_are_read_back_without_a_problem(tmp_path: Path, standard: str) -> None:
    run_simulate(tmp_path / "xlsx", **FEW, form="xlsx", standard=standard)
    run_simulate(tmp_path / "files", **FEW, form="files", standard=standard)
    paths = sorted((tmp_path / "xlsx").rglob("*.xlsx"))
    assert len(paths) == 6
    for path in paths:
        (sheet,), problems = receive(path, standard)
        assert problems == []
        twin = tmp_path / "files" / path.relative_to(tmp_path / "xlsx").with_suffix(".json")
        ((other,), _) = receive(twin, standard)
        assert sheet.choices() == other.choices()
        assert (sheet.sheet, sheet.unit, sheet.period) == (other.sheet, other.unit, other.period)


def test_parquet_files_by_region_hold_all_sheets(tmp_path: Path) -> None:
    run_simulate(tmp_path, **SIZE, form="parquet")
    paths = sorted(tmp_path.glob("*.parquet"))
    assert [path.name for path in paths] == ["wilayah-1-001.parquet", "wilayah-2-001.parquet"]
    batch = read_parquet(paths)
    assert batch.problems == []
    expected = simulate(load_standard("unit"), **SIZE, agreed=True).matrix
    assert batch.matrix.codes.tolist() == expected.codes.tolist()
    assert list(batch.matrix.who["unit"]) == list(expected.who["unit"])


def test_parquet_files_are_written_block_by_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assessment.simulation.extent.SHEETS_A_BLOCK", 80)
    run_simulate(tmp_path, **SIZE, form="parquet")
    names = [path.name for path in sorted(tmp_path.glob("*.parquet"))]
    assert names == ["wilayah-1-001.parquet", "wilayah-2-001.parquet", "wilayah-2-002.parquet"]


@pytest.mark.parametrize("form", ["files", "parquet", "xlsx"])
def test_every_folder_says_that_its_data_are_made_up(tmp_path: Path, form: str) -> None:
    run_simulate(tmp_path, **FEW, form=form)
    words = (tmp_path / "BACA-DULU.txt").read_text(encoding="utf-8")
    assert words.startswith("Made-up data, from the seed 4; the data of no unit whatever.")


@pytest.mark.parametrize("form", ["files", "parquet", "xlsx"])
def test_the_register_names_each_unit_in_the_columns_people_know(tmp_path: Path, form: str) -> None:
    run_simulate(tmp_path, **FEW, form=form)
    path = tmp_path / "daftar-unit.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbfunit,instansi,wilayah,jenis layanan\r\n")
    register = pd.read_csv(path, encoding="utf-8-sig")
    assert list(register["unit"]) == ["Unit 00001 (data rekaan)", "Unit 00002 (data rekaan)"]
    assert register.notna().all(axis=None)


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        run_simulate(tmp_path / folder, **FEW)
    one, other = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
        for folder in (tmp_path / "one", tmp_path / "other")
    )
    assert one == other


def test_one_line_says_what_was_written_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_simulate(tmp_path, **FEW)
    (said,) = capsys.readouterr().out.splitlines()
    assert said.startswith(f"8 files in {tmp_path}, ")


def test_a_folder_that_holds_anything_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BermaknaError, match="name a new or an empty folder"):
        run_simulate(tmp_path, **FEW)
    assert [path.name for path in tmp_path.iterdir()] == ["real.json"]


@pytest.mark.parametrize(
    ("wrong", "error", "words"),
    [
        ({"units": 0}, BermaknaError, "at least 1"),
        ({"seed": -1}, BermaknaError, "from 0 up"),
        ({"standard": "skm"}, StandardError, "unknown standard"),
        ({"form": "csv"}, BermaknaError, "allowed: files, parquet, xlsx"),
        ({"units": 50_000}, BermaknaError, "--form parquet"),
        ({"units": 1_000, "form": "xlsx"}, BermaknaError, "ask for fewer units"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do_and_nothing_is_written(
    tmp_path: Path, wrong: dict[str, object], error: type[BermaknaError], words: str
) -> None:
    with pytest.raises(error, match=words):
        run_simulate(tmp_path / "new", **{**FEW, **wrong})
    assert not (tmp_path / "new").exists()
