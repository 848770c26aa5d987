"""The connection: where the database is, how it writes safely, and its transactions."""

import os
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, TimeoutError  # noqa: A004, of a pool
from sqlalchemy.orm import Session

from assessment.i18n import _
from assessment.store.migrating import migrate
from assessment.store.problems import StoreError, StoreUnavailableError, explain

ADDRESS = "BERMAKNA_DATABASE_URL"
FILE = "bermakna.sqlite"

# How long another program may hold the file before a person is told.
SECONDS_TO_WAIT = 5


@dataclass(frozen=True)
class Database:
    """An engine, under whose alias it writes, and whose turn it is.

    The threads of one program queue for the one pen of a SQLite file: its own waiting is a
    lottery, which some lose for seconds when a room sends at once.
    """

    engine: Engine
    who: str
    turn: AbstractContextManager[Any]

    @property
    def where(self) -> str:
        """The file or server, without a password."""
        url = self.engine.url
        return str(url.database) if is_sqlite(url) else url.render_as_string()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction that may write: all of it is kept on the disk, or nothing."""
        with self.turn, self._session(writing=True) as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One transaction that sees one state of the store."""
        with self._session(writing=False) as session:
            yield session

    @contextmanager
    def _session(self, *, writing: bool) -> Iterator[Session]:
        self._require_file()
        engine = self.engine.execution_options(writing=writing)
        if not writing and not is_sqlite(self.engine.url):
            # A server would show every statement its own state; SQLite never does.
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        try:
            with Session(engine) as session, session.begin():
                yield session
        except DBAPIError as error:
            raise explain(error, self.where) from error
        except TimeoutError as error:
            message = _("{address} is busy; it is tried again")
            raise StoreUnavailableError(message.format(address=self.where)) from error

    def _require_file(self) -> None:
        """Refuse to write into a file that is no longer there, as SQLite would on some systems."""
        if is_sqlite(self.engine.url) and not Path(self.where).exists():
            message = _("{file} is no longer there. Is its disk still plugged in?")
            raise StoreUnavailableError(message.format(file=self.where))

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def open_database(address: str | None, who: str) -> Database:
    """Open the database at ``address``, the environment's or the usual one; see ``open_store``."""
    url = _url(address or os.environ.get(ADDRESS) or str(usual_file()))
    engine = make_engine(url)
    database = Database(engine, who, threading.Lock() if is_sqlite(url) else nullcontext())
    try:
        migrate(engine)
    except DBAPIError as error:
        engine.dispose()
        raise explain(error, database.where) from error
    except BaseException:
        engine.dispose()
        raise
    return database


def usual_file() -> Path:
    """Return the file in the user's data folder."""
    return user_data_path("bermakna", appauthor=False) / FILE


def is_sqlite(url: URL) -> bool:
    """Tell whether an address is that of a SQLite file."""
    return url.get_backend_name() == "sqlite"


def _url(address: str) -> URL:
    """Read an address; what has no scheme is the path of a file."""
    if "://" not in address:
        return URL.create("sqlite", database=str(Path(address).expanduser().resolve()))
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise _refuse() from error
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if not is_sqlite(url) or not url.database:
        raise _refuse()
    return url


def _refuse() -> StoreError:
    """Say what is allowed, without the address: it may hold a password."""
    message = _("{name} must be sqlite:///FILE or postgresql://USER:PASSWORD@SERVER/DATABASE")
    return StoreError(message.format(name=ADDRESS))


def make_engine(url: URL) -> Engine:
    """Return an engine, whose errors name no answers; the folder of a SQLite file is made."""
    if not is_sqlite(url):
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    waiting = {"timeout": SECONDS_TO_WAIT}
    engine = create_engine(url, connect_args=waiting, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    """Leave transactions to ``_begin``, and let a commit return once it is on the disk.

    What is deleted is overwritten, so that an erased workshop cannot be read from the file.
    """
    connection.isolation_level = None
    settings = (
        "foreign_keys = ON",
        "journal_mode = WAL",
        "synchronous = FULL",
        "secure_delete = ON",
    )
    for setting in settings:
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    """Take the write lock first, so that what is read in between cannot grow old."""
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
