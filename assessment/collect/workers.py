"""The app as several processes make it, each for itself, from the environment."""

import os
from pathlib import Path

from fastapi import FastAPI

from assessment.collect.app import make_app
from assessment.store import open_store

# The folder of the built book; the store's address is in the variable that ``open_store`` reads.
FOLDER = "BERMAKNA_BOOK"
FACTORY = "assessment.collect.workers:app_of_this_process"


def app_of_this_process() -> FastAPI:
    """Return the app of the book and the store that the environment names."""
    return make_app(Path(os.environ[FOLDER]), open_store)
