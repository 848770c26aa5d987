"""Items of two versions are the same by id and ``replaces``, if their scale has stayed."""

from typing import Any

import pytest

from assessment.pairing import Pairing, pair_items
from assessment.standard import Standard
from tests.builders import make_standard, standard_data, validate_standard

FIRST = make_standard()
IDS = [item.id for item in FIRST.items]


def version(*dropped: str, **replaces: Any) -> Standard:
    """Make a later version: A2 has two more items, some are dropped, some replace others."""
    data = standard_data(items_per_section=(3, 4))
    data["version"] = "2.0.0"
    for section in data["sections"]:
        section["items"] = [item for item in section["items"] if item["id"] not in dropped]
        for item in section["items"]:
            item["replaces"] = replaces.get(item["id"].replace("-", "_"), ())
    return validate_standard(data)


def test_a_standard_shares_all_its_items_with_itself() -> None:
    assert pair_items(FIRST, FIRST) == Pairing(shared={item: item for item in IDS})


def test_items_of_one_version_alone_are_new_or_retired() -> None:
    found = pair_items(FIRST, version("A1-2"))
    assert found.new == ["A2-3", "A2-4"]
    assert found.retired == ["A1-2"]
    assert list(found.shared) == ["A1-1", "A1-3", "A2-1", "A2-2"]


def test_an_item_that_replaces_another_continues_it() -> None:
    found = pair_items(FIRST, version("A1-2", A2_3=("A1-2",)))
    assert found.shared["A2-3"] == "A1-2"
    assert found.new == ["A2-4"]
    assert found.retired == []


def test_what_an_item_replaces_may_be_older_than_both_versions() -> None:
    assert pair_items(FIRST, version(A2_3=("A0-9",))).new == ["A2-3", "A2-4"]


def test_an_item_made_of_several_is_not_shared_and_names_them() -> None:
    found = pair_items(FIRST, version("A1-2", "A1-3", A2_3=("A1-2", "A1-3")))
    assert "A2-3" not in found.shared
    assert "A1-2, A1-3" in found.changed["A2-3"]
    assert found.retired == []


def test_an_item_that_takes_another_in_is_made_of_both() -> None:
    found = pair_items(FIRST, version("A1-2", A1_1=("A1-2",)))
    assert "A1-1, A1-2" in found.changed["A1-1"]


def test_items_that_continue_one_together_are_not_shared() -> None:
    found = pair_items(FIRST, version("A1-2", A2_3=("A1-2",), A2_4=("A1-2",)))
    assert set(found.changed) == {"A2-3", "A2-4"}
    assert all("A1-2" in reason for reason in found.changed.values())
    assert (found.new, found.retired) == ([], [])


@pytest.mark.parametrize("scale", [(0, 1, 3), (0, 1, 2, 4), (0, 1, 2, 3, 4), (0, 2, 3), (1, 2, 3)])
def test_an_item_with_other_levels_or_points_is_not_shared(scale: tuple[int, ...]) -> None:
    found = pair_items(FIRST, make_standard(scale=scale))
    assert found.shared == {}
    assert list(found.changed) == IDS
    assert all(found.changed.values())
    assert (found.new, found.retired) == ([], [])


def test_a_changed_weight_or_gate_leaves_an_item_shared() -> None:
    later = make_standard(weights={"A1-1": 5}, gates={"A1-2": (1, "low")})
    assert list(pair_items(FIRST, later).shared) == IDS
