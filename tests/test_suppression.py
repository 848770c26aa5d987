"""No small group can be read off, nor worked out from the total."""

from itertools import product

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.suppression import MIN_GROUP, suppress, suppressed

sizes = st.lists(st.integers(0, 12), min_size=1, max_size=6)


def groups(counts: list[int]) -> pd.DataFrame:
    names = [f"G{number}" for number in range(len(counts))]
    figures = {"n": counts, "index": [float(10 * count) for count in counts], "band": names}
    return pd.DataFrame(figures, index=pd.Index(names, name="unit"))


def masked(counts: list[int]) -> list[int]:
    hidden = suppress(groups(counts), "n")["n"].isna()
    return [count for count, is_hidden in zip(counts, hidden, strict=True) if is_hidden]


def sums_to(total: int, groups: int, most: int) -> list[tuple[int, ...]]:
    """List everything that the masked groups may be, given their sum."""
    return [sizes for sizes in product(range(most + 1), repeat=groups) if sum(sizes) == total]


def test_a_group_of_five_is_shown_and_one_of_four_is_not() -> None:
    assert [suppressed(n) for n in (0, 4, 5, 40)] == [True, True, False, False]
    assert MIN_GROUP == 5


@given(sizes)
def test_no_small_group_is_shown(counts: list[int]) -> None:
    shown = suppress(groups(counts), "n")["n"].dropna()
    assert [count for count in shown if count < MIN_GROUP] == []


@given(sizes)
def test_the_total_less_what_is_shown_leaves_every_masked_group_open(counts: list[int]) -> None:
    hidden = masked(counts)
    assume(0 < len(hidden) < len(counts))
    possible = sums_to(sum(hidden), len(hidden), min(sum(hidden), 12))
    assert all(len(set(of_group)) > 1 for of_group in zip(*possible, strict=True))


@given(sizes)
def test_who_takes_every_masked_group_for_a_small_one_finds_none(counts: list[int]) -> None:
    hidden = masked(counts)
    assume(0 < len(hidden) < len(counts))
    possible = sums_to(sum(hidden), len(hidden), MIN_GROUP - 1)
    small = [place for place, count in enumerate(hidden) if count < MIN_GROUP]
    assert len(possible) != 1 or possible[0] != tuple(hidden) or small == []


@given(sizes)
def test_the_masked_together_are_no_small_group(counts: list[int]) -> None:
    hidden = masked(counts)
    assume(0 < len(hidden) < len(counts))
    assert not suppressed(sum(hidden))


@given(sizes)
def test_nothing_is_masked_without_need(counts: list[int]) -> None:
    if all(count >= MIN_GROUP for count in counts):
        assert masked(counts) == []


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([9, 6, 7], []),
        ([9, 3, 7], [3, 7]),
        ([9, 3, 5], [3, 5]),
        ([9, 3, 4, 7], [3, 4]),
        ([9, 1, 2, 7], [1, 2, 7]),
        ([9, 4, 4, 7], [4, 4, 7]),
        ([9, 0, 7], [0, 7]),
        ([3], [3]),
        ([], []),
    ],
)
def test_the_smallest_other_group_is_masked_where_one_must_be(
    counts: list[int], hidden: list[int]
) -> None:
    assert masked(counts) == hidden


def test_all_figures_of_a_masked_group_go_and_the_others_stay() -> None:
    found = suppress(groups([9, 3, 7]), "n")
    assert found.loc[["G1", "G2"]].isna().to_numpy().all()
    assert found.loc[["G0"]].to_numpy().tolist() == [[9, 90.0, "G0"]]
    assert found.dtypes.astype(str).to_dict() == {"n": "Int64", "index": "Float64", "band": "str"}
    assert found.index.tolist() == ["G0", "G1", "G2"]


def test_the_frame_that_was_given_is_left_as_it_was() -> None:
    frame = groups([9, 3, 7])
    suppress(frame, "n")
    pd.testing.assert_frame_equal(frame, groups([9, 3, 7]))
