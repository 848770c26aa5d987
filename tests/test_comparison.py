"""Blind answers side by side: the widest disagreement first, and a proposal for each item."""

from statistics import median_low

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.columns import UNSUPPORTED as CLAIMS
from assessment.comparison import (
    PROPOSALS,
    SPREADS,
    UNANSWERED,
    WEIGHED,
    compare,
)
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.leniency import LENIENCY
from assessment.matrix import Choice
from assessment.reading import tidy
from assessment.summary import summarise
from tests.builders import make_standard, standard_data, validate_standard
from tests.panels import blind_sheet, blind_sheets

Row = tuple[Choice, ...]

SMALL = make_standard(weights={"A1-2": 3, "A2-1": 2})
SHARES = dict.fromkeys(["share_0", "share_1", "share_2", "share_3"], "float64")
ROWS: list[Row] = [
    (0, 1, "unknown", 2, 3),
    (2, 3, None, 2, "not_applicable"),
    (1, 1, "unknown", 3, "not_applicable"),
]


def compared(*rows: Row, evidence: str = "Catatan") -> dict[str, pd.DataFrame]:
    ids = [item.id for item in SMALL.items]
    sheets = [
        blind_sheet(SMALL, dict(zip(ids, row, strict=True)), evidence=evidence, assessor=name)
        for name, row in zip("ABCDEFG", rows, strict=False)
    ]
    return vars(compare(sheets, SMALL))


choices = st.sampled_from([None, "unknown", "not_applicable", 0, 1, 2, 3])
drawn_rows = st.lists(st.tuples(*[choices] * 5), min_size=1, max_size=6)


def test_items_come_by_spread_then_by_weight_then_in_their_order() -> None:
    found = compared(*ROWS)["disagreements"]
    assert found["item"].tolist() == ["A1-2", "A1-1", "A2-1", "A2-2", "A1-3"]
    assert found["spread"].tolist() == [2, 2, 1, 0, pd.NA]
    equal = compared((1, 1, 1, 1, 1), (2, 2, 2, 2, 2))["disagreements"]
    assert equal["item"].tolist() == ["A1-2", "A2-1", "A1-1", "A1-3", "A2-2"]


def test_a_row_shows_every_assessor_s_level_or_state_in_words() -> None:
    found = compared(*ROWS)["disagreements"].set_index("item")[["by_A", "by_B", "by_C"]]
    unknown, unanswered, free = _("Do not know"), _("Not answered"), _("Not applicable")
    assert found.loc[["A1-1", "A1-3", "A2-2"]].to_numpy().tolist() == [
        ["0", "2", "1"],
        [unknown, unanswered, unknown],
        ["3", free, free],
    ]


@settings(max_examples=40)
@given(drawn_rows)
def test_the_figures_of_an_item_are_those_of_its_levels(rows: list[Row]) -> None:
    found = {row["item"]: row for row in compared(*rows)["disagreements"].to_dict("records")}
    for item, column in zip(SMALL.items, zip(*rows, strict=True), strict=True):
        levels = [choice for choice in column if isinstance(choice, int)]
        row = found[item.id]
        assert row["n"] == len(levels)
        figures = [row[name] for name in ("median", "lowest", "highest", "spread")]
        if levels:
            low, high = min(levels), max(levels)
            assert figures == [median_low(levels), low, high, high - low]
        else:
            assert all(pd.isna(figure) for figure in figures)
        assert row["discuss"] == (bool(levels) and max(levels) - min(levels) >= 2)


def test_the_spread_counts_steps_and_not_digits() -> None:
    data = standard_data(items_per_section=(1,))
    data["scales"]["steps"] = [
        {"level": level, "points": points, "label": f"L{level}", "description": "tampak"}
        for level, points in {1: 0, 5: 1, 9: 3}.items()
    ]
    item = data["sections"][0]["items"][0]
    item["levels"] = {level: f"Tampak {level}." for level in (1, 5, 9)}
    item["hints"] = {level: f"Langkah {level}." for level in (1, 5)}
    leaps = validate_standard(data)
    found = compare(blind_sheets(leaps, (1,), (5,)), leaps).disagreements
    assert found[["lowest", "highest", "spread"]].iloc[0].tolist() == [1, 5, 1]
    assert not found["discuss"].any()


