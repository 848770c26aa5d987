"""The worked case of the handbook as a report: one unit, two periods, five assessors."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assessment.answers import Answer, AnswerSheet
from assessment.cycle import Action, ActionStatus, Period, PeriodState, Unit
from assessment.report import Earlier, ReportContent, make_report
from tests.conftest import ROOT

DATA = ROOT / "book" / "unit" / "data"
UNIT = Unit(1, "Kantor Pelayanan Contoh (data rekaan)")
MADE = date(2026, 11, 24)
ALIASES = tuple(f"Penilai {letter}" for letter in "ABCDE")

BEFORE = (
    Action(
        "P5-3", "Periksa meja sebelum pulang.", "Pengelola arsip", date(2026, 10, 31),
        "Meja dengan berkas tertinggal", ActionStatus.DONE, "Nol dari enam meja.",
    ),
    Action(
        "P6-3", "Catat tenggat tanggapan.", "Petugas pengaduan", date(2026, 10, 31),
        "Tanggapan dalam tenggat", ActionStatus.STARTED, "Sembilan dari tiga belas.",
    ),
)  # fmt: skip
PLAN = (
    Action(
        "P8-2", "Susun jadwal pengganti.", "Koordinator loket", date(2027, 4, 30), "Loket kosong"
    ),
)


def period(name: str, number: int = 2) -> Period:
    return Period(number, UNIT, name, "unit", "1.0.0", PeriodState.LOCKED)


def agreed(name: str = "2026-2") -> AnswerSheet:
    return AnswerSheet.read(DATA / f"{name}-kesepakatan.json")


def blind(count: int = 5, name: str = "2026-2") -> list[AnswerSheet]:
    return [AnswerSheet.read(DATA / f"{name}-penilai-{letter}.json") for letter in "abcde"[:count]]


def earlier() -> Earlier:
    return Earlier(period("2026-1", 1), agreed("2026-1"), BEFORE)


def worked_case(
    sheets: Sequence[AnswerSheet] | None = None, sheet: AnswerSheet | None = None
) -> ReportContent:
    """Gather the report of the second period, or of other sheets in their place."""
    own = blind() if sheets is None else sheets
    return make_report(period("2026-2"), sheet or agreed(), own, PLAN, earlier(), made=MADE)


def with_texts(text: str) -> ReportContent:
    """Gather a report in which everything that people type is ``text``."""
    action = Action("P1-1", text, text, MADE, text, ActionStatus.STARTED, text)
    sheet = agreed()
    answers = {
        item: Answer(choice=answer.choice, evidence=text, note=text, reason=text)
        for item, answer in sheet.answers.items()
    }
    return make_report(
        replace(period(text), unit=Unit(1, text)),
        sheet.model_copy(update={"answers": answers}),
        blind(),
        (action,),
        Earlier(replace(period(text, 1), unit=Unit(1, text)), agreed("2026-1"), (action,)),
        made=MADE,
    )


def without(sheet: AnswerSheet, *items: str) -> AnswerSheet:
    """Copy a sheet in which some items are not answered."""
    kept = {item: answer for item, answer in sheet.answers.items() if item not in items}
    return sheet.model_copy(update={"answers": kept})
