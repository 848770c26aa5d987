"""All sheets that may be read, straight into matrices: of a ministry, or of a nation.

The database itself strings the texts of a period together. Fetching a row a sheet takes twice
as long; that is done only where one of them does not fit.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
    Select,
    bindparam,
    case,
    func,
    literal,
    select,
)
from sqlalchemy.orm import Session

from assessment.cycle import PeriodState
from assessment.errors import Problem
from assessment.i18n import _
from assessment.plan import compile_plan
from assessment.standard import Standard
from assessment.store.coded import Order
from assessment.store.coded_matrix import BREAK, faults
from assessment.store.database import Database
from assessment.store.problems import StoreError
from assessment.store.schema import OrderRow, PeriodRow, SheetRow, UnitRow

if TYPE_CHECKING:
    from assessment.answer_matrix.batch import Batch
    from assessment.store.period_texts import Reader

# Sheets of a period, of which a unit of 40 people has fewer: a batch is of so many whole periods.
MOST_SHEETS = 50

# The kinds of sheets that stand apart: filled in blind, agreed on.
KINDS = ~SheetRow.agreed, SheetRow.agreed


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

        A matrix holds whole periods; what was agreed on comes last. ``named`` adds the ids, and
        the aliases folded, which takes two thirds as long again. A sheet whose text does not fit
        the standard is a problem and left out.
        """
        from assessment.answer_matrix.batch import Batch
        from assessment.store.period_texts import MisfitError, PeriodTexts, Reader

        with self._database.reading() as session:
            reader = Reader(standard, _order(session, standard))
            query = _by_period(named=named).where(*_readable_periods(standard))
            fetching = query.execution_options(yield_per=max(1, rows // MOST_SHEETS))
            for part in session.connection().execute(fetching).partitions():
                try:
                    batch = Batch(reader.matrix(PeriodTexts.of_rows(part, named=named)), [])
                except MisfitError:
                    batch = self._fitting(session, reader, part, named=named)
                yield batch

    def _fitting(
        self, session: Session, reader: "Reader", periods: Sequence[Row[Any]], *, named: bool
    ) -> "Batch":
        """Return those sheets of periods that fit, and what is wrong with the others."""
        from assessment.answer_matrix.batch import Batch
        from assessment.store.period_texts import PeriodTexts

        good, faulty = reader.parted(periods)
        # Written out, for a database takes only so many parameters.
        keys: BindParameter[int] = bindparam(
            "keys", [row[0] for row in faulty], expanding=True, literal_execute=True
        )
        query = _by_sheet().where(*_readable_periods(reader.standard), PeriodRow.id.in_(keys))
        single, wrong = reader.parted(session.connection().execute(query).all())
        matrix = reader.matrix(PeriodTexts.of_rows([*good, *single], named=named))
        others = PeriodTexts.of_rows(wrong, named=True)
        found = faults(reader.plan, reader.order, dict(zip(others.ids, others.codes, strict=True)))
        return Batch(matrix, [Problem(self._database.where, 0, *one) for one in found])


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


def _by_period(*, named: bool) -> Select[*tuple[Any, ...]]:
    """Return the query of ``PeriodTexts``: its aggregates see the sheets in the same order."""
    texts = (SheetRow.codes, SheetRow.id, SheetRow.key) if named else (SheetRow.codes,)
    strung = (
        func.aggregate_strings(text, BREAK).filter(kind) for text, kind in product(texts, KINDS)
    )
    periods = PeriodRow.id, UnitRow.id
    return _whose(func.count(), *strung).group_by(*periods).order_by(*periods)


def _by_sheet() -> Select[*tuple[Any, ...]]:
    """Return the named query of ``PeriodTexts`` with a row a sheet."""
    texts = SheetRow.codes, SheetRow.id, SheetRow.key
    return _whose(literal(1), *(case((kind, text)) for text, kind in product(texts, KINDS)))


def _whose(*columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    query = select(PeriodRow.id, UnitRow.name, PeriodRow.name, *columns)
    return query.join(PeriodRow.unit).join(SheetRow, SheetRow.period_id == PeriodRow.id)
