"""What units have sent, in folders of every kind of file."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from assessment.answer_matrix import AnswerMatrix, whose, write_parquet
from assessment.errors import BermaknaError
from assessment.exchange.table_files import write_tables
from assessment.exchange.workbook import workbook_of
from assessment.gathering import gather
from assessment.gathering.counting import NAMED
from assessment.gathering.missing import MISSING
from assessment.i18n import _
from assessment.rollup import REGISTER, roll_up
from tests.gatherings import ITEMS, UNIT, put, rows, said, sheet


def matrix_file(path: Path, units: list[str], level: int = 1, **columns: object) -> None:
    """Write a table of codes with an agreed sheet of each unit."""
    codes = np.full((len(units), len(ITEMS)), level + 3, dtype=np.uint8, order="F")
    told = {"unit": units, "period": ["2026-1"] * len(units), "agreed": True, **columns}
    write_parquet(path, AnswerMatrix(UNIT, codes, whose(told)))


def missing(found: pd.DataFrame) -> list[tuple[str, str, str]]:
    return [*found[["unit", "period", "reason"]].astype(str).itertuples(index=False, name=None)]


def test_every_kind_of_file_is_read_in_every_folder(tmp_path: Path) -> None:
    put(tmp_path, "Jawa/Loket/kesepakatan.json", "Loket", level=3)
    workbook = tmp_path / "Bali" / "isian.xlsx"
    workbook.parent.mkdir()
    workbook.write_bytes(workbook_of(sheet("Izin", level=2)))
    write_tables(tmp_path / "rapi.csv", [sheet("Antrean", level=1)])
    write_tables(tmp_path / "lebar.parquet", [sheet("Bayar", level=0)], wide=True)
    matrix_file(tmp_path / "kode.parquet", ["Cetak"])
    found = gather(tmp_path)
    assert found.problems == []
    assert sorted(rows(found)) == [
        ("Antrean", "2026-1", True, 1),
        ("Bayar", "2026-1", True, 0),
        ("Cetak", "2026-1", True, 1),
        ("Izin", "2026-1", True, 2),
        ("Loket", "2026-1", True, 3),
    ]
    assert found.files["file"].tolist() == [
        "Bali/isian.xlsx", "Jawa/Loket/kesepakatan.json", "kode.parquet", "lebar.parquet",
        "rapi.csv",
    ]  # fmt: skip
    assert set(found.files["state"]) == {_("read")}
    assert found.missing.empty


def test_what_was_gathered_can_be_rolled_up(tmp_path: Path) -> None:
    for number in range(5):
        put(tmp_path, f"{number}.json", f"Loket {number}", level=3)
    found = gather(tmp_path)
    units = roll_up(found.matrix, register=found.register).units
    assert units["index"].tolist() == [100.0] * 5


@pytest.mark.parametrize("alias", ["", "Kesepakatan", " kesepakatan ", "Consensus", "CONSENSUS"])
def test_a_sheet_without_an_alias_or_with_that_of_the_consensus_is_agreed(
    tmp_path: Path, alias: str
) -> None:
    put(tmp_path, "a.json", "Loket", assessor=alias)
    put(tmp_path, "b.json", "Loket", level=1, assessor="Penilai A")
    assert rows(gather(tmp_path)) == [
        ("Loket", "2026-1", True, 2),
        ("Loket", "2026-1", False, 1),
    ]


def test_the_same_sheet_counts_once(tmp_path: Path) -> None:
    first = put(tmp_path, "a.json", "Loket", assessor="A")
    (tmp_path / "salinan").mkdir()
    first.write(tmp_path / "salinan" / "a.json")
    found = gather(tmp_path)
    assert len(found.matrix) == 1
    (problem,) = found.problems
    assert problem.file == "salinan/a.json"
    assert first.sheet in problem.place
    assert "a.json" in problem.message


@pytest.mark.parametrize(("alias", "again"), [("A", " a"), ("", "Kesepakatan")])
def test_the_first_sheet_of_an_assessor_or_of_a_consensus_counts(
    tmp_path: Path, alias: str, again: str
) -> None:
    put(tmp_path, "a.json", "Loket  Izin", level=3, assessor=alias)
    put(tmp_path, "b.json", "loket izin", level=0, assessor=again)
    found = gather(tmp_path)
    assert [level for _unit, _period, _agreed, level in rows(found)] == [3]
    assert [problem.file for problem in found.problems] == ["b.json"]
    assert found.files["state"].tolist() == [_("read"), _("not used")]


def test_assessors_of_other_periods_and_units_are_others(tmp_path: Path) -> None:
    put(tmp_path, "a.json", "Loket", "2026-1", assessor="A")
    put(tmp_path, "b.json", "Loket", "2026-2", assessor="A")
    put(tmp_path, "c.json", "Izin", "2026-1", assessor="A")
    put(tmp_path, "d.json", "Loket", "2026-1", assessor="B")
    found = gather(tmp_path)
    assert len(found.matrix) == 4
    assert found.problems == []


def test_sheets_in_a_table_of_codes_without_ids_and_aliases_are_all_different(
    tmp_path: Path,
) -> None:
    matrix_file(tmp_path / "kode.parquet", ["Loket"] * 3, agreed=False)
    assert len(gather(tmp_path).matrix) == 3


def test_the_first_of_many_repeated_sheets_are_named_and_the_others_counted(
    tmp_path: Path,
) -> None:
    units = [f"Loket {number:03}" for number in range(NAMED + 5)]
    matrix_file(tmp_path / "a.parquet", units)
    matrix_file(tmp_path / "b.parquet", units)
    found = gather(tmp_path)
    assert len(found.matrix) == len(units)
    assert len(found.problems) == NAMED + 1
    assert {problem.file for problem in found.problems} == {"b.parquet"}


def test_one_unit_has_one_spelling(tmp_path: Path) -> None:
    put(tmp_path, "a.json", "  Loket   Izin ", "2026-1")
    put(tmp_path, "b.json", "LOKET IZIN", "2026-2 ")
    matrix_file(tmp_path / "c.parquet", ["loket izin"], agreed=False)
    assert [row[:2] for row in rows(gather(tmp_path))] == [
        ("Loket Izin", "2026-1"),
        ("Loket Izin", "2026-2"),
        ("Loket Izin", "2026-1"),
    ]


def test_a_sheet_without_answers_does_not_count_and_hides_no_other(tmp_path: Path) -> None:
    put(tmp_path, "a.json", "Loket", answers={})
    put(tmp_path, "b.json", "Loket", assessor="A")
    put(tmp_path, "c.json", "Izin", answers={})
    found = gather(tmp_path)
    assert rows(found) == [("Loket", "2026-1", False, 2)]
    assert [problem.file for problem in found.problems] == ["a.json", "c.json"]
    assert missing(found.missing) == [
        ("Izin", "2026-1", _("the sheets that were sent do not count"))
    ]


@pytest.mark.parametrize("place", ["unit", "period"])
def test_a_sheet_must_say_whose_it_is(tmp_path: Path, place: str) -> None:
    lost = put(tmp_path, "a.json", **{"unit": "Loket", "period": "2026-1", place: " "})
    put(tmp_path, "b.json", "Izin")
    found = gather(tmp_path)
    assert len(found.matrix) == 1
    (problem,) = found.problems
    assert (problem.file, problem.place) == ("a.json", place)
    assert lost.sheet in problem.message


def test_what_cannot_be_read_is_named_by_its_path_and_the_rest_goes_on(tmp_path: Path) -> None:
    put(tmp_path, "a.json", "Loket")
    folder = tmp_path / "Jawa"
    folder.mkdir()
    whole = (tmp_path / "a.json").read_bytes()
    (folder / "potong.json").write_bytes(whole[:200])
    (folder / "potong.parquet").write_bytes(b"PAR1 dan seterusnya")
    (folder / "potong.xlsx").write_bytes(workbook_of(sheet("Izin"))[:3000])
    (folder / "~$isian.xlsx").write_bytes(b"\x05Ana")
    (folder / "surat.pdf").write_bytes(b"%PDF")
    (folder / "kosong.csv").write_bytes(b"")
    (folder / "lama.json").write_bytes(whole.replace(UNIT.version.encode(), b"0.1.0"))
    matrix_file(folder / "kode.parquet", ["Izin"])
    damaged = bytearray((folder / "kode.parquet").read_bytes())
    (folder / "kode.parquet").write_bytes(damaged[: len(damaged) // 2])
    found = gather(tmp_path)
    assert len(found.matrix) == 1
    assert sorted({problem.file for problem in found.problems}) == sorted(
        f"Jawa/{path.name}" for path in folder.iterdir()
    )
    unused = found.files[found.files["sheets"] == 0]
    assert set(unused["state"]) == {_("not used")}
    assert "isian.xlsx" in said(found.problems, "Jawa/~$isian.xlsx")[0]
    assert ".sqlite" in said(found.problems, "Jawa/surat.pdf")[0]


def test_sheets_of_another_standard_are_named(tmp_path: Path) -> None:
    put(tmp_path, "a.json", "Loket")
    matrix_file(tmp_path / "b.parquet", ["Izin"])
    found = gather(tmp_path, "praktik")
    assert len(found.matrix) == 0
    assert [problem.file for problem in found.problems] == ["a.json", "b.parquet"]
    assert all("praktik" in problem.message for problem in found.problems)


def test_what_systems_leave_in_folders_is_no_problem(tmp_path: Path) -> None:
    put(tmp_path, "a.json", "Loket")
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "unit.sqlite-wal", ".a.json.tmp"):
        (tmp_path / name).write_bytes(b"x")
    found = gather(tmp_path)
    assert found.problems == []
    assert found.files["file"].tolist() == ["a.json"]


def test_without_a_register_units_miss_the_periods_of_others(tmp_path: Path) -> None:
    put(tmp_path, "a.json", "Loket", "2026-1")
    put(tmp_path, "b.json", "Loket", "2026-2")
    put(tmp_path, "c.json", "Izin", "2026-2")
    found = gather(tmp_path)
    assert missing(found.missing) == [("Izin", "2026-1", _("nothing was sent"))]
    assert found.register.dtypes.astype(str).to_dict() == REGISTER
    assert found.missing.dtypes.astype(str).to_dict() == MISSING


def test_an_empty_folder_gathers_nothing(tmp_path: Path) -> None:
    found = gather(tmp_path)
    assert (len(found.matrix), len(found.files), len(found.missing)) == (0, 0, 0)
    assert found.problems == []


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BermaknaError, match="tidak-ada"):
        gather(tmp_path / "tidak-ada")
    put(tmp_path, "a.json", "Loket")
    with pytest.raises(BermaknaError, match=r"a\.json"):
        gather(tmp_path / "a.json")


def test_how_far_it_is_is_told_file_by_file(tmp_path: Path) -> None:
    put(tmp_path, "a.json", "Loket")
    put(tmp_path, "b.json", "Izin")
    told: list[tuple[int, int]] = []
    gather(tmp_path, progress=lambda *how: told.append(how))
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_names_with_every_letter_stay_as_they_are(tmp_path: Path) -> None:
    name = "=1+1 Kantor 'É' 🏛"
    put(tmp_path, "é 🏛.json", name, 'Periode/Ganjil: "I"')
    found = gather(tmp_path)
    assert rows(found) == [(name, 'Periode/Ganjil: "I"', True, 2)]
