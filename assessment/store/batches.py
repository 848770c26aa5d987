"""All sheets that may be read, straight into matrices: of a ministry, or of a nation.

The database itself strings the texts of a period together. Fetching a row a sheet takes twice
as long.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from assessment.cycle import PeriodState
from assessment.errors import Problem
from assessment.i18n import _
from assessment.plan import ScoringPlan, compile_plan
from assessment.standard import Standard
from assessment.store.coded import Order
from assessment.store.coded_matrix import fault_of
from assessment.store.database import Database
from assessment.store.problems import StoreError
from assessment.store.schema import OrderRow, PeriodRow, SheetRow, UnitRow

if TYPE_CHECKING:
    from assessment.answer_matrix.batch import Batch

# Sheets of a period, of which a unit of 40 people has fewer: a batch is of so many whole periods.
MOST_SHEETS = 50

# Sheets of a batch, and periods that are searched for them, that are named when they are wrong.
NAMED = 20


class Batches:
    """The sheets of all periods of a standard, but for those that are being filled in blind."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, standard: Standard) -> int:
        """Return how many sheets ``matrices`` reads."""
        query = select(func.count()).select_from(SheetRow).where(_readable(standard))
        with self._database.reading() as session:
            return session.scalar(query) or 0

    def left_out(self, standard: Standard) -> dict[tuple[str, str], str]:
        """Return why periods are not read, by the names of unit and period."""
        columns = UnitRow.name, PeriodRow.name, PeriodRow.state, PeriodRow.version
        query = select(*columns).join(UnitRow).where(PeriodRow.standard == standard.id)
        with self._database.reading() as session:
            rows = session.execute(query.order_by(PeriodRow.id)).all()
        reasons = {(unit, name): _reason(standard, *how) for unit, name, *how in rows}
        return {names: reason for names, reason in reasons.items() if reason}

    def matrices(
        self, standard: Standard, *, rows: int = 100_000, named: bool = False
    ) -> "Iterator[Batch]":
        """Yield the sheets in matrices of about ``rows`` at most, in bounded memory.

        ``named`` adds their ids, and the aliases folded, which takes half as long again. A sheet
        whose text does not fit the standard is a problem and left out.
        """
        from assessment.answer_matrix.batch import Batch
        from assessment.store.period_texts import PeriodTexts, Reader

        with self._database.reading() as session:
            order = _order(session, standard)
            reader = Reader(standard, order, _names(session, standard))
            query = _strung(standard, len(order), named=named)
            fetching = query.execution_options(yield_per=max(1, rows // MOST_SHEETS))
            for part in session.connection().execute(fetching).partitions():
                # A period may have been closed since its name was read.
                known = [row for row in part if row[0] in reader.names]
                if not known:
                    continue
                texts = PeriodTexts(*zip(*known, strict=True))
                matrix, faulty = reader.matrix(texts)
                wrong = sum(texts.sheets) - len(matrix)
                problems = [*_faults(session, reader.plan, order, faulty, wrong)]
                yield Batch(matrix, [Problem(self._database.where, 0, *one) for one in problems])


def _readable(standard: Standard) -> ColumnElement[bool]:
    """Say which sheets may be read: of what is being filled in blind, not even the number."""
    return SheetRow.period_id.in_(select(PeriodRow.id).where(*_readable_periods(standard)))


def _readable_periods(standard: Standard) -> tuple[ColumnElement[bool], ...]:
    return (
        PeriodRow.standard == standard.id,
        PeriodRow.version == standard.version,
        PeriodRow.state.in_([PeriodState.CLOSED, PeriodState.LOCKED]),
    )


def _reason(standard: Standard, state: str, version: str) -> str | None:
    """Return why a period is not read."""
    if version != standard.version:
        message = _("is of version {found}; this program reads {present}")
        return message.format(found=version, present=standard.version)
    if state == PeriodState.OPEN:
        return _("is still being filled in blind; it is read once the unit has closed it")
    return None


def _order(session: Session, standard: Standard) -> Order:
    """Return the order of the items in the texts of a standard's version."""
    present = [item.id for item in compile_plan(standard).items]
    kept = session.get(OrderRow, (standard.id, standard.version))
    order = kept.items.split() if kept else present
    if sorted(order) != sorted(present):
        message = _("version {version} of {standard} has other items here than in this program")
        raise StoreError(message.format(version=standard.version, standard=standard.id))
    return order


def _names(session: Session, standard: Standard) -> dict[int, tuple[str, str]]:
    """Return the unit and name of every period that may be read, by its id."""
    query = select(PeriodRow.id, UnitRow.name, PeriodRow.name).join(UnitRow)
    rows = session.connection().execute(query.where(*_readable_periods(standard)))
    return {period: (unit, name) for period, unit, name in rows}


def _strung(standard: Standard, items: int, *, named: bool) -> Select[*tuple[Any, ...]]:
    """Return the query of ``PeriodTexts``: its aggregates see the sheets in the same order."""
    from assessment.store.period_texts import AGREED, BLIND, BREAK

    fits = func.length(SheetRow.codes) == items
    agreed = case((SheetRow.agreed, AGREED), else_=BLIND)
    strung = [func.aggregate_strings(case((fits, agreed + SheetRow.codes)), "")]
    if named:
        names = SheetRow.id, SheetRow.key
        strung += [func.aggregate_strings(case((fits, name)), BREAK) for name in names]
    query = select(SheetRow.period_id, func.count(), *strung).where(_readable(standard))
    return query.group_by(SheetRow.period_id).order_by(SheetRow.period_id)


def _faults(
    session: Session, plan: ScoringPlan, order: Order, periods: list[int], wrong: int
) -> Iterator[tuple[str, str]]:
    """Yield the place and rule of sheets that are wrong, looking for them in their periods."""
    if not wrong:
        return
    query = select(SheetRow.id, SheetRow.codes).where(SheetRow.period_id.in_(periods[:NAMED]))
    found = ((sheet, fault_of(plan, order, codes)) for sheet, codes in session.execute(query))
    named = [(sheet, *fault) for sheet, fault in found if fault][:NAMED]
    for sheet, place, rule in named:
        yield ", ".join(filter(None, (f"sheet = {sheet!r}", place))), rule
    if wrong > len(named):
        message = _("{n} more sheets were left out for reasons like these")
        yield "", message.format(n=wrong - len(named))
