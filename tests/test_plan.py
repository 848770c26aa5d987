"""A standard's rules compile to the integers that stand in its file."""

import json
import os
import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.loading import load_standard
from assessment.plan import (
    PlannedBand,
    PlannedItem,
    PlannedSection,
    ScoringPlan,
    compile_plan,
)
from tests.builders import make_plan, make_standard, plan_from, plans


def test_a_plan_names_its_standard_and_version() -> None:
    plan = make_plan(evidence_asked=False)
    standard = make_standard()
    assert (plan.standard, plan.version) == (standard.id, standard.version)
    assert plan.evidence_asked is False


def test_sections_and_items_keep_their_order_and_weights() -> None:
    plan = make_plan(items_per_section=(2, 1), weights={"A2": 5, "A1-2": 7})
    assert plan.sections == (PlannedSection("A1", 1), PlannedSection("A2", 5))
    assert [(item.id, item.section, item.weight) for item in plan.items] == [
        ("A1-1", 0, 1),
        ("A1-2", 0, 7),
        ("A2-1", 1, 1),
    ]


def test_an_item_has_the_levels_points_and_gate_of_its_scale() -> None:
    plan = make_plan(
        items_per_section=(1,), scale=(1, 2, 5), gates={"A1-1": (2, "middle")}, never=["A1-1"]
    )
    assert plan.items == (PlannedItem("A1-1", 0, 1, (1, 2, 3), (1, 2, 5), (2, 1), False),)
    assert plan.points == (1, 5)


def test_an_item_without_a_gate_has_none_and_may_not_apply() -> None:
    item = make_plan().items[0]
    assert item.gate is None
    assert item.not_applicable is True


def test_bands_stand_in_hundredths_with_their_labels() -> None:
    plan = make_plan(values=(25, 100), bands={"d": 25, "c": 43.77, "a": 88.31})
    assert plan.values == (25, 100)
    assert plan.bands == (
        PlannedBand("d", 2500, "D"),
        PlannedBand("c", 4377, "C"),
        PlannedBand("a", 8831, "A"),
    )


@given(st.integers(1, 10_000))
def test_a_lowest_value_with_two_decimals_is_kept_to_the_digit(hundredths: int) -> None:
    plan = make_plan(items_per_section=(1,), bands={"low": 0, "high": hundredths / 100})
    assert plan.bands[1].lowest == hundredths


@given(plans())
def test_a_plan_survives_json(plan: ScoringPlan) -> None:
    assert plan_from(json.loads(json.dumps(plan.to_dict()))) == plan


def test_equal_rules_are_one_plan() -> None:
    standard = make_standard()
    assert compile_plan(standard) is compile_plan(standard.model_copy())
    assert compile_plan(standard) != make_plan(weights={"A1": 9})


FIND = """
import pickle, sys
from assessment.loading import load_standard
from assessment.plan import compile_plan
print(pickle.load(sys.stdin.buffer) in {compile_plan(load_standard("unit"))})
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_a_plan_is_known_to_a_process_in_which_texts_hash_otherwise(seed: str) -> None:
    plan = compile_plan(load_standard("unit"))
    assert hash(plan), "made here, where it must stay"
    call, other = [sys.executable, "-c", FIND], {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(
        call, input=pickle.dumps(plan), env=other, capture_output=True, check=True
    )
    assert done.stdout.strip() == b"True"


def test_the_plan_of_one_section_holds_only_its_items() -> None:
    plan = make_plan(items_per_section=(2, 3, 1), weights={"A2": 4})
    alone = plan.only("A2")
    assert alone.sections == (PlannedSection("A2", 4),)
    assert [item.id for item in alone.items] == ["A2-1", "A2-2", "A2-3"]
    assert {item.section for item in alone.items} == {0}
    assert alone.bands == plan.bands


def test_a_section_that_is_not_there_has_no_plan() -> None:
    with pytest.raises(ValueError, match="A9"):
        make_plan().only("A9")
