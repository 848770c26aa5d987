"""Workshops in the store: blind, anonymous, sent exactly once, and erased for good."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.answers import Answer, AnswerSheet
from assessment.errors import AnswerError
from assessment.exchange.share_code import read_share_codes, share_code
from assessment.store import (
    OtherTokenError,
    OtherVersionError,
    Store,
    StoreError,
    UnknownWorkshopError,
    WorkshopClosedError,
    open_store,
    workshop_rows,
)
from assessment.workshop import Phase, Progress, Workshop, asked_items
from tests.rooms import ITEMS, PLAN, full, open_workshop, phone, send, sheet_from


@pytest.fixture
def workshop(store: Store) -> Workshop:
    return open_workshop(store)


def later(monkeypatch: pytest.MonkeyPatch, **time: float) -> None:
    """Let the store's clock run ahead."""

    class Later(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + timedelta(**time)

    monkeypatch.setattr(workshop_rows, "datetime", Later)


def revealed(store: Store, workshop: Workshop) -> dict[int, list[dict[str, object]]]:
    answers = store.workshops.answers(store.workshops.reveal(workshop))
    return {round_: [sheet.choices() for sheet in sheets] for round_, sheets in answers.items()}


def paper(number: int, level: int, **other: Any) -> AnswerSheet:
    answers = {item: Answer(choice=level) for item in ITEMS}
    header = {"standard": "praktik", "version": PLAN.version, "answers": answers, **other}
    return AnswerSheet(sheet=f"paper-{number}", **header)


def test_a_workshop_begins_closed_with_a_code_of_eight_digits(store: Store) -> None:
    begun = store.workshops.begin("  Lokakarya contoh ", "praktik", ["B3", "B1"], days=7)
    assert re.fullmatch(r"\d{8}", begun.code)
    assert begun.title == "Lokakarya contoh"
    assert begun.sections == ("B1", "B3")
    assert (begun.phase, begun.round, begun.rounds, begun.closes) == (Phase.CLOSED, 1, 1, None)
    assert begun.kept_until == (datetime.now(UTC).date() + timedelta(days=7)).isoformat()
    assert store.workshops.all() == [begun]
    assert store.workshops.find(begun.code) == begun


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": " "}, "judul"),
        ({"sections": []}, "bagian"),
        ({"sections": ["B5"]}, "bagian"),
        ({"rounds": 3}, "putaran"),
        ({"days": 0}, "366"),
        ({"days": 367}, "366"),
    ],
)
def test_a_workshop_that_cannot_be_held_is_refused(
    store: Store, wrong: dict[str, Any], said: str
) -> None:
    given = {"title": "Lokakarya", "standard": "praktik", "sections": ["B1"], **wrong}
    with pytest.raises(StoreError, match=said):
        store.workshops.begin(**given)
    assert store.workshops.all() == []


def test_confidential_items_are_not_asked() -> None:
    asked = {item.id for item in asked_items(PLAN, tuple(part.id for part in PLAN.sections))}
    kept_back = {item.id for item in PLAN.items} - asked
    assert kept_back == {"B5-1", "B5-2", "B5-3", "B5-4", "B5-5", "B8-5"}


def test_a_sheet_that_is_sent_again_counts_once(store: Store, workshop: Workshop) -> None:
    assert send(store, workshop, 1, full(2)) == 1
    assert send(store, workshop, 1, full(2)) == 1
    assert store.workshops.progress(workshop) == Progress(1, 1, 1.0)


def test_a_participant_corrects_the_own_sheet(store: Store, workshop: Workshop) -> None:
    send(store, workshop, 1, full(1), revision=1)
    assert send(store, workshop, 1, full(4), revision=2) == 2
    assert revealed(store, workshop) == {1: [full(4)]}


def test_an_older_sheet_that_arrives_late_changes_nothing(store: Store, workshop: Workshop) -> None:
    send(store, workshop, 1, full(4), revision=5)
    assert send(store, workshop, 1, full(1), revision=4) == 5
    assert revealed(store, workshop) == {1: [full(4)]}


def test_another_phone_cannot_change_a_sheet(store: Store, workshop: Workshop) -> None:
    send(store, workshop, 1, full(4))
    stolen = sheet_from(1, full(1), revision=9)
    with pytest.raises(OtherTokenError):
        store.workshops.receive(workshop.code, phone(2)[0], stolen)
    assert revealed(store, workshop) == {1: [full(4)]}


