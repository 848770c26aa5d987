"""What a room chose: never more than five people may be asked about, never what was not asked."""

from itertools import combinations
from typing import Any

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.presentation import readable
from assessment.results import score
from assessment.room_answers import asked_standard
from assessment.room_items import COUNTS
from assessment.room_items import ITEMS as ITEM_COLUMNS
from assessment.room_results import group_results
from assessment.room_sections import SECTIONS as SECTION_COLUMNS
from assessment.suppression import MIN_GROUP
from assessment.wording import print_index
from tests.panels import blind_sheet
from tests.room_sheets import (
    ITEMS,
    SECTIONS,
    SMALL,
    Row,
    choices_of,
    figures,
    levels,
    of,
    praktik_room,
    results,
    room,
    rows,
)

FULL: Row = (3, 2, 1, 0)
rooms = st.lists(rows, min_size=5, max_size=9)


def test_a_workshop_asks_its_sections_without_what_is_confidential() -> None:
    asked = asked_standard(SMALL, SECTIONS)
    assert [item.id for item in asked.items] == list(ITEMS)
    praktik = asked_standard(load_standard("praktik"), ("B8", "B5"))
    assert [item.id for item in praktik.items] == ["B8-1", "B8-2", "B8-3", "B8-4"]
    assert [section.id for section in praktik.sections] == ["B8"]


@pytest.mark.parametrize("sections", [(), ("A9",)])
def test_a_workshop_that_asks_nothing_is_refused(sections: tuple[str, ...]) -> None:
    with pytest.raises(BermaknaError):
        group_results(SMALL, sections, {1: room(*[FULL] * 5)})


def test_what_was_not_asked_makes_nobody_incomplete() -> None:
    (found,) = results(room(*[FULL] * 6)).rounds
    assert list(found.sections["completeness"]) == [100, 100]
    assert list(found.sections["low"]) == list(found.sections["high"])


def test_answers_to_what_was_not_asked_change_nothing() -> None:
    sheets = room(*[FULL] * 6)
    more = {"A2-2": 3, "A3-1": 0}
    told = [blind_sheet(SMALL, {**sheet.choices(), **more}, sheet=sheet.sheet) for sheet in sheets]
    assert figures(results(told)) == figures(results(sheets))


def test_sheets_to_another_standard_are_refused() -> None:
    sheets = [sheet.model_copy(update={"version": "9.0.0"}) for sheet in room(*[FULL] * 6)]
    with pytest.raises(BermaknaError):
        results(sheets)


def test_an_item_shows_how_its_answers_are_shared_out() -> None:
    sheets = room((3, 0, 0, 0), (3, 0, 0, 0), (1, 0, 0, 0), (0, 0, 0, 0), (1, 0, 0, 0),
                  ("unknown", 0, 0, 0), (None, 0, 0, 0), ("not_applicable", 0, 0, 0))  # fmt: skip
    row = of(results(sheets).rounds[0].items, item="A1-1")
    assert [row[name] for name in COUNTS] == [5, 1, 1, 1]
    assert row["median"] == 1
    assert [row[f"share_{level}"] for level in range(4)] == [0.2, 0.4, 0.0, 0.4]


@given(st.lists(levels, min_size=5, max_size=12))
def test_the_distance_is_the_mean_of_all_pairs_of_people(chosen: list[int]) -> None:
    pairs = [abs(one - other) for one, other in combinations(chosen, 2)]
    found = results(room(*[(level, 0, 0, 0) for level in chosen])).rounds[0].items
    assert of(found, item="A1-1")["distance"] == pytest.approx(sum(pairs) / len(pairs))


@settings(max_examples=25)
@given(rooms)
def test_the_widest_disagreement_stands_first_then_the_heaviest(answers: list[Row]) -> None:
    parts = results(room(*answers)).rounds
    for items in (part.items for part in parts):
        shown = items[items["distance"].notna()]
        keys = [(-row["distance"], -row["weight"]) for row in shown.to_dict("records")]
        assert keys == sorted(keys)
        assert items["distance"].notna().to_list() == [True] * len(shown) + [False] * (
            len(items) - len(shown)
        )


