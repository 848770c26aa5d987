"""The tables of a summary: their shapes, and that every figure is the evaluator's own."""

from collections.abc import Mapping
from dataclasses import astuple
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.answers import AnswerSheet
from assessment.coding import NEEDED
from assessment.columns import GAPS, ITEMS, OVERALL, SECTIONS, UNSUPPORTED
from assessment.errors import BermaknaError
from assessment.matrix import Choice
from assessment.results import SheetScore, score
from assessment.standard import Item, Standard
from assessment.summary import Summary, summarise
from tests.builders import standard_data, validate_standard

SAMPLES = Path(__file__).parent.parent / "notebooks" / "contoh"
FRAMES = {
    "overall": OVERALL,
    "sections": SECTIONS,
    "items": ITEMS,
    "gaps": GAPS,
    "unsupported": UNSUPPORTED,
}


def two_scales() -> Standard:
    """Make a standard whose last item has a scale of its own, with gaps between its digits."""
    gate = (2, "low")
    data = standard_data(
        weights={"A1-1": 2, "A2": 3},
        bands={"low": 0, "high": 50},
        gates={"A1-2": gate, "A2-1": gate},
    )
    points = {1: 0, 3: 1, 7: 3}
    data["scales"]["leaps"] = [
        {"level": level, "points": worth, "label": f"J{level}", "description": "tampak"}
        for level, worth in points.items()
    ]
    levels = {level: f"Tampak {level}." for level in points}
    hints = {1: "Langkah 1.", 3: "Langkah 3."}
    data["sections"][1]["items"][1].update(scale="leaps", levels=levels, hints=hints)
    return validate_standard(data)


SMALL = two_scales()
IDS = [item.id for item in SMALL.items]


def frame(*sheets: dict[str, Choice], unsupported: tuple[str, ...] = ()) -> pd.DataFrame:
    """Make the tidy frame of sheets ``s0``, ``s1``, …; ``unsupported`` names items of all."""
    rows = []
    for number, answers in enumerate(sheets):
        for item_id in IDS:
            choice = answers.get(item_id)
            is_level = isinstance(choice, int)
            rows.append({
                "sheet": f"s{number}", "standard": "small", "version": "1.0.0", "unit": "U",
                "period": "P", "assessor": f"A{number}", "section": item_id[:2], "item": item_id,
                "state": "level" if is_level else choice or "unanswered",
                "level": choice if is_level else None,
                "unsupported": is_level and item_id in unsupported,
            })  # fmt: skip
    columns = ["sheet", *NEEDED]
    made = pd.DataFrame(rows, columns=list(dict.fromkeys([*columns, "section"])))
    return made.astype({"level": "Int8", "unsupported": "bool"})


def sheet(*choices: Choice) -> dict[str, Choice]:
    return dict(zip(IDS, choices, strict=True))


def summary_of(*sheets: dict[str, Choice], **options: Any) -> Summary:
    return summarise(frame(*sheets, **options), SMALL)


FULL = sheet(3, 2, 1, 2, 3)
PARTLY = sheet(3, None, "unknown", "not_applicable", 7)


def choices_of(item: Item) -> st.SearchStrategy[Choice]:
    levels = [step.level for step in SMALL.scales[item.scale]]
    return st.sampled_from([None, "unknown", "not_applicable", *levels])


sheets_of_choices = st.lists(
    st.tuples(*(choices_of(item) for item in SMALL.items)).map(lambda drawn: sheet(*drawn)),
    min_size=1,
    max_size=4,
)


def as_printed(value: Any) -> Any:
    return None if pd.isna(value) else value


def row_of(figures: Mapping[Any, Any]) -> tuple[Any, ...]:
    names = ("index", "low", "high", "completeness", "band")
    return (*(as_printed(figures[name]) for name in names), figures["gates"], figures["text"])


def rows_of(result: SheetScore) -> list[tuple[Any, ...]]:
    return [
        (*astuple(part)[1:6], ", ".join(part.shut), part.text)
        for part in (result.overall, *result.sections)
    ]


@settings(max_examples=40)
@given(sheets_of_choices)
def test_every_figure_is_the_one_that_scores_a_single_sheet(
    sheets: list[dict[str, Choice]],
) -> None:
    summary = summary_of(*sheets)
    for number, answers in enumerate(sheets):
        name = f"s{number}"
        overall = summary.overall[summary.overall["sheet"] == name].to_dict("records")
        sections = summary.sections[summary.sections["sheet"] == name].to_dict("records")
        assert [row_of(row) for row in [*overall, *sections]] == rows_of(score(SMALL, answers))


