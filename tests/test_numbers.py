"""Numbers in prose: computed from the standards and the method, in words or digits."""

import pytest

from assessment.handbook.numbers import in_words, number_named
from assessment.loading import load_standard, standard_ids
from assessment.suppression import MIN_GROUP


@pytest.mark.parametrize("standard", standard_ids())
def test_a_number_of_a_standard_is_counted(standard: str) -> None:
    loaded = load_standard(standard)
    assert number_named(f"sections {standard}") == len(loaded.sections)
    assert number_named(f"items {standard}") == sum(len(part.items) for part in loaded.sections)
    digits = [level.level for level in next(iter(loaded.scales.values()))]
    named = [number_named(f"{kind} {standard}") for kind in ("lowest-level", "highest-level")]
    assert named == [digits[0], digits[-1]]
    assert number_named(f"levels {standard}") == len(digits)


def test_a_number_of_the_method_is_the_one_that_is_used() -> None:
    assert number_named("smallest-group") == MIN_GROUP


@pytest.mark.parametrize(
    "name", ["", "sections", "sections skm", "cats unit", "smallest-group unit"]
)
def test_an_unknown_number_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(KeyError, match="smallest-group"):
        number_named(name)


@pytest.mark.parametrize(
    ("number", "words"), [(0, "nol"), (5, "lima"), (12, "dua belas"), (13, "13"), (40, "40")]
)
def test_small_numbers_are_written_in_words(number: int, words: str) -> None:
    assert in_words(number) == words