def test_progress_tells_how_far_all_are(store: Store, workshop: Workshop) -> None:
    assert store.workshops.progress(workshop) == Progress(0, 0, 0.0)
    send(store, workshop, 1, full(4))
    half = dict.fromkeys(ITEMS[: len(ITEMS) // 2], "unknown")
    send(store, workshop, 2, half)
    assert store.workshops.progress(workshop) == Progress(2, 1, 0.75)


def test_answers_are_blind_until_the_reveal(store: Store, workshop: Workshop) -> None:
    send(store, workshop, 1, full(4))
    with pytest.raises(StoreError, match="tertutup sampai"):
        store.workshops.answers(workshop)
    assert store.workshops.answers(store.workshops.reveal(workshop))[1][0].choices() == full(4)


def test_nothing_comes_in_after_the_reveal(store: Store, workshop: Workshop) -> None:
    send(store, workshop, 1, full(4))
    shown = store.workshops.reveal(workshop)
    with pytest.raises(WorkshopClosedError, match="sudah ditampilkan"):
        send(store, workshop, 2, full(1))
    for late in (store.workshops.open, store.workshops.next_round, store.workshops.reveal):
        with pytest.raises(StoreError, match="sudah ditampilkan"):
            late(shown)
    with pytest.raises(StoreError, match="sudah ditampilkan"):
        store.workshops.add_sheets(shown, [paper(1, 2)])
    assert len(store.workshops.answers(shown)[1]) == 1


def test_nothing_is_revealed_where_nobody_answered(store: Store, workshop: Workshop) -> None:
    with pytest.raises(StoreError, match="belum ada"):
        store.workshops.reveal(workshop)


def test_a_sheet_without_any_answer_is_no_person(store: Store, workshop: Workshop) -> None:
    send(store, workshop, 1, {})
    send(store, workshop, 2, full(3))
    send(store, workshop, 2, dict.fromkeys(ITEMS), revision=2)
    assert store.workshops.progress(workshop).people == 0
    with pytest.raises(StoreError, match="belum ada"):
        store.workshops.reveal(workshop)


def test_a_closed_round_takes_no_sheet_until_it_is_opened_again(
    store: Store, workshop: Workshop
) -> None:
    closed = store.workshops.close(workshop)
    with pytest.raises(WorkshopClosedError, match="tetap ada di ponsel"):
        send(store, workshop, 1, full(4))
    store.workshops.open(closed)
    assert send(store, workshop, 1, full(4)) == 1


def test_a_round_closes_by_itself_when_its_time_is_over(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = store.workshops.begin("Lokakarya contoh", "praktik", ["B1", "B3"])
    timed = store.workshops.open(begun, minutes=10)
    assert timed.closes is not None
    send(store, timed, 1, full(4))
    later(monkeypatch, minutes=11)
    assert store.workshops.find(timed.code).phase is Phase.CLOSED
    with pytest.raises(WorkshopClosedError):
        send(store, timed, 2, full(4))
    monkeypatch.undo()
    assert store.workshops.find(timed.code).phase is Phase.OPEN


def test_rounds_before_and_after_stand_apart_with_the_same_participants(store: Store) -> None:
    workshop = open_workshop(store, rounds=2)
    for number in (1, 2):
        send(store, workshop, number, full(1))
    workshop = store.workshops.open(store.workshops.next_round(store.workshops.close(workshop)))
    send(store, workshop, 2, full(3), round_=2)
    with pytest.raises(WorkshopClosedError, match="Putaran pertama"):
        send(store, workshop, 1, full(4), revision=2)
    answers = store.workshops.answers(store.workshops.reveal(workshop))
    assert [sheet.choices() for sheet in answers[1]] == [full(1), full(1)]
    assert [sheet.choices() for sheet in answers[2]] == [full(3)]
    assert answers[2][0].sheet in {sheet.sheet for sheet in answers[1]}


def test_a_workshop_of_one_round_has_no_second(store: Store, workshop: Workshop) -> None:
    with pytest.raises(StoreError, match="putaran"):
        store.workshops.next_round(store.workshops.close(workshop))


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"B2-1": 1}, "B2-1: tidak ditanyakan"),
        ({"B5-1": 1}, "B5-1: tidak ditanyakan"),
        ({"X": 1}, "X: tidak ditanyakan"),
        ({ITEMS[0]: 9}, "1, 2, 3, 4"),
        ({ITEMS[0]: 0}, "1, 2, 3, 4"),
    ],
)
def test_what_the_workshop_does_not_ask_is_refused_by_name(
    store: Store, workshop: Workshop, choices: dict[str, Any], said: str
) -> None:
    with pytest.raises(AnswerError, match=re.escape(said)):
        send(store, workshop, 1, choices)
    assert store.workshops.progress(workshop).people == 0


def test_a_page_of_another_version_is_told_to_load_again(store: Store, workshop: Workshop) -> None:
    old = sheet_from(1, full(1), version="0.9.0")
    with pytest.raises(OtherVersionError, match="Muat ulang"):
        store.workshops.receive(workshop.code, phone(1)[0], old)


