"""The workbook of a roll-up: every figure once, nobody ranked, and texts that stay texts."""

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from assessment.errors import Problem
from assessment.exchange.workbook_styles import INK
from assessment.gathering import Gathered
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.rollup import RollUp, roll_up
from assessment.rollup.change import changes
from assessment.rollup.distribution import distribution
from assessment.rollup_report import rollup_workbook
from assessment.rollup_report.content import RollUpContent
from assessment.rollup_report.formats import DARKEST, PALEST
from assessment.rollup_report.sheets import sheets
from assessment.rollup_report.summary import facts, reading
from assessment.simulation import simulate
from tests.office import convert
from tests.test_style import contrast

UNIT = load_standard("unit")
DAY = date(2026, 11, 24)
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "<r>a</r>")
PROBLEM = Problem("kiriman/=rusak.xlsx", 7, "P1-1", "tingkat 9 di luar jangkauan")


@cache
def gathered(units: int = 12, periods: int = 3) -> Gathered:
    """Gather made-up units, of which one has agreed on nothing and is hidden."""
    made = simulate(UNIT, units=units, periods=periods, assessors=2, seed=5, agreed=True)
    who = made.matrix.who
    first = (who["unit"] == who["unit"].cat.categories[0]).to_numpy()
    matrix = made.matrix.take(~(first & who["agreed"].to_numpy()))
    missing = pd.DataFrame(
        {
            "unit": ["Unit A"],
            "ministry": [""],
            "region": ["W"],
            "service": [""],
            "period": ["2026-1"],
            "reason": ["belum mengirim"],
        }
    )
    return Gathered(matrix, made.register, pd.DataFrame(), [PROBLEM], missing)


@cache
def rolled(units: int = 12, periods: int = 3) -> RollUp:
    found = gathered(units, periods)
    return roll_up(found.matrix, register=found.register)


def named(name: str) -> RollUp:
    """Roll up one unit, as somebody has named it."""
    found = gathered()
    who = found.matrix.who
    kept = found.matrix.take((who["unit"] == who["unit"].cat.categories[1]).to_numpy())
    categories = {old: f"{name} {old}" for old in kept.who["unit"].cat.categories}
    renamed = kept.who.assign(unit=kept.who["unit"].cat.rename_categories(categories))
    return roll_up(replace(kept, who=renamed))


@cache
def made() -> bytes:
    return rollup_workbook(rolled(), gathered(), made=DAY)


@cache
def book() -> Workbook:
    return load_workbook(BytesIO(made()))


def rows(name: str, source: Workbook | None = None) -> list[dict[str, Any]]:
    """Return the rows of a sheet by the headings of its columns."""
    heading, *below = (source or book())[name].iter_rows(values_only=True)
    return [dict(zip(map(str, heading), row, strict=True)) for row in below]


def figures(column: "pd.Series[Any]") -> list[float | None]:
    return [None if pd.isna(value) else float(value) for value in column]


def test_the_sheets_stand_in_their_order() -> None:
    assert book().sheetnames == [
        _("Summary"), _("Unit"), _("Sections"), _("Units by section"), _("Items"), _("Gaps"),
        _("Changes"), _("Changes by unit"), _("Visits"), _("Not in yet"), _("Left out"),
    ]  # fmt: skip


def test_of_files_alone_nothing_is_said_of_what_is_missing_or_has_changed() -> None:
    names = load_workbook(BytesIO(rollup_workbook(rolled(), made=DAY))).sheetnames
    assert not {_("Changes"), _("Changes by unit"), _("Not in yet")} & set(names)


def test_the_same_roll_up_is_the_same_bytes() -> None:
    assert rollup_workbook(rolled(), gathered(), made=DAY) == made()


def test_every_unit_is_there_with_its_figures_in_the_order_of_the_names() -> None:
    found, units = rows(_("Unit")), rolled().units
    assert [row[_("Unit")] for row in found] == units["unit"].tolist()
    assert [row[_("Unit")] for row in found] == sorted(row[_("Unit")] for row in found)
    for heading, name in ((_("Index"), "index"), (_("Lowest"), "low"), (_("Highest"), "high")):
        assert [row[heading] for row in found] == figures(units[name])


def test_a_hidden_unit_has_no_figure_and_a_note() -> None:
    hidden = [row for row in rows(_("Unit")) if row[_("Note")]]
    assert len(hidden) == int(rolled().keys["hidden"].sum()) > 0
    for name in (_("Index"), _("Lowest"), _("Highest"), _("Band"), _("Quarter")):
        assert {row[name] for row in hidden} == {None}


def test_the_wide_sheet_loses_no_cell() -> None:
    found, sections = rows(_("Units by section")), rolled().sections
    for section in UNIT.sections:
        of_section = sections[sections["section"] == section.id]
        heading = f"{section.id} {section.title}"
        assert [row[heading] for row in found] == figures(of_section["index"])
    assert [row[_("Overall")] for row in found] == figures(rolled().units["index"])


def test_an_open_index_is_a_number_that_shows_a_star() -> None:
    sheet = book()[_("Unit")]
    place = [cell.value for cell in sheet[1]].index(_("Index"))
    looks = [row[place].number_format for row in sheet.iter_rows(min_row=2)]
    open_ends = (rolled().units["completeness"] < 100).tolist()
    assert any(open_ends)
    assert ['"*"' in look for look in looks] == open_ends


