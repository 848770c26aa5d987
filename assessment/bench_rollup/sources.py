"""Where sheets come from: a store in SQLite, and the simulation."""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np

from assessment.answer_matrix import AnswerMatrix
from assessment.bench import Row, undisturbed_ms
from assessment.bench_rollup.data import ASSESSORS, PERIODS, made_up
from assessment.bench_rollup.measuring import STANDARD
from assessment.cycle import PeriodState
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.store import open_store
from assessment.store.coded import sign_of
from assessment.wording import print_count

# Reading takes twice as long for seconds at a time on a shared machine; the least time counts.
REPEATS = 9
# Milliseconds that a sheet from the store may take: a second for a million.
LIMIT = 1e-3
# The columns of the tables that are filled.
WIDTHS = {"item_order": 3, "unit": 3, "period": 8, "sheet": 9}


def source_rows(sheets: int) -> Iterator[Row]:
    """Measure making sheets up, and reading them from a store."""
    standard = load_standard(STANDARD)
    units = -(-sheets // (ASSESSORS * PERIODS))
    matrix = made_up(standard, units)
    random = np.random.default_rng(1)
    made = undisturbed_ms(lambda: made_up(standard, units), REPEATS)
    drawn = undisturbed_ms(lambda: random.bytes(matrix.codes.size), REPEATS)
    words = _("{n} sheets made up").format(n=print_count(len(matrix)))
    yield Row(words, made, "ms", _("as many random bytes"), drawn)
    with tempfile.TemporaryDirectory() as folder:
        address = str(Path(folder) / "sheets.sqlite")
        fill_store(address, matrix)
        read = _reading(address, matrix)
    words = _("{n} sheets from SQLite to the matrix").format(n=print_count(len(matrix)))
    yield Row(words, read, "ms", _("limit"), LIMIT * len(matrix))


def _reading(address: str, matrix: AnswerMatrix) -> float:
    """Return the time of reading all sheets of a store, which must be those of ``matrix``."""
    store = open_store(address)
    try:
        found = sum(
            batch.matrix.codes.sum(axis=0, dtype=np.int64)
            for batch in store.batches.matrices(matrix.standard)
        )
        if not np.array_equal(found, matrix.codes.sum(axis=0, dtype=np.int64)):
            raise BermaknaError(_("the store gives other sheets back than it was given"))
        return undisturbed_ms(lambda: list(store.batches.matrices(matrix.standard)), REPEATS)
    finally:
        store.close()


def fill_store(address: str, matrix: AnswerMatrix) -> None:
    """Put sheets into a new store as fast as SQLite takes them, unchecked."""
    open_store(address).close()
    standard, who = matrix.standard, matrix.who
    units, periods = (who[name].cat.categories for name in ("unit", "period"))
    groups = who["unit"].cat.codes.to_numpy(np.int64) * len(periods) + who["period"].cat.codes
    names = list(product(enumerate(units), periods))
    about = (standard.id, standard.version)
    order = " ".join(item.id for item in standard.items)
    rows: dict[str, Iterable[tuple[Any, ...]]] = {
        "item_order": [(*about, order)],
        "unit": [(number, name, name) for number, name in enumerate(units)],
        "period": (
            (number, unit, name, name, *about, PeriodState.CLOSED.value, "")
            for number, ((unit, _name), name) in enumerate(names)
        ),
        "sheet": (
            (str(UUID(int=number)), group, False, str(number), str(number), "", text, "", "")
            for number, (group, text) in enumerate(
                zip(groups.tolist(), _texts(matrix), strict=True)
            )
        ),
    }
    with closing(sqlite3.connect(address)) as connection, connection:
        for table, values in rows.items():
            places = ", ".join("?" * WIDTHS[table])
            connection.executemany(f"INSERT INTO {table} VALUES ({places})", values)  # noqa: S608


def _texts(matrix: AnswerMatrix) -> Iterator[str]:
    """Yield the text of each sheet, as the store keeps it."""
    choices = (None, "unknown", "not_applicable", *matrix.plan.items[0].levels)
    signs = np.array([ord(sign_of(choice)) for choice in choices], dtype=np.uint8)
    width = matrix.codes.shape[1]
    text = signs[matrix.codes].tobytes().decode("ascii")
    return (text[first : first + width] for first in range(0, len(text), width))
