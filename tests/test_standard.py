"""The rules that bind the parts of a standard together."""

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from tests.builders import make_standard, standard_data, validate_standard

Change = Callable[[dict[str, Any]], object]


def errors_of(change: Change, **choices: Any) -> dict[str, str]:
    """Return the places and messages of what is wrong with a standard after a change."""
    data = standard_data(**choices)
    change(data)
    with pytest.raises(ValidationError) as caught:
        validate_standard(data)
    return {".".join(map(str, found["loc"])): found["msg"] for found in caught.value.errors()}


def only_error(change: Change, **choices: Any) -> tuple[str, str]:
    """Return the place and message of the one thing that is wrong, closest to the change."""
    return max(errors_of(change, **choices).items(), key=lambda found: found[0].count("."))


def item(data: dict[str, Any], section: int = 0, place: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = data["sections"][section]["items"][place]
    return found


def test_items_stand_in_the_order_of_the_file() -> None:
    standard = make_standard(items_per_section=(2, 1))
    assert [item.id for item in standard.items] == ["A1-1", "A1-2", "A2-1"]


def test_a_section_is_found_by_its_id() -> None:
    standard = make_standard(items_per_section=(2, 1))
    assert standard.section("A2") is standard.sections[1]
    with pytest.raises(KeyError, match=r"A9.*A1, A2"):
        standard.section("A9")


def test_a_standard_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        make_standard().title = "lain"  # type: ignore[misc, assignment]


@pytest.mark.parametrize(
    ("scale", "values"), [((0, 1, 2, 3), (0, 100)), ((1, 2, 3, 4), (25, 100)), ((0, 1, 3), (0, 7))]
)
def test_scales_and_indices_of_many_kinds_are_allowed(
    scale: tuple[int, ...], values: tuple[int, int]
) -> None:
    standard = make_standard(scale=scale, values=values)
    assert [level.points for level in standard.scales["steps"]] == list(scale)
    assert standard.index.values == values


@pytest.mark.parametrize(
    ("part", "numbers"), [("points", [3, 0]), ("values", [100, 0]), ("values", [5, 5])]
)
def test_the_index_rises(part: str, numbers: list[int]) -> None:
    assert "index" in errors_of(lambda data: data["index"].update({part: numbers}))


@pytest.mark.parametrize(("place", "points"), [(0, 1), (-1, 4)])
def test_a_scale_has_the_ends_of_the_index(place: int, points: int) -> None:
    change = {"points": points}
    errors = errors_of(lambda data: data["scales"]["steps"][place].update(change), scale=(0, 2, 3))
    assert "0" in errors["scales"]
    assert "3" in errors["scales"]


@pytest.mark.parametrize("part", ["level", "points"])
def test_levels_and_points_of_a_scale_rise(part: str) -> None:
    assert "scales" in errors_of(lambda data: data["scales"]["steps"][2].update({part: 1}))


def test_the_first_band_starts_at_the_lowest_index() -> None:
    change = {"from": 26}
    place, message = only_error(lambda data: data["bands"][0].update(change), values=(25, 100))
    assert place == "bands"
    assert "25" in message


def test_bands_rise() -> None:
    assert "bands" in errors_of(lambda data: data["bands"][2].update({"from": 50}))


@pytest.mark.parametrize("lowest", [float("nan"), float("inf"), True, "75", None, 62.505])
def test_the_lowest_value_of_a_band_is_a_number_with_two_decimals(lowest: object) -> None:
    place, _message = only_error(lambda data: data["bands"][2].update({"from": lowest}))
    assert place == "bands.2.from"


@pytest.mark.parametrize("weight", [0, 10, -1, 1.5, "2", True, None])
def test_a_weight_is_a_whole_number_of_one_to_nine(weight: object) -> None:
    of_section, _message = only_error(lambda data: data["sections"][0].update(weight=weight))
    of_item, _message = only_error(lambda data: item(data).update(weight=weight))
    assert of_section == "sections.0.weight"
    assert of_item == "sections.0.items.0.weight"


@pytest.mark.parametrize("levels", [{0: "a", 1: "b"}, {}, {0: "a", 1: "b", 2: "c", 3: "d", 4: "e"}])
def test_an_item_describes_every_level_of_its_scale(levels: dict[int, str]) -> None:
    place, message = only_error(lambda data: item(data).update(levels=levels))
    assert place == "sections.0.items.0.levels"
    assert "0, 1, 2, 3" in message


def test_an_item_without_descriptions_has_those_of_its_scale() -> None:
    data = standard_data()
    del item(data)["levels"]
    assert validate_standard(data).items[0].levels is None


def test_an_item_has_a_hint_for_every_level_below_the_top() -> None:
    place, message = only_error(lambda data: item(data)["hints"].update({3: "lanjut"}))
    assert place == "sections.0.items.0.hints"
    assert "0, 1, 2" in message


@pytest.mark.parametrize("below", [0, 4])
def test_a_gate_stands_above_the_lowest_level_of_the_scale(below: int) -> None:
    gate = {"below": below, "caps_at": "low"}
    place, message = only_error(lambda data: item(data).update(gate=gate))
    assert place == "sections.0.items.0.gate"
    assert "1, 2, 3" in message


def test_a_gate_caps_at_a_band_of_the_standard() -> None:
    gate = {"below": 1, "caps_at": "tiada"}
    place, message = only_error(lambda data: item(data).update(gate=gate))
    assert place == "sections.0.items.0.gate.caps_at"
    assert "low, middle, high" in message


def test_an_item_names_a_scale_of_the_standard() -> None:
    place, message = only_error(lambda data: item(data).update(scale="tiada"))
    assert place == "sections.0.items.0.scale"
    assert "steps" in message


def test_an_item_belongs_to_its_section_by_its_id() -> None:
    place, message = only_error(lambda data: item(data, 1).update(id="A1-9"))
    assert place == "sections.1.items"
    assert "A1-9" in message


@pytest.mark.parametrize("twin", ["A1-1", "A1-2"])
def test_an_item_id_stands_once(twin: str) -> None:
    def repeat(data: dict[str, Any]) -> None:
        item(data, 0, 1)["id"] = item(data, 0, 2)["id"] = twin

    assert "sections.0.items.2.id" in errors_of(repeat)


def test_a_section_id_stands_once() -> None:
    assert "sections.1.id" in errors_of(lambda data: data["sections"][1].update(id="A1"))


@pytest.mark.parametrize("part", ["text", "criteria", "evidence", "source"])
@pytest.mark.parametrize("empty", ["", "   ", None, [], [""]])
def test_no_text_of_an_item_is_empty(part: str, empty: object) -> None:
    places = errors_of(lambda data: item(data).update({part: empty}))
    assert any(place.startswith(f"sections.0.items.0.{part}") for place in places)


def test_several_wrong_parts_are_all_found() -> None:
    def break_much(data: dict[str, Any]) -> None:
        data["respondent"] = "kantor"
        data["sections"][0]["weight"] = 0
        item(data, 0, 1)["gate"] = {"below": 9, "caps_at": "low"}
        item(data, 1, 1)["laws"] = [{"law": "uu-9-9999"}, {"law": "uu-1-2000", "article": "9"}]

    assert set(errors_of(break_much)) >= {
        "respondent",
        "sections.0.weight",
        "sections.0.items.1.gate",
        "sections.1.items.1.laws.0",
        "sections.1.items.1.laws.1",
    }


def test_texts_follow_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    data = standard_data() | {"title": {"id": "Mutu", "en": "Quality"}, "about": "Hanya Indonesia"}
    standard = validate_standard(data)
    monkeypatch.setenv("BERMAKNA_LANG", "en")
    assert (str(standard.title), str(standard.about)) == ("Quality", "Hanya Indonesia")
    monkeypatch.delenv("BERMAKNA_LANG")
    assert str(standard.title) == "Mutu"
