"""Two periods are compared on the items that both have, with a level both times."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.answers import AnswerSheet
from assessment.errors import AnswerError, BermaknaError
from assessment.i18n import _
from assessment.matrix import Choice
from assessment.period_tables import ABOUT, CHANGED, INDICES, LEFT_OUT
from assessment.periods import PeriodChange, compare_periods
from assessment.results import score
from assessment.standard import Standard
from tests.builders import make_standard, standard_data, unit_item, unit_sheet, validate_standard
from tests.panels import blind_sheet

FIRST = make_standard(weights={"A1-2": 2, "A2": 3})
IDS = [item.id for item in FIRST.items]
FRAMES = {
    "items": CHANGED,
    "sections": INDICES,
    "overall": INDICES,
    "new": ABOUT,
    "retired": ABOUT,
    "left_out": LEFT_OUT,
}


def second() -> Standard:
    """Make a version without A1-3, in which A2-3 continues A1-2, and A2-4 is new."""
    data = standard_data(items_per_section=(3, 4), weights={"A2-3": 4, "A2": 5})
    data["version"] = "2.0.0"
    gone = ("A1-2", "A1-3")
    first, other = data["sections"]
    first["items"] = [item for item in first["items"] if item["id"] not in gone]
    other["items"][2]["replaces"] = ["A1-2"]
    return validate_standard(data)


SECOND = second()


def sheet(standard: Standard, *choices: Choice, **fields: Any) -> AnswerSheet:
    ids = [item.id for item in standard.items]
    return blind_sheet(standard, dict(zip(ids, choices, strict=True)), **fields)


def change(before: tuple[Choice, ...], after: tuple[Choice, ...]) -> PeriodChange:
    return compare_periods(sheet(FIRST, *before), sheet(FIRST, *after), FIRST, FIRST)


def across() -> PeriodChange:
    earlier = sheet(FIRST, 1, 2, 3, 0, "unknown")
    return compare_periods(earlier, sheet(SECOND, 2, 0, 3, 3, 1), FIRST, SECOND)


def records(frame: pd.DataFrame, *names: str) -> list[tuple[Any, ...]]:
    return list(frame[list(names)].itertuples(index=False, name=None))


choices = st.sampled_from([None, "unknown", "not_applicable", 0, 1, 2, 3])
answers = st.tuples(*[choices] * 5)


def test_an_item_shows_both_levels_the_steps_between_and_the_direction() -> None:
    found = change((1, 3, 2, 0, 1), (3, 2, 2, 0, 1)).items
    assert records(found, "item", "before", "after", "change", "direction")[:3] == [
        ("A1-1", 1, 3, 2, _("up")),
        ("A1-2", 3, 2, -1, _("down")),
        ("A1-3", 2, 2, 0, _("unchanged")),
    ]


@settings(max_examples=40)
@given(answers, answers)
def test_the_indices_are_those_of_sheets_where_nothing_else_applies(
    before: tuple[Choice, ...], after: tuple[Choice, ...]
) -> None:
    found = change(before, after)
    both = [
        isinstance(was, int) and isinstance(now, int)
        for was, now in zip(before, after, strict=True)
    ]
    results = [
        score(
            FIRST,
            {
                item: choice if compared else "not_applicable"
                for item, choice, compared in zip(IDS, row, both, strict=True)
            },
        )
        for row in (before, after)
    ]
    rows = pd.concat([found.overall, found.sections])
    for row, was, now in zip(
        rows.to_dict("records"),
        (results[0].overall, *results[0].sections),
        (results[1].overall, *results[1].sections),
        strict=True,
    ):
        shown = [None if pd.isna(row[name]) else row[name] for name in ("before", "after")]
        assert shown == [was.score, now.score]
        if was.score is None or now.score is None:
            assert pd.isna(row["change"])
        else:
            assert row["change"] == round(now.score - was.score, 2)
    assert found.compared == len(found.items) == sum(both)
    assert rows["items"].iloc[0] == rows["items"].iloc[1:].sum() == sum(both)


@settings(max_examples=40)
@given(answers, answers)
def test_every_item_stands_in_one_list(
    before: tuple[Choice, ...], after: tuple[Choice, ...]
) -> None:
    found = change(before, after)
    assert sorted([*found.items["item"], *found.left_out["item"]]) == IDS
    assert found.new.empty
    assert found.retired.empty


def test_an_item_without_a_level_in_a_period_says_in_which() -> None:
    found = change((None, 1, "unknown", 0, 1), (1, "not_applicable", None, 0, 1))
    assert records(found.left_out, "item", "reason") == [
        ("A1-1", _("no level in the earlier period")),
        ("A1-2", _("no level in the later period")),
        ("A1-3", _("no level in either period")),
    ]


def test_versions_are_compared_on_the_items_that_they_share() -> None:
    found = across()
    assert records(found.items, "section", "item", "before", "after") == [
        ("A1", "A1-1", 1, 2),
        ("A2", "A2-1", 0, 0),
        ("A2", "A2-3", 2, 3),
    ]
    assert records(found.new, "item") == [("A2-4",)]
    assert records(found.retired, "item", "section") == [("A1-3", "A1")]
    assert records(found.left_out, "item") == [("A2-2",)]


def test_both_periods_are_scored_by_the_weights_of_the_later_version() -> None:
    sections = across().sections.set_index("section")
    # A2: weights 1 and 4, points 0 and 2 before, 0 and 3 after, of 3 that are possible.
    assert records(sections.loc[["A2"]], "before", "after", "change") == [(53.33, 80.0, 26.67)]
    # Overall: sections of weight 1 and 5, exactly 8/15 and 12/15 for A2.
    assert records(across().overall, "before", "after") == [(50.0, 77.78)]


def test_items_whose_scale_has_changed_are_left_out_with_the_reason() -> None:
    longer = make_standard(scale=(0, 1, 2, 3, 4))
    found = compare_periods(
        sheet(FIRST, 1, 1, 1, 1, 1), sheet(longer, 1, 1, 1, 1, 1), FIRST, longer
    )
    assert found.items.empty
    assert found.left_out["item"].tolist() == IDS
    assert found.left_out["reason"].str.len().gt(0).all()
    assert found.overall[["before", "after", "change"]].isna().to_numpy().all()


@pytest.mark.parametrize(
    ("found", "count"),
    [(across(), 3), (change((1,) * 5, (2,) * 5), 5), (change((None,) * 5, (2,) * 5), 0)],
)
def test_the_text_says_how_many_items_were_compared(found: PeriodChange, count: int) -> None:
    assert found.compared == count
    assert found.text.startswith(f"{count} ")
    assert " 5 " in found.text


@pytest.mark.parametrize("name", FRAMES)
@pytest.mark.parametrize(
    "found", [across(), change((1,) * 5, (2,) * 5), change((None,) * 5, ("unknown",) * 5)]
)
def test_a_frame_has_its_columns_and_dtypes(name: str, found: PeriodChange) -> None:
    frame = getattr(found, name)
    assert frame.dtypes.astype(str).to_dict() == FRAMES[name]
    assert list(frame) == list(FRAMES[name])
    assert list(frame.index) == list(range(len(frame)))


def test_the_package_s_standard_is_taken_where_none_is_given() -> None:
    item = unit_item(not_applicable=True).id
    earlier = unit_sheet(period="2026-1", answers={item: {"choice": 1}})
    later = unit_sheet(period="2026-2", answers={item: {"choice": 3}})
    found = compare_periods(earlier, later)
    assert records(found.items, "item", "change") == [(item, 2)]


def test_sheets_of_different_standards_are_refused_by_name() -> None:
    other = validate_standard({**standard_data(), "id": "lain"})
    with pytest.raises(BermaknaError, match=r"small 1\.0\.0.*lain"):
        compare_periods(sheet(FIRST, *[1] * 5), sheet(other, *[1] * 5), FIRST, other)


def test_a_sheet_to_another_version_is_refused_by_its_version() -> None:
    with pytest.raises(BermaknaError, match=r"small 2\.0\.0"):
        compare_periods(sheet(FIRST, *[1] * 5), sheet(SECOND, *[1] * 5), FIRST, FIRST)


def test_answers_that_do_not_fit_are_all_named() -> None:
    wrong = blind_sheet(FIRST, {"A1-1": 7, "A9-9": 1}, period="2026-2")
    with pytest.raises(AnswerError) as caught:
        compare_periods(sheet(FIRST, *[1] * 5), wrong, FIRST, FIRST)
    assert [problem.place for problem in caught.value.problems] == ["A1-1 = 7", "A9-9"]
    assert {problem.file for problem in caught.value.problems} == {"2026-2"}
