"""The six steps without a browser: what a person presses, and what is in the store then."""

from collections.abc import Iterator
from datetime import date
from typing import cast

import pytest

from assessment.answers import Answer, AnswerSheet
from assessment.comparison import DISAGREEMENT
from assessment.cycle import Action, ActionStatus, Period, PeriodState
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.store import Store, open_store
from assessment.unit_app import UnitApp
from assessment.unit_app.agree import Agree
from assessment.unit_app.app import Steps
from assessment.unit_app.compare import Compare
from assessment.unit_app.desk import Desk
from assessment.unit_app.fill import Fill
from assessment.unit_app.meeting import Meeting
from assessment.unit_app.planning import Planning
from assessment.unit_app.review import Review
from tests.pressing import all_of, press, read

PREPARE, FILL, COMPARE, AGREE, PLAN, REVIEW = range(6)
ITEMS = [item.id for item in load_standard("unit").items]


@pytest.fixture
def steps(store: Store) -> Iterator[Steps]:
    opened = Steps(Desk(store=store))
    yield opened
    opened.later[0].leave()


def step(steps: Steps, number: int) -> object:
    """Go to a step after the first, and return it."""
    steps.tabs.selected_index = number
    return steps.later[number - 1]


def said(steps: Steps) -> str:
    return cast("str", steps.desk.messages.text)


def open_period(steps: Steps, name: str = "2026-1") -> Period:
    steps.tabs.selected_index = PREPARE
    steps.prepare.new_period.value = name
    press(steps.prepare, _("Open period"))
    return steps.desk.at_hand


def with_unit(steps: Steps) -> None:
    steps.prepare.new_unit.value = "Kantor Contoh"
    press(steps.prepare, _("Add unit"))


def filled(store: Store, period: Period, alias: str, level: int, evidence: str = "") -> str:
    """Let someone take part and answer everything with one level."""
    sheet = store.sheets.add(period, alias)
    for item in ITEMS:
        after = Answer(choice=level, evidence=evidence)
        store.sheets.save_answer(sheet, item, Answer(), after)
    return sheet


@pytest.fixture
def closed(steps: Steps, store: Store) -> Period:
    """A closed period with two sheets that differ in every item."""
    with_unit(steps)
    period = open_period(steps)
    filled(store, period, "Penilai A", 3, "papan di loket")
    filled(store, period, "Penilai B", 1)
    press(cast("Fill", step(steps, FILL)), _("Close filling in and reveal"))
    press(cast("Fill", steps.later[0]), _("Yes"))
    return steps.desk.at_hand


def test_a_unit_a_period_and_assessors_are_prepared(steps: Steps, store: Store) -> None:
    with_unit(steps)
    steps.prepare.evidence.value = "D:/bukti"
    period = open_period(steps)
    assert (period.unit.name, period.name, period.evidence) == (
        "Kantor Contoh", "2026-1", "D:/bukti",
    )  # fmt: skip
    press(steps.prepare, _("Add assessor"))
    steps.prepare.people.name.value = "Ana"
    press(steps.prepare, _("Add assessor"))
    steps.prepare.people.with_names.value = True
    steps.prepare.people.name.value = "Budi"
    press(steps.prepare, _("Add assessor"))
    people = [(who.alias, who.name) for who in store.sheets.participants(period)]
    alias = _("Assessor {n}")
    assert people == [
        (alias.format(n=1), ""), (alias.format(n=2), ""), (alias.format(n=3), "Budi"),
    ]  # fmt: skip


def test_what_cannot_be_done_is_said_and_nothing_is_lost(steps: Steps, store: Store) -> None:
    press(steps.prepare, _("Open period"))
    assert said(steps) == _("Choose a unit and a standard first.")
    with_unit(steps)
    with_unit(steps)
    assert steps.desk.messages.wrong
    assert [unit.name for unit in store.units.all()] == ["Kantor Contoh"]
    assert steps.prepare.new_unit.value == "Kantor Contoh"


def test_only_standards_are_offered_that_a_unit_answers_about_itself(steps: Steps) -> None:
    offered = [value for _name, value in steps.prepare.standard.options if value]
    assert offered == ["unit"]


def test_later_steps_ask_for_a_period_first(steps: Steps) -> None:
    for number in range(FILL, REVIEW + 1):
        steps.tabs.selected_index = number
        assert _("Choose or open a period first (step 1).") in read(steps.tabs.children[number])


def test_the_app_goes_on_where_it_stopped(address: str) -> None:
    store = open_store(address)
    period = store.periods.open(store.units.add("Kantor Contoh"), "2026-1", "unit")
    store.close()
    app = UnitApp(address)
    assert "Kantor Contoh" in read(app)
    assert period.name in read(app)
    steps = next(part for part in all_of(app) if isinstance(part, Steps))
    steps.desk.store.close()


