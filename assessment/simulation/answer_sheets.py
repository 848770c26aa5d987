"""Made-up sheets as people would have sent them: with aliases, reasons and some evidence."""

from collections.abc import Iterator, Sequence
from uuid import NAMESPACE_OID, UUID, uuid5

from assessment.answer_matrix import AnswerMatrix
from assessment.answers import Answer, AnswerSheet
from assessment.matrix import LOWEST_LEVEL, NOT_APPLICABLE, UNANSWERED, UNKNOWN, Codes
from assessment.plan import PlannedItem, ScoringPlan
from assessment.simulation.names import AGREED, MADE_UP, REASON, assessor_name
from assessment.standard import Standard


def answer_sheets(matrix: AnswerMatrix, seed: int) -> Iterator[AnswerSheet]:
    """Yield the sheets of a simulated matrix; the same seed gives them the same ids."""
    plan, evidence = matrix.plan, _evidence(matrix.standard)
    slots = matrix.who.groupby(["unit", "period"], observed=True).cumcount()
    columns = (matrix.who["unit"], matrix.who["period"], matrix.who["agreed"], slots)
    for codes, who in zip(matrix.codes, zip(*columns, strict=True), strict=True):
        unit, period, agreed, slot = who
        assessor = AGREED if agreed else assessor_name(slot)
        name = f"{plan.standard} {plan.version} {seed} {unit} {period} {assessor}"
        sheet = uuid5(NAMESPACE_OID, name)
        yield AnswerSheet(
            sheet=str(sheet),
            standard=plan.standard,
            version=plan.version,
            unit=unit,
            period=period,
            assessor=assessor,
            created=_time(period, 1),
            updated=_time(period, 2),
            answers=_answers(plan, codes, evidence, sheet),
        )


def _answers(
    plan: ScoringPlan, codes: Codes, evidence: Sequence[str], sheet: UUID
) -> dict[str, Answer]:
    """Return the answers that were given; three claims in four name evidence."""
    return {
        item.id: _answer(item, code, evidence[column] if _names_evidence(sheet, column) else "")
        for column, (item, code) in enumerate(zip(plan.items, codes.tolist(), strict=True))
        if code != UNANSWERED
    }


def _evidence(standard: Standard) -> list[str]:
    """Return a text for each item: the standard's own example, empty where none is asked for."""
    if not standard.evidence_asked:
        return [""] * len(standard.items)
    return [f"{item.evidence[0].id.removesuffix('.')} ({MADE_UP})" for item in standard.items]


def _answer(item: PlannedItem, code: int, evidence: str) -> Answer:
    if code == NOT_APPLICABLE:
        return Answer(choice="not_applicable", reason=REASON)
    if code == UNKNOWN:
        return Answer(choice="unknown")
    proof = evidence if code > LOWEST_LEVEL else ""
    return Answer(choice=item.levels[code - LOWEST_LEVEL], evidence=proof)


def _names_evidence(sheet: UUID, column: int) -> bool:
    """Draw from two bits of the sheet's id."""
    return bool(sheet.int >> column & 3)


def _time(period: str, hour: int) -> str:
    """Return a time in the last month of a half-year, as 2026-1 is one."""
    year, half = period.split("-")
    return f"{year}-{6 * int(half):02d}-10T{hour:02d}:00:00+00:00"
