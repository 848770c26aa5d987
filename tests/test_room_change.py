"""The change of a room: the same people, the items of both times, and what chance may do."""

from math import sqrt
from statistics import mean, stdev

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessment.i18n import _
from assessment.matrix import Choice
from assessment.periods import compare_periods
from assessment.room_answers import asked_standard
from assessment.room_change import CHANGES, GroupChange
from assessment.room_results import group_results
from assessment.suppression import MIN_GROUP
from assessment.wording import print_points
from tests.builders import make_standard
from tests.panels import blind_sheet
from tests.room_sheets import SECTIONS, SMALL, Row, of, results, room, rows

# The quantile for five people, from the printed table.
T_OF_FOUR = 2.7764


def change(before: list[Row], after: list[Row]) -> GroupChange:
    found = results(room(*before), room(*after)).change
    assert found is not None
    return found


def one_item(before: list[Choice], after: list[Choice]) -> GroupChange:
    """Return the change of a room about a single item of the levels 0 to 3."""
    standard = make_standard(items_per_section=(1,))
    answers = {
        round_: [
            blind_sheet(standard, {"A1-1": choice}, sheet=str(person))
            for person, choice in enumerate(row)
        ]
        for round_, row in ((1, before), (2, after))
    }
    found = group_results(standard, ("A1",), answers).change
    assert found is not None
    return found


def test_the_change_and_its_interval_are_those_worked_by_hand() -> None:
    # One step is a third of the index: the people move by 1, 1, 0, 2 and 1 steps.
    found = one_item([0, 1, 2, 0, 2], [1, 2, 2, 2, 3])
    row = of(found.sections, section="A1")
    steps = [33.33, 33.34, 0.0, 66.67, 33.33]
    reach = T_OF_FOUR * stdev(steps) / sqrt(5)
    assert row["n"] == 5
    assert row["change"] == pytest.approx(mean(steps), abs=0.0051)
    assert row["low"] == pytest.approx(mean(steps) - reach, abs=0.01)
    assert row["high"] == pytest.approx(mean(steps) + reach, abs=0.01)


def test_a_rise_is_said_in_plain_words() -> None:
    row = of(one_item([0, 1, 2, 0, 2], [1, 2, 2, 2, 3]).sections, section="A1")
    points = {name: print_points(row[name]) for name in ("change", "low", "high")}
    assert row["text"] == _(
        "{direction} on average; between {low} and {high} with {percent} percent confidence, "
        "of {n} people"
    ).format(
        direction=_("up by {points}").format(points=points["change"]),
        low=points["low"],
        high=points["high"],
        percent=95,
        n=5,
    )


def test_a_fall_is_called_one_and_its_ends_keep_their_sign() -> None:
    row = of(one_item([3, 3, 3, 3, 3], [2, 2, 2, 2, 1]).sections, section="A1")
    assert _("down by {points}").format(points=print_points(-row["change"])) in row["text"]
    assert print_points(row["low"]).startswith("−")
    assert print_points(row["low"]) in row["text"]


@pytest.mark.parametrize(
    ("before", "after", "by_chance"),
    [
        ([1, 1, 1, 1, 1], [2, 2, 2, 2, 2], False),
        ([1, 1, 1, 1, 1], [3, 0, 2, 1, 1], True),
        ([1, 2, 3, 0, 1], [1, 2, 3, 0, 1], True),
    ],
)
def test_what_chance_may_have_made_is_not_called_a_change(
    before: list[Choice], after: list[Choice], *, by_chance: bool
) -> None:
    row = of(one_item(before, after).sections, section="A1")
    assert (_("this cannot be told from chance") in row["text"]) is by_chance


def test_no_change_at_all_is_called_unchanged() -> None:
    assert _("unchanged") in one_item([1] * 5, [1] * 5).text


def of_five(answers: list[Row], counts: list[int]) -> list[Row]:
    """Take back the answers to the items that fewer than five people gave a level both times."""
    return [
        tuple(
            choice if count >= MIN_GROUP else None
            for choice, count in zip(row, counts, strict=True)
        )
        for row in answers
    ]


@settings(max_examples=30)
@given(st.lists(st.tuples(rows, rows), min_size=6, max_size=9))
def test_each_person_is_compared_as_two_periods_are(pairs: list[tuple[Row, Row]]) -> None:
    nothing: Row = (None,) * 4
    pairs = [pair for pair in pairs if nothing not in pair]
    before, after = ([pair[round_] for pair in pairs] for round_ in (0, 1))
    found = results(room(*before), room(*after)).change
    assume(found is not None)
    both = [
        [isinstance(was, int) and isinstance(now, int) for was, now in zip(*pair, strict=True)]
        for pair in pairs
    ]
    counts = [sum(column) for column in zip(*both, strict=True)]
    asked = asked_standard(SMALL, SECTIONS)
    people = [
        compare_periods(then, now, asked, asked)
        for then, now in zip(
            room(*of_five(before, counts)), room(*of_five(after, counts)), strict=True
        )
    ]
    assert found is not None
    assert found.compared == sum(count >= MIN_GROUP for count in counts)
    for row in found.sections.to_dict("records"):
        frames = [pd.concat([person.overall, person.sections]) for person in people]
        changes = [of(frame, section=row["section"])["change"] for frame in frames]
        known = [float(value) for value in changes if not pd.isna(value)]
        assert (0 if pd.isna(row["n"]) else row["n"]) == len(known)
        if known:
            assert row["change"] == pytest.approx(mean(known), abs=0.0051)
            assert row["low"] - 0.01 <= row["change"] <= row["high"] + 0.01


def test_an_item_that_fewer_than_five_answered_twice_does_not_count() -> None:
    before: list[Row] = [(1, 1, 1, 1)] * 7
    some: list[Row] = [(1, 1, 1, 3)] * 4 + [(1, 1, 1, "unknown")] * 3
    found = change(before, some)
    row = of(found.sections, section="A2")
    assert pd.isna([row[name] for name in ("n", "change", "low", "high")]).all()
    reason = _("fewer than {least} people have a level both times on any item; not shown")
    assert row["text"] == reason.format(least=MIN_GROUP)
    assert row["items"] == 0
    whole = of(found.sections, section="overall")
    assert (whole["change"], whole["items"], found.compared) == (0, 3, 3)


def test_a_person_without_a_shared_item_is_not_counted() -> None:
    before: list[Row] = [(1, 1, 1, 1)] * 6
    after: list[Row] = [(2, 2, 2, 2)] * 5 + [("unknown", "unknown", "unknown", 2)]
    found = change(before, after).sections
    assert of(found, section="A1")["n"] == 5
    assert of(found, section="overall")["n"] == 6


def test_the_overall_row_stands_first_and_is_what_the_text_says() -> None:
    found = change([(1, 1, 1, 1)] * 5, [(2, 1, 1, 1)] * 5)
    assert list(found.sections["section"]) == ["overall", "A1", "A2"]
    assert found.text == found.sections["text"].iloc[0]
    assert found.sections.dtypes.astype(str).to_dict() == CHANGES


def test_where_nobody_answered_twice_the_change_says_why() -> None:
    found = change([(1, 1, None, None)] * 5, [(None, None, 2, 2)] * 5)
    assert found.compared == 0
    assert found.sections["change"].isna().all()
    assert "5" in found.text
