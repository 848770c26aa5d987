"""Both alphas against their plain definitions, and why there sometimes is none."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations
from random import Random
from statistics import variance

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.alphas import Agreement, cronbach_alpha, krippendorff_alpha
from assessment.i18n import _
from assessment.panel import Points

Value = int | None
Rows = Sequence[Sequence[Value]]

# The example of Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C/D:
# four observers, twelve units, 0 for a missing value.
OBSERVERS = ("123321412000", "123322412503", "033323422510", "123324412510")
EXAMPLE = [[int(digit) or None for digit in row] for row in OBSERVERS]


def points(rows: Rows) -> Points:
    return np.array(rows, dtype=np.float64)


def plain_krippendorff(rows: Rows) -> Fraction | None:
    """Count the pairs within items and the pairs of all paired values, by the definition."""
    columns = [
        [value for value in column if value is not None] for column in zip(*rows, strict=True)
    ]
    paired = [column for column in columns if len(column) > 1]
    coincidences: defaultdict[tuple[int, int], Fraction] = defaultdict(Fraction)
    for column in paired:
        for pair in permutations(column, 2):
            coincidences[pair] += Fraction(1, len(column) - 1)
    totals = Counter(value for column in paired for value in column)
    size = sum(totals.values())

    def distance(one: int, other: int) -> Fraction:
        low, high = sorted((one, other))
        between = sum(count for value, count in totals.items() if low <= value <= high)
        return (between - Fraction(totals[low] + totals[high], 2)) ** 2

    observed = sum(count * distance(*pair) for pair, count in coincidences.items())
    expected = sum(
        totals[one] * totals[other] * distance(one, other) for one, other in permutations(totals, 2)
    )
    return 1 - (size - 1) * Fraction(observed) / expected if expected else None


def plain_cronbach(rows: Sequence[Sequence[int]]) -> Fraction | None:
    """Compare the variances of the items with that of their sum, by the definition."""
    exact = [[Fraction(value) for value in row] for row in rows]
    items = list(zip(*exact, strict=True))
    of_sum = variance([sum(row, Fraction()) for row in exact])
    parts = sum(variance(item) for item in items)
    return Fraction(len(items), len(items) - 1) * (1 - parts / of_sum) if of_sum else None


def matrices(values: st.SearchStrategy[Value]) -> st.SearchStrategy[list[list[Value]]]:
    sizes = st.tuples(st.integers(2, 6), st.integers(2, 6))
    return sizes.flatmap(
        lambda size: st.lists(
            st.lists(values, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
        )
    )


levels = st.integers(0, 3)
with_gaps = matrices(st.one_of(levels, levels, st.none()))


def test_the_published_example_is_what_the_definition_and_the_paper_say() -> None:
    defined = plain_krippendorff(EXAMPLE)
    assert defined is not None
    assert round(float(defined), 3) == 0.815
    assert krippendorff_alpha(points(EXAMPLE)).value == pytest.approx(float(defined), abs=1e-12)


@given(with_gaps)
def test_the_alpha_of_assessors_is_the_one_of_the_definition(rows: list[list[Value]]) -> None:
    found, defined = krippendorff_alpha(points(rows)), plain_krippendorff(rows)
    if defined is None:
        assert found.value is None
        assert found.reason
    else:
        assert found.value == pytest.approx(float(defined), abs=1e-9)
        assert found.reason is None


@given(with_gaps, st.randoms(use_true_random=False))
def test_the_order_of_assessors_and_items_does_not_matter(
    rows: list[list[Value]], random: Random
) -> None:
    found = krippendorff_alpha(points(rows))
    shuffled = [list(column) for column in zip(*rows, strict=True)]
    random.shuffle(shuffled)
    turned = [list(row) for row in zip(*shuffled, strict=True)]
    random.shuffle(turned)
    again = krippendorff_alpha(points(turned))
    assert (again.n, again.reason) == (found.n, found.reason)
    assert again.value == pytest.approx(found.value, abs=1e-9)


def test_full_agreement_is_exactly_one() -> None:
    assert krippendorff_alpha(points([[0, 1, 3], [0, 1, 3]])) == Agreement(1.0, 2)


def test_a_far_disagreement_weighs_more_than_a_near_one() -> None:
    near = krippendorff_alpha(points([[0, 1, 2, 3], [0, 1, 2, 2]])).value
    far = krippendorff_alpha(points([[0, 1, 2, 3], [0, 1, 2, 0]])).value
    assert near is not None
    assert far is not None
    assert near > far


@pytest.mark.parametrize(
    ("rows", "n", "reason"),
    [
        ([[0, 1, 2]], 0, "fewer than two assessors chose a level"),
        ([[0, 1, 2], [None, None, None]], 0, "fewer than two assessors chose a level"),
        ([[None, None], [None, None]], 0, "fewer than two assessors chose a level"),
        ([[0, 1, None], [None, None, 2]], 0, "no item has a level from two assessors"),
        ([[2, 2, 2], [2, None, 2]], 2, "all levels that can be compared are the same"),
        # The only other value has no partner, so that nothing that is compared varies.
        ([[1, 1, None], [1, 1, 3]], 2, "all levels that can be compared are the same"),
    ],
)
def test_an_undefined_agreement_says_why(rows: Rows, n: int, reason: str) -> None:
    assert krippendorff_alpha(points(rows)) == Agreement(None, n, _(reason))


def test_the_alpha_of_assessors_counts_those_who_share_an_item() -> None:
    rows = [[0, 1, None], [1, 1, None], [None, None, 2]]
    assert krippendorff_alpha(points(rows)).n == 2


@given(matrices(levels))
def test_the_alpha_of_items_is_the_one_of_the_definition(rows: list[list[int]]) -> None:
    found, defined = cronbach_alpha(points(rows)), plain_cronbach(rows)
    assert found.n == len(rows)
    assert found.value == (None if defined is None else float(defined))
    assert (found.reason is None) == (defined is not None)


@given(with_gaps)
def test_a_sheet_that_lacks_a_level_does_not_count_for_the_items(rows: list[list[Value]]) -> None:
    assume(all(any(value is not None for value in item) for item in zip(*rows, strict=True)))
    complete = [row for row in rows if None not in row]
    assume(len(complete) > 1)
    assert cronbach_alpha(points(rows)) == cronbach_alpha(points(complete))


def test_an_item_that_nobody_gave_a_level_is_left_out() -> None:
    rows = [[0, None, 1], [2, None, 2], [3, None, 3]]
    without = [[first, last] for first, _none, last in rows]
    assert cronbach_alpha(points(rows)) == cronbach_alpha(points(without))


def test_items_that_move_together_have_an_alpha_of_one() -> None:
    assert cronbach_alpha(points([[0, 0], [2, 2], [3, 3]])) == Agreement(1.0, 3)


@pytest.mark.parametrize(
    ("rows", "n", "reason"),
    [
        ([[1], [2]], 2, "fewer than two items have a level"),
        ([[1, None], [2, None]], 2, "fewer than two items have a level"),
        ([[None, None]], 1, "fewer than two items have a level"),
        ([[1, 2]], 1, "fewer than two sheets have a level for every item"),
        ([[1, 2], [None, 3]], 1, "fewer than two sheets have a level for every item"),
        ([[1, 2], [2, 1]], 2, "the sum of the levels is the same on every sheet"),
    ],
)
def test_an_undefined_alpha_of_items_says_why(rows: Rows, n: int, reason: str) -> None:
    assert cronbach_alpha(points(rows)) == Agreement(None, n, _(reason))
