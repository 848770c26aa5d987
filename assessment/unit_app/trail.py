"""What can be looked up afterwards: who changed what was agreed, and which files still hold."""

import json

import pandas as pd

from assessment.cycle import Change, Period
from assessment.i18n import _
from assessment.panels.parts import listing, unfolding
from assessment.panels.tables import table
from assessment.unit_app.desk import Desk

# The last ones are what people ask about; the store keeps all.
MOST_CHANGES = 100


def trail(desk: Desk) -> str:
    """Return the changes to what was agreed on and planned, and the files in doubt.

    The assessors' own answers are not among them.
    """
    period = desk.at_hand
    changes = _agreed_changes(desk, period)
    shown = table(_frame(changes), _("Nothing has been changed yet."), _("Changes"))
    doubtful = desk.store.files.doubtful(period)
    files = [f"{file.item}: {doubt}" for file, doubt in doubtful.items()]
    warned = unfolding(_("Files in doubt ({n})").format(n=len(files)), listing(files))
    return unfolding(_("Who changed what"), shown) + (warned if files else "")


def _agreed_changes(desk: Desk, period: Period) -> list[Change]:
    agreed = desk.store.sheets.agreed(period)
    subjects = [f"period/{period.id}/action"]
    if agreed:
        subjects.append(f"period/{period.id}/sheet/{agreed.sheet}")
    found = [change for subject in subjects for change in desk.store.history.of(subject)]
    return sorted(found, key=lambda change: change.at)[-MOST_CHANGES:]


def _frame(changes: list[Change]) -> pd.DataFrame:
    columns = [_("Time (UTC)"), _("Who"), _("What"), _("Before"), _("After")]
    rows = [
        (
            change.at.removesuffix("+00:00").replace("T", " "),
            change.who,
            "/".join(change.subject.split("/")[4:] or change.subject.split("/")[2:]),
            _in_words(change.before),
            _in_words(change.after),
        )
        for change in reversed(changes)
    ]
    return pd.DataFrame(rows, columns=columns)


def _in_words(state: str | None) -> str:
    """Return what an entry of the history holds, without the names of its fields."""
    held = json.loads(state).values() if state else ()
    return " · ".join(str(value) for value in held if value not in (None, "")) or "–"