@settings(max_examples=25)
@given(st.lists(st.tuples(*[levels] * 4), min_size=5, max_size=8))
def test_a_section_is_the_mean_of_the_people(answers: list[Row]) -> None:
    sheets = room(*answers)
    asked = asked_standard(SMALL, SECTIONS)
    people = [score(asked, sheet) for sheet in choices_of(sheets)]
    (found,) = results(sheets).rounds
    for place, row in enumerate(found.sections.to_dict("records")):
        scores = [person.sections[place].score or 0.0 for person in people]
        assert row["low"] == row["high"] == pytest.approx(sum(scores) / len(scores), abs=0.0051)
        assert print_index(row["low"]) in row["text"]


def test_one_number_stands_only_where_everyone_is_complete() -> None:
    open_row: Row = (3, "unknown", 1, 0)
    (found,) = results(room(*[FULL] * 6, open_row)).rounds
    row = of(found.sections, section="A1")
    assert row["low"] < row["high"]
    assert row["completeness"] < 100
    assert print_index(row["low"]) in row["text"]
    assert print_index(row["high"]) in row["text"]
    assert of(found.sections, section="A2")["text"] == _(
        "{score} on average, of {n} people"
    ).format(score=print_index(0), n=7)


@settings(max_examples=30)
@given(rooms, st.data())
def test_the_bounds_hold_whatever_the_open_answers_were(
    answers: list[Row], data: st.DataObject
) -> None:
    open_answers = (None, "unknown")
    filled = [
        tuple(data.draw(levels) if choice in open_answers else choice for choice in row)
        for row in answers
    ]
    asked = asked_standard(SMALL, SECTIONS)
    people = [score(asked, sheet) for sheet in choices_of(room(*filled))]
    assume(all(set(row) != {None} for row in answers))
    (found,) = results(room(*answers)).rounds
    for place, row in enumerate(found.sections.to_dict("records")):
        scores = [part.score for part in (person.sections[place] for person in people)
                  if part.score is not None]  # fmt: skip
        if not pd.isna(row["low"]):
            true = sum(scores) / len(scores)
            assert row["low"] - 0.0051 <= true <= row["high"] + 0.0051


def test_a_section_that_applies_to_fewer_than_five_says_so_and_nothing_else() -> None:
    lacking: Row = (1, 1, 1, "not_applicable")
    (found,) = results(room(*[FULL] * 4, *[lacking] * 3)).rounds
    row = of(found.sections, section="A2")
    assert pd.isna([row[name] for name in ("n", "low", "high", "completeness")]).all()
    assert row["text"] == _("of fewer than {least} people; not shown").format(least=MIN_GROUP)
    (found,) = results(room(*[lacking] * 7)).rounds
    assert of(found.sections, section="A2")["text"] == _("no applicable item")


def test_of_four_people_nothing_is_shown_but_that_they_are_four() -> None:
    found = results(room(*[FULL] * 4))
    (only,) = found.rounds
    assert (found.people, only.people) == (4, 4)
    shown = only.items.drop(columns=["section", "item", "text", "weight"])
    assert shown.isna().all(axis=None)
    assert only.sections[["n", "low", "high", "completeness"]].isna().all(axis=None)
    assert figures(found) == figures(results(room(*[(0, 1, 2, 3)] * 4)))


def test_an_item_with_four_levels_shows_its_counts_alone() -> None:
    found = results(room(*[FULL] * 4, *[("unknown", 2, 1, 0)] * 3)).rounds[0]
    row = of(found.items, item="A1-1")
    assert [row[name] for name in COUNTS] == [4, 3, 0, 0]
    hidden = ["median", "distance", *(f"share_{level}" for level in range(4))]
    assert pd.isna([row[name] for name in hidden]).all()
    assert "A1-1" in of(found.sections, section="A1")["text"]


@settings(max_examples=30)
@given(st.lists(rows, min_size=6, max_size=8), st.data())
def test_levels_of_an_item_that_few_chose_change_no_figure(
    answers: list[Row], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, 3))
    few = data.draw(st.integers(1, MIN_GROUP - 1))

    def variant() -> list[Row]:
        """Give the item other levels of the same few, and no level of anybody else."""
        return [
            (*row[:place], data.draw(levels) if person < few else "unknown", *row[place + 1 :])
            for person, row in enumerate(answers)
        ]

    one, other = (results(room(*variant()), room(*answers)) for _again in range(2))
    assert figures(one) == figures(other)


