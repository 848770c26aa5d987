"""What was changed, by whom and when: entries are added, and nothing else."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment.answers import Answer
from assessment.clock import now
from assessment.cycle import Action, Change, FileReference
from assessment.store.database import Database
from assessment.store.schema import HistoryRow

State = Mapping[str, Any] | Answer | Action | FileReference | None


class History:
    """The history of the store, oldest first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, subject: str) -> list[Change]:
        """Return the changes of a subject and all below it, as ``period/3`` or ``unit/1``."""
        below = HistoryRow.subject.startswith(f"{subject}/", autoescape=True)
        query = select(HistoryRow).where((HistoryRow.subject == subject) | below)
        with self._database.reading() as session:
            rows = session.scalars(query.order_by(HistoryRow.id)).all()
            return [Change(row.at, row.who, row.subject, row.before, row.after) for row in rows]


def record(session: Session, who: str, subject: str, before: State, after: State) -> None:
    """Add an entry to the change that is being made, and with it or not at all."""
    row = HistoryRow(
        at=now(), who=who, subject=subject, before=_as_json(before), after=_as_json(after)
    )
    session.add(row)


def _as_json(state: State) -> str | None:
    if state is None:
        return None
    if isinstance(state, Answer):
        return state.model_dump_json(exclude_defaults=True)
    plain = state if isinstance(state, Mapping) else asdict(state)
    return json.dumps(plain, ensure_ascii=False, default=str)
