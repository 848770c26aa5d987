"""Workshops from their beginning to the day on which everything of them is erased."""

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment.i18n import _
from assessment.loading import load_standard
from assessment.plan import compile_plan
from assessment.store.database import Database
from assessment.store.problems import StoreError
from assessment.store.rows import required
from assessment.store.schema import WorkshopRow
from assessment.store.sent_rows import sent_to
from assessment.store.workshop_rows import erase_row, held_row, known_row, today, workshop_of
from assessment.workshop import CODE_DIGITS, MOST_ROUNDS, USUAL_DAYS, Phase, Workshop, asked_items

MOST_DAYS = 366


class WorkshopPhases:
    """Begins workshops and moves them from phase to phase."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(
        self,
        title: str,
        standard: str,
        sections: Sequence[str],
        *,
        rounds: int = 1,
        days: int = USUAL_DAYS,
    ) -> Workshop:
        """Begin a workshop about some sections, closed at first; it is kept for ``days``.

        Raises ``StoreError`` for an empty title, for sections in which nothing can be asked, and
        for other than one or two rounds or 1 to 366 days.
        """
        title = required(title, _("the workshop needs a title"))
        _require(1 <= rounds <= MOST_ROUNDS, _("a workshop has one or two rounds"))
        message = _("a workshop is kept for 1 to {days} days").format(days=MOST_DAYS)
        _require(1 <= days <= MOST_DAYS, message)
        plan = compile_plan(load_standard(standard))
        known = [section.id for section in plan.sections if section.id in sections]
        items = asked_items(plan, tuple(known))
        _require(bool(items), _("choose a section with items that may be collected"))
        with self._database.writing() as session:
            row = WorkshopRow(
                code=_new_code(session),
                title=title,
                standard=standard,
                version=plan.version,
                sections=" ".join(known),
                rounds=rounds,
                round=1,
                phase=Phase.CLOSED,
                kept_until=(datetime.now(UTC).date() + timedelta(days=days)).isoformat(),
            )
            session.add(row)
            session.flush()
            return workshop_of(row)

    def all(self) -> list[Workshop]:
        """Return all workshops, the newest first; those past their last day are erased."""
        self.erase_expired()
        with self._database.reading() as session:
            rows = session.scalars(select(WorkshopRow).order_by(WorkshopRow.id.desc()))
            return [workshop_of(row) for row in rows]

    def erase_expired(self) -> None:
        """Erase every workshop that is past its last day."""
        with self._database.writing() as session:
            expired = select(WorkshopRow.id).where(WorkshopRow.kept_until < today())
            for workshop in session.scalars(expired).all():
                erase_row(session, workshop)

    def find(self, code: str) -> Workshop:
        """Return the workshop of a code; raises ``UnknownWorkshopError``."""
        with self._database.reading() as session:
            return workshop_of(known_row(session, code))

    def open(self, workshop: Workshop, minutes: int | None = None) -> Workshop:
        """Let phones send answers, for some minutes or until the round is closed."""
        with self._database.writing() as session:
            row = held_row(session, workshop, Phase.CLOSED)
            row.phase = Phase.OPEN
            row.closes = _in(minutes) if minutes else None
            return workshop_of(row)

    def close(self, workshop: Workshop) -> Workshop:
        """End the round at hand for now."""
        with self._database.writing() as session:
            row = held_row(session, workshop, Phase.OPEN, Phase.CLOSED)
            row.phase = Phase.CLOSED
            return workshop_of(row)

    def next_round(self, workshop: Workshop) -> Workshop:
        """Go on from the answers before to those after; nothing changes in the earlier ones."""
        with self._database.writing() as session:
            row = held_row(session, workshop, Phase.CLOSED)
            _require(row.round < row.rounds, _("this workshop has no further round"))
            row.phase, row.round, row.closes = Phase.CLOSED, row.round + 1, None
            return workshop_of(row)

    def reveal(self, workshop: Workshop) -> Workshop:
        """Show the group its answers, once and for all: from now on none changes or comes in."""
        with self._database.writing() as session:
            row = held_row(session, workshop, Phase.OPEN, Phase.CLOSED)
            message = _("nobody has sent a sheet yet; there is nothing to reveal")
            _require(session.scalars(sent_to(row).limit(1)).first() is not None, message)
            row.phase = Phase.REVEALED
            return workshop_of(row)

    def end(self, workshop: Workshop) -> Workshop:
        """Take the group's answers from the phones; the trainer keeps them."""
        with self._database.writing() as session:
            row = held_row(session, workshop, Phase.REVEALED)
            row.phase = Phase.ENDED
            return workshop_of(row)

    def erase(self, workshop: Workshop) -> None:
        """Delete the workshop and everything that was sent to it; nothing of it comes back."""
        with self._database.writing() as session:
            held_row(session, workshop, *Phase)
            erase_row(session, workshop.id)


def _require(holds: bool, message: str) -> None:  # noqa: FBT001, the condition reads first
    if not holds:
        raise StoreError(message)


def _in(minutes: int) -> str:
    return (datetime.now(UTC) + timedelta(minutes=minutes)).isoformat(timespec="seconds")


def _new_code(session: Session) -> str:
    """Return digits, which everyone can read aloud and type, that no other workshop has."""
    while True:
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
        if session.scalar(select(WorkshopRow).where(WorkshopRow.code == code)) is None:
            return code
