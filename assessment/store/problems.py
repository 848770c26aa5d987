"""What can go wrong with the store, in the words a person reads."""

import sqlite3

from sqlalchemy.exc import DBAPIError

from assessment.answers import Answer
from assessment.errors import BermaknaError
from assessment.i18n import _


class StoreError(BermaknaError):
    """The store cannot do this; the message says why and what to do."""


class StoreUnavailableError(StoreError):
    """The store cannot be reached or written just now; nothing was changed."""


class ConflictError(StoreError):
    """Someone else has changed this answer since it was read: both versions, nothing lost."""

    def __init__(self, item: str, theirs: Answer, mine: Answer) -> None:
        self.item, self.theirs, self.mine = item, theirs, mine
        message = _("{item} has been changed elsewhere in the meantime; choose which one stays")
        super().__init__(message.format(item=item))


class UnknownWorkshopError(StoreError):
    """No workshop has this code: it is mistyped, or everything of it has been erased."""

    def __init__(self) -> None:
        super().__init__(_("No workshop has this code. Read it again on the screen."))


class WorkshopClosedError(StoreError):
    """The workshop takes no answers just now; those on the phone stay there."""


class OtherVersionError(StoreError):
    """The answers are to another standard or version than the workshop's."""


class OtherTokenError(StoreError):
    """The sheet was sent from another phone, which alone may change it."""

    def __init__(self) -> None:
        super().__init__(_("This sheet was sent from another phone; only that one can change it."))


def explain(error: DBAPIError, where: str) -> StoreError:
    """Turn what the database says into one sentence; the first match counts."""
    if not isinstance(error.orig, sqlite3.Error):
        return StoreUnavailableError(_server(error, where))
    name = getattr(error.orig, "sqlite_errorname", "")
    for prefix, sentence in _sentences().items():
        if name.startswith(prefix):
            return StoreUnavailableError(sentence.format(file=where))
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        message = _("{file} is damaged or no database; put a copy of it in its place")
        return StoreError(message.format(file=where))
    return StoreError(_("{file}: {reason}").format(file=where, reason=error.orig))


def _server(error: DBAPIError, where: str) -> str:
    message = _("the database {address} cannot be used: {reason}")
    lines = str(error.orig).strip().splitlines()
    return message.format(address=where, reason=lines[0] if lines else type(error.orig).__name__)


def _sentences() -> dict[str, str]:
    """Say what a person can do about what SQLite reports, by the start of its name."""
    return {
        "SQLITE_FULL": _("The disk of {file} is full. Make room; it is tried again."),
        "SQLITE_BUSY": _("{file} is in use by another program. Close it; it is tried again."),
        "SQLITE_LOCKED": _("{file} is in use by another program. Close it; it is tried again."),
        "SQLITE_READONLY": _("{file} may not be written. Allow it, or choose another place."),
        "SQLITE_PERM": _("{file} may not be written. Allow it, or choose another place."),
        "SQLITE_IOERR": _("The disk of {file} does not answer. Is it still plugged in?"),
        "SQLITE_CANTOPEN": _("{file} cannot be opened. Is its disk still plugged in?"),
    }