@settings(max_examples=30)
@given(
    st.lists(st.tuples(rows, rows), min_size=5, max_size=7),
    st.lists(st.tuples(rows, rows), min_size=1, max_size=4),
    st.lists(st.tuples(rows, rows), min_size=0, max_size=4),
)
def test_who_answered_one_round_only_changes_no_figure(
    both: list[tuple[Row, Row]], earlier: list[tuple[Row, Row]], later: list[tuple[Row, Row]]
) -> None:
    def with_others(version: int) -> list[str]:
        then, now = (room(*(pair[round_] for pair in both)) for round_ in (0, 1))
        early = room(*(pair[version] for pair in earlier), first=100)
        late = room(*(pair[version] for pair in later), first=200)
        found = results(then + early, now + late)
        return figures(found) if found.change else ["each round stands for itself"]

    assert with_others(0) == with_others(1)


def test_with_two_rounds_only_those_of_both_count() -> None:
    then = room(*[FULL] * 6, (0, 0, 0, 0))
    now = room(*[FULL] * 6) + room((3, 3, 3, 3), (2, 2, 2, 2), first=50)
    found = results(then, now)
    assert (found.people, found.left_out) == (6, 3)
    assert [part.people for part in found.rounds] == [6, 6]
    assert found.change is not None
    assert "3" in found.text


def test_when_too_few_answered_both_each_round_stands_for_itself() -> None:
    then, now = room(*[FULL] * 6), room(*[FULL] * 6, first=2)
    found = results(then, now)
    assert found.change is None
    assert (found.people, found.left_out) == (8, 0)
    assert [part.people for part in found.rounds] == [6, 6]
    assert [part.sections["low"].notna().all() for part in found.rounds] == [True, True]
    told = _("Fewer than {least} answered both rounds, so no change is shown.")
    assert told.format(least=MIN_GROUP) in found.text


def test_a_small_round_beside_a_large_one_stays_hidden() -> None:
    found = results(room(*[FULL] * 7), room(*[FULL] * 3, first=50))
    assert [part.sections["low"].notna().all() for part in found.rounds] == [True, False]
    few = _("Round {round}: fewer than {least} answered, so nothing of it is shown.")
    assert few.format(round=2, least=MIN_GROUP) in found.text


def test_a_round_that_nobody_answered_is_left_out() -> None:
    found = results(room(*[FULL] * 6), [])
    assert [part.round for part in found.rounds] == [1]
    assert found.change is None
    assert found.round_name(1) == ""


def test_nobody_at_all_is_said_and_no_error() -> None:
    found = results([], [])
    assert (found.people, found.rounds, found.change) == (0, (), None)
    assert found.text == _("Nobody has answered.")


def test_a_sheet_without_an_answer_is_no_person_of_the_group() -> None:
    nothing: Row = (None, None, None, None)
    found = results(room(*[FULL] * 4, nothing))
    assert (found.people, found.left_out) == (4, 1)
    assert found.rounds[0].sections["low"].isna().all()


@settings(max_examples=25)
@given(st.permutations(room((0, 1, 2, 3), (3, 3, 1, 0), FULL, (1, 1, 2, 2), (2, 0, 0, 1), FULL)))
def test_the_order_of_the_sheets_says_nothing(sheets: list[Any]) -> None:
    again = [
        sheet.model_copy(update={"sheet": f"lain-{place}"}) for place, sheet in enumerate(sheets)
    ]
    straight = sorted(sheets, key=lambda sheet: str(sheet.sheet))
    assert figures(results(again)) == figures(results(straight))


@pytest.mark.parametrize("people", [3, 8])
def test_every_frame_has_its_columns_whatever_is_hidden(people: int) -> None:
    shares = {f"share_{level}": "Float64" for level in range(4)}
    (found,) = results(room(*[FULL] * people)).rounds
    assert found.items.dtypes.astype(str).to_dict() == {**ITEM_COLUMNS, **shares}
    assert found.sections.dtypes.astype(str).to_dict() == SECTION_COLUMNS


def test_the_columns_are_named_for_readers() -> None:
    found = group_results(load_standard("praktik"), ("B1",), {1: praktik_room(9, ("B1",))})
    table = readable(found.rounds[0].items)
    assert _("Distance") in table.columns
    assert "distance" not in table.columns
    assert _("Result or text") in readable(found.rounds[0].sections).columns


def test_who_reads_the_results_reads_no_name_of_a_sheet() -> None:
    found = results(room(*[FULL] * 6), room(*[FULL] * 6))
    assert "orang-" not in "".join(figures(found))
