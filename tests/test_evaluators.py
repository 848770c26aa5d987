"""The two evaluators of a plan, in NumPy and in the page, agree on every printed value."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from assessment.loading import load_standard
from assessment.plan import ScoringPlan, compile_plan
from assessment.results import score_plan
from tests.builders import answer_sets, plans

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json"))


def in_python(plan: ScoringPlan, sheets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    results = []
    for sheet in sheets:
        result = score_plan(plan, sheet).to_dict()
        del result["trace"]
        results.append(result)
    return json.loads(json.dumps(results))


def in_the_page(page: Page, plan: dict[str, Any], sheets: list[dict[str, Any]]) -> Any:
    run = "([plan, sheets]) => sheets.map((sheet) => scorePlan(plan, sheet))"
    return page.evaluate(run, [plan, sheets])


@settings(max_examples=150)
@given(data=st.data())
def test_both_evaluators_print_the_same_for_generated_standards(evaluator: Page, data: Any) -> None:
    plan = data.draw(plans())
    sheets = data.draw(st.lists(answer_sets(plan), min_size=10, max_size=30))
    assert in_the_page(evaluator, plan.to_dict(), sheets) == in_python(plan, sheets)


@pytest.mark.parametrize("standard", ["unit", "praktik"])
def test_both_evaluators_print_the_same_for_our_standards(evaluator: Page, standard: str) -> None:
    plan = compile_plan(load_standard(standard))

    @settings(max_examples=60)
    @given(sheets=st.lists(answer_sets(plan), min_size=5, max_size=20))
    def agree(sheets: list[dict[str, Any]]) -> None:
        assert in_the_page(evaluator, plan.to_dict(), sheets) == in_python(plan, sheets)

    agree()


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_the_page_gives_the_golden_results(evaluator: Page, path: Path) -> None:
    golden = json.loads(path.read_text(encoding="utf-8"))
    sheets = [case["answers"] for case in golden["cases"]]
    assert in_the_page(evaluator, golden["plan"], sheets) == [
        case["result"] for case in golden["cases"]
    ]
