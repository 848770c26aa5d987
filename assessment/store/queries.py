"""The queries of all sheets that may be read: the database strings their texts together."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Integer,
    Row,
    Select,
    String,
    bindparam,
    case,
    cast,
    func,
    select,
    true,
)
from sqlalchemy.orm import Session

from assessment.cycle import PeriodState
from assessment.standard import Standard
from assessment.store.coded_matrix import BREAK
from assessment.store.schema import PeriodRow, SheetRow, UnitRow

# Less than every key of a database.
BEFORE_ALL = -(2**63)


def readable_periods(standard: Standard) -> tuple[ColumnElement[bool], ...]:
    """Say which periods may be read: not those that are being filled in blind."""
    return (
        PeriodRow.standard == standard.id,
        PeriodRow.version == standard.version,
        PeriodRow.state.in_([PeriodState.CLOSED, PeriodState.LOCKED]),
    )


def strung_texts(
    session: Session, standard: Standard, most: int, *, named: bool
) -> Iterator[Sequence[Any]]:
    """Yield the fields of ``PeriodTexts`` for so many periods at most, and for those after them."""
    connection, query, after = session.connection(), _query(standard, named=named), BEFORE_ALL
    while True:
        last, *texts = connection.execute(query, {"after": after, "most": most}).one()
        if last is None:
            return
        after = last
        yield texts


def one_by_one(session: Session, periods: Sequence[int]) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return the fields of ``SheetTexts`` for each sheet of periods."""
    # Written out, for a database takes only so many parameters.
    keys: BindParameter[int] = bindparam("keys", periods, expanding=True, literal_execute=True)
    query = select(*_fields(named=True)).where(SheetRow.period_id.in_(keys))
    return session.connection().execute(query).all()


def _query(standard: Standard, *, named: bool) -> Select[*tuple[Any, ...]]:
    """Return the query of the ``most`` periods ``after`` a key: one row, of strung texts.

    It holds the last key, and the fields of ``PeriodTexts``. Aggregates that stand side by side
    see rows in the same order.
    """
    periods = (
        select(PeriodRow.id, UnitRow.name.label("unit"), PeriodRow.name.label("period"))
        .join(PeriodRow.unit)
        .where(*readable_periods(standard), PeriodRow.id > bindparam("after", type_=BigInteger))
        .order_by(PeriodRow.id)
        .limit(bindparam("most", type_=Integer))
        .cte()
    )
    key, *names = periods.c
    # A break in a name is a space, as it is where names are compared.
    whole = (func.replace(name, BREAK, " ") for name in names)
    of_periods = select(func.max(key), *_strung(cast(key, String), *whole)).subquery()
    texts = select(*_strung(*_fields(named=named)))
    of_sheets = texts.where(SheetRow.period_id.in_(select(key))).subquery()
    return select(of_periods, of_sheets).select_from(of_periods.join(of_sheets, true()))


def _fields(*, named: bool) -> tuple[ColumnElement[str], ...]:
    """Return the fields of ``SheetTexts`` for one sheet."""
    period = 2 * cast(SheetRow.period_id, BigInteger) + case((SheetRow.agreed, 1), else_=0)
    names = (SheetRow.id, SheetRow.key) if named else ()
    return SheetRow.codes, cast(period, String), *names


def _strung(*texts: ColumnElement[str]) -> Iterator[ColumnElement[str]]:
    return (func.aggregate_strings(text, BREAK) for text in texts)
