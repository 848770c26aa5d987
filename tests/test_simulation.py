"""Made-up answers: the same from the same seed, plausible, and plainly labelled."""

from hashlib import sha256

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.alphas import cronbach_alpha, krippendorff_alpha
from assessment.answer_matrix import AnswerMatrix
from assessment.errors import BermaknaError
from assessment.loading import load_standard
from assessment.matrix import LOWEST_LEVEL, NOT_APPLICABLE, UNANSWERED, UNKNOWN
from assessment.reading import tidy
from assessment.scoring import score_codes
from assessment.simulation import Simulated, answer_sheets, blocks, simulate
from assessment.simulation.draws import Draws, Purpose
from tests.builders import make_standard

NAMES = ("unit", "praktik")
SIZE = {"units": 400, "periods": 3, "assessors": 8}


@pytest.fixture(scope="module", params=NAMES)
def made(request: pytest.FixtureRequest) -> Simulated:
    return simulate(load_standard(request.param), **SIZE, seed=5, agreed=True)


@pytest.fixture(scope="module")
def alone(made: Simulated) -> AnswerMatrix:
    """The sheets of single assessors."""
    return made.matrix.take(~made.matrix.who["agreed"].to_numpy())


def checksum(made: Simulated) -> str:
    """Return a checksum of codes, of whose they are and of the register."""
    who = made.matrix.who.to_csv(index=False, lineterminator="\n")
    register = made.register.to_csv(index=False, lineterminator="\n")
    text = (who + register).encode()
    return sha256(made.matrix.codes.tobytes() + text).hexdigest()[:16]


def points(matrix: AnswerMatrix) -> np.ndarray:
    """Return the levels as numbers, NaN where there is none."""
    levels = matrix.codes.astype(float) - LOWEST_LEVEL
    return np.where(levels >= 0, levels, np.nan)


def share(codes: np.ndarray, code: int) -> float:
    return float((codes == code).mean())


@pytest.mark.parametrize(
    ("agreed", "expected"), [(False, "36797cb4444b8bf3"), (True, "4377b3b56f995c8d")]
)
def test_a_seed_makes_the_same_bytes_on_every_machine(agreed: bool, expected: str) -> None:
    gates = {"A1-2": (2, "low")}
    standard = make_standard(items_per_section=(5, 4, 3), never=["A1-1", "A2-3"], gates=gates)
    size = {"units": 30, "periods": 3, "assessors": 6}
    assert checksum(simulate(standard, **size, seed=7, agreed=agreed)) == expected


def test_another_seed_makes_other_answers_and_another_register() -> None:
    size = {"units": 30, "periods": 1, "assessors": 6}
    one, other = (simulate(load_standard("unit"), **size, seed=seed) for seed in (1, 2))
    assert (one.matrix.codes != other.matrix.codes).mean() > 0.5
    assert not one.register.equals(other.register)


def test_blocks_put_together_are_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessment.simulation.extent.SHEETS_A_BLOCK", 100)
    size = {"units": 41, "periods": 2, "assessors": 5, "seed": 3, "agreed": True}
    whole = simulate(load_standard("unit"), **size)
    parts = list(blocks(load_standard("unit"), **size))
    assert len(parts) == 6
    assert np.array_equal(np.vstack([part.matrix.codes for part in parts]), whole.matrix.codes)
    who = pd.concat([part.matrix.who.astype(str) for part in parts], ignore_index=True)
    pd.testing.assert_frame_equal(who, whole.matrix.who.astype(str))
    register = pd.concat([part.register for part in parts], ignore_index=True)
    pd.testing.assert_frame_equal(register, whole.register)


