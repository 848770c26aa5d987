"""Sheets become codes, and nothing that an item lacks gets in."""

import numpy as np
import pytest
from hypothesis import given

from assessment.matrix import (
    LOWEST_LEVEL,
    NOT_APPLICABLE,
    STATE_NAMES,
    UNANSWERED,
    UNKNOWN,
    Choice,
    encode,
)
from assessment.plan import ScoringPlan
from tests.builders import make_plan, plans_with_answers

FOUR_LEVELS = make_plan(items_per_section=(2,), scale=(1, 2, 3, 4), never=["A1-2"])


@given(plans_with_answers())
def test_a_code_names_the_choice_that_was_made(case: tuple[ScoringPlan, dict[str, Choice]]) -> None:
    plan, answers = case
    named = (None, "unknown", "not_applicable")
    for item, code in zip(plan.items, encode(plan, [answers])[0].tolist(), strict=True):
        assert (*named, *item.levels)[code] == answers.get(item.id)


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (None, UNANSWERED),
        ("unknown", UNKNOWN),
        ("not_applicable", NOT_APPLICABLE),
        (1, LOWEST_LEVEL),
        (4, LOWEST_LEVEL + 3),
    ],
)
def test_every_state_has_its_code(choice: Choice, code: int) -> None:
    assert encode(FOUR_LEVELS, [{"A1-1": choice}]).tolist() == [[code, UNANSWERED]]


def test_the_names_of_states_stand_in_the_order_of_codes() -> None:
    assert STATE_NAMES[UNKNOWN] == "unknown"
    assert STATE_NAMES[NOT_APPLICABLE] == "not_applicable"
    assert STATE_NAMES[LOWEST_LEVEL] == "level"


def test_a_row_is_a_sheet_and_a_column_an_item() -> None:
    codes = encode(FOUR_LEVELS, [{"A1-1": 1}, {"A1-2": 2}, {}])
    assert codes.tolist() == [[3, 0], [0, 4], [0, 0]]
    assert codes.dtype == np.uint8
    assert codes.flags.f_contiguous


def test_no_sheets_make_a_matrix_without_rows() -> None:
    assert encode(FOUR_LEVELS, []).shape == (0, 2)


def test_an_unknown_item_is_refused_by_its_id() -> None:
    with pytest.raises(KeyError, match="A9-1"):
        encode(FOUR_LEVELS, [{"A9-1": 1}])


@pytest.mark.parametrize("choice", [0, 5, -1, 10**30, "2", "", "ya", 2.0, 2.5, True, float("nan")])
def test_a_choice_that_the_item_lacks_is_refused_with_what_it_has(choice: object) -> None:
    with pytest.raises(ValueError, match=r"A1-1.*1, 2, 3, 4") as caught:
        encode(FOUR_LEVELS, [{"A1-1": choice}])
    assert repr(choice) in str(caught.value)


def test_not_applicable_is_refused_where_an_item_always_applies() -> None:
    with pytest.raises(ValueError, match="A1-2"):
        encode(FOUR_LEVELS, [{"A1-2": "not_applicable"}])
