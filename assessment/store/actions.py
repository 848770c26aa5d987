"""The plan of a period, and what became of it."""

from dataclasses import asdict, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment.cycle import Action, ActionStatus, Period, PeriodState
from assessment.i18n import _
from assessment.store.database import Database
from assessment.store.history import record
from assessment.store.problems import StoreError
from assessment.store.rows import changing_period, order_of, require_keepable, required
from assessment.store.schema import ActionRow


class Actions:
    """The actions of all periods."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, period: Period) -> list[Action]:
        """Return the actions of a period in the order in which they were added."""
        query = select(ActionRow).where(ActionRow.period_id == period.id).order_by(ActionRow.id)
        with self._database.reading() as session:
            return [_action(row) for row in session.scalars(query)]

    def save(self, period: Period, action: Action) -> Action:
        """Add an action, or change the one of its id, and return it as it is kept.

        Raises ``StoreError`` for an empty text, an item that the standard lacks, and a period
        that is not closed.
        """
        text = required(action.text, _("the action needs a text"))
        for other in (action.owner, action.measure, action.outcome):
            require_keepable(other)
        with self._database.writing() as session:
            held = changing_period(session, period.id, PeriodState.CLOSED)
            if action.item not in order_of(session, held):
                raise StoreError(_("there is no item {item}").format(item=action.item))
            row, before = self._row(session, period, action)
            for name, value in asdict(replace(action, text=text)).items():
                if name != "id":
                    setattr(row, name, value)
            session.flush()
            self._record(session, row, before)
            return _action(row)

    def follow(self, action: Action, status: ActionStatus, outcome: str) -> Action:
        """Write down what became of an action, in any period: a plan outlives its period."""
        require_keepable(outcome)
        with self._database.writing() as session:
            row = session.get(ActionRow, action.id, with_for_update=True)
            if row is None:
                raise StoreError(_("this action is no longer there"))
            before = _action(row)
            row.status, row.outcome = status, outcome
            self._record(session, row, before)
            return _action(row)

    def remove(self, action: Action) -> None:
        """Take an action out of the plan; the history keeps it."""
        with self._database.writing() as session:
            row = session.get(ActionRow, action.id)
            if row is None:
                return
            changing_period(session, row.period_id, PeriodState.CLOSED)
            subject = f"period/{row.period_id}/action/{row.id}"
            record(session, self._database.who, subject, _action(row), None)
            session.delete(row)

    def _row(
        self, session: Session, period: Period, action: Action
    ) -> tuple[ActionRow, Action | None]:
        if action.id is None:
            row = ActionRow(period_id=period.id)
            session.add(row)
            return row, None
        found = session.get(ActionRow, action.id, with_for_update=True)
        if found is None or found.period_id != period.id:
            raise StoreError(_("this action is no longer there"))
        return found, _action(found)

    def _record(self, session: Session, row: ActionRow, before: Action | None) -> None:
        subject = f"period/{row.period_id}/action/{row.id}"
        record(session, self._database.who, subject, before, _action(row))


def _action(row: ActionRow) -> Action:
    status = ActionStatus(row.status)
    return Action(
        row.item, row.text, row.owner, row.due, row.measure, status, row.outcome, row.id
    )  # fmt: skip
