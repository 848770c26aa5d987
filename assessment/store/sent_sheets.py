"""The sheets of a workshop: sent by phones, or taken in by the trainer from chats and paper."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import update
from sqlalchemy.orm import Session

from assessment.answers import AnswerSheet
from assessment.errors import Problem
from assessment.i18n import _
from assessment.store.coded import to_text
from assessment.store.database import Database
from assessment.store.problems import StoreError
from assessment.store.schema import SentRow, WorkshopRow
from assessment.store.sent_rows import (
    known_sheet,
    own_row,
    refusal,
    require_open,
    sent_to,
    sheet_of,
    signs_of,
    taken_in,
)
from assessment.store.workshop_rows import asked, digest, held_row, known_row, phase_of
from assessment.workshop import Phase, Progress, SentSheet, Workshop


@dataclass
class Added:
    """How many sheets were new, how many were known already, and what was left out, and why."""

    new: int = 0
    again: int = 0
    left_out: list[Problem] = field(default_factory=list)


class SentSheets:
    """Takes sheets in, and gives them out once they are revealed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def receive(self, code: str, token: str, sheet: SentSheet) -> int:
        """Keep a sheet of a phone, and return the revision that is kept.

        The same or an older revision changes nothing, so that it may be sent again and again.
        Raises ``UnknownWorkshopError``, ``WorkshopClosedError``, ``OtherVersionError``,
        ``OtherTokenError``, and ``AnswerError`` for answers that the workshop does not take.
        """
        with self._database.writing() as session:
            row = known_row(session, code, changing=True)
            require_open(row, sheet.round)
            signs = signs_of(row, sheet)
            kept = own_row(session, row, digest(row, token), sheet)
            if sheet.revision > kept.revision:
                kept.token, kept.revision, kept.codes = digest(row, token), sheet.revision, signs
            return kept.revision

    def withdraw(self, code: str, token: str, round_: int) -> None:
        """Empty a phone's own sheet while its round is open; it may send a later one.

        What remains is the revision, so that an earlier sheet that arrives late stays out.
        """
        with self._database.writing() as session:
            row = known_row(session, code, changing=True)
            require_open(row, round_)
            own = {"workshop_id": row.id, "round": round_, "token": digest(row, token)}
            session.execute(update(SentRow).filter_by(**own).values(codes=""))

    def add_sheets(self, workshop: Workshop, sheets: Sequence[AnswerSheet]) -> Added:
        """Take in sheets from share codes or paper, in the round at hand, before the reveal.

        A sheet that its phone has sent, or withdrawn, stays as the phone left it.
        """
        added = Added()
        with self._database.writing() as session:
            row = held_row(session, workshop, Phase.CLOSED, Phase.OPEN)
            for sheet in sheets:
                self._add(session, row, sheet, added)
        return added

    def _add(self, session: Session, row: WorkshopRow, sheet: AnswerSheet, added: Added) -> None:
        order = [item.id for item in asked(row)]
        if wrong := refusal(row, order, sheet):
            added.left_out.append(Problem(sheet.sheet, 0, "", wrong))
            return
        known = known_sheet(session, row, sheet.sheet)
        if known is None:
            known = taken_in(row, sheet)
            session.add(known)
            added.new += 1
        else:
            added.again += 1
        if known.token is None:
            known.codes = to_text(order, sheet.answers)

    def progress(self, workshop: Workshop) -> Progress:
        """Return how far the room is in the round at hand: all that is known before the reveal."""
        with self._database.reading() as session:
            row = known_row(session, workshop.code)
            of_round = sent_to(row).where(SentRow.round == row.round)
            codes = [sent.codes for sent in session.scalars(of_round)]
        signs = "".join(codes)
        return Progress(
            people=len(codes),
            complete=sum("." not in text for text in codes),
            completeness=1 - signs.count(".") / len(signs) if signs else 0.0,
        )

    def answers(self, workshop: Workshop) -> dict[int, list[AnswerSheet]]:
        """Return the sheets of each round; ``sheet`` is the participant, the same in both.

        Raises ``StoreError`` before the reveal.
        """
        with self._database.reading() as session:
            row = known_row(session, workshop.code)
            if phase_of(row) not in (Phase.REVEALED, Phase.ENDED):
                raise StoreError(_("the answers are blind until they are revealed"))
            order = [item.id for item in asked(row)]
            found: dict[int, list[AnswerSheet]] = {place + 1: [] for place in range(row.rounds)}
            for sent in session.scalars(sent_to(row)):
                found[sent.round].append(sheet_of(row, order, sent))
            return found
