"""A tidy frame of answers as the matrix of codes that ``scoring`` reads."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.columns import WHO
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.matrix import LOWEST_LEVEL, STATE_NAMES, Codes
from assessment.plan import ScoringPlan
from assessment.standard import Standard

Counts = npt.NDArray[np.int64]

# What ``summarise`` reads of a tidy frame; the other columns may be missing.
NEEDED = ("standard", "version", *WHO, "item", "state", "level", "unsupported")

# Marks a digit that is no level of an item.
NO_LEVEL = 255


def require_columns(frame: pd.DataFrame) -> None:
    """Raise ``BermaknaError`` when a frame lacks a column of ``NEEDED``."""
    missing = [name for name in NEEDED if name not in frame.columns]
    if missing:
        message = _("the frame of answers lacks these columns: {columns}")
        raise BermaknaError(message.format(columns=", ".join(missing)))


def standard_of(frame: pd.DataFrame, standard: Standard | None) -> Standard | None:
    """Return the one standard of all rows: the given one if it is that, else the package's.

    ``None`` stands for no rows and no standard. Raises ``BermaknaError`` for several standards or
    versions, and for another one than is given.
    """
    versions = frame[["standard", "version"]].drop_duplicates()
    found = list(versions.itertuples(index=False, name=None))
    if not found:
        return standard
    shown = ", ".join(f"{name} {version}" for name, version in found)
    if len(found) > 1:
        message = _("a summary is of one standard and version; found: {found}")
        raise BermaknaError(message.format(found=shown))
    known = standard or load_standard(str(found[0][0]))
    if found[0] != (known.id, known.version):
        message = _("these answers are to {found}, not to {standard} {version}")
        raise BermaknaError(message.format(found=shown, standard=known.id, version=known.version))
    return known


def places(plan: ScoringPlan, frame: pd.DataFrame) -> tuple[Counts, Counts]:
    """Return the row (sheet) and column (item) of every answer in the matrix."""
    rows = np.asarray(pd.factorize(frame["sheet"])[0], dtype=np.int64)
    ids = pd.Index([item.id for item in plan.items])
    columns = np.asarray(ids.get_indexer(pd.Index(frame["item"])), dtype=np.int64)
    _refuse(frame, (rows < 0) | (columns < 0), _("{sheet}: no item {item} in this standard"))
    repeated = pd.Series(rows * len(ids) + columns).duplicated().to_numpy()
    _refuse(frame, repeated, _("{sheet}: item {item} stands twice"))
    return rows, columns


def scatter(plan: ScoringPlan, frame: pd.DataFrame, rows: Counts, columns: Counts) -> Codes:
    """Scatter the answers into a matrix of codes, shape (sheets, items)."""
    states = np.asarray(pd.Index(STATE_NAMES).get_indexer(pd.Index(frame["state"])))
    levels = frame["level"].to_numpy(dtype=np.int64, na_value=NO_LEVEL)
    digits = np.where((levels >= 0) & (levels < NO_LEVEL), levels, NO_LEVEL)
    chosen = np.where(states == LOWEST_LEVEL, _codes_of_digits(plan)[columns, digits], states)
    message = _("{sheet}: item {item} has no state {state} with level {level}")
    _refuse(frame, (states < 0) | (chosen == NO_LEVEL), message)
    codes = np.zeros((rows.max() + 1, len(plan.items)), dtype=np.uint8, order="F")
    codes[rows, columns] = chosen
    return codes


def _codes_of_digits(plan: ScoringPlan) -> Counts:
    """Return the code of each level digit of each item, shape (items, 256)."""
    table = np.full((len(plan.items), NO_LEVEL + 1), NO_LEVEL, dtype=np.int64)
    for column, item in enumerate(plan.items):
        table[column, item.levels] = LOWEST_LEVEL + np.arange(len(item.levels))
    return table


def _refuse(frame: pd.DataFrame, wrong: npt.NDArray[np.bool_], message: str) -> None:
    """Raise ``BermaknaError`` about the first wrong row of the frame, if there is one."""
    if wrong.any():
        row = frame.iloc[int(wrong.argmax())]
        raise BermaknaError(message.format(**{name: row[name] for name in NEEDED}))
