"""Columns of few names: by place, with nothing invented and no name twice."""

import numpy as np
import pytest

from assessment.rollup.named import categorical


def test_places_become_names_and_minus_one_is_missing() -> None:
    column = categorical(np.array([1, -1, 0]), ["rendah", "tinggi"], ordered=True)
    assert column.isna().tolist() == [False, True, False]
    assert column[~column.isna()].tolist() == ["tinggi", "rendah"]
    assert column.min() == "rendah"


def test_a_name_that_stands_twice_is_one_category() -> None:
    column = categorical(np.array([0, 1, 2, -1]), ["Layanan", "Umum", "Layanan"])
    assert list(column.categories) == ["Layanan", "Umum"]
    assert column[:3].tolist() == ["Layanan", "Umum", "Layanan"]
    assert column.isna().tolist() == [False, False, False, True]


@pytest.mark.parametrize("dtype", ["int8", "uint8", "int64"])
def test_places_of_any_whole_type_are_the_same_column(dtype: str) -> None:
    column = categorical(np.array([0, 1, 1]).astype(dtype), ("a", "b"))
    assert column.tolist() == ["a", "b", "b"]
