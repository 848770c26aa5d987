"""Scores agree with the plain rules, and behave as the rules promise."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.indices import NONE
from assessment.matrix import Choice, encode
from assessment.plan import ScoringPlan
from assessment.results import score_plan
from assessment.scoring import score_codes
from assessment.tables import tables_of
from tests.builders import answer_sets, figures, make_plan, plans, plans_with_answers, with_items
from tests.reference import score_sheet

Case = tuple[ScoringPlan, dict[str, Choice]]


@pytest.fixture(autouse=True, scope="module")
def _forget_drawn_plans() -> Iterator[None]:
    """Free the tables of the many plans that are drawn here."""
    yield
    tables_of.cache_clear()


def parts_of(plan: ScoringPlan, answers: dict[str, Choice]) -> list[dict[str, Any]]:
    found = figures(score_plan(plan, answers))
    return [found["overall"], *found["sections"]]


@given(plans_with_answers())
def test_every_figure_band_and_gate_is_what_the_plain_rules_give(case: Case) -> None:
    plan, answers = case
    assert figures(score_plan(plan, answers)) == score_sheet(plan.to_dict(), answers)


@given(plans_with_answers())
def test_the_bounds_contain_the_score(case: Case) -> None:
    for part in parts_of(*case):
        if part["score"] is not None:
            assert part["low"] <= part["score"] <= part["high"]


@given(plans_with_answers())
def test_a_band_stands_only_where_every_applicable_item_has_a_level(case: Case) -> None:
    for part in parts_of(*case):
        assert (part["band"] is not None) == (part["completeness"] == 100.0)
        if part["band"] is not None:
            assert part["low"] == part["score"] == part["high"]


@given(plans_with_answers(), st.data())
def test_answering_one_more_item_never_widens_the_bounds(case: Case, data: st.DataObject) -> None:
    plan, answers = case
    waiting = [item for item in plan.items if answers.get(item.id) in (None, "unknown")]
    assume(waiting)
    item = data.draw(st.sampled_from(waiting))
    more = {**answers, item.id: data.draw(st.sampled_from(item.levels))}
    for before, after in zip(parts_of(plan, answers), parts_of(plan, more), strict=True):
        if before["low"] is not None:
            assert before["low"] <= after["low"] <= after["high"] <= before["high"]
            assert before["completeness"] <= after["completeness"]


@given(plans_with_answers())
def test_unknown_none_and_left_out_score_alike(case: Case) -> None:
    plan, answers = case
    as_none = {item: None if choice == "unknown" else choice for item, choice in answers.items()}
    left_out = {item: choice for item, choice in as_none.items() if choice is not None}
    assert parts_of(plan, answers) == parts_of(plan, as_none) == parts_of(plan, left_out)


@given(plans_with_answers(), st.data())
def test_a_not_applicable_item_counts_as_if_it_were_not_there(
    case: Case, data: st.DataObject
) -> None:
    plan, answers = case
    free = [item for item in plan.items if item.not_applicable]
    assume(free)
    item = data.draw(st.sampled_from(free))
    without = {**answers, item.id: "not_applicable"}
    others = [other for other in plan.items if other is not item]
    left = {key: choice for key, choice in answers.items() if key != item.id}
    assert parts_of(plan, without) == parts_of(with_items(plan, others), left)
    before, after = parts_of(plan, answers)[1:], parts_of(plan, without)[1:]
    for place in set(range(len(plan.sections))) - {item.section}:
        assert before[place] == after[place]


@given(plans_with_answers(), st.integers(2, 5), st.data())
def test_item_weights_of_a_section_scale_out(case: Case, factor: int, data: st.DataObject) -> None:
    plan, answers = case
    section = data.draw(st.integers(0, len(plan.sections) - 1))
    heavier = [
        replace(item, weight=item.weight * factor) if item.section == section else item
        for item in plan.items
    ]
    scaled, found = parts_of(with_items(plan, heavier), answers), parts_of(plan, answers)
    # How far the whole sheet is filled in does follow the weights of the items.
    for part in (scaled[0], found[0]):
        del part["completeness"]
    assert scaled == found


@given(plans_with_answers(), st.integers(2, 5))
def test_section_weights_scale_out(case: Case, factor: int) -> None:
    plan, answers = case
    heavier = [replace(section, weight=section.weight * factor) for section in plan.sections]
    assert parts_of(replace(plan, sections=tuple(heavier)), answers) == parts_of(plan, answers)


@given(plans_with_answers(), st.randoms(use_true_random=False))
def test_the_order_of_sections_and_items_does_not_matter(case: Case, random: Any) -> None:
    plan, answers = case
    order = random.sample(range(len(plan.sections)), len(plan.sections))
    mixed = random.sample(plan.items, len(plan.items))
    moved = replace(
        plan,
        sections=tuple(plan.sections[place] for place in order),
        items=tuple(replace(item, section=order.index(item.section)) for item in mixed),
    )
    by_id = {part["id"]: part | {"shut": set(part["shut"])} for part in parts_of(plan, answers)}
    for part in parts_of(moved, answers):
        assert part | {"shut": set(part["shut"])} == by_id[part["id"]]


@given(plans_with_answers(), st.data())
def test_raising_an_item_by_a_level_never_lowers_a_figure(case: Case, data: st.DataObject) -> None:
    plan, answers = case
    improvable = [item for item in plan.items if answers.get(item.id) in item.levels[:-1]]
    assume(improvable)
    item = data.draw(st.sampled_from(improvable))
    raised = {**answers, item.id: item.levels[item.levels.index(answers[item.id]) + 1]}
    places = {band.id: place for place, band in enumerate(plan.bands)} | {None: -1}
    for before, after in zip(parts_of(plan, answers), parts_of(plan, raised), strict=True):
        for name in ("score", "low", "high"):
            assert before[name] is None or before[name] <= after[name]
        assert places[before["band"]] <= places[after["band"]]
        assert set(after["shut"]) <= set(before["shut"])


@given(plans().flatmap(lambda plan: st.tuples(st.just(plan), st.lists(answer_sets(plan)))))
def test_a_matrix_of_sheets_scores_as_each_sheet_alone(
    case: tuple[ScoringPlan, list[dict[str, Choice]]],
) -> None:
    plan, sheets = case
    codes = encode(plan, sheets)
    many = score_codes(plan, codes)
    for row in range(len(sheets)):
        alone = score_codes(plan, codes[row : row + 1])
        for name in ("score", "low", "high", "completeness", "band"):
            assert getattr(many.overall, name)[row] == getattr(alone.overall, name)[0]
            assert (getattr(many.sections, name)[row] == getattr(alone.sections, name)[0]).all()
        assert (many.shut[row] == alone.shut[0]).all()


def test_a_matrix_without_sheets_has_empty_figures() -> None:
    plan = make_plan(items_per_section=(2, 1))
    scores = score_codes(plan, encode(plan, []))
    assert scores.overall.score.shape == (0,)
    assert scores.sections.score.shape == (0, 2)


def test_figures_that_do_not_exist_are_marked() -> None:
    plan = make_plan(items_per_section=(1, 1))
    answers = {"A1-1": "not_applicable", "A2-1": "unknown"}
    scores = score_codes(plan, encode(plan, [answers]))
    assert scores.sections.low.tolist() == [[NONE, 0]]
    assert scores.sections.score.tolist() == [[NONE, NONE]]
    assert scores.overall.band.tolist() == [NONE]