@pytest.mark.parametrize("code", ["", "0", "12345678901", "abcdefgh", "'; DROP TABLE workshop"])
def test_a_code_of_no_workshop_is_unknown(store: Store, code: str) -> None:
    with pytest.raises(UnknownWorkshopError):
        store.workshops.find(code)


def test_a_withdrawn_sheet_is_gone_and_an_older_copy_stays_out(
    store: Store, workshop: Workshop
) -> None:
    send(store, workshop, 1, full(4), revision=3)
    store.workshops.withdraw(workshop.code, phone(1)[0], 1)
    assert store.workshops.progress(workshop).people == 0
    send(store, workshop, 1, full(4), revision=3)
    assert store.workshops.progress(workshop).people == 0
    send(store, workshop, 1, full(2), revision=4)
    assert revealed(store, workshop) == {1: [full(2)]}


def test_only_the_own_sheet_is_withdrawn(store: Store, workshop: Workshop) -> None:
    send(store, workshop, 1, full(4))
    store.workshops.withdraw(workshop.code, phone(2)[0], 1)
    assert store.workshops.progress(workshop).people == 1


def test_who_sends_and_posts_a_code_too_counts_once(store: Store, workshop: Workshop) -> None:
    token, sheet_id = phone(1)
    answers = {item: Answer(choice=2) for item in ITEMS}
    on_the_phone = AnswerSheet(
        sheet=sheet_id, standard="praktik", version=PLAN.version, answers=answers
    )
    sheets, _problems = read_share_codes(share_code(on_the_phone))
    assert store.workshops.add_sheets(workshop, sheets).new == 1
    assert store.workshops.add_sheets(workshop, sheets).again == 1
    send(store, workshop, 1, full(4))
    assert store.workshops.add_sheets(workshop, sheets).again == 1
    assert revealed(store, workshop) == {1: [full(4)]}
    assert token not in repr(store.workshops.all())


def test_a_whole_chat_gives_everyone_once_and_names_what_is_damaged(
    store: Store, workshop: Workshop
) -> None:
    chat = [f"[24/11/26 09.{line % 60:02}] Peserta {line % 31}: baik, terima kasih" for line in
            range(500)]  # fmt: skip
    for number in range(30):
        level = {item: Answer(choice=1 + number % 4) for item in ITEMS}
        sheet = AnswerSheet(
            sheet=phone(number)[1], standard="praktik", version=PLAN.version, answers=level
        )
        code = share_code(sheet)
        chat[16 * number] += f" {code}"
        if number < 3:
            chat[480 + number] = f"> {code.lower()}"
        if number == 7:
            chat[16 * number] = f"kode saya {code[:-4]}9{code[-3:]}"
    sheets, problems = read_share_codes("\n".join(chat))
    added = store.workshops.add_sheets(workshop, sheets)
    assert (added.new, added.again, added.left_out) == (29, 0, [])
    assert sorted(problem.line for problem in problems) == [113, 481, 482, 483]
    assert store.workshops.progress(workshop).complete == 29


def test_paper_sheets_come_in_while_the_round_is_closed_and_may_be_typed_again(
    store: Store, workshop: Workshop
) -> None:
    closed = store.workshops.close(workshop)
    added = store.workshops.add_sheets(closed, [paper(1, 2), paper(2, 3)])
    assert (added.new, added.again, added.left_out) == (2, 0, [])
    added = store.workshops.add_sheets(closed, [paper(2, 4)])
    assert (added.new, added.again) == (0, 1)
    assert revealed(store, closed) == {1: [full(2), full(4)]}


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (paper(7, 2, standard="unit"), "unit"),
        (paper(7, 2, version="0.1.0"), "0.1.0"),
        (paper(7, 9), "1, 2, 3, 4"),
        (paper(7, 2, answers={"B2-1": Answer(choice=2)}), "tidak menjawab"),
    ],
)
def test_a_sheet_that_does_not_fit_is_left_out_and_the_others_come_in(
    store: Store, workshop: Workshop, sheet: AnswerSheet, said: str
) -> None:
    added = store.workshops.add_sheets(workshop, [sheet, paper(1, 2)])
    assert added.new == 1
    assert [problem.file for problem in added.left_out] == ["paper-7"]
    assert said in added.left_out[0].message


