"""Student's t agrees with the printed tables, with closed forms, and with the normal curve."""

from math import pi, sqrt, tan
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.student_t import quantile, within

# Two-sided, 95 percent and 99 percent: the table that stands in every textbook.
TABLE = [
    (0.95, 1, 12.706), (0.95, 2, 4.303), (0.95, 3, 3.182), (0.95, 4, 2.776), (0.95, 5, 2.571),
    (0.95, 9, 2.262), (0.95, 10, 2.228), (0.95, 29, 2.045), (0.95, 30, 2.042), (0.95, 60, 2.000),
    (0.95, 120, 1.980), (0.99, 4, 4.604), (0.99, 9, 3.250), (0.99, 29, 2.756), (0.9, 7, 1.895),
]  # fmt: skip

freedoms = st.integers(1, 300)
distances = st.floats(0, 50)


@pytest.mark.parametrize(("confidence", "freedom", "printed"), TABLE)
def test_the_quantiles_are_those_of_the_printed_table(
    confidence: float, freedom: int, printed: float
) -> None:
    assert round(quantile(confidence, freedom), 3) == printed


@given(st.floats(0.01, 0.99))
def test_one_and_two_degrees_of_freedom_have_the_quantiles_of_their_closed_forms(
    confidence: float,
) -> None:
    assert quantile(confidence, 1) == pytest.approx(tan(pi * confidence / 2))
    two = confidence * sqrt(2 / (1 - confidence**2))
    assert quantile(confidence, 2) == pytest.approx(two)


@given(distances, freedoms)
def test_a_probability_lies_between_nothing_and_one(t: float, freedom: int) -> None:
    assert 0 <= within(t, freedom) <= 1 + 1e-12


@given(distances, distances, freedoms)
def test_the_probability_grows_with_the_distance(one: float, other: float, freedom: int) -> None:
    near, far = sorted((one, other))
    assert within(near, freedom) <= within(far, freedom) + 1e-12


@given(st.floats(0.05, 0.995), freedoms)
def test_the_quantile_has_the_probability_that_was_asked_for(
    confidence: float, freedom: int
) -> None:
    assert within(quantile(confidence, freedom), freedom) == pytest.approx(confidence)


@given(st.floats(0.05, 0.995), st.integers(1, 200))
def test_more_people_make_a_narrower_interval(confidence: float, freedom: int) -> None:
    assert quantile(confidence, freedom + 1) < quantile(confidence, freedom)


def test_with_very_many_people_it_is_the_normal_curve() -> None:
    assert quantile(0.95, 100_000) == pytest.approx(NormalDist().inv_cdf(0.975), abs=1e-4)
