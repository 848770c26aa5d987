"""Sheets from files: the preview says what happens, and nothing is taken over halfway."""

from base64 import b64decode
from io import BytesIO

import pytest
from openpyxl import load_workbook

from assessment.answers import Answer, AnswerSheet
from assessment.cycle import Period
from assessment.exchange.share_code import share_code
from assessment.exchange.workbook import workbook_of
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.matrix import Choice
from assessment.store import Store
from assessment.unit_app.desk import Desk
from assessment.unit_app.dropping import LARGEST_FILE, Dropped, DropZone
from assessment.unit_app.taking_over import TakingOver
from tests.pressing import press, read
from tests.workbooks import field_cell, form_of, input_cell


@pytest.fixture
def period(store: Store) -> Period:
    return store.periods.open(store.units.add("Kantor Contoh"), "2026-1", "unit")


@pytest.fixture
def taking(store: Store, period: Period) -> TakingOver:
    return TakingOver(Desk(store=store, period=period))


def sheet_of(alias: str, choices: dict[str, Choice], **about: str) -> AnswerSheet:
    answers = {item: Answer(choice=choice) for item, choice in choices.items()}
    version = load_standard("unit").version
    return AnswerSheet(standard="unit", version=version, assessor=alias, answers=answers, **about)


def file_of(name: str, sheet: AnswerSheet) -> Dropped:
    content = sheet.model_dump_json().encode()
    if name.endswith(".xlsx"):
        content = workbook_of(sheet)
    return Dropped(name, len(content), content)


def kept(store: Store, period: Period) -> dict[str, dict[str, Choice]]:
    people = store.sheets.participants(period)
    return {who.alias: store.sheets.read(who.sheet).choices() for who in people}


def test_the_preview_says_what_then_happens(
    store: Store, period: Period, taking: TakingOver
) -> None:
    known = store.sheets.add(period, "Penilai A")
    store.sheets.save_answer(known, "P1-1", Answer(), Answer(choice=3, evidence="foto"))
    taking.read_files(
        [
            file_of("a.json", sheet_of("penilai a", {"P1-1": 1, "P1-2": 2})),
            file_of("b.xlsx", sheet_of("Penilai B", {"P1-1": 0})),
        ]
    )
    shown = read(taking)
    assert _("This sheet is there already; {n} items change.").format(n=2) in shown
    assert _("A new sheet, with {n} items.").format(n=1) in shown
    assert "foto" in shown
    assert kept(store, period) == {"Penilai A": {"P1-1": 3}}
    press(taking, _("Take over"))
    assert kept(store, period) == {
        "Penilai A": {"P1-1": 1, "P1-2": 2},
        "Penilai B": {"P1-1": 0},
    }
    assert taking.rows == []


def test_the_form_that_is_handed_out_comes_back_to_its_period(
    store: Store, period: Period, taking: TakingOver
) -> None:
    press(taking, _("Make a spreadsheet to hand out"))
    address = taking.form.link.value.split("base64,")[1].split('"')[0]
    form = load_workbook(BytesIO(b64decode(address)))
    input_cell(form_of(form), "P1-1", "choice").value = 2
    field_cell(form_of(form), "assessor").value = "Ana"
    saved = BytesIO()
    form.save(saved)
    taking.read_files([Dropped("ana.xlsx", 1, saved.getvalue())])
    press(taking, _("Take over"))
    assert kept(store, period) == {"Ana": {"P1-1": 2}}


def test_thirty_files_of_one_name_come_at_once(
    store: Store, period: Period, taking: TakingOver
) -> None:
    sheets = [sheet_of(f"Orang {number}", {"P1-1": number % 4}) for number in range(30)]
    taking.read_files([file_of("jawaban.json", sheet) for sheet in sheets])
    assert len({row.incoming.source for row in taking.rows}) == 30
    press(taking, _("Take over"))
    assert len(kept(store, period)) == 30


def test_the_same_sheet_twice_counts_once(taking: TakingOver) -> None:
    sheet = sheet_of("Penilai A", {"P1-1": 1})
    taking.read_files([file_of("a.json", sheet), file_of("salinan.json", sheet)])
    assert [row.incoming.source for row in taking.rows] == ["a.json"]
    assert "salinan.json" in read(taking)