@pytest.mark.parametrize("name", FRAMES)
@pytest.mark.parametrize("sheets", [(FULL,), (FULL, PARTLY), (sheet(3, 3, 3, 3, 7),), ({},), ()])
def test_a_frame_has_its_documented_columns_and_dtypes(
    name: str, sheets: tuple[dict[str, Choice], ...]
) -> None:
    found = getattr(summary_of(*sheets, unsupported=("A1-1",)), name).dtypes.astype(str).to_dict()
    shares = {f"share_{digit}": "float64" for digit in (0, 1, 2, 3, 7)} if name == "items" else {}
    assert found == {**FRAMES[name], **shares}
    assert list(found) == [*FRAMES[name], *shares]


@pytest.mark.parametrize("name", FRAMES)
@pytest.mark.parametrize("nothing", [[], frame()])
def test_no_answers_give_frames_with_columns_and_no_rows(name: str, nothing: Any) -> None:
    found = getattr(summarise(nothing), name)
    assert len(found) == 0
    assert found.dtypes.astype(str).to_dict() == FRAMES[name]


def test_a_sheet_has_one_overall_row_and_one_row_a_section() -> None:
    summary = summary_of(FULL, PARTLY)
    assert list(summary.overall["sheet"]) == ["s0", "s1"]
    assert list(summary.overall["assessor"]) == ["A0", "A1"]
    assert list(summary.sections["sheet"]) == ["s0", "s0", "s1", "s1"]
    assert list(summary.sections["section"]) == ["A1", "A2", "A1", "A2"]
    assert list(summary.sections["title"]) == ["Bagian 1", "Bagian 2"] * 2


def test_an_incomplete_sheet_has_no_band_and_prints_no_index() -> None:
    row = summary_of(PARTLY).overall.iloc[0]
    assert pd.isna(row["band"])
    assert row["index"] == 100.0
    assert "100,00" in row["text"], "the highest bound"
    assert row["low"] < row["high"]
    assert row["text"].count(",") >= 2, "both bounds are printed"


def test_a_section_without_an_applicable_item_has_no_numbers() -> None:
    sections = summary_of(sheet(1, 1, 1, "not_applicable", "not_applicable")).sections
    row = sections[sections["section"] == "A2"].iloc[0]
    assert all(np.isnan(row[name]) for name in ("index", "low", "high", "completeness"))
    assert pd.isna(row["band"])


def test_shut_gates_are_named_where_they_belong() -> None:
    summary = summary_of(sheet(3, 0, 3, 1, 7))
    assert list(summary.overall["gates"]) == ["A1-2, A2-1"]
    assert list(summary.sections["gates"]) == ["A1-2", "A2-1"]
    assert list(summary_of(FULL).sections["gates"]) == ["", ""]


def test_the_median_is_the_lower_one_when_the_number_of_answers_is_even() -> None:
    items = summary_of(*({"A1-1": level} for level in (0, 1, 2, 3))).items.set_index("item")
    assert items.loc["A1-1", "median"] == 1
    odd = summary_of(*({"A1-1": level} for level in (3, 0, 3))).items.set_index("item")
    assert odd.loc["A1-1", "median"] == 3


def test_the_spread_counts_the_steps_of_the_scale_and_not_its_digits() -> None:
    items = summary_of({"A2-2": 1, "A1-1": 0}, {"A2-2": 7, "A1-1": 3}).items.set_index("item")
    assert items.loc["A2-2", "spread"] == 2
    assert items.loc["A2-2", "median"] == 1
    assert items.loc["A1-1", "spread"] == 3


def test_the_states_of_an_item_are_counted_apart() -> None:
    sheets = [{"A1-1": choice} for choice in (2, 2, "unknown", "not_applicable", None, None)]
    row = summary_of(*sheets).items.iloc[0]
    counts = [row[name] for name in ("n", "unknown", "not_applicable", "unanswered")]
    assert counts == [2, 1, 1, 2]


def test_an_item_without_a_level_has_no_median_spread_or_shares() -> None:
    row = summary_of({"A1-1": "unknown"}).items.iloc[0]
    names = ["median", "spread", "share_0", "share_3"]
    assert row[names].isna().all()
    assert row["n"] == 0


def test_shares_are_of_the_level_answers_and_only_of_levels_the_item_has() -> None:
    sheets = [{"A1-1": choice} for choice in (0, 3, 3, 3, "unknown")]
    items = summary_of(*sheets, {"A2-2": 7}).items.set_index("item")
    assert items.loc["A1-1", ["share_0", "share_1", "share_3"]].tolist() == [0.25, 0.0, 0.75]
    assert np.isnan(items.loc["A1-1", "share_7"])
    assert np.isnan(items.loc["A2-2", "share_0"])
    assert items.loc["A2-2", "share_7"] == 1.0


@settings(max_examples=40)
@given(sheets_of_choices)
def test_states_add_up_to_the_sheets_and_shares_to_one(sheets: list[dict[str, Choice]]) -> None:
    items = summary_of(*sheets).items
    states = items[["n", "unknown", "not_applicable", "unanswered"]].sum(axis=1)
    assert (states == len(sheets)).all()
    shares = items.filter(like="share_")[items["n"] > 0].sum(axis=1)
    assert np.allclose(shares, 1.0)


