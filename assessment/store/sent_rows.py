"""The row of a sheet that was sent to a workshop: what it takes, and whose it is."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from assessment.answers import AnswerSheet, misfits
from assessment.errors import AnswerError, Problem
from assessment.exchange.code_numbers import fold, shared_id
from assessment.i18n import _
from assessment.store.coded import SIGNS, to_choices, to_text
from assessment.store.problems import OtherTokenError, OtherVersionError, WorkshopClosedError
from assessment.store.schema import SentRow, WorkshopRow
from assessment.store.workshop_rows import as_answers, asked, phase_of, plan_of
from assessment.workshop import Phase, SentSheet


def require_open(row: WorkshopRow, round_: int) -> None:
    """Raise ``WorkshopClosedError`` unless phones may send to this round just now."""
    if phase_of(row) is Phase.OPEN and round_ == row.round:
        return
    if round_ < row.round:
        message = _("The first round is over. Your answers to it stay on your phone.")
    elif phase_of(row) in (Phase.REVEALED, Phase.ENDED):
        message = _("The answers have been revealed; none comes in any more.")
    else:
        message = _("This round takes no answers just now. Yours stay on your phone.")
    raise WorkshopClosedError(message)


def signs_of(row: WorkshopRow, sheet: SentSheet) -> str:
    """Return the answers of a phone's sheet as they are kept.

    Raises ``OtherVersionError``, and ``AnswerError`` for what the workshop does not ask or take.
    """
    if (sheet.standard, sheet.version) != (row.standard, row.version):
        message = _("This page is of another version. Load it again; your answers stay.")
        raise OtherVersionError(message)
    order = [item.id for item in asked(row)]
    strange = [item for item in sheet.choices if item not in order]
    problems = [Problem("", 0, item, _("is not asked in this workshop")) for item in strange]
    answers = as_answers({item: sheet.choices.get(item) for item in order})
    problems += [Problem("", 0, *found) for found in misfits(plan_of(row), answers)]
    if problems:
        raise AnswerError(problems)
    return to_text(order, answers)


def own_row(session: Session, row: WorkshopRow, token: str, sheet: SentSheet) -> SentRow:
    """Return the row of a phone's sheet and hold it; it is made when it is the first.

    What another program makes at the same moment is waited for. Raises ``OtherTokenError``.
    """
    place = _place(row, sheet.round, shared_id(fold(sheet.sheet)))
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    first = dialect.insert(SentRow).values(**place, token=token, revision=-1, codes="")
    session.execute(first.on_conflict_do_nothing())
    kept = session.get_one(SentRow, place, with_for_update=True)
    if kept.token not in (None, token):
        raise OtherTokenError
    return kept


def known_sheet(session: Session, row: WorkshopRow, participant: str) -> SentRow | None:
    """Return what is there of a participant in the round at hand."""
    return session.get(SentRow, _place(row, row.round, participant))


def taken_in(row: WorkshopRow, sheet: AnswerSheet) -> SentRow:
    """Return the row of a sheet that the trainer brings, below every revision of a phone."""
    place = _place(row, row.round, sheet.sheet)
    return SentRow(**place, token=None, revision=0, codes="")


def _place(row: WorkshopRow, round_: int, participant: str) -> dict[str, int | str]:
    return {"workshop_id": row.id, "round": round_, "participant": participant}


def sent_to(row: WorkshopRow) -> Select[SentRow]:
    """Select the sheets of a workshop that answer anything, by participant.

    A sheet that was withdrawn answers nothing, as one whose answers were all taken back.
    """
    answered = func.replace(SentRow.codes, SIGNS[None], "") != ""
    sent = select(SentRow).where(SentRow.workshop_id == row.id, answered)
    return sent.order_by(SentRow.participant)


def refusal(row: WorkshopRow, order: Sequence[str], sheet: AnswerSheet) -> str:
    """Say why a sheet that the trainer brings is not taken in, or nothing."""
    if (sheet.standard, sheet.version) != (row.standard, row.version):
        message = _("is to {found}; this workshop takes {wanted}")
        found, wanted = f"{sheet.standard} {sheet.version}", f"{row.standard} {row.version}"
        return message.format(found=found, wanted=wanted)
    if wrong := list(misfits(plan_of(row), sheet.answers)):
        return "; ".join(f"{place}: {rule}" for place, rule in wrong)
    choices = sheet.choices()
    if all(choices.get(item) is None for item in order):
        return _("answers none of the items that are asked")
    return ""


def sheet_of(row: WorkshopRow, order: Sequence[str], sent: SentRow) -> AnswerSheet:
    """Return a row as a sheet, whose id is the participant."""
    return AnswerSheet(
        sheet=sent.participant,
        standard=row.standard,
        version=row.version,
        unit=row.title,
        answers=as_answers(to_choices(order, sent.codes)),
    )
