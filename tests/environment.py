"""A pytest plugin: no test, and no kernel that a test starts, touches the store of a person."""

import os
import tempfile

ADDRESS = "BERMAKNA_DATABASE_URL"


def pytest_configure() -> None:
    """Name a store of this run alone, before any kernel starts."""
    if ADDRESS not in os.environ:
        folder = tempfile.mkdtemp(prefix="bermakna-")
        os.environ[ADDRESS] = f"sqlite:///{folder}/unit.sqlite"