def test_gaps_stand_in_order_of_gate_then_size_then_item() -> None:
    gaps = summary_of(sheet(1, 1, 1, 2, 1)).gaps
    # A1-2 misses its bar; A1-1 weighs 2; A2-2 lacks 3 points; A2-1 is open, but not at its top.
    assert list(gaps["item"]) == ["A1-2", "A1-1", "A2-2", "A1-3", "A2-1"]
    assert list(gaps["gap"]) == [2, 4, 3, 2, 1]
    assert list(gaps["gate"]) == [True, False, False, False, False]
    assert list(gaps["rank"]) == [1, 2, 3, 4, 5]


def test_equal_gaps_stand_in_the_order_of_the_items() -> None:
    gaps = summary_of(sheet(2, 0, 1, 1, 3)).gaps
    assert list(gaps["item"]) == ["A1-2", "A2-1", "A1-1", "A1-3", "A2-2"]


def test_a_gap_tells_the_median_level_and_its_hint() -> None:
    gaps = summary_of({"A1-1": 1}, {"A1-1": 2}, {"A1-1": 3}).gaps
    assert gaps.iloc[0].to_dict() == {
        "rank": 1, "section": "A1", "item": "A1-1", "text": "Perilaku A1-1.", "weight": 2,
        "level": 2, "gap": 2, "gate": False, "hint": "Langkah 2.",
    }  # fmt: skip


def test_items_at_their_top_or_without_a_level_are_no_gaps() -> None:
    assert summary_of(sheet(3, "unknown", "not_applicable", None, 7)).gaps.empty


def test_claims_without_evidence_are_listed_and_counted() -> None:
    summary = summary_of(FULL, FULL, unsupported=("A1-1", "A2-2"))
    assert list(summary.overall["unsupported"]) == [2, 2]
    assert list(summary.sections["unsupported"]) == [1, 1, 1, 1]
    assert summary.unsupported.iloc[3].to_dict() == {
        "sheet": "s1", "assessor": "A1", "section": "A2", "item": "A2-2", "level": 3,
        "text": "Perilaku A2-2.",
    }  # fmt: skip


def test_items_without_a_row_count_as_not_answered() -> None:
    whole = frame(sheet(3, None, None, None, None))
    only = whole[whole["item"] == "A1-1"]
    pd.testing.assert_frame_equal(summarise(only, SMALL).overall, summarise(whole, SMALL).overall)


def test_the_order_and_index_of_the_rows_do_not_matter() -> None:
    rows = frame(FULL, PARTLY, unsupported=("A1-1",))
    mixed = rows.sample(frac=1, random_state=3)
    first, second = summarise(rows, SMALL), summarise(mixed, SMALL)
    for name in ("overall", "sections", "unsupported"):
        by = [column for column in ("sheet", "section") if column in getattr(first, name)]
        pd.testing.assert_frame_equal(
            *(getattr(one, name).sort_values(by, ignore_index=True) for one in (first, second))
        )
    pd.testing.assert_frame_equal(first.items, second.items)


def test_answers_to_several_versions_are_refused_and_named() -> None:
    rows = frame(FULL, FULL)
    rows.loc[rows["sheet"] == "s1", "version"] = "2.0.0"
    with pytest.raises(BermaknaError, match=r"small 1\.0\.0, small 2\.0\.0"):
        summarise(rows, SMALL)


def test_answers_to_another_version_than_the_given_standard_are_refused() -> None:
    with pytest.raises(BermaknaError, match=r"small 1\.0\.0.*small 2\.0\.0"):
        summarise(frame(FULL), SMALL.model_copy(update={"version": "2.0.0"}))


@pytest.mark.parametrize(
    ("column", "value", "named"),
    [
        ("item", "Z9-9", "Z9-9"),
        ("state", "maybe", "maybe"),
        ("level", 5, "5"),
        ("level", -1, "-1"),
        ("level", pd.NA, "A1-1"),
        ("item", "A1-2", "A1-2"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_with_its_sheet(
    column: str, value: object, named: str
) -> None:
    rows = frame(FULL)
    rows.loc[0, column] = value
    with pytest.raises(BermaknaError, match=named) as caught:
        summarise(rows, SMALL)
    assert "s0" in str(caught.value)


def test_a_frame_without_a_needed_column_is_refused_and_the_column_named() -> None:
    with pytest.raises(BermaknaError, match="unsupported"):
        summarise(frame(FULL).drop(columns="unsupported"), SMALL)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_a_sample_sheet_summarises_as_it_scores(path: Path) -> None:
    sample = AnswerSheet.read(path)
    summary = summarise([sample])
    assert summary.standard is not None
    result = score(summary.standard, sample.choices())
    assert list(summary.overall["text"]) == [result.overall.text]
    assert list(summary.sections["text"]) == [part.text for part in result.sections]
    assert "data rekaan" in sample.unit
