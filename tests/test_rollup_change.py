"""Thousands of units are compared as one is: on the items that it has a level for both times."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.answer_matrix import AnswerMatrix
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.matrix import Choice
from assessment.pairing import pair_items
from assessment.period_tables import ABOUT, LEFT_OUT
from assessment.periods import compare_periods
from assessment.rollup.change import Changes, changes
from assessment.rollup.units_change import CHANGES, MEANS
from assessment.standard import Standard
from assessment.suppression import MIN_GROUP
from tests.builders import make_standard, standard_data, validate_standard
from tests.panels import blind_sheet
from tests.units_in_periods import Sheet, choices_of, index_of, matrix_of, mean_of

THEN, NOW = "2026-1", "2026-2"
STANDARD = make_standard(weights={"A1-2": 2, "A2": 3})
FIGURES = ["items", "before", "after", "change"]
Row = tuple[Choice, ...]


@st.composite
def standards(draw: st.DrawFn, version: str = "1.0.0") -> Standard:
    """Draw a standard of two or three sections; one of them is too long for one table."""
    sizes = draw(st.sampled_from([(3, 2), (2, 8), (1, 2, 3)]))
    items = [f"A{part}-{n}" for part, size in enumerate(sizes, 1) for n in range(1, size + 1)]
    names = [*items, *(f"A{part}" for part in range(1, len(sizes) + 1))]
    weights = {name: draw(st.integers(1, 9)) for name in names}
    scale = draw(st.sampled_from([(0, 1, 2, 3), (0, 1, 3)]))
    gates = {items[0]: (1, "low")} if draw(st.booleans()) else {}
    data = standard_data(items_per_section=sizes, weights=weights, scale=scale, gates=gates)
    kept = [len(section["items"]) > 1 and draw(st.booleans()) for section in data["sections"]]
    for section, shorter in zip(data["sections"], kept, strict=True):
        if version != "1.0.0" and shorter:
            gone = section["items"].pop(0)["id"]
            if draw(st.booleans()):
                section["items"][-1].update(id=f"{gone}9", replaces=[gone])
    return validate_standard({**data, "version": version})


def two_periods(standard: Standard) -> st.SearchStrategy[list[tuple[Row, Row]]]:
    pair = st.tuples(choices_of(standard), choices_of(standard))
    return st.lists(pair, min_size=1, max_size=8)


def choices(standard: Standard, row: Row) -> dict[str, Choice]:
    return dict(zip((item.id for item in standard.items), row, strict=True))


def values(rows: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Return figures as plain rows, ``None`` for ``NA``."""
    plain = rows.astype(object).where(rows.notna(), None)
    return list(plain.itertuples(index=False, name=None))


def compared(found: Changes) -> dict[str, list[tuple[Any, ...]]]:
    return {
        str(unit): values(rows[FIGURES])
        for unit, rows in found.units.groupby("unit", observed=True)
    }


def one_by_one(
    then: Standard, now: Standard, rows: Mapping[str, tuple[Row, Row]]
) -> dict[str, list[tuple[Any, ...]]]:
    """Compare the agreed sheets of each unit as ``compare_periods`` does."""
    found = {}
    for unit, (before, after) in rows.items():
        pair = blind_sheet(then, choices(then, before)), blind_sheet(now, choices(now, after))
        change = compare_periods(*pair, then, now)
        found[unit] = values(pd.concat([change.overall, change.sections])[FIGURES])
    return found


def matrix(standard: Standard, rows: Mapping[str, Row], period: str = THEN) -> AnswerMatrix:
    return matrix_of(standard, [Sheet(unit, row, period) for unit, row in rows.items()])