def test_the_distribution_stands_for_all_and_for_each_group() -> None:
    found, every = rows(_("Sections")), distribution(rolled())
    assert [row[_("Median")] for row in found[: len(every)]] == figures(every["median"])
    groups = {row[_("Grouped by")] for row in found}
    assert _("All units") in groups
    assert len(groups) > 1


def test_figures_of_few_units_are_empty() -> None:
    few = [row for row in rows(_("Sections")) if row[_("Units")] is None]
    assert few
    assert {row[name] for row in few for name in (_("Mean"), _("Median"), _("90 %"))} == {None}


def test_items_and_gaps_are_those_of_the_roll_up() -> None:
    items, gaps = rows(_("Items")), rows(_("Gaps"))
    assert [row[_("Item")] for row in items] == rolled().items["item"].tolist()
    level = _("Level {level}").format(level=3)
    assert [row[level] for row in items] == pytest.approx(figures(rolled().items["share_3"]))
    assert [row[_("Mean gap")] for row in gaps] == pytest.approx(figures(rolled().gaps["gap"]))


def test_each_period_is_compared_with_the_next() -> None:
    periods = rolled().keys["period"].cat.categories
    found = rows(_("Changes"))
    first = changes(gathered().matrix, periods[0], periods[1]).means
    assert [row[_("Change")] for row in found[: len(first)]] == figures(first["change"])
    assert {row[_("Earlier period")] for row in found} == set(periods[:-1])


def test_what_is_missing_and_what_was_left_out_is_named() -> None:
    (missing,) = rows(_("Not in yet"))
    assert missing[_("Reason")] == "belum mengirim"
    (left_out,) = rows(_("Left out"))
    assert list(left_out.values()) == [PROBLEM.file, 7, PROBLEM.place, PROBLEM.message]


def test_a_problem_that_both_tell_of_stands_once() -> None:
    both = replace(rolled(), left_out=(PROBLEM,))
    assert RollUpContent(both, gathered(), DAY).left_out == (PROBLEM,)


def test_the_summary_says_what_it_is_and_that_nobody_is_ranked() -> None:
    chosen = "wilayah: Jawa Barat"
    source = load_workbook(BytesIO(rollup_workbook(rolled(), made=DAY, chosen=chosen)))
    said = [cell for row in source[_("Summary")].iter_rows(values_only=True) for cell in row]
    content = RollUpContent(rolled(), None, DAY, chosen)
    assert [
        text for pair in (*facts(content), *reading(UNIT)) for text in pair if text not in said
    ] == []
    assert chosen in said
    assert _("No ranking") in said


def test_the_summary_counts_what_there_is() -> None:
    told = dict(facts(RollUpContent(rolled(), gathered(), DAY)))
    assert told[_("Units")] == "12"
    assert told[_("Units in periods")] == str(len(rolled().keys))
    assert told[_("Hidden units in periods")] == str(int(rolled().keys["hidden"].sum()))
    assert (told[_("Not in yet")], told[_("Left out")]) == ("1", "1")


@pytest.mark.parametrize("typed", FORMULAS)
def test_a_name_that_looks_like_a_formula_is_text(typed: str) -> None:
    source = load_workbook(BytesIO(rollup_workbook(named(typed), made=DAY)))
    kinds = {cell.data_type for sheet in source for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert all(row[_("Unit")].startswith(typed) for row in rows(_("Unit"), source))


def test_sheets_are_ready_to_read_and_to_print() -> None:
    for sheet in book().worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.page_setup.fitToHeight == 0
    for sheet in book().worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.auto_filter.ref == (sheet.dimensions if sheet.max_row > 1 else None)


def test_numbers_stay_readable_on_every_shade() -> None:
    (scale,) = book()[_("Units by section")].conditional_formatting
    (rule,) = scale.rules
    assert [f"#{color.rgb[2:].lower()}" for color in rule.colorScale.color] == [PALEST, DARKEST]
    assert all(contrast(INK, shade) >= 4.5 for shade in (PALEST, DARKEST))


def test_the_properties_name_periods_and_standard() -> None:
    properties = book().properties
    assert "2026-1" in properties.title
    assert properties.keywords == f"{UNIT.id} {UNIT.version}"
    assert properties.created.date() == DAY


def test_every_row_of_a_table_has_a_value_or_a_gap_for_every_column() -> None:
    for table in sheets(RollUpContent(rolled(), gathered(), DAY)):
        assert {len(column.values) for column in table.columns} == {table.rows}


def test_two_thousand_units_lose_no_cell() -> None:
    rollup, found = rolled(2000, 4), gathered(2000, 4)
    written = rollup_workbook(rollup, found, made=DAY)
    with ZipFile(BytesIO(written)) as files:
        sheet = files.read("xl/worksheets/sheet4.xml").decode()
    expected = 1 + sum(np.isfinite(rollup.sections["index"])) + len(rollup.keys)
    assert sheet.count("<row ") == 1 + len(rollup.keys)
    assert sheet.count("<v>") > expected


def test_libreoffice_opens_it_and_sees_the_same_numbers(tmp_path: Path) -> None:
    path = tmp_path / "rekap.xlsx"
    path.write_bytes(made())
    again = load_workbook(convert(path, "xlsx", tmp_path / "dibuka"))
    assert again.sheetnames == book().sheetnames
    for name in (_("Unit"), _("Units by section"), _("Changes")):
        expected = pd.DataFrame(rows(name))
        pd.testing.assert_frame_equal(pd.DataFrame(rows(name, again)), expected)
