"""The rows that several parts read: units, periods and sheets, and what may be done to them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment.cycle import Period, PeriodState, Unit
from assessment.i18n import _
from assessment.kept_text import keepable
from assessment.loading import load_standard
from assessment.plan import compile_plan
from assessment.store.problems import StoreError
from assessment.store.schema import OrderRow, PeriodRow, SheetRow, UnitRow


def folded(name: str) -> str:
    """Return a name as it is compared: without the case of letters and doubled spaces."""
    return " ".join(name.casefold().split())


def required(name: str, message: str) -> str:
    """Return a name without spaces around it; raises ``StoreError`` when nothing is left."""
    if not name.strip():
        raise StoreError(message)
    require_keepable(name)
    return name.strip()


def require_keepable(text: str) -> None:
    """Raise ``StoreError`` for a text that not every database can keep."""
    if not keepable(text):
        raise StoreError(_("a character in this text cannot be kept; type the text anew"))


def unit_of(row: UnitRow) -> Unit:
    """Return the unit of a row."""
    return Unit(row.id, row.name)


def period_of(row: PeriodRow) -> Period:
    """Return the period of a row."""
    state = PeriodState(row.state)
    unit = unit_of(row.unit)
    return Period(row.id, unit, row.name, row.standard, row.version, state, row.evidence)


def period_row(session: Session, period: int) -> PeriodRow:
    """Return a period's row as it is; raises ``StoreError`` when there is none."""
    row = session.get(PeriodRow, period)
    if row is None:
        raise StoreError(_("there is no period {period}").format(period=period))
    return row


def changing_period(session: Session, period: int, *states: PeriodState) -> PeriodRow:
    """Return a period's row and hold it; raises ``StoreError`` unless it is in one of ``states``.

    Held, so that nobody closes or locks the period while something in it is being changed.
    """
    held = select(PeriodRow).where(PeriodRow.id == period).with_for_update(of=PeriodRow)
    row = session.scalar(held) or period_row(session, period)
    if PeriodState(row.state) not in states:
        raise StoreError(_refusals()[PeriodState(row.state)].format(period=row.name))
    return row


def _refusals() -> dict[PeriodState, str]:
    return {
        PeriodState.OPEN: _("Period {period} is still being filled in blind. Close it first."),
        PeriodState.CLOSED: _("Period {period} is closed: the sheets are revealed and stay."),
        PeriodState.LOCKED: _("Period {period} is locked; nothing in it changes any more."),
    }


def sheet_row(session: Session, sheet: str) -> SheetRow:
    """Return a sheet's row; raises ``StoreError`` when there is none."""
    row = session.get(SheetRow, sheet)
    if row is None:
        raise StoreError(_("there is no sheet {sheet}").format(sheet=sheet))
    return row


def order_of(session: Session, period: PeriodRow) -> list[str]:
    """Return the items of a period's version of its standard, in the order of the signs."""
    return session.get_one(OrderRow, (period.standard, period.version)).items.split()


def keep_order(session: Session, standard: str) -> str:
    """Keep the item order of a standard's present version, and return that version."""
    plan = compile_plan(load_standard(standard))
    if session.get(OrderRow, (standard, plan.version)) is None:
        items = " ".join(item.id for item in plan.items)
        session.add(OrderRow(standard=standard, version=plan.version, items=items))
    return plan.version
