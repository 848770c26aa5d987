"""``bermakna report``: from the store or from files, never over a file that is kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessment.cycle import Period, PeriodState
from assessment.errors import BermaknaError
from assessment.report.content import nothing_agreed
from assessment.report_command import file_name, from_files, from_store, run_report
from assessment.store import Store, open_store
from tests.reports import BEFORE, DATA, PLAN, UNIT, agreed, blind, with_texts, worked_case

CONSENSUS = DATA / "2026-2-kesepakatan.json"
SHEETS = [DATA / f"2026-2-penilai-{letter}.json" for letter in "abcde"]


def fill(store: Store, name: str) -> Period:
    """Put one period of the worked case into a store, agreed but not yet locked."""
    units = store.units.all() or [store.units.add(UNIT.name)]
    period = store.periods.open(units[0], name, "unit")
    store.sheets.take_over(period, blind(name=name))
    period = store.periods.close(period)
    sheet = store.sheets.begin_agreeing(period)
    for item, answer in agreed(name).answers.items():
        before = sheet.answers.get(item) or type(answer)()
        store.sheets.save_answer(sheet.sheet, item, before, answer)
    for action in BEFORE if name == "2026-1" else PLAN:
        store.actions.save(period, action)
    return period


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    path = tmp_path / "unit.sqlite"
    monkeypatch.setenv("BERMAKNA_DATABASE_URL", str(path))
    opened = open_store(str(path), who="Penguji")
    yield opened
    opened.close()


def test_a_period_of_the_store_becomes_three_files(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("2026-1", "2026-2"):
        fill(store, name)
    store.close()
    folder = tmp_path / "hasil"
    assert run_report(unit=UNIT.name, period="2026-2", folder=folder) == 0
    written = sorted(path.suffix for path in folder.iterdir())
    assert written == [".html", ".pdf", ".xlsx"]
    printed = capsys.readouterr().out
    assert [path for path in folder.iterdir() if str(path) not in printed] == []


def test_the_store_gives_the_same_numbers_and_the_earlier_period(store: Store) -> None:
    for name in ("2026-1", "2026-2"):
        fill(store, name)
    store.close()
    content = from_store(UNIT.name.upper(), " 2026-2 ")
    assert content.result == worked_case().result
    assert content.period.state is PeriodState.CLOSED
    assert content.earlier is not None
    assert content.earlier.period.name == "2026-1"
    assert [action.text for action in content.earlier.actions] == [one.text for one in BEFORE]
    assert [action.text for action in content.actions] == [one.text for one in PLAN]


def test_an_unknown_unit_or_period_is_refused_with_what_there_is(store: Store) -> None:
    fill(store, "2026-1")
    store.close()
    with pytest.raises(BermaknaError, match="Kantor Pelayanan Contoh"):
        from_store("Lain", "2026-1")
    for name in ("2030-1", ""):
        with pytest.raises(BermaknaError, match="2026-1"):
            from_store(UNIT.name, name)


def test_an_empty_store_is_one_sentence(store: Store) -> None:
    store.close()
    with pytest.raises(BermaknaError) as caught:
        from_store("Lain", "2026-1")
    assert "\n" not in str(caught.value)


def test_a_blind_period_stays_blind(store: Store) -> None:
    unit = store.units.add(UNIT.name)
    period = store.periods.open(unit, "2026-2", "unit")
    store.sheets.take_over(period, blind())
    store.close()
    with pytest.raises(BermaknaError, match="2026-2"):
        from_store(UNIT.name, "2026-2")


def test_a_period_without_consensus_has_to_wait(store: Store) -> None:
    unit = store.units.add(UNIT.name)
    period = store.periods.open(unit, "2026-2", "unit")
    store.sheets.take_over(period, blind())
    store.periods.close(period)
    store.close()
    with pytest.raises(BermaknaError) as caught:
        from_store(UNIT.name, "2026-2")
    assert str(caught.value) == nothing_agreed(period)


def test_files_make_the_same_report_without_a_store() -> None:
    content = from_files([CONSENSUS, *SHEETS], DATA / "2026-1-kesepakatan.json")
    case = worked_case()
    assert content.result == case.result
    assert content.blind.agreement == case.blind.agreement
    assert content.change is not None
    assert case.change is not None
    assert content.change.items.equals(case.change.items)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "rusak.json"
    broken.write_text("{", encoding="utf-8")
    with pytest.raises(BermaknaError, match=r"rusak\.json"):
        from_files([CONSENSUS, *SHEETS, broken], None)


def test_files_and_a_period_of_the_store_do_not_go_together() -> None:
    with pytest.raises(BermaknaError):
        run_report([CONSENSUS], unit=UNIT.name)


def test_only_the_kinds_that_are_asked_for_are_written(tmp_path: Path) -> None:
    run_report([CONSENSUS, *SHEETS], folder=tmp_path, kinds=["html"])
    assert [path.suffix for path in tmp_path.iterdir()] == [".html"]


def test_an_older_report_keeps_a_dated_copy(tmp_path: Path) -> None:
    run_report([CONSENSUS, *SHEETS], folder=tmp_path, kinds=["html"])
    (path,) = tmp_path.iterdir()
    path.write_text("disimpan", encoding="utf-8")
    run_report([CONSENSUS, *SHEETS], folder=tmp_path, kinds=["html"])
    (copy,) = tmp_path.glob("*.bak")
    assert copy.read_text(encoding="utf-8") == "disimpan"


def test_a_report_that_has_not_changed_leaves_no_copy(tmp_path: Path) -> None:
    for _time in range(2):
        run_report([CONSENSUS, *SHEETS], folder=tmp_path)
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize("text", ["../../etc/x", 'a<b>:"|?*\\c', "x" * 300, "漢字 😀", ""])
def test_the_name_of_a_file_is_plain_letters(text: str) -> None:
    name = file_name(with_texts(text)) if text else file_name(from_files([CONSENSUS], None))
    assert not set(name) & set('<>:"/\\|?*. ')
    assert len(name) <= 100