def both(*pairs: tuple[Row, Row], standard: Standard = STANDARD) -> AnswerMatrix:
    sheets = [
        Sheet(f"Unit {number:02}", row, period)
        for number, pair in enumerate(pairs)
        for row, period in zip(pair, (THEN, NOW), strict=True)
    ]
    return matrix_of(standard, sheets)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_unit_changes_as_two_agreed_sheets_do(data: st.DataObject) -> None:
    standard = data.draw(standards())
    pairs = data.draw(two_periods(standard))
    expected = one_by_one(
        standard, standard, {f"Unit {number:02}": pair for number, pair in enumerate(pairs)}
    )
    assert compared(changes(both(*pairs, standard=standard), THEN, NOW)) == expected


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_two_versions_of_a_standard_are_compared_as_two_agreed_sheets_are(
    data: st.DataObject,
) -> None:
    then, now = data.draw(standards()), data.draw(standards(version="2.0.0"))
    names = [f"Unit {number}" for number in range(3)]
    before = {name: data.draw(choices_of(then)) for name in names}
    after = {name: data.draw(choices_of(now)) for name in reversed(names)}
    found = changes(matrix(now, after, NOW), THEN, NOW, earlier_matrix=matrix(then, before))
    pairs = {name: (before[name], after[name]) for name in names}
    assert compared(found) == one_by_one(then, now, pairs)
    pairing = pair_items(then, now)
    assert found.new["item"].tolist() == pairing.new
    assert found.retired["item"].tolist() == pairing.retired
    assert dict(found.left_out[["item", "reason"]].to_numpy()) == pairing.changed


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_sheets_of_assessors_are_compared_as_one_long_sheet(data: st.DataObject) -> None:
    standard = data.draw(standards())
    many = st.lists(choices_of(standard), min_size=MIN_GROUP, max_size=MIN_GROUP + 2)
    rows = [[choices(standard, row) for row in data.draw(many)] for _period in (THEN, NOW)]
    with_level = [
        {item for row in sheets for item, choice in row.items() if isinstance(choice, int)}
        for sheets in rows
    ]
    shared = with_level[0] & with_level[1]
    expected = [
        index_of(standard, [{item: row[item] for item in shared} for row in sheets])
        for sheets in rows
    ]
    sheets = [
        Sheet("Loket", tuple(row.values()), period, agreed=False)
        for period, found in zip((THEN, NOW), rows, strict=True)
        for row in found
    ]
    units = changes(matrix_of(standard, sheets), THEN, NOW).units
    assert units["items"].iloc[0] == len(shared)
    for name, indices in zip(("before", "after"), expected, strict=True):
        shown = [None if pd.isna(value) else round(100 * value) for value in units[name]]
        assert shown == indices


def test_units_whose_items_are_the_same_stand_beside_units_whose_items_are_not() -> None:
    pairs: list[tuple[Row, Row]] = [
        ((1, 2, 3, 0, 1), (3, 2, 1, 0, 0)),
        ((1, None, 3, "unknown", 1), (3, 2, "not_applicable", 0, 0)),
        ((0, 0, 0, 0, 0), (3, 3, 3, 3, 3)),
    ]
    named = {f"Unit {number:02}": pair for number, pair in enumerate(pairs)}
    found = compared(changes(both(*pairs), THEN, NOW))
    assert found == one_by_one(STANDARD, STANDARD, named)
    assert [rows[0][0] for rows in found.values()] == [5, 2, 5]


def test_the_later_version_s_weights_and_order_count_for_both_periods() -> None:
    data = standard_data(weights={"A1-1": 9, "A2": 5})
    data["version"] = "2.0.0"
    data["sections"][0]["items"].reverse()
    later = validate_standard(data)
    row: Row = (0, 1, 2, 3, 1)
    found = changes(
        matrix(later, {"A": row}, NOW), THEN, NOW, earlier_matrix=matrix(STANDARD, {"A": row})
    )
    assert compared(found) == one_by_one(STANDARD, later, {"A": (row, row)})
    assert found.units["items"].tolist() == [5, 3, 2]


def test_a_part_without_compared_items_has_no_figures() -> None:
    found = changes(both(((1, 1, 1, None, "unknown"), (2, 2, 2, 3, 3))), THEN, NOW).units
    assert values(found[["section", *FIGURES]])[2] == ("A2", 0, None, None, None)
    assert found["change"].tolist()[0] == 33.34


def test_a_unit_that_one_period_hides_or_lacks_is_left_out() -> None:
    sheets = [Sheet(unit, (1,) * 5, period) for unit in "AB" for period in (THEN, NOW)]
    sheets += [Sheet("C", (1,) * 5, THEN), Sheet("D", (1,) * 5, NOW), Sheet("E", (1,) * 5, THEN)]
    sheets += [Sheet("E", (2,) * 5, NOW, agreed=False)] * (MIN_GROUP - 1)
    sheets += [Sheet("F", (1,) * 5, THEN, agreed=False)] * (MIN_GROUP - 1)
    sheets += [Sheet("F", (2,) * 5, NOW)]
    assert list(compared(changes(matrix_of(STANDARD, sheets), THEN, NOW))) == ["A", "B"]


def test_one_person_s_sheet_is_never_shown() -> None:
    of_persons = validate_standard({**standard_data(), "respondent": "person"})
    found = changes(both(((1,) * 5, (2,) * 5), standard=of_persons), THEN, NOW)
    assert found.units.empty