def test_a_block_is_the_same_whatever_comes_before_and_after(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("assessment.simulation.extent.SHEETS_A_BLOCK", 100)
    size = {"periods": 2, "assessors": 5, "seed": 3}
    few, many = (list(blocks(load_standard("unit"), units=n, **size)) for n in (20, 90))
    assert np.array_equal(few[1].matrix.codes, many[1].matrix.codes)


def test_every_name_says_that_it_is_made_up(made: Simulated) -> None:
    named = made.register[["unit", "ministry", "region"]].astype(str)
    assert named.map(lambda name: name.endswith(" (data rekaan)")).all(axis=None)
    assert list(named["unit"])[41] == "Unit 00042 (data rekaan)"
    assert list(made.matrix.who["unit"].cat.categories) == sorted(named["unit"])


def test_the_register_has_each_unit_once_with_all_it_needs(made: Simulated) -> None:
    register = made.register
    assert dict(register.dtypes.astype(str)) == {
        "unit": "string", "ministry": "category", "region": "category", "service": "category"
    }  # fmt: skip
    assert register["unit"].is_unique
    assert register.notna().all(axis=None)
    assert register.drop(columns="unit").nunique().min() >= 5
    assert set(register["unit"]) == set(made.matrix.who["unit"])


def test_periods_are_half_years_in_their_order(made: Simulated) -> None:
    assert list(made.matrix.who["period"].cat.categories) == ["2026-1", "2026-2", "2027-1"]


def test_a_few_units_skip_a_period_and_none_all(made: Simulated) -> None:
    groups = made.matrix.who.groupby(["unit", "period"], observed=False).size()
    skipped = (groups == 0).groupby("unit", observed=False).sum()
    assert skipped.max() == 1
    assert 0.01 < skipped.mean() < 0.08
    assert set(groups[groups > 0]) == {SIZE["assessors"] + 1}


def test_levels_are_spread_as_answers_are(alone: AnswerMatrix) -> None:
    shares = [share(alone.codes, LOWEST_LEVEL + level) for level in range(4)]
    assert shares == sorted(shares)
    assert shares[0] > 0.08
    assert shares[-1] < 0.45


def test_items_differ_in_difficulty(alone: AnswerMatrix) -> None:
    means = np.nanmean(points(alone), axis=0)
    assert means.max() - means.min() > 0.8


def test_units_differ_and_rise_slowly_together(made: Simulated) -> None:
    agreed = made.matrix.take(made.matrix.who["agreed"].to_numpy())
    scores = pd.Series(score_codes(agreed.plan, agreed.codes).overall.score / 100)
    assert scores.quantile(0.9) - scores.quantile(0.1) > 20
    by_period = scores[scores >= 0].groupby(agreed.who["period"], observed=True).mean()
    assert by_period.diff().dropna().between(0, 5).all()


def test_sections_hang_together(alone: AnswerMatrix) -> None:
    levels = points(alone)
    sections = np.array([item.section for item in alone.plan.items])
    alphas = [
        cronbach_alpha(levels[:, sections == place]).value for place in range(sections.max() + 1)
    ]
    assert all(alpha is not None and 0.55 < alpha < 0.9 for alpha in alphas)


def test_assessors_of_a_unit_agree_somewhat(alone: AnswerMatrix) -> None:
    groups = points(alone).reshape(-1, SIZE["assessors"], alone.codes.shape[1])
    alphas = [krippendorff_alpha(group).value or 0 for group in groups[:40]]
    assert 0.2 < np.median(alphas) < 0.7


def test_some_assessors_put_everything_at_the_top(alone: AnswerMatrix) -> None:
    top = alone.states - 1
    other = (UNANSWERED, UNKNOWN, NOT_APPLICABLE)
    assert 0.005 < ((alone.codes == top) | np.isin(alone.codes, other)).all(axis=1).mean() < 0.05


def test_what_always_applies_is_never_called_not_applicable(alone: AnswerMatrix) -> None:
    allowed = np.array([item.not_applicable for item in alone.plan.items])
    found = (alone.codes == NOT_APPLICABLE).any(axis=0)
    assert not found[~allowed].any()
    assert found[allowed].all()
    assert 0.01 < share(alone.codes, NOT_APPLICABLE) < 0.2


def test_an_item_does_not_apply_to_a_unit_as_a_whole(alone: AnswerMatrix) -> None:
    levels = pd.DataFrame(alone.codes >= LOWEST_LEVEL).groupby(alone.who["unit"], observed=True)
    lacking = pd.DataFrame(alone.codes == NOT_APPLICABLE).groupby(alone.who["unit"], observed=True)
    assert not (levels.any() & lacking.any()).any(axis=None)


def test_it_does_not_apply_to_some_kinds_of_service_more_than_to_others(made: Simulated) -> None:
    services = made.matrix.who[["unit"]].astype("string").merge(made.register)["service"]
    missing = pd.DataFrame(made.matrix.codes == NOT_APPLICABLE)
    by_service = missing.groupby(services.to_numpy(), observed=True).mean()
    assert by_service.max(axis=None) > 0.8
    assert by_service.max(axis=0)[by_service.max(axis=0) > 0].min() < 0.2


def test_only_some_assessors_do_not_know(alone: AnswerMatrix) -> None:
    always = np.array([not item.not_applicable for item in alone.plan.items])
    unknown = (alone.codes[:, always] == UNKNOWN).sum(axis=1)
    assert 0.05 < (unknown > 0).mean() < 0.3
    assert 0.002 < (unknown / always.sum()).mean() < 0.05


def test_who_stops_leaves_everything_after_it_unanswered(alone: AnswerMatrix) -> None:
    empty = alone.codes == UNANSWERED
    assert (np.diff(empty.astype(np.int8), axis=1) >= 0).all()
    assert 0.01 < empty.any(axis=1).mean() < 0.06
    assert not empty[:, 0].any()


def test_gates_are_missed_now_and_then(alone: AnswerMatrix) -> None:
    gates = [column for column, item in enumerate(alone.plan.items) if item.gate]
    missed = score_codes(alone.plan, alone.codes).shut[:, gates].mean(axis=0)
    assert ((missed > 0.01) & (missed < 0.2)).all()


def test_an_agreed_sheet_is_at_most_a_level_from_the_median(made: Simulated) -> None:
    slots = SIZE["assessors"] + 1
    groups = made.matrix.codes.reshape(-1, slots, made.matrix.codes.shape[1])
    blind, agreed = groups[:, :-1].astype(float), groups[:, -1].astype(float)
    ordered = np.sort(np.where(blind >= LOWEST_LEVEL, blind, np.inf), axis=1)
    levels = (blind >= LOWEST_LEVEL).sum(axis=1)
    middle = np.take_along_axis(ordered, np.maximum(levels - 1, 0)[:, None] // 2, axis=1)[:, 0]
    compared = (levels > 0) & (agreed >= LOWEST_LEVEL)
    assert ((agreed >= LOWEST_LEVEL) <= (levels > 0)).all()
    distance = np.abs(agreed - middle)[compared]
    assert distance.max() == 1
    assert 0.01 < (distance == 1).mean() < 0.15


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=4),
    st.integers(2, 6),
    st.integers(1, 9),
    st.integers(1, 3),
    st.integers(1, 4),
    st.booleans(),
    st.integers(0, 2**70),
)
def test_any_standard_and_size_gives_codes_it_knows(
    sections: list[int],
    levels: int,
    units: int,
    periods: int,
    assessors: int,
    agreed: bool,
    seed: int,
) -> None:
    gates = {"A1-1": (levels - 1, "low")}
    choices = {"scale": range(levels), "never": ["A1-1"], "gates": gates}
    standard = make_standard(items_per_section=sections, **choices)
    size = {"units": units, "periods": periods, "assessors": assessors, "agreed": agreed}
    matrix = simulate(standard, **size, seed=seed).matrix
    assert (matrix.codes < matrix.states).all()
    assert NOT_APPLICABLE not in matrix.codes[:, 0]
    assert matrix.codes.flags.f_contiguous
    assert len(matrix) % (assessors + agreed) == 0
    assert matrix.who["agreed"].sum() == agreed * len(matrix) // (assessors + agreed)


