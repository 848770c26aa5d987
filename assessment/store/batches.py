"""All sheets that may be read, straight into matrices: of a ministry, or of a nation.

The database itself strings the texts of many sheets together. Fetching a row a sheet takes ten
times as long; that is done only where one of them does not fit.
"""

from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from assessment.cycle import PeriodState
from assessment.errors import Problem
from assessment.i18n import _
from assessment.plan import compile_plan
from assessment.standard import Standard
from assessment.store.coded import Order
from assessment.store.coded_matrix import faults
from assessment.store.database import Database
from assessment.store.problems import StoreError
from assessment.store.queries import one_by_one, readable_periods, strung_texts
from assessment.store.schema import OrderRow, PeriodRow, SheetRow, UnitRow

if TYPE_CHECKING:
    from assessment.answer_matrix.batch import Batch
    from assessment.store.sheet_texts import PeriodTexts, Reader

# Sheets of a period, of which a unit of 40 people has fewer: a batch is of so many whole periods.
MOST_SHEETS = 50


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
    ) -> "Generator[Batch]":
        """Yield the sheets in matrices of about ``rows`` at most, in bounded memory.

        A matrix holds whole periods. ``named`` adds the ids, and the aliases folded. A sheet whose
        text does not fit the standard is a problem and left out.
        """
        from assessment.answer_matrix.batch import Batch
        from assessment.store.sheet_texts import MisfitError, PeriodTexts, Reader

        # From the first texts on one thread is all that talks to the database: it fetches the
        # next ones, without the interpreter, while the last ones become a matrix.
        with self._database.reading() as session, ThreadPoolExecutor(1) as fetcher:
            reader = Reader(standard, _order(session, standard), named)
            parts = strung_texts(session, standard, max(1, rows // MOST_SHEETS), named=named)
            coming = fetcher.submit(next, parts, None)
            while part := coming.result():
                coming = fetcher.submit(next, parts, None)
                texts = PeriodTexts.of_row(part)
                try:
                    batch = Batch(reader.matrix(texts), [])
                except MisfitError:
                    sheets = fetcher.submit(one_by_one, session, texts.keys).result()
                    batch = self._fitting(reader, texts, sheets)
                yield batch

    def _fitting(
        self, reader: "Reader", texts: "PeriodTexts", sheets: Sequence[Row[Any]]
    ) -> "Batch":
        """Return those sheets of periods that fit, and what is wrong with the others."""
        from assessment.answer_matrix.batch import Batch
        from assessment.store.sheet_texts import SheetTexts

        wrong = {one.id: one.codes for one in sheets if not reader.fits(one.codes)}
        good = [one for one in sheets if one.id not in wrong]
        fitting = texts._replace(sheets=SheetTexts.of_sheets(good))
        found = faults(reader.plan, reader.order, wrong)
        problems = [Problem(self._database.where, 0, *one) for one in found]
        return Batch(reader.matrix(fitting), problems)


def _readable(standard: Standard) -> ColumnElement[bool]:
    """Say which sheets may be read: of what is being filled in blind, not even the number."""
    return SheetRow.period_id.in_(select(PeriodRow.id).where(*readable_periods(standard)))


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
