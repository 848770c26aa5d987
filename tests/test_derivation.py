"""The derivation can be followed with a pencil: every line's left side gives its right side."""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings

from assessment.derivation import derive
from assessment.matrix import Choice
from assessment.plan import ScoringPlan
from assessment.results import SheetScore, score_plan
from tests.builders import make_plan, plans_with_answers

Case = tuple[ScoringPlan, dict[str, Choice]]

FORMULA = re.compile(
    r"(?P<left>[-0-9+×/() ]+) = (?P<right>[-0-9/]+(?: ≈ [-0-9.]+)?|[-0-9.]+)(?= |;|$)"
)


# A drawn plan is compiled for one example only, which is slow.
few = settings(max_examples=25)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BERMAKNA_LANG", "en")


def lines_of(plan: ScoringPlan, answers: dict[str, Choice]) -> tuple[list[str], SheetScore]:
    result = score_plan(plan, answers)
    return [line.strip() for line in derive(plan, result)], result


def calculate(text: str) -> Fraction:
    """Work out a left side exactly, as its reader would."""
    exact = re.sub(r"\d+", lambda number: f"Fraction({number[0]})", text.replace("×", "*"))
    value = eval(exact, {"Fraction": Fraction})  # noqa: S307, only digits and signs of our own
    return Fraction(value)


def half_up(value: Fraction) -> Decimal:
    places = Decimal(value.numerator * 1000 // value.denominator) / 1000
    return places.quantize(Decimal("0.01"), ROUND_HALF_UP)


@few
@given(plans_with_answers())
def test_every_left_side_gives_its_right_side(case: Case) -> None:
    lines, _result = lines_of(*case)
    found = [formula for line in lines for formula in FORMULA.finditer(line)]
    assert len(found) == sum(line.count("=") for line in lines)
    for formula in found:
        value, right = calculate(formula["left"]), formula["right"]
        exact, _sign, rounded = right.partition(" ≈ ")
        if rounded:
            assert (value, half_up(value)) == (Fraction(exact), Decimal(rounded))
        elif "%" not in formula.string:
            assert value == Fraction(right)


@few
@given(plans_with_answers())
def test_every_item_has_its_line_and_the_last_numbers_are_those_of_the_result(case: Case) -> None:
    plan, answers = case
    lines, result = lines_of(plan, answers)
    assert {item.id for item in plan.items} <= {line.split(":")[0] for line in lines}
    whole = lines[lines.index("the whole") :]
    assert whole[-1] == result.overall.text
    for name, value in (("lowest", result.overall.low), ("highest", result.overall.high)):
        shown = [line for line in whole if line.startswith(f"{name}:")]
        assert all(line.endswith(f" {value:.2f}") for line in shown)


def test_the_worked_example_of_the_handbook_reads_as_it_stands_there() -> None:
    plan = make_plan(items_per_section=(3,), weights={"A1-1": 2})
    lines, _result = lines_of(plan, {"A1-1": 3, "A1-3": 1})
    assert lines[:11] == [
        "A1",
        "A1-1: level 3; 2 × 3 = 6",
        "A1-2: not answered",
        "A1-3: level 1; 1 × 1 = 1",
        "points: 6 + 1 = 7",
        "weights: 2 + 1 = 3",
        "index of the answered items: 0 + (7 - 3 × 0) × 100 / (3 × 3) = 700/9 ≈ 77.78",
        "filled in: 3 / 4 = 75 %",
        "lowest: 7 + 1 × 0 = 7; 0 + (7 - 4 × 0) × 100 / (4 × 3) = 175/3 ≈ 58.33",
        "highest: 7 + 1 × 3 = 10; 0 + (10 - 4 × 0) × 100 / (4 × 3) = 250/3 ≈ 83.33",
        "the whole",
    ]


def test_a_complete_sheet_shows_the_index_the_band_and_the_gate_that_holds_it_back() -> None:
    plan = make_plan(items_per_section=(1, 1), gates={"A1-1": (2, "low")}, weights={"A2": 2})
    lines, _result = lines_of(plan, {"A1-1": 1, "A2-1": 3})
    assert lines[lines.index("the whole") :] == [
        "the whole",
        "index: (1 × 100/3 + 2 × 100) / 3 = 700/9 ≈ 77.78",
        "band: High, from 75.00",
        "A1-1 is below level 2: no higher band than Low",
        "77.78 (Low); held back by A1-1",
    ]


def test_unknown_and_not_applicable_are_told_apart_from_a_missing_answer() -> None:
    plan = make_plan(items_per_section=(3,))
    lines, _result = lines_of(plan, {"A1-1": "unknown", "A1-2": "not_applicable"})
    assert lines[1:4] == ["A1-1: unknown", "A1-2: not applicable", "A1-3: not answered"]


def test_a_section_in_which_nothing_applies_has_no_division() -> None:
    plan = make_plan(items_per_section=(1, 1))
    lines, _result = lines_of(plan, {"A1-1": "not_applicable", "A2-1": 3})
    assert lines[:3] == ["A1", "A1-1: not applicable", "no applicable item"]
    assert "index: (1 × 100) / 1 = 100.00" in lines
