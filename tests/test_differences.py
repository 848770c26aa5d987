"""What taking over a sheet would change, field by field, in the order of the standard."""

from hypothesis import given
from hypothesis import strategies as st

from assessment.answers import Answer
from assessment.differences import Difference, difference
from assessment.matrix import Choice
from tests.builders import unit_sheet

CHOICES: st.SearchStrategy[Choice] = st.sampled_from([0, 1, 2, 3, "unknown", None])
ANSWERS = st.dictionaries(
    st.sampled_from(["P1-1", "P1-2", "P2-1", "P9-1"]),
    st.builds(Answer, choice=CHOICES, evidence=st.text(max_size=3), note=st.text(max_size=3)),
)


def test_a_state_and_a_text_are_two_differences() -> None:
    before = unit_sheet(answers={"P1-1": {"choice": "unknown", "note": "tanya"}})
    after = unit_sheet(answers={"P1-1": {"choice": 2, "note": "sudah"}})
    assert difference(before, after) == [
        Difference("P1-1", "choice", "unknown", 2),
        Difference("P1-1", "note", "tanya", "sudah"),
    ]


def test_an_item_that_is_left_out_becomes_unanswered() -> None:
    before = unit_sheet(answers={"P1-1": {"choice": 0}, "P1-2": {"choice": 1}})
    after = unit_sheet(answers={"P1-2": {"choice": 1}})
    assert difference(before, after) == [Difference("P1-1", "choice", 0, None)]


def test_unit_period_and_alias_come_first() -> None:
    before = unit_sheet(unit="A", assessor="x")
    after = unit_sheet(unit="B", assessor="x", answers={"P1-1": {"choice": 1}})
    assert [found.field for found in difference(before, after)] == ["unit", "choice"]


def test_items_stand_in_the_order_of_the_standard() -> None:
    after = unit_sheet(answers={item: {"choice": 1} for item in ("P10-1", "P2-10", "P2-9")})
    assert [found.item for found in difference(unit_sheet(), after)] == ["P2-9", "P2-10", "P10-1"]


@given(ANSWERS, ANSWERS)
def test_taking_over_the_differences_makes_the_one_sheet_the_other(
    before: dict[str, Answer], after: dict[str, Answer]
) -> None:
    found = difference(unit_sheet(answers=before), unit_sheet(answers=after))
    made = dict(before)
    for change in found:
        old = made.get(change.item, Answer())
        assert getattr(old, change.field) == change.before
        made[change.item] = old.model_copy(update={change.field: change.after})
    filled = {item: answer for item, answer in made.items() if answer != Answer()}
    assert filled == {item: answer for item, answer in after.items() if answer != Answer()}
    assert bool(found) == (filled != {i: a for i, a in before.items() if a != Answer()})