def test_a_store_that_cannot_be_opened_is_said_instead_of_the_steps() -> None:
    app = UnitApp("mysql://unit:rahasia@server/unit")
    assert "BERMAKNA_DATABASE_URL" in read(app)
    assert "rahasia" not in read(app)
    assert [part for part in all_of(app) if isinstance(part, Steps)] == []


def test_nobody_finds_the_sheet_of_another_open(steps: Steps, store: Store) -> None:
    with_unit(steps)
    period = open_period(steps)
    sheet = store.sheets.add(period, "Penilai A")
    fill = cast("Fill", step(steps, FILL))
    fill.own.who.value = sheet
    assert fill.own.opened
    fill.own.opened.checklist.answers = {"P1-1": 2}
    press(fill, _("Next section"))
    assert fill.own.section.value == "P2"
    step(steps, COMPARE)
    assert fill.own.opened is None
    assert fill.own.who.value is None
    assert store.sheets.read(sheet).choices() == {"P1-1": 2}
    step(steps, FILL)
    assert "1" in read(fill)
    assert fill.own.who.value is None


def test_closing_asks_first_and_can_be_taken_back_until_something_is_agreed(
    steps: Steps, store: Store
) -> None:
    with_unit(steps)
    period = open_period(steps)
    filled(store, period, "Penilai A", 2)
    fill = cast("Fill", step(steps, FILL))
    press(fill, _("Close filling in and reveal"))
    press(fill, _("No, go back"))
    assert store.periods.of(period.unit)[0].state is PeriodState.OPEN
    press(fill, _("Close filling in and reveal"))
    press(fill, _("Yes"))
    assert store.periods.of(period.unit)[0].state is PeriodState.CLOSED
    press(fill, _("Fill in again"))
    press(fill, _("Yes"))
    assert steps.desk.at_hand.state is PeriodState.OPEN


def test_the_comparison_is_blind_until_the_period_is_closed(steps: Steps, store: Store) -> None:
    with_unit(steps)
    filled(store, open_period(steps), "Penilai A", 2, "papan di loket")
    shown = read(cast("Compare", step(steps, COMPARE)))
    assert _("The answers are shown once filling in is closed (step 2).") in shown
    assert "P1-1" not in shown


def test_the_comparison_shows_differences_agreement_and_questions(
    steps: Steps, closed: Period
) -> None:
    assert closed.state is PeriodState.CLOSED
    shown = read(cast("Compare", step(steps, COMPARE)))
    how_many = _("{n} of {items} items differ by {steps} steps or more: talk about these first.")
    said_so = how_many.format(n=len(ITEMS), items=len(ITEMS), steps=DISAGREEMENT)
    assert said_so in shown
    for part in ("Penilai A", "Penilai B", _("How far the assessors agree"), "P1-1"):
        assert part in shown
    # Who is lenient is nobody's business: the question stands without a name.
    questions = shown.split(_("Questions to the room"))[1]
    assert "Penilai" not in questions
    assert "?" in questions


def meeting_of(steps: Steps) -> Meeting:
    found = cast("Agree", step(steps, AGREE)).meeting
    assert found
    return found


def test_a_level_is_agreed_on_with_reason_and_evidence_and_the_next_item_is_shown(
    steps: Steps, store: Store, closed: Period
) -> None:
    meeting = meeting_of(steps)
    first = meeting.items.value
    assert meeting.level.value == 1
    assert "papan di loket" in read(meeting)
    meeting.level.value = 2
    meeting.evidence.value, meeting.reason.value = "foto papan", "terlihat dua kali"
    press(meeting, _("Agree and go on"))
    agreed = store.sheets.agreed(closed)
    assert agreed
    assert agreed.answers == {
        first: Answer(choice=2, evidence="foto papan", reason="terlihat dua kali")
    }
    assert meeting.items.value != first
    assert _("{agreed} of {items} agreed").format(agreed=1, items=len(ITEMS)) in read(meeting)


def test_the_meeting_can_be_interrupted_and_keeps_what_was_typed(
    steps: Steps, store: Store, closed: Period
) -> None:
    meeting = meeting_of(steps)
    item = meeting.items.value
    meeting.reason.value = "perlu dilihat lagi"
    step(steps, COMPARE)
    agreed = store.sheets.agreed(closed)
    assert agreed
    assert agreed.answers == {item: Answer(reason="perlu dilihat lagi")}
    again = meeting_of(steps)
    assert (again.items.value, again.reason.value) == (item, "perlu dilihat lagi")


def test_an_agreed_level_can_be_taken_back(steps: Steps, store: Store, closed: Period) -> None:
    meeting = meeting_of(steps)
    item = meeting.items.value
    press(meeting, _("Agree and go on"))
    press(meeting, _("Undo"))
    agreed = store.sheets.agreed(closed)
    assert agreed
    assert agreed.answers == {}
    assert meeting.items.value == item