def test_the_agreed_sheet_alone_counts() -> None:
    sheets = [Sheet("A", (1,) * 5, THEN), Sheet("A", (3,) * 5, NOW)]
    sheets += [Sheet("A", (0,) * 5, period, agreed=False) for period in (THEN, NOW)] * 6
    found = changes(matrix_of(STANDARD, sheets), THEN, NOW).units
    assert values(found[FIGURES])[0] == (5, 33.33, 100.0, 66.67)


def test_rows_stand_by_the_units_names_never_by_a_figure() -> None:
    sheets = [
        Sheet(unit, (level,) * 5, period)
        for unit, level in zip("CADB", (3, 0, 2, 1), strict=True)
        for period in (NOW, THEN)
    ]
    found = changes(matrix_of(STANDARD, sheets), THEN, NOW).units
    assert found["unit"].tolist() == [unit for unit in "ABCD" for _part in range(3)]
    assert found["section"].tolist() == ["overall", "A1", "A2"] * 4
    assert found["title"].tolist()[:2] == [_("Overall"), "Bagian 1"]
    assert set(found["earlier"]) == {THEN}
    assert set(found["later"]) == {NOW}


def means_of(pairs: Sequence[tuple[Row, Row]]) -> pd.DataFrame:
    return changes(both(*pairs), THEN, NOW).means


@settings(max_examples=40, deadline=None)
@given(two_periods(STANDARD))
def test_the_means_are_those_of_the_units_that_have_both_indices(
    pairs: list[tuple[Row, Row]],
) -> None:
    found = changes(both(*pairs), THEN, NOW)
    for row in found.means.to_dict("records"):
        units = found.units[found.units["section"] == row["section"]].dropna()
        if len(units) < MIN_GROUP:
            assert all(pd.isna(row[name]) for name in MEANS if name not in {"section", "title"})
            continue
        before, after = (
            mean_of([round(100 * value) for value in units[name]]) for name in ("before", "after")
        )
        assert row["units"] == len(units)
        assert (row["before"], row["after"]) == (before / 100, after / 100)
        assert row["change"] == (after - before) / 100
        shares = [(units["change"] > 0).mean(), (units["change"] == 0).mean()]
        assert [row["up"], row["same"]] == pytest.approx(shares)
        assert row["up"] + row["same"] + row["down"] == pytest.approx(1)


@pytest.mark.parametrize(("count", "shown"), [(MIN_GROUP - 1, False), (MIN_GROUP, True)])
def test_means_are_shown_of_five_units_and_not_of_four(count: int, shown: bool) -> None:
    found = means_of([((1,) * 5, (2,) * 5)] * count)
    assert found.drop(columns=["section", "title"]).notna().to_numpy().all() == shown
    assert found["units"].notna().any() == shown


def test_the_shares_say_how_many_units_went_which_way() -> None:
    down, same, up = ((2,) * 5, (1,) * 5), ((1,) * 5, (1,) * 5), ((0,) * 5, (1,) * 5)
    found = means_of([down, same, same, up, up, up, up, up, same, same])
    assert found[["up", "same", "down"]].iloc[0].tolist() == [0.5, 0.4, 0.1]


def test_a_period_without_sheets_is_named_with_those_that_there_are() -> None:
    with pytest.raises(BermaknaError, match=rf"2031.*{THEN}, {NOW}"):
        changes(both(((1,) * 5, (2,) * 5)), "2031", NOW)


def test_sheets_of_different_standards_are_refused_by_name() -> None:
    other = matrix(validate_standard({**standard_data(), "id": "lain"}), {"A": (1,) * 5}, NOW)
    with pytest.raises(BermaknaError, match=r"small 1\.0\.0.*lain"):
        changes(other, THEN, NOW, earlier_matrix=matrix(STANDARD, {"A": (1,) * 5}))


TABLES = {"units": CHANGES, "means": MEANS, "new": ABOUT, "retired": ABOUT, "left_out": LEFT_OUT}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(
    "found",
    [
        both(((1,) * 5, (2,) * 5)),
        both(*[((1,) * 5, (2,) * 5)] * 6),
        matrix_of(STANDARD, [Sheet("A", (1,) * 5, THEN), Sheet("B", (1,) * 5, NOW)]),
    ],
)
def test_a_table_has_its_columns_and_dtypes(name: str, found: AnswerMatrix) -> None:
    table = getattr(changes(found, THEN, NOW), name)
    assert table.dtypes.astype(str).to_dict() == TABLES[name]
    assert list(table.index) == list(range(len(table)))