def test_two_sheets_of_one_alias_wait_until_one_has_another(
    store: Store, period: Period, taking: TakingOver
) -> None:
    taking.read_files(
        [
            file_of("a.json", sheet_of("Penilai A", {"P1-1": 1})),
            file_of("b.json", sheet_of("PENILAI  A", {"P1-1": 2})),
        ]
    )
    assert taking.accept.disabled
    twice = _("{alias} stands twice here; choose another alias for one of them.")
    assert twice.format(alias="Penilai A") in read(taking)
    free = _("Assessor {n}").format(n=1)
    taking.rows[1].who.value = free
    press(taking, _("Take over"))
    assert kept(store, period) == {"Penilai A": {"P1-1": 1}, free: {"P1-1": 2}}


def test_a_file_can_be_given_to_someone_who_takes_part(
    store: Store, period: Period, taking: TakingOver
) -> None:
    store.sheets.add(period, "Penilai B")
    taking.read_files([file_of("a.json", sheet_of("Budi", {"P1-1": 1}))])
    taking.rows[0].who.value = "Penilai B"
    press(taking, _("Take over"))
    assert kept(store, period) == {"Penilai B": {"P1-1": 1}}


def test_codes_get_the_next_aliases_that_nobody_has(
    store: Store, period: Period, taking: TakingOver
) -> None:
    first, second, third = (_("Assessor {n}").format(n=number) for number in (1, 2, 3))
    store.sheets.add(period, second)
    codes = [share_code(sheet_of("", {"P1-1": level})) for level in (1, 3)]
    taking.codes.value = f"Ana: {codes[0]}\nBudi: {codes[1]}"
    press(taking, _("Read the codes"))
    press(taking, _("Take over"))
    assert kept(store, period) == {first: {"P1-1": 1}, second: {}, third: {"P1-1": 3}}


def test_a_page_may_keep_its_id_from_one_period_to_the_next(
    store: Store, period: Period, taking: TakingOver
) -> None:
    sheet = sheet_of("Penilai A", {"P1-1": 1})
    taking.read_files([file_of("a.json", sheet)])
    press(taking, _("Take over"))
    later = store.periods.open(period.unit, "2026-2", "unit")
    again = TakingOver(Desk(store=store, period=later))
    again.read_files([file_of("a.json", sheet)])
    press(again, _("Take over"))
    assert kept(store, later) == {"Penilai A": {"P1-1": 1}}


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (file_of("lain.json", sheet_of("A", {"P1-1": 1}, unit="Kantor Lain")), "Kantor Lain"),
        (file_of("lama.json", sheet_of("A", {"P1-1": 1}, period="2025-2")), "2025-2"),
        (Dropped("foto.png", 3, b"PNG"), ".xlsx"),
        (Dropped("besar.xlsx", LARGEST_FILE + 1, None), "20 MB"),
        (Dropped("map", 0, None), "map: "),
        (Dropped("rusak.json", 1, b"{"), "rusak.json"),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_what_does_not_fit_is_one_sentence_with_the_files_name(
    taking: TakingOver, file: Dropped, said: str
) -> None:
    taking.read_files([file, file_of("baik.json", sheet_of("B", {"P1-1": 1}))])
    assert [row.incoming.source for row in taking.rows] == ["baik.json"]
    assert file.name in taking.problems.value
    assert said in taking.problems.value
    assert taking.problems.value.count("<li>") == 1


def test_a_period_that_was_closed_meanwhile_takes_nothing(
    store: Store, period: Period, taking: TakingOver
) -> None:
    store.sheets.add(period, "Penilai A")
    names = ("B", "C")
    taking.read_files([file_of(f"{name}.json", sheet_of(name, {"P1-1": 1})) for name in names])
    store.periods.close(period)
    press(taking, _("Take over"))
    assert taking.desk.messages.wrong
    assert "2026-1" in taking.desk.messages.text
    assert kept(store, period) == {"Penilai A": {}}


def test_a_text_without_a_code_says_so(taking: TakingOver) -> None:
    taking.codes.value = "Selamat pagi"
    press(taking, _("Read the codes"))
    assert _("There is no code to this standard in the text.") in read(taking)


def test_files_come_one_by_one_with_progress_and_go_on_together() -> None:
    steps: list[tuple[int, int]] = []
    taken: list[list[Dropped]] = []
    zone = DropZone("", [".json"], lambda *step: steps.append(step), taken.append)
    for left, name in ((1, "C:\\rahasia\\a.json"), (0, "../b.json")):
        content = {"name": name, "size": 2, "left": left}
        zone._handle_custom_msg(content, [memoryview(b"{}")])
    assert steps == [(1, 2), (2, 2)]
    assert [[file.name for file in files] for files in taken] == [["a.json", "b.json"]]
