"""The row of a workshop, held in the right phase, and the plan by which its sheets are read."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from assessment.answers import Answer
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.matrix import Choice
from assessment.plan import PlannedItem, ScoringPlan, compile_plan
from assessment.store.problems import StoreError, UnknownWorkshopError
from assessment.store.schema import CommitmentRow, SentRow, WorkshopRow
from assessment.workshop import Phase, Workshop, asked_items


def workshop_of(row: WorkshopRow) -> Workshop:
    """Return the workshop of a row; an open round whose time is over is closed."""
    phase = phase_of(row)
    return Workshop(
        id=row.id,
        code=row.code,
        title=row.title,
        standard=row.standard,
        version=row.version,
        sections=tuple(row.sections.split()),
        rounds=row.rounds,
        round=row.round,
        phase=phase,
        closes=row.closes if phase is Phase.OPEN else None,
        kept_until=row.kept_until,
    )


def phase_of(row: WorkshopRow) -> Phase:
    """Return the phase of a row at this moment."""
    over = row.closes is not None and datetime.fromisoformat(row.closes) <= datetime.now(UTC)
    return Phase.CLOSED if over and row.phase == Phase.OPEN else Phase(row.phase)


def known_row(session: Session, code: str, *, changing: bool = False) -> WorkshopRow:
    """Return the row of a code; raises ``UnknownWorkshopError``, also past its last day.

    ``changing`` holds the row, so that its phase stays while a sheet is taken in; many may hold it
    at the same time.
    """
    query = select(WorkshopRow).where(WorkshopRow.code == code)
    row = session.scalar(query.with_for_update(read=True) if changing else query)
    if row is None or row.kept_until < today():
        raise UnknownWorkshopError
    return row


def held_row(session: Session, workshop: Workshop, *phases: Phase) -> WorkshopRow:
    """Return a workshop's row for this session alone, when it is in one of ``phases``.

    Raises ``StoreError`` when it is not, ``UnknownWorkshopError`` when it has been erased.
    """
    query = select(WorkshopRow).where(WorkshopRow.id == workshop.id)
    row = session.scalar(query.with_for_update())
    if row is None:
        raise UnknownWorkshopError
    if phase_of(row) not in phases:
        raise StoreError(_refusals()[phase_of(row)])
    return row


def _refusals() -> dict[Phase, str]:
    return {
        Phase.CLOSED: _("The round is closed; open it, or reveal the answers."),
        Phase.OPEN: _("The round is still open; close it first."),
        Phase.REVEALED: _("The answers are revealed; nothing changes in them any more."),
        Phase.ENDED: _("The workshop has ended; nothing changes in it any more."),
    }


def erase_row(session: Session, workshop: int) -> None:
    """Delete a workshop and everything that was sent to it."""
    for sent in (SentRow, CommitmentRow):
        session.execute(delete(sent).where(sent.workshop_id == workshop))
    session.execute(delete(WorkshopRow).where(WorkshopRow.id == workshop))


def plan_of(row: WorkshopRow) -> ScoringPlan:
    """Return the plan of a workshop; raises ``StoreError`` when its version has gone."""
    plan = _present_plan(row.standard)
    if plan.version != row.version:
        message = _("{title} is about {standard} {version}; this program has {present}")
        raise StoreError(
            message.format(
                title=row.title, standard=row.standard, version=row.version, present=plan.version
            )
        )
    return plan


@cache
def _present_plan(standard: str) -> ScoringPlan:
    """Compile a plan once: a room of a thousand sends its sheets within a minute."""
    return compile_plan(load_standard(standard))


def asked(row: WorkshopRow) -> list[PlannedItem]:
    """Return the items that a workshop asks, in the order of the signs of its sheets."""
    return asked_items(plan_of(row), tuple(row.sections.split()))


def as_answers(choices: Mapping[str, Choice]) -> dict[str, Answer]:
    """Return choices as answers; why something does not apply has stayed on the phone."""
    reasons = {"not_applicable": _("given in a workshop")}
    return {
        item: Answer.model_validate({"choice": choice, "reason": reasons.get(str(choice), "")})
        for item, choice in choices.items()
        if choice is not None
    }


def digest(row: WorkshopRow, token: str) -> str:
    """Return what is kept of a phone's token: nobody who reads it can send in its place."""
    return hashlib.sha256(f"{row.code}:{token}".encode()).hexdigest()


def today() -> str:
    """Return the day in UTC, ISO 8601."""
    return datetime.now(UTC).date().isoformat()