def test_an_item_is_unanswered_when_nobody_could_say_anything() -> None:
    found = compared(*ROWS)["unanswered"]
    assert found[["item", "unknown", "unanswered"]].to_numpy().tolist() == [["A1-3", 2, 1]]
    assert compared(*ROWS, (0, 0, "not_applicable", 0, 0))["unanswered"].empty


def test_unsupported_claims_are_those_of_the_summary() -> None:
    sheets = blind_sheets(SMALL, *ROWS)
    bare = sheets[0].model_copy(
        update={"answers": {"A1-2": sheets[0].answers["A1-2"].model_copy(update={"evidence": ""})}}
    )
    found = compare([bare, *sheets[1:]], SMALL).unsupported
    assert found[["assessor", "item"]].to_numpy().tolist() == [["A", "A1-2"]]
    pd.testing.assert_frame_equal(
        found, summarise(tidy([bare, *sheets[1:]], SMALL), SMALL).unsupported
    )


@settings(max_examples=40)
@given(drawn_rows)
def test_the_proposal_is_the_lower_median_or_says_why_there_is_none(rows: list[Row]) -> None:
    found = compared(*rows)["proposals"]
    for row, column in zip(found.to_dict("records"), zip(*rows, strict=True), strict=True):
        levels = [choice for choice in column if isinstance(choice, int)]
        assert row["n"] == len(levels)
        if levels:
            assert row["proposal"] == median_low(levels)
            assert pd.isna(row["reason"])
            shares = [row[f"share_{level}"] for level in range(4)]
            assert shares == [levels.count(level) / len(levels) for level in range(4)]
        else:
            assert pd.isna(row["proposal"])
            for state in ("unknown", "not_applicable"):
                assert row[state] == column.count(state)
            assert str(row["unknown"]) in row["reason"]


def test_proposals_stand_in_the_order_of_the_items() -> None:
    assert compared(*ROWS)["proposals"]["item"].tolist() == [item.id for item in SMALL.items]


def test_leniency_is_asked_about_in_the_same_comparison() -> None:
    long = make_standard(items_per_section=(6, 6))
    found = compare(blind_sheets(long, (3,) * 12, (1, 2) * 6), long).leniency
    assert found[["assessor", "sign"]].to_numpy().tolist() == [["A", "all_top"]]


@pytest.mark.parametrize("rows", [ROWS, ROWS[:1], [(None,) * 5], []])
def test_every_frame_has_its_columns_and_dtypes(rows: list[Row]) -> None:
    by_sheet = {f"by_{name}": "string" for name, _row in zip("ABC", rows, strict=False)}
    columns = {
        "disagreements": {**WEIGHED, **by_sheet, **SPREADS},
        "unanswered": UNANSWERED,
        "unsupported": CLAIMS,
        "leniency": LENIENCY,
        "proposals": {**PROPOSALS, **SHARES},
    }
    found = compared(*rows)
    assert set(found) == set(columns)
    for name, dtypes in columns.items():
        assert found[name].dtypes.astype(str).to_dict() == dtypes
        assert list(found[name]) == list(dtypes)


def test_no_sheets_of_no_standard_make_empty_frames() -> None:
    assert all(frame.empty for frame in vars(compare([])).values())


def test_a_frame_says_the_same_as_its_sheets() -> None:
    sheets = blind_sheets(SMALL, *ROWS)
    from_frame = vars(compare(tidy(sheets, SMALL), SMALL))
    for name, frame in vars(compare(sheets, SMALL)).items():
        pd.testing.assert_frame_equal(from_frame[name], frame)


@pytest.mark.parametrize("field", ["unit", "period"])
def test_sheets_about_several_units_or_periods_are_refused_by_name(field: str) -> None:
    sheets = blind_sheets(SMALL, *ROWS)
    other = sheets[0].model_copy(update={field: "Lain"})
    with pytest.raises(BermaknaError, match=r"Loket 2026-1.*Lain|Lain.*Loket 2026-1"):
        compare([other, *sheets[1:]], SMALL)


def test_what_people_answer_about_themselves_is_not_compared() -> None:
    own = validate_standard({**standard_data(), "respondent": "person"})
    with pytest.raises(BermaknaError, match="small"):
        compare(blind_sheets(own, *ROWS), own)