def test_a_commitment_is_kept_corrected_hidden_and_taken_back(
    store: Store, workshop: Workshop
) -> None:
    promise = store.workshops.promise
    assert promise(workshop.code, phone(1)[0], 1, "  Menyapa \n lebih dahulu ") == 1
    assert promise(workshop.code, phone(1)[0], 2, "<b>Menyapa</b>") == 2
    assert promise(workshop.code, phone(1)[0], 1, "lama") == 2
    promise(workshop.code, phone(2)[0], 1, "Antrean")
    first, second = store.workshops.commitments(workshop)
    assert (first.text, second.text) == ("<b>Menyapa</b>", "Antrean")
    store.workshops.hide(workshop, first, hidden=True)
    assert [one.hidden for one in store.workshops.commitments(workshop)] == [True, False]
    promise(workshop.code, phone(2)[0], 2, "")
    assert [one.text for one in store.workshops.commitments(workshop)] == ["<b>Menyapa</b>"]


@pytest.mark.parametrize("text", ["x" * 201, "nol\0"])
def test_a_commitment_that_cannot_be_kept_is_refused(
    store: Store, workshop: Workshop, text: str
) -> None:
    with pytest.raises(AnswerError, match="200"):
        store.workshops.promise(workshop.code, phone(1)[0], 1, text)


def test_after_the_end_the_wall_stays(store: Store, workshop: Workshop) -> None:
    send(store, workshop, 1, full(4))
    ended = store.workshops.end(store.workshops.reveal(workshop))
    assert len(store.workshops.answers(ended)[1]) == 1
    with pytest.raises(WorkshopClosedError, match="berakhir"):
        store.workshops.promise(workshop.code, phone(1)[0], 1, "Terlambat")


def test_an_erased_workshop_is_unknown_and_another_stays(store: Store, workshop: Workshop) -> None:
    other = open_workshop(store)
    for room in (workshop, other):
        send(store, room, 1, full(4))
    store.workshops.erase(workshop)
    assert store.workshops.all() == [other]
    for gone in (
        lambda: store.workshops.find(workshop.code),
        lambda: send(store, workshop, 1, full(4)),
        lambda: store.workshops.reveal(workshop),
        lambda: store.workshops.erase(workshop),
    ):
        _raises_unknown(gone)
    assert store.workshops.progress(other).people == 1


def _raises_unknown(call: Callable[[], object]) -> None:
    with pytest.raises(UnknownWorkshopError):
        call()


def test_nothing_of_an_erased_workshop_can_be_read_from_the_file(tmp_path: Path) -> None:
    file = tmp_path / "unit.sqlite"
    store = open_store(str(file))
    workshop = open_workshop(store)
    send(store, workshop, 1, full(4))
    store.workshops.promise(workshop.code, phone(1)[0], 1, "Kalimat yang tidak boleh tertinggal")
    store.workshops.erase(workshop)
    store.close()
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"tertinggal" not in left
    assert workshop.code.encode() not in left
    assert b"Lokakarya contoh" not in left


def test_a_workshop_past_its_last_day_is_erased(
    store: Store, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(store, workshop, 1, full(4))
    later(monkeypatch, days=31)
    with pytest.raises(UnknownWorkshopError):
        store.workshops.find(workshop.code)
    monkeypatch.setattr("assessment.store.workshop_phases.today", workshop_rows.today)
    assert store.workshops.all() == []
    monkeypatch.undo()
    with pytest.raises(UnknownWorkshopError):
        store.workshops.find(workshop.code)


def test_no_time_and_no_name_stand_beside_a_sheet(store: Store, workshop: Workshop) -> None:
    send(store, workshop, 1, full(4))
    sheet = store.workshops.answers(store.workshops.reveal(workshop))[1][0]
    assert (sheet.assessor, sheet.period) == ("", "")
    with store._database.engine.connect() as connection:
        columns = connection.exec_driver_sql("SELECT * FROM workshop_sheet").keys()
    assert set(columns) == {"workshop_id", "round", "participant", "token", "revision", "codes"}


@given(sent=st.lists(st.tuples(st.integers(1, 3), st.integers(1, 4), st.integers(1, 6))))
def test_in_whatever_order_sheets_arrive_the_last_revision_of_each_counts(
    store: Store, sent: list[tuple[int, int, int]]
) -> None:
    workshop = open_workshop(store)
    newest = {0: (1, 2)}
    send(store, workshop, 0, full(2))
    for number, level, revision in sent:
        kept = max((revision, level), newest.get(number, (0, 0)), key=lambda one: one[0])
        if kept[0] > newest.get(number, (0, 0))[0]:
            newest[number] = (revision, level)
        assert send(store, workshop, number, full(level), revision=revision) == newest[number][0]
    levels = [choices[ITEMS[0]] for choices in revealed(store, workshop)[1]]
    assert sorted(levels, key=str) == sorted(level for _revision, level in newest.values())
    store.workshops.erase(workshop)
