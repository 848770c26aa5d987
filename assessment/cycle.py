"""The words of a unit's cycle: periods, what was agreed to do, and the files that prove it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PeriodState(StrEnum):
    """How far a period is.

    ``OPEN``: everyone fills in blind. ``CLOSED``: the sheets are revealed, the unit agrees and
    plans. ``LOCKED``: nothing changes any more.
    """

    OPEN = "open"
    CLOSED = "closed"
    LOCKED = "locked"


class ActionStatus(StrEnum):
    """What became of an action."""

    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Unit:
    """An office that assesses itself."""

    id: int
    name: str


@dataclass(frozen=True)
class Period:
    """One assessment of a unit by one version of a standard; ``evidence`` names a folder."""

    id: int
    unit: Unit
    name: str
    standard: str
    version: str
    state: PeriodState
    evidence: str = ""


@dataclass(frozen=True)
class Participant:
    """Someone who fills in a sheet: an alias, and a name only where the unit chose so.

    ``answered`` counts the items that are no longer open; it is all that others may know before
    the reveal.
    """

    sheet: str
    alias: str
    name: str
    answered: int


@dataclass(frozen=True)
class Action:
    """Something the unit has agreed to do about an item.

    ``measure`` says how its success will be seen, ``outcome`` what became of it. ``id`` is
    ``None`` until the store has given it one.
    """

    item: str
    text: str
    owner: str = ""
    due: date | None = None
    measure: str = ""
    status: ActionStatus = ActionStatus.PLANNED
    outcome: str = ""
    id: int | None = None


@dataclass(frozen=True)
class FileReference:
    """A file that proves an answer: it stays where it is, known by its SHA-256 and size."""

    item: str
    path: str
    sha256: str
    size: int
    id: int | None = None


@dataclass(frozen=True)
class Change:
    """One entry of the history: who changed what at which time (ISO 8601, UTC).

    ``before`` and ``after`` are JSON, ``None`` where there was or is nothing.
    """

    at: str
    who: str
    subject: str
    before: str | None
    after: str | None
