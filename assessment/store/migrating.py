"""A database brought to the present form, with a copy of what it was."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from assessment.i18n import _
from assessment.store.problems import StoreError

STEPS = Path(__file__).parent / "migrations"

# Any number, as long as all programs use the same: the lock of a migration in PostgreSQL.
LOCK = 45_018_009


def migrate(engine: Engine, steps: Path = STEPS) -> None:
    """Apply the steps that a database lacks, all of them or none.

    A SQLite file that held something is copied first. Raises ``StoreError`` for a database that a
    newer program has changed.
    """
    config = Config()
    config.set_main_option("script_location", str(steps))
    script = ScriptDirectory.from_config(config)
    with engine.connect() as connection:
        current = _revision(connection)
    if current == script.get_current_head():
        return
    if current is not None and current not in _known(script):
        message = _("{file} was changed by a newer version of this program; install that version")
        raise StoreError(message.format(file=engine.url.database))
    if current is not None and engine.dialect.name == "sqlite":
        _keep_copy(Path(str(engine.url.database)))
    with engine.execution_options(writing=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _known(script: ScriptDirectory) -> set[str]:
    return {step.revision for step in script.walk_revisions()}


def _keep_copy(path: Path) -> Path:
    """Copy a SQLite file aside, with what still stands in its log of writes."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    copy = path.with_name(f"{path.name}.{stamp}.bak")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy
