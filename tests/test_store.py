"""The store: units, periods, sheets, actions, files and their history, on both databases."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from assessment.answers import Answer, AnswerSheet
from assessment.cycle import Action, ActionStatus, Period, PeriodState
from assessment.errors import AnswerError
from assessment.loading import load_standard
from assessment.plan import compile_plan
from assessment.store import ConflictError, Store, StoreError, open_store
from assessment.store.coded import replace_sign, to_choices, to_text

NONE = Answer()


@pytest.fixture
def period(store: Store) -> Period:
    return store.periods.open(store.units.add("Kantor Contoh"), "2026-1", "unit")


def test_what_was_saved_is_there_when_the_store_is_opened_again(address: str) -> None:
    store = open_store(address, who="Ana")
    period = store.periods.open(store.units.add("Kantor Contoh"), "2026-1", "unit", "D:/bukti")
    sheet = store.sheets.add(period, "Penilai A", "Ana")
    answer = Answer(choice=2, evidence="10 berkas", note="loket 2")
    store.sheets.save_answer(sheet, "P1-1", NONE, answer)
    store.close()
    again = open_store(address)
    assert again.units.all() == [period.unit]
    assert again.periods.of(period.unit) == [period]
    kept = again.sheets.read(sheet)
    assert kept.answers == {"P1-1": answer}
    assert (kept.unit, kept.period, kept.assessor) == ("Kantor Contoh", "2026-1", "Penilai A")
    again.close()


def test_an_answer_can_be_taken_back(store: Store, period: Period) -> None:
    sheet = store.sheets.add(period, "A")
    answer = Answer(choice="not_applicable", reason="tidak ada loket")
    store.sheets.save_answer(sheet, "P1-5", NONE, answer)
    store.sheets.save_answer(sheet, "P1-5", answer, NONE)
    assert store.sheets.read(sheet).answers == {}


def test_two_windows_may_change_different_answers_of_one_sheet(
    store: Store, period: Period
) -> None:
    sheet = store.sheets.add(period, "A")
    store.sheets.save_answer(sheet, "P1-1", NONE, Answer(choice=1))
    store.sheets.save_answer(sheet, "P1-2", NONE, Answer(choice=3))
    assert store.sheets.read(sheet).choices() == {"P1-1": 1, "P1-2": 3}


def test_the_second_window_on_one_answer_is_offered_both_versions(
    store: Store, period: Period
) -> None:
    sheet = store.sheets.add(period, "A")
    store.sheets.save_answer(sheet, "P1-1", NONE, Answer(choice=1, note="dari laptop"))
    with pytest.raises(ConflictError) as caught:
        store.sheets.save_answer(sheet, "P1-1", NONE, Answer(choice=3))
    assert caught.value.theirs == Answer(choice=1, note="dari laptop")
    assert caught.value.mine == Answer(choice=3)
    assert store.sheets.read(sheet).answers["P1-1"].choice == 1


def test_an_answer_that_the_standard_does_not_allow_is_refused(
    store: Store, period: Period
) -> None:
    sheet = store.sheets.add(period, "A")
    with pytest.raises(AnswerError, match="P1-1 = 9"):
        store.sheets.save_answer(sheet, "P1-1", NONE, Answer(choice=9))
    assert store.sheets.read(sheet).answers == {}


def test_nobody_sees_the_sheets_before_the_reveal(store: Store, period: Period) -> None:
    sheet = store.sheets.add(period, "A")
    store.sheets.save_answer(sheet, "P1-1", NONE, Answer(choice=2))
    with pytest.raises(StoreError):
        store.sheets.revealed(period)
    shown = store.sheets.participants(period)
    assert [(who.alias, who.answered) for who in shown] == [("A", 1)]
    store.periods.close(period)
    assert [found.choices() for found in store.sheets.revealed(period)] == [{"P1-1": 2}]


def test_a_closed_period_takes_no_answer_but_an_agreed_one(store: Store, period: Period) -> None:
    sheet = store.sheets.add(period, "A")
    with pytest.raises(StoreError):
        store.sheets.begin_agreeing(period)
    store.periods.close(period)
    with pytest.raises(StoreError):
        store.sheets.save_answer(sheet, "P1-1", NONE, Answer(choice=2))
    agreed = store.sheets.begin_agreeing(period)
    assert store.sheets.begin_agreeing(period).sheet == agreed.sheet
    store.sheets.save_answer(agreed.sheet, "P1-1", NONE, Answer(choice=2, reason="dua dari tiga"))
    found = store.sheets.agreed(period)
    assert found is not None
    assert found.answers["P1-1"].reason == "dua dari tiga"


def test_a_period_without_sheets_cannot_be_closed(store: Store, period: Period) -> None:
    with pytest.raises(StoreError):
        store.periods.close(period)


def test_a_period_can_be_reopened_until_something_is_agreed(store: Store, period: Period) -> None:
    store.sheets.add(period, "A")
    store.periods.close(period)
    assert store.periods.reopen(period).state is PeriodState.OPEN
    store.periods.close(period)
    agreed = store.sheets.begin_agreeing(period)
    store.sheets.save_answer(agreed.sheet, "P1-1", NONE, Answer(choice=0))
    with pytest.raises(StoreError):
        store.periods.reopen(period)


def test_nothing_changes_in_a_locked_period(store: Store, period: Period, tmp_path: Path) -> None:
    store.sheets.add(period, "A")
    store.periods.close(period)
    agreed = store.sheets.begin_agreeing(period).sheet
    action = store.actions.save(period, Action("P1-1", "Pasang daftar periksa"))
    store.periods.lock(period)
    proof = tmp_path / "bukti.txt"
    proof.write_text("bukti", encoding="utf-8")
    before = store.history.of(f"period/{period.id}")
    for change in (
        lambda: store.sheets.save_answer(agreed, "P1-1", NONE, Answer(choice=1)),
        lambda: store.sheets.add(period, "B"),
        lambda: store.actions.save(period, action),
        lambda: store.actions.remove(action),
        lambda: store.files.attach(agreed, "P1-1", proof),
        lambda: store.periods.reopen(period),
        lambda: store.sheets.take_over(period, []),
    ):
        with pytest.raises(StoreError, match="2026-1"):
            change()
    assert store.history.of(f"period/{period.id}") == before


@pytest.mark.parametrize("name", ["kantor contoh", "  Kantor   CONTOH "])
def test_two_units_cannot_have_one_name(store: Store, name: str) -> None:
    store.units.add("Kantor Contoh")
    with pytest.raises(StoreError, match=name.strip()):
        store.units.add(name)


def test_names_that_are_empty_or_taken_are_refused(store: Store, period: Period) -> None:
    store.sheets.add(period, "Penilai A")
    for wrong in (
        lambda: store.units.add("  "),
        lambda: store.periods.open(period.unit, " ", "unit"),
        lambda: store.periods.open(period.unit, "2026-1 ", "unit"),
        lambda: store.sheets.add(period, ""),
        lambda: store.sheets.add(period, "penilai a"),
    ):
        with pytest.raises(StoreError):
            wrong()


def test_names_may_hold_quotes_and_pictures(store: Store) -> None:
    unit = store.units.add('Kantor "O\'Neil"; DROP TABLE unit; -- 🌺')
    period = store.periods.open(unit, "2026-1", "praktik")
    sheet = store.sheets.add(period, "Kak 'A' 🙂")
    assert store.units.all() == [unit]
    assert store.sheets.read(sheet).assessor == "Kak 'A' 🙂"


def a_file(alias: str, **choices: int) -> AnswerSheet:
    answers = {item.replace("_", "-"): Answer(choice=choice) for item, choice in choices.items()}
    version = load_standard("unit").version
    return AnswerSheet(standard="unit", version=version, assessor=alias, answers=answers)


def test_files_are_taken_over_all_or_none(store: Store, period: Period) -> None:
    good, bad = a_file("A", P1_1=2), a_file("", P1_1=2)
    with pytest.raises(StoreError):
        store.sheets.take_over(period, [good, bad])
    assert store.sheets.participants(period) == []
    store.sheets.take_over(period, [good, a_file("B", P1_2=1)])
    assert [who.alias for who in store.sheets.participants(period)] == ["A", "B"]


def test_a_file_of_a_known_alias_brings_its_sheet_to_what_it_holds(
    store: Store, period: Period
) -> None:
    sheet = store.sheets.add(period, "A")
    store.sheets.save_answer(sheet, "P1-1", NONE, Answer(choice=1))
    store.sheets.save_answer(sheet, "P1-2", NONE, Answer(choice=1))
    store.sheets.take_over(period, [a_file("a", P1_1=3)])
    assert store.sheets.read(sheet).choices() == {"P1-1": 3}
    lost = [entry for entry in store.history.of(f"period/{period.id}") if "P1-2" in entry.subject]
    assert [(entry.before, entry.after) for entry in lost][-1] == ('{"choice":1}', "{}")


@pytest.mark.parametrize(
    "change", [{"unit": "Kantor Lain"}, {"period": "2025-2"}, {"standard": "praktik"}]
)
def test_a_file_of_something_else_is_refused(
    store: Store, period: Period, change: dict[str, str]
) -> None:
    sheet = a_file("A").model_copy(update=change)
    with pytest.raises(StoreError, match=next(iter(change.values()))):
        store.sheets.take_over(period, [sheet])


def test_an_action_is_kept_changed_followed_and_removed(store: Store, period: Period) -> None:
    store.sheets.add(period, "A")
    store.periods.close(period)
    planned = Action("P1-1", "Pasang daftar periksa", "Loket", date(2026, 12, 1), "10 dari 10")
    kept = store.actions.save(period, planned)
    assert store.actions.of(period) == [kept]
    changed = store.actions.save(period, Action("P1-1", "Lain", id=kept.id))
    assert store.actions.of(period) == [changed]
    store.periods.lock(period)
    done = store.actions.follow(changed, ActionStatus.DONE, "terpasang")
    assert (done.status, done.outcome) == (ActionStatus.DONE, "terpasang")
    assert store.actions.of(period) == [done]


def test_an_action_without_text_or_for_an_unknown_item_is_refused(
    store: Store, period: Period
) -> None:
    store.sheets.add(period, "A")
    store.periods.close(period)
    for wrong in (Action("P1-1", " "), Action("P9-9", "teks"), Action("P1-1", "teks", id=77)):
        with pytest.raises(StoreError):
            store.actions.save(period, wrong)
    kept = store.actions.save(period, Action("P1-1", "teks"))
    store.actions.remove(kept)
    assert store.actions.of(period) == []


def test_a_file_that_changed_or_went_is_doubtful(
    store: Store, period: Period, tmp_path: Path
) -> None:
    sheet = store.sheets.add(period, "A")
    files = [tmp_path / name for name in ("tetap.txt", "berubah.txt", "hilang.txt")]
    for file in files:
        file.write_text(file.name, encoding="utf-8")
        store.files.attach(sheet, "P1-1", file)
    assert store.files.doubtful(period) == {}
    files[1].write_text("lain", encoding="utf-8")
    files[2].unlink()
    doubtful = store.files.doubtful(period)
    assert [Path(found.path).name for found in doubtful] == ["berubah.txt", "hilang.txt"]
    assert len(store.files.of(sheet)) == 3


def test_a_file_that_cannot_be_read_is_not_attached(
    store: Store, period: Period, tmp_path: Path
) -> None:
    sheet = store.sheets.add(period, "A")
    with pytest.raises(StoreError, match=r"tidak\.pdf"):
        store.files.attach(sheet, "P1-1", tmp_path / "tidak.pdf")
    assert store.files.of(sheet) == []


def test_the_history_says_who_changed_what_from_what(store: Store, period: Period) -> None:
    sheet = store.sheets.add(period, "A")
    store.sheets.save_answer(sheet, "P1-1", NONE, Answer(choice=1))
    store.sheets.save_answer(sheet, "P1-1", Answer(choice=1), Answer(choice=2, note="ulang"))
    entry = store.history.of(f"period/{period.id}/sheet/{sheet}/P1-1")[-1]
    assert (entry.who, entry.before) == ("Penguji", '{"choice":1}')
    assert entry.after == '{"choice":2,"note":"ulang"}'
    assert entry.at.endswith("+00:00")


@pytest.mark.parametrize("change", ["UPDATE history SET who = 'x'", "DELETE FROM history"])
def test_the_database_itself_refuses_to_change_the_history(
    store: Store, period: Period, change: str
) -> None:
    with store._database.engine.connect() as connection, pytest.raises(DBAPIError):
        connection.execute(text(change))
    assert store.history.of(f"unit/{period.unit.id}")


ORDER = [item.id for item in compile_plan(load_standard("unit")).items]
answers = st.builds(Answer, choice=st.sampled_from([None, "unknown", "not_applicable", 0, 1, 2, 3]))


@given(st.dictionaries(st.sampled_from(ORDER), answers))
def test_a_sheet_as_text_gives_back_its_choices(sheet: dict[str, Answer]) -> None:
    choices = to_choices(ORDER, to_text(ORDER, sheet))
    assert choices == {item: sheet.get(item, NONE).choice for item in ORDER}


@given(st.sampled_from(ORDER), answers)
def test_one_sign_changes_one_answer(item: str, answer: Answer) -> None:
    text_of_none = to_text(ORDER, {})
    changed = replace_sign(ORDER, text_of_none, item, answer.choice)
    assert changed == to_text(ORDER, {item: answer})


@pytest.mark.parametrize("letter", ["\0", "\ud83d"], ids=["nul", "half a character"])
def test_a_character_that_cannot_be_kept_is_refused_with_its_place(
    store: Store, period: Period, letter: str
) -> None:
    sheet = store.sheets.add(period, "A")
    with pytest.raises(AnswerError, match=r"P1-1\.note"):
        store.sheets.save_answer(sheet, "P1-1", NONE, Answer(choice=1, note=f"a{letter}b"))
    for wrong in (
        lambda: store.units.add(f"Kantor{letter}"),
        lambda: store.sheets.add(period, f"B{letter}"),
    ):
        with pytest.raises(StoreError):
            wrong()
    assert store.sheets.read(sheet).answers == {}
