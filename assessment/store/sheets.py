"""The sheets of a period: who takes part, each answer saved at once, and files taken over."""

from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment.answers import Answer, AnswerSheet
from assessment.clock import now
from assessment.cycle import Participant, Period, PeriodState
from assessment.i18n import _
from assessment.store.database import Database
from assessment.store.history import record
from assessment.store.problems import ConflictError, StoreError
from assessment.store.rows import (
    changing_period,
    folded,
    order_of,
    period_row,
    required,
    sheet_row,
)
from assessment.store.schema import PeriodRow, SheetRow
from assessment.store.sheet_rows import answer_of, plan_of, put_answer, require_fit, sheet_of


class Sheets:
    """The sheets of all periods."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, period: Period, alias: str, name: str = "") -> str:
        """Let someone take part and return the id of their sheet.

        Raises ``StoreError`` for an alias that is empty or taken, and when the blind part is over.
        """
        alias = required(alias, _("the assessor needs an alias, as Penilai A"))
        with self._database.writing() as session:
            row = changing_period(session, period.id, PeriodState.OPEN)
            return self._new_sheet(session, row, alias, name.strip(), agreed=False).id

    def participants(self, period: Period) -> list[Participant]:
        """Return who takes part, by alias, with no more than the number of their answers."""
        query = select(SheetRow).where(SheetRow.period_id == period.id, ~SheetRow.agreed)
        with self._database.reading() as session:
            rows = session.scalars(query.order_by(SheetRow.key)).all()
            return [
                Participant(row.id, row.alias, row.name, len(row.codes) - row.codes.count("."))
                for row in rows
            ]

    def read(self, sheet: str) -> AnswerSheet:
        """Return one sheet."""
        with self._database.reading() as session:
            return sheet_of(session, sheet_row(session, sheet))

    def revealed(self, period: Period) -> list[AnswerSheet]:
        """Return all assessors' sheets by alias; raises ``StoreError`` while they are blind."""
        query = select(SheetRow).where(SheetRow.period_id == period.id, ~SheetRow.agreed)
        with self._database.reading() as session:
            row = period_row(session, period.id)
            if row.state == PeriodState.OPEN:
                message = _("the sheets of {period} are blind until it is closed")
                raise StoreError(message.format(period=row.name))
            rows = session.scalars(query.order_by(SheetRow.key)).all()
            return [sheet_of(session, row) for row in rows]

    def agreed(self, period: Period) -> AnswerSheet | None:
        """Return the sheet that the unit has agreed on, or ``None`` before it has begun."""
        query = select(SheetRow).where(SheetRow.period_id == period.id, SheetRow.agreed)
        with self._database.reading() as session:
            row = session.scalar(query)
            return sheet_of(session, row) if row else None

    def begin_agreeing(self, period: Period) -> AnswerSheet:
        """Return the sheet that the unit agrees on, made when it is asked for first."""
        query = select(SheetRow).where(SheetRow.period_id == period.id, SheetRow.agreed)
        with self._database.writing() as session:
            held = changing_period(session, period.id, PeriodState.CLOSED)
            row = session.scalar(query)
            if row is None:
                row = self._new_sheet(session, held, _("Consensus"), "", agreed=True)
            return sheet_of(session, row)

    def save_answer(self, sheet: str, item: str, before: Answer, after: Answer) -> None:
        """Put ``after`` in the place of ``before``, the answer as the person last saw it.

        Raises ``ConflictError`` with both versions when the store holds neither, ``AnswerError``
        for what the standard does not allow, and ``StoreError`` when the period is past it.
        """
        with self._database.writing() as session:
            row = self._changing(session, sheet)
            require_fit(plan_of(row.period), {item: after}, row.alias)
            order = order_of(session, row.period)
            theirs = answer_of(order, row, item)
            if theirs not in (before, after):
                raise ConflictError(item, theirs, after)
            put_answer(session, self._database.who, row, order, item, after)

    def take_over(self, period: Period, sheets: Sequence[AnswerSheet]) -> None:
        """Take sheets over from files: all of them or, after any error, none.

        A sheet that is known by its id or alias is brought to what the file holds; the history
        keeps what it held. Raises ``StoreError`` for another standard, version, unit or period.
        """
        with self._database.writing() as session:
            row = changing_period(session, period.id, PeriodState.OPEN)
            for sheet in sheets:
                self._take_over(session, row, sheet)

    def _take_over(self, session: Session, period: PeriodRow, sheet: AnswerSheet) -> None:
        _require_same(period, sheet)
        require_fit(plan_of(period), sheet.answers, sheet.assessor or sheet.sheet)
        alias = required(sheet.assessor, _("{sheet} has no alias").format(sheet=sheet.sheet))
        same = (SheetRow.id == sheet.sheet) | (
            (SheetRow.period_id == period.id) & (SheetRow.key == folded(alias))
        )
        found = session.scalars(select(SheetRow).where(same)).all()
        if any(row.period_id != period.id or row.agreed for row in found) or len(found) > 1:
            message = _("{alias}: this sheet or alias belongs to another sheet of the store")
            raise StoreError(message.format(alias=alias))
        row = found[0] if found else self._new_sheet(session, period, alias, "", agreed=False)
        order = order_of(session, period)
        for item in order:
            answer = sheet.answers.get(item, Answer())
            put_answer(session, self._database.who, row, order, item, answer)

    def _changing(self, session: Session, sheet: str) -> SheetRow:
        """Hold a sheet's row; its period must be in the state in which it is filled in."""
        query = select(SheetRow).where(SheetRow.id == sheet).with_for_update(of=SheetRow)
        row = session.scalar(query) or sheet_row(session, sheet)
        state = PeriodState.CLOSED if row.agreed else PeriodState.OPEN
        changing_period(session, row.period_id, state)
        return row

    def _new_sheet(
        self, session: Session, period: PeriodRow, alias: str, name: str, *, agreed: bool
    ) -> SheetRow:
        taken = (SheetRow.period_id == period.id) & (SheetRow.key == folded(alias))
        if session.scalar(select(SheetRow).where(taken)):
            message = _("{alias} takes part in {period} already; choose another alias")
            raise StoreError(message.format(alias=alias, period=period.name))
        row = SheetRow(
            id=str(uuid4()),
            period_id=period.id,
            agreed=agreed,
            alias=alias,
            key=folded(alias),
            name=name,
            codes="." * len(order_of(session, period)),
            created=now(),
            updated=now(),
        )
        session.add(row)
        session.flush()
        session.refresh(row)
        subject = f"period/{period.id}/sheet/{row.id}"
        record(session, self._database.who, subject, None, {"alias": alias, "name": name})
        return row


def _require_same(period: PeriodRow, sheet: AnswerSheet) -> None:
    """Refuse a sheet of another standard, version, unit or period; an empty name fits any."""
    pairs = (
        (_("standard"), sheet.standard, period.standard),
        (_("version"), sheet.version, period.version),
        (_("unit"), sheet.unit, period.unit.name),
        (_("period"), sheet.period, period.name),
    )
    for name, found, wanted in pairs:
        if found and folded(found) != folded(wanted):
            message = _("{alias}: the {name} is {found}; this period takes {wanted}")
            alias = sheet.assessor or sheet.sheet
            raise StoreError(message.format(alias=alias, name=name, found=found, wanted=wanted))
