"""Actions as they are read."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
from babel.dates import format_date

from assessment.cycle import Action, ActionStatus
from assessment.i18n import _, language


def actions_table(actions: Sequence[Action]) -> pd.DataFrame:
    """Return actions as a table, a row an action."""
    words = status_words()
    rows = [
        (
            action.item,
            action.text,
            action.owner or "–",
            _day(action.due),
            action.measure or "–",
            words[action.status],
            action.outcome or "–",
        )
        for action in actions
    ]
    columns = [
        _("Item"), _("Action"), _("Owner"), _("Due"), _("How it will be seen"), _("Status"),
        _("What became of it"),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def status_words() -> dict[ActionStatus, str]:
    """Return what each status is called."""
    return {
        ActionStatus.PLANNED: _("planned"),
        ActionStatus.STARTED: _("started"),
        ActionStatus.DONE: _("done"),
        ActionStatus.DROPPED: _("dropped"),
    }


def statuses() -> list[tuple[str, ActionStatus]]:
    """Return the statuses as they are chosen from."""
    return [(name, status) for status, name in status_words().items()]


def named(actions: Sequence[Action]) -> list[tuple[str, int | None]]:
    """Return the actions by their ids, as they are chosen from."""
    return [(f"{one.item} {one.text}", one.id) for one in actions]


def _day(due: date | None) -> str:
    return format_date(due, format="medium", locale=language()) if due else "–"