@pytest.mark.parametrize("wrong", [{"units": 0}, {"periods": -1}, {"assessors": 0}, {"seed": -1}])
@pytest.mark.parametrize("make", [simulate, blocks])
def test_numbers_that_make_no_data_are_refused(make: object, wrong: dict[str, int]) -> None:
    numbers = {"units": 2, "periods": 1, "assessors": 2, "seed": 1, **wrong}
    assert callable(make)
    with pytest.raises(BermaknaError):
        make(load_standard("unit"), **numbers)


@pytest.mark.parametrize("name", NAMES)
def test_sheets_of_people_hold_the_same_answers(name: str) -> None:
    standard = load_standard(name)
    matrix = simulate(standard, units=3, periods=2, assessors=4, seed=2, agreed=True).matrix
    sheets = list(answer_sheets(matrix, 2))
    agreed = [sheet.sheet for sheet in sheets if sheet.assessor == "Kesepakatan"]
    again = AnswerMatrix.from_tidy(tidy(sheets), standard, agreed)
    assert np.array_equal(again.codes, matrix.codes)
    who = again.who[["unit", "period", "agreed"]]
    pd.testing.assert_frame_equal(who.astype(str), matrix.who.astype(str))


def test_sheets_have_ids_of_their_own_and_keep_them() -> None:
    matrix = simulate(load_standard("unit"), units=3, periods=2, assessors=4, seed=2).matrix
    ids = [sheet.sheet for sheet in answer_sheets(matrix, 2)]
    assert len(set(ids)) == len(matrix)
    assert ids == [sheet.sheet for sheet in answer_sheets(matrix, 2)]
    assert not set(ids) & {sheet.sheet for sheet in answer_sheets(matrix, 3)}


def test_evidence_is_named_for_most_levels_above_the_lowest_and_says_it_is_made_up() -> None:
    standard = load_standard("unit")
    matrix = simulate(standard, units=10, periods=1, assessors=5, seed=2).matrix
    rows = tidy(list(answer_sheets(matrix, 2)))
    claims = rows[(rows["state"] == "level") & (rows["level"] > 0)]
    assert 0.15 < claims["unsupported"].mean() < 0.35
    texts = pd.concat([rows["evidence"], rows["reason"]])
    assert texts[texts != ""].str.contains("(data rekaan)", regex=False).all()
    assert (rows["evidence"][rows["level"] == 0] == "").all()


def test_numbers_are_drawn_below_their_bound_and_evenly() -> None:
    drawn = Draws(1, Purpose.ITEMS).below(5, 10_000)
    assert (np.bincount(drawn) > 1_800).all()
    assert len(np.bincount(drawn)) == 5


def test_a_bell_has_its_mean_and_deviation() -> None:
    drawn = Draws(1, Purpose.ITEMS).bell(500, 100, 100)
    assert drawn.shape == (100, 100)
    assert abs(drawn.mean()) < 15
    assert abs(drawn.std() - 500) < 15


def test_streams_of_one_seed_have_nothing_in_common() -> None:
    places = [(purpose, place) for purpose in Purpose for place in range(3)]
    assert len({Draws(1, *place).bytes(16).tobytes() for place in places}) == len(places)
