"""``materials``: four files in a folder, all or none, with what was there kept."""

from datetime import time
from pathlib import Path

import pytest

from assessment.errors import BermaknaError, StandardError
from assessment.materials_command import read_start, run_materials
from tests.slides import titles_of

NAMES = ["lembar-peserta.pdf", "lokakarya.pptx", "sertifikat.pdf", "susunan-acara.pdf"]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BERMAKNA_LANG", "en")


def test_all_materials_are_written_and_one_line_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new"
    assert run_materials(folder, start="09.00") == 0
    assert sorted(path.name for path in folder.iterdir()) == NAMES
    (said,) = capsys.readouterr().out.splitlines()
    assert said.startswith(f"4 files in {folder}, ")


def test_the_sections_and_the_standard_can_be_chosen(tmp_path: Path) -> None:
    run_materials(tmp_path, standard="unit", sections=("P6",))
    titles = titles_of((tmp_path / "lokakarya.pptx").read_bytes())
    assert "P6 Responsif terhadap pengaduan" in titles
    assert not any(title.startswith("B") and title[1].isdigit() for title in titles)


def test_files_of_these_names_are_kept(tmp_path: Path) -> None:
    (tmp_path / "lokakarya.pptx").write_bytes(b"edited by the trainer")
    run_materials(tmp_path)
    (copy,) = tmp_path.glob("*.bak")
    assert copy.read_bytes() == b"edited by the trainer"


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"standard": "skm"}, StandardError),
        ({"sections": ("B77",)}, BermaknaError),
        ({"join": "http://laptop:8000"}, BermaknaError),
        ({"start": "25.00"}, BermaknaError),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_written(
    tmp_path: Path, wrong: dict[str, object], error: type[BermaknaError]
) -> None:
    with pytest.raises(error) as caught:
        run_materials(tmp_path / "new", **wrong)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "new").exists()


def test_a_failure_of_one_leaves_the_others_unwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> bytes:
        raise BermaknaError("no Typst")

    monkeypatch.setattr("assessment.materials_command.run_sheet", fail)
    with pytest.raises(BermaknaError):
        run_materials(tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("text", "clock"), [("09.00", time(9)), ("9:30", time(9, 30)), (" 23.59 ", time(23, 59))]
)
def test_a_time_of_day_is_read_as_people_write_it(text: str, clock: time) -> None:
    assert read_start(text) == clock
