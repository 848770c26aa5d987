"""Databases of older and newer programs, and the tables held against the steps that make them."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text

from assessment.answers import Answer
from assessment.store import Store, StoreError, open_store
from assessment.store.database import make_engine
from assessment.store.migrating import STEPS, migrate
from assessment.store.schema import Base

LAST = max((STEPS / "versions").glob("*.py")).name[:4]

STEP = '''"""A step of the future."""

from alembic import op

revision = "9999"
down_revision = "{last}"


def upgrade():
    op.execute("CREATE TABLE future (id INTEGER)")
    {more}
'''


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    """The steps of a newer program: the present ones and one more."""
    folder = tmp_path / "steps"
    shutil.copytree(STEPS, folder)
    return folder


def add_step(steps: Path, more: str = "pass") -> None:
    (steps / "versions" / "9999_future.py").write_text(STEP.format(last=LAST, more=more))


def copies(file: Path) -> list[Path]:
    return sorted(file.parent.glob(f"{file.name}.*.bak"))


def test_the_steps_make_exactly_the_tables(store: Store) -> None:
    with store._database.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []


def test_an_older_file_is_copied_before_it_is_changed(tmp_path: Path, steps: Path) -> None:
    file = tmp_path / "unit.sqlite"
    store = open_store(str(file))
    period = store.periods.open(store.units.add("Kantor Contoh"), "2026-1", "unit")
    sheet = store.sheets.add(period, "A")
    store.sheets.save_answer(sheet, "P1-1", Answer(), Answer(choice=2))
    add_step(steps)
    migrate(store._database.engine, steps)
    store.close()
    [copy] = copies(file)
    with closing(sqlite3.connect(copy)) as old:
        assert old.execute("SELECT count(*) FROM sheet").fetchone() == (1,)
        assert old.execute("SELECT name FROM sqlite_master WHERE name = 'future'").fetchall() == []
    with closing(sqlite3.connect(file)) as new:
        assert new.execute("SELECT count(*) FROM future").fetchone() == (0,)
        assert new.execute("SELECT codes FROM sheet").fetchone()[0].startswith("2.")


def test_a_step_that_fails_leaves_the_database_as_it_was(address: str, steps: Path) -> None:
    store = open_store(address)
    store.units.add("Kantor Contoh")
    add_step(steps, more='op.execute("INSERT INTO nowhere VALUES (1)")')
    with pytest.raises(Exception, match="nowhere"):
        migrate(store._database.engine, steps)
    with store._database.engine.connect() as connection:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    assert version == LAST
    assert [unit.name for unit in store.units.all()] == ["Kantor Contoh"]
    store.close()


def test_a_database_of_a_newer_program_is_refused(address: str, steps: Path) -> None:
    store = open_store(address)
    add_step(steps)
    migrate(store._database.engine, steps)
    store.close()
    with pytest.raises(StoreError):
        open_store(address)


def test_a_new_or_present_file_is_not_copied(tmp_path: Path) -> None:
    file = tmp_path / "unit.sqlite"
    for _time in range(2):
        open_store(str(file)).close()
    assert copies(file) == []


def test_two_programs_that_start_at_once_make_the_tables_once(tmp_path: Path) -> None:
    url = create_engine(f"sqlite:///{tmp_path}/unit.sqlite").url
    first, second = make_engine(url), make_engine(url)
    migrate(first)
    migrate(second)
    with second.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 1
    first.dispose()
    second.dispose()
