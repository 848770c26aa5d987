"""The trainer's five steps without a browser: what is pressed, shown, and in the store then."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
import segno

from assessment.exchange.share_code import share_code
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.store import Store, open_store
from assessment.suppression import MIN_GROUP
from assessment.workshop import Phase, Workshop
from assessment.workshop_app import WorkshopApp
from assessment.workshop_app.app import Steps
from assessment.workshop_app.beginning import SectionBox
from assessment.workshop_app.collecting import Collecting
from assessment.workshop_app.desk import Desk
from assessment.workshop_app.discussing import Discussing
from assessment.workshop_app.exports import FOLDER
from assessment.workshop_app.joining import grouped
from assessment.workshop_app.keeping import Keeping
from assessment.workshop_app.paper_rows import Row
from assessment.workshop_app.revealing import Revealing
from tests.panels import blind_sheet
from tests.pressing import all_of, press, read
from tests.rooms import ITEMS, PLAN, full, open_workshop, phone, send

OPEN, COLLECT, REVEAL, TALK, KEEP = range(5)
STANDARD = load_standard(PLAN.standard)


@pytest.fixture
def steps(store: Store) -> Steps:
    return Steps(Desk(store=store))


@pytest.fixture
def at_work(store: Store) -> Steps:
    """The steps on an open workshop of one round."""
    open_workshop(store)
    return Steps(Desk(store=store))


def step(steps: Steps, number: int) -> object:
    """Go to a step after the first, and return it."""
    steps.tabs.selected_index = number
    return steps.later[number - 1]


def collecting(steps: Steps) -> Collecting:
    return cast("Collecting", step(steps, COLLECT))


def said(steps: Steps) -> str:
    return cast("str", steps.desk.messages.text)


def begin(steps: Steps, *sections: str, rounds: int = 1) -> Workshop:
    form = steps.opening.beginning
    form.title.value = "Lokakarya loket"
    form.choose(*sections)
    form.rounds.value = rounds
    press(steps.opening, _("Begin the workshop"))
    return steps.desk.at_hand


def fill_room(
    store: Store, workshop: Workshop, people: int, *, round_: int = 1, up: int = 0
) -> None:
    """Let people send sheets that differ most in the first item, and nowhere else."""
    for number in range(people):
        choices = {**full(2 + up), ITEMS[0]: 1 + 3 * (number % 2)}
        send(store, workshop, number, choices, round_=round_)


def reveal(steps: Steps) -> Revealing:
    revealing = cast("Revealing", step(steps, REVEAL))
    press(revealing, _("Reveal the answers"))
    press(revealing, _("Yes"))
    return revealing


def test_a_workshop_is_begun_and_the_room_sees_how_to_join(steps: Steps, store: Store) -> None:
    steps.opening.beginning.minutes.value = 20
    begun = begin(steps, "B1", "B8", rounds=2)
    (kept,) = store.workshops.all()
    assert (kept.title, kept.sections, kept.rounds, kept.phase) == (
        "Lokakarya loket", ("B1", "B8"), 2, Phase.CLOSED,
    )  # fmt: skip
    assert grouped(begun.code) in read(steps.opening)
    assert collecting(steps).minutes.value == 20


def test_what_is_never_collected_is_said_and_cannot_be_chosen(steps: Steps) -> None:
    boxes = {one.section: one for one in all_of(steps.opening) if isinstance(one, SectionBox)}
    assert boxes["B5"].disabled
    never = _("never collected: {items}").format(items="B8-5")
    assert never in boxes["B8"].description
    assert not boxes["B8"].disabled
    assert _("{n} items").format(n=5) in boxes["B2"].description


def test_a_form_that_is_not_complete_stays_as_it_is(steps: Steps, store: Store) -> None:
    steps.opening.beginning.choose("B1")
    press(steps.opening, _("Begin the workshop"))
    assert steps.desk.messages.wrong
    assert store.workshops.all() == []
    assert steps.opening.beginning.chosen == ["B1"]


def test_the_qr_code_is_of_the_address_of_the_workshop(steps: Steps) -> None:
    begun = begin(steps, "B1")
    steps.opening.joining.address.value = "http://192.168.1.10:8000/"
    made = segno.make(f"http://192.168.1.10:8000/ikut/{begun.code}", error="m", boost_error=False)
    path = made.svg_inline(border=4, omitsize=True).partition("<path")[2].partition("/>")[0]
    (line,) = [part for part in path.split('"') if part.startswith("M")]
    card = steps.opening.joining
    assert line in card.card.value
    assert line in card.projector.slides[0]["content"]
    assert f"192.168.1.10:8000/ikut/{begun.code}?pratinjau" in card.card.value


def test_an_address_that_is_none_is_said(steps: Steps) -> None:
    begin(steps, "B1")
    steps.opening.joining.address.value = "192.168.1.10"
    assert steps.desk.messages.wrong
    assert "http://192.168.1.10:8000" in said(steps)


def test_the_app_goes_on_with_the_newest_workshop_that_has_not_ended(address: str) -> None:
    store = open_store(address)
    earlier = open_workshop(store)
    ended = open_workshop(store)
    fill_room(store, ended, 1)
    store.workshops.end(store.workshops.reveal(ended))
    store.close()
    app = WorkshopApp(address)
    (steps,) = [part for part in all_of(app) if isinstance(part, Steps)]
    assert steps.desk.at_hand.code == earlier.code
    steps.opening.workshops.value = ended.code
    assert steps.desk.at_hand.phase is Phase.ENDED
    steps.desk.store.close()


def test_a_store_that_cannot_be_opened_is_said_instead_of_the_steps() -> None:
    app = WorkshopApp("mysql://unit:rahasia@server/unit")
    assert "BERMAKNA_DATABASE_URL" in read(app)
    assert "rahasia" not in read(app)


def test_later_steps_ask_for_a_workshop_first(steps: Steps) -> None:
    for number in range(COLLECT, KEEP + 1):
        steps.tabs.selected_index = number
        asked = _("Choose or begin a workshop first (step 1).")
        assert asked in read(steps.tabs.children[number])


def test_a_round_is_opened_closed_and_followed_by_the_next(steps: Steps, store: Store) -> None:
    begun = begin(steps, "B1", "B3", rounds=2)
    shown = collecting(steps)
    shown.minutes.value = 0
    press(shown, _("Open the round"))
    assert store.workshops.find(begun.code).closes is None
    press(shown, _("Close the round"))
    press(shown, _("Go on to the round after"))
    press(shown, _("Yes"))
    shown.minutes.value = 10
    press(shown, _("Open the round"))
    found = store.workshops.find(begun.code)
    assert (found.round, found.phase, bool(found.closes)) == (2, Phase.OPEN, True)


def test_the_page_follows_the_room_without_names(at_work: Steps, store: Store) -> None:
    shown = collecting(at_work)
    fill_room(store, at_work.desk.at_hand, 2)
    send(store, at_work.desk.at_hand, 2, {ITEMS[0]: 1})
    shown.beat()
    counted = _("Sheets: {people}. Complete: {complete}.").format(people=3, complete=2)
    assert counted in read(shown)
    assert "share-" not in read(at_work)


def test_a_round_whose_time_is_over_is_shown_closed(
    at_work: Steps, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = collecting(at_work)
    over = replace(at_work.desk.at_hand, phase=Phase.CLOSED, closes=None)
    monkeypatch.setattr(store.workshops, "find", lambda _code: over)
    shown.beat()
    assert at_work.desk.at_hand.phase is Phase.CLOSED
    assert shown.open_button.layout.display is None
    assert shown.close_button.layout.display == "none"


def test_the_time_that_is_left_is_said(at_work: Steps) -> None:
    closes = (datetime.now(UTC) + timedelta(seconds=90.4)).isoformat()
    at_work.desk.workshop = replace(at_work.desk.at_hand, closes=closes)
    shown = collecting(at_work)
    at_work.desk.workshop = replace(at_work.desk.at_hand, closes=closes)
    shown.tell()
    left = _("open for {minutes} min {seconds} s more").format(minutes=1, seconds=30)
    assert left in read(shown)


def test_a_workshop_that_was_erased_elsewhere_leaves_the_desk(at_work: Steps, store: Store) -> None:
    shown = collecting(at_work)
    store.workshops.erase(at_work.desk.at_hand)
    shown.beat()
    assert at_work.desk.workshop is None
    assert _("Choose or begin a workshop first (step 1).") in read(at_work.tabs.children[COLLECT])


def code_of(level: int, number: int) -> str:
    return share_code(blind_sheet(STANDARD, full(level), sheet=phone(number)[1]))


def test_share_codes_of_a_whole_chat_come_in_once(at_work: Steps, store: Store) -> None:
    codes = collecting(at_work).codes
    chat = f"Ani: {code_of(3, 1)}\nBudi: {code_of(2, 2)}\n"
    codes.text.value = chat
    press(codes, _("Take the codes in"))
    counts = _("New: {new}. Known already: {again}. Not taken in: {left_out}.")
    assert said(at_work) == counts.format(new=2, again=0, left_out=0)
    assert codes.text.value == ""
    codes.text.value = chat
    press(codes, _("Take the codes in"))
    assert said(at_work) == counts.format(new=0, again=2, left_out=0)
    assert store.workshops.progress(at_work.desk.at_hand).people == 2


def test_a_refused_code_is_named_by_its_line_and_the_chat_stays(at_work: Steps) -> None:
    codes = collecting(at_work).codes
    damaged = code_of(3, 1)[:-3]
    codes.text.value = f"halo\n{damaged}\n{code_of(2, 2)}"
    press(codes, _("Take the codes in"))
    counts = _("New: {new}. Known already: {again}. Not taken in: {left_out}.")
    assert said(at_work) == counts.format(new=1, again=0, left_out=1)
    assert _("is cut off; ask for the whole code") in read(codes)
    assert "2" in read(codes)
    assert damaged in codes.text.value


def test_a_code_that_answers_nothing_here_is_named_by_its_line_not_by_its_person(
    at_work: Steps,
) -> None:
    codes = collecting(at_work).codes
    other = blind_sheet(STANDARD, {"B9-1": 3}, sheet=phone(1)[1])
    codes.text.value = f"halo\n\n{share_code(other)}"
    press(codes, _("Take the codes in"))
    assert _("answers none of the items that are asked") in read(codes)
    assert "share-" not in read(codes)


def rows(*numbers: str, sign: str = "3") -> list[Row]:
    return [Row(number, [sign] * len(ITEMS)) for number in numbers]


def test_paper_forms_come_in_and_the_same_number_replaces(at_work: Steps, store: Store) -> None:
    paper = collecting(at_work).paper
    message = _("New forms: {new}. Replaced: {again}. Not stored: {left_out}.")
    assert paper.store(rows("1", "2")) == ["1", "2"]
    assert said(at_work) == message.format(new=2, again=0, left_out=0)
    typed = [Row("2", ["t", "", *["1"] * (len(ITEMS) - 2)])]
    assert paper.store(typed) == ["2"]
    assert said(at_work) == message.format(new=0, again=1, left_out=0)
    workshop = store.workshops.reveal(at_work.desk.at_hand)
    sheets = {one.sheet: one.choices() for one in store.workshops.answers(workshop)[1]}
    assert sheets["paper-2"] == {ITEMS[0]: "unknown", **dict.fromkeys(ITEMS[2:], 1)}


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        (rows("", "2"), "–"),
        (rows("0"), "0"),
        (rows("1x"), "1x"),
        (rows("7", "7"), _("this number stands twice")),
        (rows("3", sign="9"), "1, 2, 3, 4"),
    ],
)
def test_forms_with_something_wrong_stay_in_the_cells(
    at_work: Steps, store: Store, typed: list[Row], named: str
) -> None:
    paper = collecting(at_work).paper
    assert paper.store(typed) == []
    assert named in read(paper)
    assert store.workshops.progress(at_work.desk.at_hand).people == 0


def test_a_form_without_any_answer_stays_and_the_others_go(at_work: Steps) -> None:
    paper = collecting(at_work).paper
    assert paper.store([*rows("1"), Row("2", [""] * len(ITEMS))]) == ["1"]
    form = _("Form {number}: {text}").format(number=2, text="")
    assert form in read(paper)


def test_nothing_is_revealed_while_a_typed_form_would_be_lost(at_work: Steps) -> None:
    paper = collecting(at_work).paper
    paper.store(rows("1"))
    paper.grid.rows = [{"number": "2", "cells": ["3"] * len(ITEMS)}]
    reveal(at_work)
    assert at_work.desk.messages.wrong
    assert at_work.desk.at_hand.phase is Phase.OPEN


def test_the_reveal_asks_first_and_shows_the_widest_difference_first(
    at_work: Steps, store: Store
) -> None:
    fill_room(store, at_work.desk.at_hand, MIN_GROUP)
    revealing = cast("Revealing", step(at_work, REVEAL))
    press(revealing, _("Reveal the answers"))
    assert at_work.desk.at_hand.phase is Phase.OPEN
    press(revealing, _("Yes"))
    assert store.workshops.find(at_work.desk.at_hand.code).phase is Phase.REVEALED
    shown = read(revealing)
    assert shown.index(ITEMS[0]) < shown.index(ITEMS[1])
    assert _("level {level}: {count}").format(level=1, count=3) in shown
    assert _("not answered: {count}").split(":")[0] not in shown


def test_a_small_group_is_told_so_and_nothing_else(at_work: Steps, store: Store) -> None:
    fill_room(store, at_work.desk.at_hand, MIN_GROUP - 1)
    shown = read(reveal(at_work))
    few = _("Fewer than {least} people answered; nothing of so few is shown.")
    assert few.format(least=MIN_GROUP) in shown
    assert not any(item in shown for item in ITEMS)


def test_before_and_after_stand_with_their_uncertainty(store: Store) -> None:
    workshop = open_workshop(store, rounds=2)
    fill_room(store, workshop, MIN_GROUP)
    workshop = store.workshops.next_round(store.workshops.close(workshop))
    workshop = store.workshops.open(workshop)
    fill_room(store, workshop, MIN_GROUP, round_=2, up=1)
    steps = Steps(Desk(store=store))
    shown = read(reveal(steps))
    assert _("From before to after") in shown
    assert "95" in shown
    assert _("Round {name}").format(name=_("After").lower()) in shown


def test_nobody_can_be_told_from_another_on_any_step(at_work: Steps, store: Store) -> None:
    fill_room(store, at_work.desk.at_hand, MIN_GROUP)
    collecting(at_work).paper.store(rows("1"))
    reveal(at_work)
    participants = [one.sheet for one in store.workshops.answers(at_work.desk.at_hand)[1]]
    for number in range(KEEP + 1):
        at_work.tabs.selected_index = number
        shown = read(at_work)
        assert not any(one in shown for one in participants)


def test_the_widest_differences_are_proposed_and_others_can_be_chosen(
    at_work: Steps, store: Store
) -> None:
    fill_room(store, at_work.desk.at_hand, MIN_GROUP)
    reveal(at_work)
    talk = cast("Discussing", step(at_work, TALK))
    assert at_work.desk.chosen == [ITEMS[0]]
    (slide,) = talk.slides.slides
    assert "Belum pernah" in slide["content"]
    assert slide["content"].count("<li>") > 4
    talk.items[1].value = ITEMS[2]
    step(at_work, KEEP)
    step(at_work, TALK)
    assert at_work.desk.chosen == [ITEMS[0], ITEMS[2]]
    assert [ITEMS[2] in one["name"] for one in talk.slides.slides] == [False, True]


def test_a_commitment_is_hidden_and_shown_again(at_work: Steps, store: Store) -> None:
    code = at_work.desk.at_hand.code
    texts = ("Menyapa lebih dahulu", "<b>Menelepon</b>")
    for number, text in enumerate(texts):
        store.workshops.promise(code, phone(number)[0], 1, text)
    wall = cast("Discussing", step(at_work, TALK)).wall
    (slide,) = wall.projector.slides
    assert "&lt;b&gt;Menelepon&lt;/b&gt;" in slide["content"]
    press(wall.cards.children[0], _("Hide"))
    assert [one.hidden for one in store.workshops.commitments(at_work.desk.at_hand)] == [
        True, False,
    ]  # fmt: skip
    assert "Menelepon" not in wall.projector.slides[0]["content"]
    press(wall.cards.children[0], _("Show again"))
    assert "Menelepon" in wall.projector.slides[0]["content"]


@pytest.fixture
def desk_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / FOLDER


def test_the_results_are_written_beside_the_notebook_and_offered(
    at_work: Steps, store: Store, desk_folder: Path
) -> None:
    fill_room(store, at_work.desk.at_hand, MIN_GROUP)
    reveal(at_work)
    keep = cast("Keeping", step(at_work, KEEP))
    for text in ("Make the workbook (Excel)", "Make the report (PDF)",
                 "Make the slides (PowerPoint)"):  # fmt: skip
        press(keep, _(text))
        assert not at_work.desk.messages.wrong, said(at_work)
    starts = {path.suffix: path.read_bytes()[:4] for path in desk_folder.iterdir()}
    assert starts == {".xlsx": b"PK\x03\x04", ".pdf": b"%PDF", ".pptx": b"PK\x03\x04"}
    assert keep.exports.links.value.count("<a download=") == 3
    (desk_folder / "Lokakarya-contoh.xlsx").write_bytes(b"lain")
    press(keep, _("Make the workbook (Excel)"))
    assert [path.read_bytes() for path in desk_folder.glob("*.bak")] == [b"lain"]


def test_a_workshop_is_ended_and_erased_by_its_code_alone(at_work: Steps, store: Store) -> None:
    fill_room(store, at_work.desk.at_hand, MIN_GROUP)
    reveal(at_work)
    keep = cast("Keeping", step(at_work, KEEP))
    press(keep, _("End the workshop"))
    press(keep, _("Yes"))
    assert at_work.desk.at_hand.phase is Phase.ENDED
    keep.typed.value = "0000 0000x"
    press(keep, _("Erase the workshop"))
    assert at_work.desk.messages.wrong
    assert len(store.workshops.all()) == 1
    keep.typed.value = grouped(at_work.desk.at_hand.code)
    press(keep, _("Erase the workshop"))
    assert store.workshops.all() == []
    assert at_work.desk.workshop is None
