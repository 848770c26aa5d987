"""The analyst's four steps without a browser: what is typed, ticked and pressed, and shown then."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import cast
from zipfile import ZipFile

import numpy as np
import openpyxl
import pandas as pd
import pytest

from assessment.answer_matrix import AnswerMatrix
from assessment.answers import Answer, AnswerSheet
from assessment.errors import Problem
from assessment.gathering import Gathered
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.rollup import roll_up
from assessment.rollup_app import RollUpApp
from assessment.rollup_app.app import FOLDER, Steps
from assessment.rollup_app.came import MOST
from assessment.rollup_app.changing import Changes
from assessment.rollup_app.desk import Desk
from assessment.rollup_app.downloading import FOLDER as WRITTEN
from assessment.rollup_app.lists import Units
from assessment.rollup_app.looking import Looking
from assessment.rollup_app.paged import PAGE, Paged
from assessment.rollup_app.words import few_units
from assessment.simulation import simulate
from assessment.suppression import MIN_GROUP
from tests.pressing import press, read

COLLECT, EXAMINE, LOOK, DOWNLOAD = range(4)
SPREAD, HEAT_MAP, UNITS, TREND, GAPS, CHANGE, VISITS = range(7)
STANDARD = load_standard("unit")
ASSESSORS = 4
# One whose four assessors have agreed on nothing: hidden in every period.
ALONE = "Unit 00003 (data rekaan)"


def made_up(units: int = 90, periods: int = 2) -> Gathered:
    """Return agreed sheets of made-up units; one unit has those of four assessors instead."""
    made = simulate(
        STANDARD, units=units, periods=periods, assessors=ASSESSORS, seed=7, agreed=True
    )
    agreed, alone = made.matrix.who["agreed"], made.matrix.who["unit"] == ALONE
    matrix = made.matrix.take((agreed ^ alone).to_numpy())
    return gathered(matrix, made.register)


def gathered(matrix: AnswerMatrix, register: pd.DataFrame) -> Gathered:
    files = pd.DataFrame(
        {"file": ["a.json", "b.xlsx"], "kind": ["JSON", "Excel"], "sheets": [1, 0],
         "state": ["ok", "no"]}
    )  # fmt: skip
    there = pd.MultiIndex.from_frame(matrix.who[["unit", "period"]].astype(str))
    every = [register["unit"], matrix.who["period"].cat.categories]
    lacking = pd.MultiIndex.from_product(every, names=there.names).difference(there)
    missing = lacking.to_frame(index=False).merge(register, on="unit").assign(reason="–")
    problems = [Problem(f"{n:03d}.json", 3, "P1-1 = 9", "salah") for n in range(MOST + 7)]
    return Gathered(matrix, register, files, problems, missing)


@pytest.fixture
def steps() -> Steps:
    """The steps on made-up units."""
    found = Steps(Desk())
    found.desk.take(made_up())
    return found


@pytest.fixture
def looking(steps: Steps) -> Looking:
    steps.tabs.selected_index = LOOK
    return steps.looking


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, where files may come to lie."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(steps: Steps) -> str:
    return cast("str", steps.desk.messages.text)


def view(looking: Looking, number: int) -> str:
    looking.tabs.selected_index = number
    return read(looking.view)


def regions(steps: Steps) -> list[str]:
    return list(steps.desk.whole.gathered.register["region"].cat.categories)


def keep_units(steps: Steps, count: int, period: str) -> None:
    """Let one region have few units, so that it can be selected."""
    whole = steps.desk.whole.gathered
    names = whole.register["unit"].to_numpy()[-count:]
    register = whole.register.assign(region=whole.register["region"].cat.add_categories("Kecil"))
    register.loc[register["unit"].isin(names), "region"] = "Kecil"
    steps.desk.take(gathered(whole.matrix, register))
    steps.desk.period = period


def test_the_app_offers_the_folder_that_the_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.json").write_text("{}")
    monkeypatch.setenv(FOLDER, str(tmp_path))
    app = RollUpApp()
    (found,) = [part for part in app.children if isinstance(part, Steps)]
    assert found.collecting.place.value == str(tmp_path)
    assert _("The folder is there: {place}").format(place=tmp_path) in read(app)
    assert found.desk.collected is None


def test_later_steps_ask_to_collect_first() -> None:
    steps = Steps(Desk())
    for number in (EXAMINE, LOOK, DOWNLOAD):
        steps.tabs.selected_index = number
        asked = _("Collect what the units sent first (step 1).")
        assert asked in read(steps.tabs.children[number])


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("", _("Type the path of a folder, or the address of a database.")),
        ("nirgends", "nirgends"),
        ("berkas.json", _("{place} is a file. Name the folder it is in.").partition("}")[2]),
        ("kosong", "kosong"),
    ],
)
def test_a_place_that_cannot_be_read_is_said_at_once_and_when_it_is_read(
    folder: Path, typed: str, answer: str
) -> None:
    (folder / "kosong").mkdir()
    (folder / "berkas.json").write_text("{}")
    steps = Steps(Desk())
    steps.collecting.place.value = typed
    steps.collecting.check()
    assert answer in read(steps.collecting)
    press(steps.collecting, _("Read"))
    assert steps.desk.messages.wrong
    assert answer in said(steps)
    assert steps.desk.collected is None


def test_a_register_that_is_not_there_is_said(folder: Path) -> None:
    (folder / "a.json").write_text("{}")
    steps = Steps(Desk(), str(folder))
    steps.collecting.register.value = "daftar.csv"
    press(steps.collecting, _("Read"))
    assert "daftar.csv" in said(steps)
    assert steps.desk.messages.wrong


def send(folder: Path, unit: str, period: str, level: int) -> None:
    """Put the agreed sheet of a unit into a folder."""
    answers = {item.id: Answer(choice=level, evidence="papan") for item in STANDARD.items}
    sheet = AnswerSheet(
        standard=STANDARD.id, version=STANDARD.version, unit=unit, period=period,
        assessor=_("Consensus"), answers=answers,
    )  # fmt: skip
    sheet.write(folder / f"{unit}-{period}.json")


def test_a_register_outside_the_folder_is_read(folder: Path) -> None:
    sent = folder / "kiriman"
    sent.mkdir()
    send(sent, "Loket 1", "2026-1", 2)
    rows = "unit;instansi;wilayah;jenis layanan\nLoket 1;Dinas;Utara;loket\nLoket 2;Dinas;Utara;\n"
    (folder / "daftar.csv").write_text(rows + "Loket 2;Dinas;Selatan;\n")
    steps = Steps(Desk(), str(sent))
    steps.collecting.register.value = str(folder / "daftar.csv")
    press(steps.collecting, _("Read"))
    assert set(steps.desk.whole.gathered.register["unit"]) == {"Loket 1", "Loket 2"}
    assert "daftar.csv" in read(steps.collecting)


def test_a_folder_is_read_and_what_could_not_be_used_is_named(folder: Path) -> None:
    for number in range(MIN_GROUP + 1):
        send(folder, f"Loket {number}", "2026-1", number % 3 + 1)
    (folder / "rusak.json").write_text("{")
    before = sorted(folder.rglob("*"))
    steps = Steps(Desk(), f'"{folder}"')
    press(steps.collecting, _("Read"))
    counted = _("{units} units, {periods} periods, {sheets} sheets")
    assert counted.format(units=6, periods=1, sheets=6) in said(steps)
    assert not steps.desk.messages.wrong
    assert "rusak.json" in read(steps.collecting)
    assert not steps.collecting.read_button.disabled
    assert sorted(folder.rglob("*")) == before


def test_a_folder_without_anything_to_use_says_so_and_shows_no_figure(folder: Path) -> None:
    (folder / "rusak.json").write_text("{")
    steps = Steps(Desk(), str(folder))
    press(steps.collecting, _("Read"))
    assert steps.desk.messages.wrong
    assert "rusak.json" in read(steps.collecting)
    for number in (EXAMINE, LOOK, DOWNLOAD):
        steps.tabs.selected_index = number
        asked = _("Collect what the units sent first (step 1).")
        assert asked in read(steps.tabs.children[number])


def test_the_first_of_what_was_left_out_are_listed_and_the_rest_counted(steps: Steps) -> None:
    steps.collecting.refresh()
    shown = read(steps.collecting)
    assert "049.json" in shown
    assert "050.json" not in shown
    message = _("The first {most} of {all}; all of them stand in the workbook (step 4).")
    assert message.format(most=MOST, all=MOST + 7) in shown


def test_what_is_missing_is_counted_by_region_and_listed_by_name(steps: Steps) -> None:
    steps.tabs.selected_index = EXAMINE
    missing = steps.desk.whole.gathered.missing
    assert len(missing) > 0
    first = missing.iloc[0]
    assert first["region"] in read(steps.examining)
    assert first["unit"] in read(steps.examining.missing)


def test_a_hidden_group_is_named_with_the_reason_and_nothing_else(steps: Steps) -> None:
    steps.tabs.selected_index = EXAMINE
    shown = read(steps.examining.hidden)
    assert ALONE in shown
    assert "," not in shown
    assert str(MIN_GROUP) in read(steps.examining)


def test_names_that_differ_in_signs_only_are_told(steps: Steps) -> None:
    whole = steps.desk.whole.gathered
    names = whole.matrix.who["unit"].cat.rename_categories(
        {"Unit 00001 (data rekaan)": "Unit-00002 (data rekaan)"}
    )
    who = whole.matrix.who.assign(unit=names)
    matrix = AnswerMatrix(STANDARD, whole.matrix.codes, who)
    steps.desk.take(gathered(matrix, whole.register))
    steps.tabs.selected_index = EXAMINE
    assert "Unit 00002 (data rekaan) = Unit-00002 (data rekaan)" in read(steps.examining.doubles)


def test_a_selection_stands_in_words_and_can_be_taken_back(steps: Steps, looking: Looking) -> None:
    region = regions(steps)[1]
    assert _("everything") in looking.filters.state.value
    looking.filters.ticks["region"].choose(region)
    assert region in looking.filters.state.value
    units = steps.desk.chosen.rollup.keys["unit"].nunique()
    assert f"{units} " in looking.filters.state.value
    press(looking.filters, _("Show everything again"))
    assert _("everything") in looking.filters.state.value
    assert looking.filters.ticks["region"].chosen == ()


def test_several_ticks_of_one_list_add_up_and_those_of_two_lists_narrow_down(
    steps: Steps, looking: Looking
) -> None:
    register = steps.desk.whole.gathered.register
    one, two = regions(steps)[:2]
    service = register["service"].iloc[0]
    looking.filters.ticks["region"].choose(one, two)
    looking.filters.ticks["service"].choose(service)
    wanted = register[register["region"].isin([one, two]) & (register["service"] == service)]
    found = set(steps.desk.chosen.rollup.keys["unit"].astype(str))
    assert found
    assert found <= set(wanted["unit"])


def test_the_line_says_the_mean_of_the_selection_as_it_is_rolled_up(
    steps: Steps, looking: Looking
) -> None:
    region = regions(steps)[2]
    looking.filters.ticks["region"].choose(region)
    whole = steps.desk.whole
    names = whole.gathered.register.query("region == @region")["unit"]
    shown = ~whole.rollup.keys["hidden"] & whole.rollup.keys["unit"].isin(names)
    index = whole.rollup.units[shown & (whole.rollup.keys["period"] == steps.desk.period)]["index"]
    mean = (2 * round(100 * index.sum()) + len(index)) // (2 * len(index))
    assert f"{mean // 100},{mean % 100:02d}" in looking.line.value
    assert f"{len(index)} " in looking.line.value


def test_fewer_than_five_units_show_no_figure_across_units(steps: Steps, looking: Looking) -> None:
    keep_units(steps, MIN_GROUP - 1, "2026-2")
    looking.filters.ticks["region"].choose("Kecil")
    assert few_units() in read(looking)
    for number in (SPREAD, HEAT_MAP, TREND, GAPS, CHANGE):
        shown = view(looking, number)
        assert not re.search(r"\d,\d\d", shown)


def test_a_selection_without_any_unit_is_said(steps: Steps, looking: Looking) -> None:
    keep_units(steps, 1, "2026-2")
    register = steps.desk.whole.gathered.register
    there = set(register[register["region"] == "Kecil"]["service"])
    other = next(one for one in register["service"].cat.categories if one not in there)
    looking.filters.ticks["region"].choose("Kecil")
    looking.filters.ticks["service"].choose(other)
    for number in range(len(looking.views)):
        assert not re.search(r"\d,\d\d", view(looking, number))
    assert few_units() in looking.line.value
    assert not steps.desk.messages.wrong


def test_a_selection_that_differs_by_a_few_units_does_not_show_how_they_answered(
    steps: Steps, looking: Looking
) -> None:
    keep_units(steps, MIN_GROUP - 1, "2026-2")
    assert "P1-1" in view(looking, GAPS)
    all_but = [name for name in regions(steps) if name != "Kecil"]
    looking.filters.ticks["region"].choose(*all_but)
    assert "P1-1" not in view(looking, GAPS)
    steps.tabs.selected_index = DOWNLOAD
    press(steps.downloading, _("Make the tables (CSV)"))
    assert steps.desk.messages.wrong
    steps.tabs.selected_index = LOOK
    looking.filters.ticks["region"].choose(all_but[0])
    assert "P1-1" in view(looking, GAPS)


def test_a_hidden_group_is_part_of_no_selection(steps: Steps, looking: Looking) -> None:
    steps.desk.unit = ALONE
    looking.filters.ticks["basis"].choose("agreed")
    agreed = steps.desk.chosen.rollup
    looking.filters.clear()
    everything = steps.desk.chosen.rollup
    pd.testing.assert_frame_equal(everything.units, agreed.units)
    pd.testing.assert_frame_equal(everything.items, agreed.items)
    assert ALONE not in view(looking, UNITS)
    assert _("{unit} has no figure to show in this period.").format(unit=ALONE) in read(looking)


def names_on(page: Paged) -> list[str]:
    return re.findall(r"Unit \d{5} \(data rekaan\)", read(page))


def test_units_stand_in_the_order_of_their_names_forty_a_page(looking: Looking) -> None:
    view(looking, UNITS)
    units = cast("Units", looking.view).paged
    first = names_on(units)
    assert len(first) == PAGE
    assert first == sorted(first)
    press(units, _("Next"))
    second = names_on(units)
    assert second == sorted(second)
    assert first[-1] < second[0]
    press(units, _("Back"))
    assert names_on(units) == first


def test_a_unit_is_found_by_letters_of_its_name(looking: Looking) -> None:
    view(looking, UNITS)
    units = cast("Units", looking.view).paged
    press(units, _("Next"))
    units.search.value = "UNIT 0001"
    found = names_on(units)
    assert found[0] == "Unit 00010 (data rekaan)"
    assert all(name.startswith("Unit 0001") for name in found)
    units.search.value = "tidak ada"
    assert _("No name has these letters.") in read(units)


def test_cells_show_the_index_or_its_bounds(steps: Steps, looking: Looking) -> None:
    view(looking, UNITS)
    rows = steps.desk.in_view(steps.desk.chosen.rollup.units)
    shown = cast("Units", looking.view).paged.shown.value
    for _place, row in rows.head(PAGE).iterrows():
        name, cells = row["unit"], f"{row['low']:.2f}".replace(".", ",")
        if not row["complete"]:
            cells += "–<br>" + f"{row['high']:.2f}".replace(".", ",")
        assert re.search(rf'{re.escape(name)}</th><td class="[^"]*">{cells}</td>', shown)


def test_a_unit_is_marked_by_its_name_or_a_part_that_only_it_has(
    steps: Steps, looking: Looking
) -> None:
    looking.unit.value = "00012"
    assert steps.desk.unit == "Unit 00012 (data rekaan)"
    assert "◆ Unit 00012 (data rekaan)" in read(looking)
    assert "Unit 00012" in view(looking, SPREAD)
    assert "bm-own" in (view(looking, UNITS), cast("Units", looking.view).paged.shown.value)[1]


@pytest.mark.parametrize("typed", ["tidak ada", "data rekaan"])
def test_a_name_that_fits_no_unit_or_several_is_said(
    steps: Steps, looking: Looking, typed: str
) -> None:
    looking.unit.value = typed
    assert steps.desk.unit == ""
    assert steps.desk.messages.wrong
    assert typed in said(steps)


def test_only_the_view_in_sight_is_drawn(looking: Looking) -> None:
    drawn = [bool(one.shown.value) for one in looking.views]
    assert drawn == [True, *[False] * (len(drawn) - 1)]


def test_the_heat_map_is_of_regions_or_of_ministries(steps: Steps, looking: Looking) -> None:
    shown = view(looking, HEAT_MAP)
    assert regions(steps)[0] in shown
    looking.view.rows.value = "ministry"
    assert "Instansi" in read(looking.view)


def test_the_change_is_of_two_periods_and_of_the_marked_unit(looking: Looking) -> None:
    looking.unit.value = "00012"
    shown = view(looking, CHANGE)
    assert "P9" in shown
    assert "◆ Unit 00012 (data rekaan)" in shown
    changing = cast("Changes", looking.view)
    changing.earlier.value = changing.later.value
    assert _("Choose two different periods.") in read(changing)


def test_the_questions_for_visits_accuse_nobody(looking: Looking) -> None:
    assert _("They accuse nobody: a unit may be that good. Go and see, or ask.") in view(
        looking, VISITS
    )


def test_another_period_is_shown_when_it_is_chosen(steps: Steps, looking: Looking) -> None:
    later = looking.line.value
    looking.period.value = "2026-1"
    assert "2026-1" in looking.line.value
    assert looking.line.value != later
    looking.filters.ticks["period"].choose("2026-2")
    assert steps.desk.period == "2026-2"


def made(folder: Path) -> Iterator[Path]:
    return (path for path in (folder / WRITTEN).glob("*"))


def test_files_are_written_when_they_are_asked_for_and_named_by_standard_and_day(
    steps: Steps, folder: Path
) -> None:
    steps.tabs.selected_index = DOWNLOAD
    assert list(folder.iterdir()) == []
    for text in ("(CSV)", "(Parquet)"):
        press(steps.downloading, _("Make the tables (CSV)").replace("(CSV)", text))
    names = sorted(path.name for path in made(folder))
    assert all(re.match(r"rekap-unit-\d+\.\d+\.\d+-\d{4}-\d\d-\d\d-", name) for name in names)
    assert [name.rpartition("-")[2] for name in names] == ["csv.zip", "parquet.zip"]
    assert "download=" in steps.downloading.made.value


def test_the_tables_are_of_the_selection_or_of_everything(
    steps: Steps, looking: Looking, folder: Path
) -> None:
    looking.filters.ticks["region"].choose(regions(steps)[0])
    steps.tabs.selected_index = DOWNLOAD
    assert regions(steps)[0] in steps.downloading.what.options[0][0]
    press(steps.downloading, _("Make the tables (Parquet)"))
    steps.downloading.what.value = "everything"
    press(steps.downloading, _("Make the tables (Parquet)"))
    tables = {_("selection") in path.name: units_in(path) for path in made(folder)}
    assert set(tables[True]["region"]) == {regions(steps)[0]}
    assert set(tables[False]["region"]) == set(regions(steps))
    assert ALONE not in set(tables[False]["unit"])


def units_in(path: Path) -> pd.DataFrame:
    with ZipFile(path) as packed:
        return pd.read_parquet(BytesIO(packed.read("units.parquet")))


def test_the_workbook_is_of_the_selection_and_says_so(
    steps: Steps, looking: Looking, folder: Path
) -> None:
    looking.filters.ticks["region"].choose(regions(steps)[0])
    steps.tabs.selected_index = DOWNLOAD
    press(steps.downloading, _("Make the workbook (Excel)"))
    (path,) = made(folder)
    book = openpyxl.load_workbook(path)
    texts = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert any(regions(steps)[0] in text for text in texts)
    assert not any(regions(steps)[1] == text for text in texts)


def test_the_charts_are_pictures(steps: Steps, folder: Path) -> None:
    steps.tabs.selected_index = DOWNLOAD
    press(steps.downloading, _("Make the charts (SVG)"))
    (path,) = made(folder)
    with ZipFile(path) as packed:
        assert all(packed.read(name).startswith(b"<svg") for name in packed.namelist())
        assert len(packed.namelist()) > 4


def test_a_file_that_cannot_be_written_is_said(steps: Steps, folder: Path) -> None:
    (folder / WRITTEN).write_text("bukan folder")
    steps.tabs.selected_index = DOWNLOAD
    press(steps.downloading, _("Make the tables (CSV)"))
    assert steps.desk.messages.wrong
    assert str(WRITTEN) in said(steps)


def test_a_table_runs_nothing_in_a_spreadsheet(steps: Steps, folder: Path) -> None:
    whole = steps.desk.whole.gathered
    names = whole.matrix.who["unit"].cat.rename_categories({"Unit 00001 (data rekaan)": "=1+1"})
    matrix = AnswerMatrix(STANDARD, whole.matrix.codes, whole.matrix.who.assign(unit=names))
    steps.desk.take(gathered(matrix, whole.register))
    steps.tabs.selected_index = DOWNLOAD
    press(steps.downloading, _("Make the tables (CSV)"))
    with ZipFile(next(made(folder))) as packed:
        text = packed.read("units.csv").decode("utf-8-sig")
    assert "'=1+1" in text
    assert "\n=1+1" not in text


def test_a_part_is_what_its_sheets_roll_up_to(steps: Steps, looking: Looking) -> None:
    looking.filters.ticks["region"].choose(regions(steps)[0])
    whole, part = steps.desk.whole, steps.desk.chosen
    names = whole.rollup.keys.loc[part.marks, "unit"].astype(str)
    rows = whole.gathered.matrix.who["unit"].astype(str).isin(set(names)).to_numpy()
    again = roll_up(whole.gathered.matrix.take(rows), register=whole.gathered.register)
    assert np.array_equal(again.hundredths, part.rollup.hundredths)