@pytest.mark.parametrize(("button", "level"), [("mine", 3), ("theirs", 2)])
def test_two_meetings_on_one_item_are_offered_both_versions(
    steps: Steps, store: Store, closed: Period, button: str, level: int
) -> None:
    meeting = meeting_of(steps)
    item = str(meeting.items.value)
    other = store.sheets.begin_agreeing(closed)
    store.sheets.save_answer(other.sheet, item, Answer(), Answer(choice=2, reason="kami"))
    meeting.level.value = 3
    press(meeting, _("Agree and go on"))
    assert "kami" in read(meeting)
    assert meeting.level.value == 3
    press(meeting, {"mine": _("Keep mine"), "theirs": _("Keep the other")}[button])
    agreed = store.sheets.agreed(closed)
    assert agreed
    assert agreed.choices() == {item: level}
    assert "kami" not in read(meeting)


def agree_on(store: Store, period: Period, level: int) -> AnswerSheet:
    sheet = store.sheets.begin_agreeing(period)
    for item in ITEMS:
        store.sheets.save_answer(sheet.sheet, item, Answer(), Answer(choice=level))
    return sheet


def test_an_action_starts_from_a_gap_and_can_be_changed_and_removed(
    steps: Steps, store: Store, closed: Period
) -> None:
    agree_on(store, closed, 1)
    plan = cast("Planning", step(steps, PLAN))
    form = plan.form
    first = form.item.options[1][1]
    form.item.value = first
    assert form.text.value
    form.text.value, form.owner.value = "Pasang papan", "Kasi Pelayanan"
    form.due.value, form.measure.value = date(2026, 6, 30), "semua loket"
    press(plan, _("Save action"))
    (action,) = store.actions.of(closed)
    assert (action.item, action.text, action.owner, action.due, action.measure) == (
        first, "Pasang papan", "Kasi Pelayanan", date(2026, 6, 30), "semua loket",
    )  # fmt: skip
    assert (form.text.value, form.owner.value, form.due.value) == ("", "", None)
    form.which.value = action.id
    assert form.text.value == "Pasang papan"
    form.text.value, form.status.value = "Pasang dua papan", ActionStatus.STARTED
    press(plan, _("Save action"))
    (changed,) = store.actions.of(closed)
    assert (changed.text, changed.status) == ("Pasang dua papan", ActionStatus.STARTED)
    assert "Pasang dua papan" in read(plan)
    form.which.value = action.id
    press(plan, _("Remove this action"))
    press(plan, _("Yes"))
    assert store.actions.of(closed) == []


def test_three_priorities_are_suggested_and_every_gap_can_be_seen(
    steps: Steps, store: Store, closed: Period
) -> None:
    agree_on(store, closed, 0)
    plan = cast("Planning", step(steps, PLAN))
    first, rest = plan.gaps.value.split("<details>", 1)
    assert first.count("<tr>") + first.count("<tr ") == 4
    assert _("All {n} gaps").format(n=len(ITEMS)) in rest


def test_a_locked_period_is_compared_with_and_its_actions_are_followed(
    steps: Steps, store: Store, closed: Period
) -> None:
    agree_on(store, closed, 1)
    store.actions.save(closed, Action("P1-1", "Pasang papan"))
    review = cast("Review", step(steps, REVIEW))
    press(review, _("Lock the period"))
    assert store.periods.of(closed.unit)[0].state is PeriodState.CLOSED
    press(review, _("Yes"))
    assert steps.desk.at_hand.state is PeriodState.LOCKED
    later = open_period(steps, "2026-2")
    filled(store, later, "Penilai A", 2)
    store.periods.close(later)
    agree_on(store, later, 2)
    step(steps, REVIEW)
    assert review.earlier.value == closed.id
    shown = read(review)
    assert "Pasang papan" in shown
    assert f"{len(ITEMS)}" in review.change.value
    review.following.action.value = store.actions.of(closed)[0].id
    review.following.status.value = ActionStatus.DONE
    review.following.outcome.value = "terpasang di dua loket"
    press(review.following, _("Write it down"))
    (action,) = store.actions.of(closed)
    assert (action.status, action.outcome) == (ActionStatus.DONE, "terpasang di dua loket")
    assert "terpasang di dua loket" in read(review)


def test_a_step_sees_what_another_window_has_done(
    steps: Steps, store: Store, closed: Period
) -> None:
    store.periods.lock(closed)
    shown = read(cast("Agree", step(steps, AGREE)))
    assert _("The period is locked; what was agreed stays.") in shown
    assert steps.desk.at_hand.state is PeriodState.LOCKED


def test_how_far_a_sheet_is_shows_as_soon_as_it_is_put_away(steps: Steps, store: Store) -> None:
    with_unit(steps)
    sheet = store.sheets.add(open_period(steps), "Penilai A")
    fill = cast("Fill", step(steps, FILL))
    fill.own.who.value = sheet
    assert fill.own.opened
    fill.own.opened.checklist.answers = {"P1-1": 2, "P1-2": 3}
    press(fill, _("Put my sheet away"))
    assert _("{answered} of {items}").format(answered=2, items=len(ITEMS)) in read(fill)
