"""Where units keep their assessments: one SQLite file, or PostgreSQL by its address.

``open_store()`` opens the store of this computer's user; its parts are ``units``, ``periods``,
``sheets``, ``files``, ``actions``, ``history``, ``workshops`` and ``batches``. Only this package
knows SQLAlchemy.
"""

from assessment.store.actions import Actions
from assessment.store.batches import Batches
from assessment.store.database import Database, open_database
from assessment.store.files import Files
from assessment.store.history import History
from assessment.store.periods import Periods, Units
from assessment.store.problems import (
    ConflictError,
    OtherTokenError,
    OtherVersionError,
    StoreError,
    StoreUnavailableError,
    UnknownWorkshopError,
    WorkshopClosedError,
)
from assessment.store.saver import Saver
from assessment.store.sent_sheets import Added
from assessment.store.sheets import Sheets
from assessment.store.workshops import Workshops

__all__ = [
    "Added",
    "ConflictError",
    "OtherTokenError",
    "OtherVersionError",
    "Saver",
    "Store",
    "StoreError",
    "StoreUnavailableError",
    "UnknownWorkshopError",
    "WorkshopClosedError",
    "open_store",
]


class Store:
    """An open database, in its parts.

    Every change is committed before the method that makes it returns. It stands in the history
    under ``who``, but for workshops, of which nothing is left once they are erased. Methods raise
    ``StoreError``, and ``StoreUnavailableError`` where trying again later may help.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.units = Units(database)
        self.periods = Periods(database)
        self.sheets = Sheets(database)
        self.files = Files(database)
        self.actions = Actions(database)
        self.history = History(database)
        self.workshops = Workshops(database)
        self.batches = Batches(database)

    @property
    def where(self) -> str:
        """The file or server, without a password, as it may be shown."""
        return self._database.where

    def close(self) -> None:
        """Give the file or the connections back."""
        self._database.close()


def open_store(address: str | None = None, who: str = "") -> Store:
    """Open the store, make it when it is new, and bring an older one up to date.

    ``address`` is a database URL or the path of a SQLite file; without it the environment
    variable ``BERMAKNA_DATABASE_URL`` counts, then a file in the user's data folder. ``who`` is
    the alias that the history shows.
    """
    return Store(open_database(address, who))
