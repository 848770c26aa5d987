"""Units and their periods."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assessment.cycle import Period, PeriodState, Unit
from assessment.i18n import _
from assessment.store.database import Database
from assessment.store.history import record
from assessment.store.problems import StoreError
from assessment.store.rows import (
    changing_period,
    folded,
    keep_order,
    period_of,
    required,
    unit_of,
)
from assessment.store.schema import PeriodRow, SheetRow, UnitRow


class Units:
    """The units of the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str) -> Unit:
        """Add a unit; raises ``StoreError`` for a name that is empty or taken."""
        name = required(name, _("the unit needs a name"))
        with self._database.writing() as session:
            if session.scalar(select(UnitRow).where(UnitRow.key == folded(name))):
                message = _("there is a unit named {name} already; choose it, or another name")
                raise StoreError(message.format(name=name))
            row = UnitRow(name=name, key=folded(name))
            session.add(row)
            session.flush()
            record(session, self._database.who, f"unit/{row.id}", None, {"name": name})
            return unit_of(row)

    def all(self) -> list[Unit]:
        """Return all units by name."""
        with self._database.reading() as session:
            return [unit_of(row) for row in session.scalars(select(UnitRow).order_by(UnitRow.key))]


class Periods:
    """The periods of units, and how far each is."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, unit: Unit, name: str, standard: str, evidence: str = "") -> Period:
        """Open a period; raises ``StoreError`` for a name that is empty or taken in the unit."""
        name = required(name, _("the period needs a name, as 2026-1"))
        with self._database.writing() as session:
            taken = (PeriodRow.unit_id == unit.id) & (PeriodRow.key == folded(name))
            if session.scalar(select(PeriodRow).where(taken)):
                message = _("{unit} has a period {name} already; choose it, or another name")
                raise StoreError(message.format(unit=unit.name, name=name))
            row = PeriodRow(
                unit_id=unit.id,
                name=name,
                key=folded(name),
                standard=standard,
                version=keep_order(session, standard),
                state=PeriodState.OPEN,
                evidence=evidence,
            )
            session.add(row)
            session.flush()
            self._record(session, row, None)
            return period_of(row)

    def of(self, unit: Unit) -> list[Period]:
        """Return the periods of a unit in the order in which they were opened."""
        query = select(PeriodRow).where(PeriodRow.unit_id == unit.id).order_by(PeriodRow.id)
        with self._database.reading() as session:
            return [period_of(row) for row in session.scalars(query)]

    def close(self, period: Period) -> Period:
        """End the blind part: the sheets are revealed and stay as they are."""
        with self._database.writing() as session:
            row = changing_period(session, period.id, PeriodState.OPEN)
            sheets = (SheetRow.period_id == row.id) & ~SheetRow.agreed
            if not session.scalar(select(func.count()).select_from(SheetRow).where(sheets)):
                raise StoreError(_("nobody has filled in a sheet yet; there is nothing to reveal"))
            return self._move(session, row, PeriodState.CLOSED)

    def reopen(self, period: Period) -> Period:
        """Go back to filling in, for a late sheet, as long as nothing has been agreed on."""
        with self._database.writing() as session:
            row = changing_period(session, period.id, PeriodState.CLOSED)
            agreed = select(SheetRow).where(SheetRow.period_id == row.id, SheetRow.agreed)
            sheet = session.scalar(agreed)
            if sheet and (sheet.notes or sheet.codes.strip(".")):
                raise StoreError(_("levels have been agreed on already; the period stays closed"))
            return self._move(session, row, PeriodState.OPEN)

    def lock(self, period: Period) -> Period:
        """End the period: nothing in it changes any more."""
        with self._database.writing() as session:
            row = changing_period(session, period.id, PeriodState.CLOSED)
            return self._move(session, row, PeriodState.LOCKED)

    def _move(self, session: Session, row: PeriodRow, state: PeriodState) -> Period:
        before = row.state
        row.state = state
        self._record(session, row, before)
        return period_of(row)

    def _record(self, session: Session, row: PeriodRow, before: str | None) -> None:
        was = None if before is None else {"state": before}
        shown = {"state": row.state} if was else {"name": row.name, "standard": row.standard}
        record(session, self._database.who, f"period/{row.id}", was, shown)
