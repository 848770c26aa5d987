"""The charts of a room: cleanly drawn, said in words, and silent about what is hidden."""

from collections.abc import Callable

import pytest

from assessment.charts import (
    Chart,
    chart_room_change,
    chart_room_items,
    chart_room_sections,
)
from assessment.charts.words import NONE
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.room_change import GroupChange
from assessment.room_results import GroupResults, group_results
from assessment.suppression import MIN_GROUP
from tests import test_charts
from tests.room_sheets import of, praktik_room, results, room

SECTIONS = ("B1", "B2", "B8")
FULL = (3, 2, 1, 0)
PRAKTIK = load_standard("praktik")


def one_round(people: int = 12) -> GroupResults:
    return group_results(PRAKTIK, SECTIONS, {1: praktik_room(people, SECTIONS)})


def two_rounds() -> GroupResults:
    after = praktik_room(17, SECTIONS, steps=1)
    return group_results(PRAKTIK, SECTIONS, {1: praktik_room(15, SECTIONS), 2: after})


def hidden_item() -> GroupResults:
    return results(room(*[FULL] * 4, *[("unknown", 2, 1, "not_applicable")] * 3))


def change_of(found: GroupResults) -> GroupChange:
    assert found.change is not None
    return found.change


def without_pairs() -> GroupResults:
    return results(room(*[(1, 1, None, None)] * 5), room(*[(None, None, 2, 2)] * 5))


CHARTS: dict[str, Callable[[], Chart]] = {
    "items": lambda: chart_room_items(one_round()),
    "items of two rounds": lambda: chart_room_items(two_rounds()),
    "some items": lambda: chart_room_items(two_rounds(), ["B8-1", "B1-2"]),
    "a hidden item": lambda: chart_room_items(hidden_item()),
    "items of few": lambda: chart_room_items(one_round(3)),
    "items of nobody": lambda: chart_room_items(results([])),
    "sections": lambda: chart_room_sections(one_round()),
    "sections of two rounds": lambda: chart_room_sections(two_rounds()),
    "a hidden section": lambda: chart_room_sections(hidden_item()),
    "sections of few": lambda: chart_room_sections(one_round(3)),
    "change": lambda: chart_room_change(change_of(two_rounds())),
    "change of nothing": lambda: chart_room_change(change_of(without_pairs())),
}


@pytest.fixture(params=CHARTS, scope="module")
def chart(request: pytest.FixtureRequest) -> Chart:
    return CHARTS[request.param]()


def test_it_is_drawn_cleanly_and_says_what_it_is(chart: Chart) -> None:
    test_charts.test_no_text_is_cut_or_covers_another(chart)
    test_charts.test_a_chart_is_small_and_well_formed_and_keeps_its_text_as_text(chart)
    test_charts.test_a_chart_says_in_sentences_what_it_is(chart)
    test_charts.test_the_style_of_a_picture_reaches_charts_alone(chart)


def test_every_row_of_its_table_has_a_cell_for_every_heading(chart: Chart) -> None:
    assert len({len(row) for row in chart.rows}) <= 1


def test_the_items_stand_in_the_order_of_their_disagreement_or_as_chosen() -> None:
    found = two_rounds()
    every = [row[0] for row in chart_room_items(found).rows[1::2]]
    assert every == list(found.rounds[-1].items["item"])
    some = chart_room_items(found, ["B8-1", "B1-2"])
    assert [row[0] for row in some.rows[1:]] == ["B8-1", "B8-1", "B1-2", "B1-2"]


def test_a_hidden_item_shows_counts_and_no_level() -> None:
    chart = chart_room_items(hidden_item(), ["A1-1"])
    (row,) = chart.rows[1:]
    assert row[2:] == ["4", NONE, NONE, *[NONE] * 4, "3", "0", "0"]
    assert _("fewer than {least} people chose a level").format(least=MIN_GROUP) in chart.alt


def test_of_few_people_a_chart_says_why_there_is_nothing() -> None:
    found = one_round(3)
    for draw in (chart_room_items, chart_room_sections):
        chart = draw(found)
        assert found.text in chart.alt
        assert chart.rows == []


def test_the_sections_say_their_sentences_round_by_round() -> None:
    found = two_rounds()
    alt = chart_room_sections(found).alt
    for part in found.rounds:
        for text in part.sections["text"]:
            assert f"{found.round_name(part.round)}: {text}" in alt


def test_the_change_says_what_its_table_and_its_line_show() -> None:
    change = change_of(two_rounds())
    chart = chart_room_change(change)
    assert change.text in chart.alt
    assert len(chart.rows) == 1 + len(change.sections)
    whole = of(change.sections, section="overall")
    assert chart.rows[1][:3] == [_("Overall"), str(whole["items"]), str(whole["n"])]
