"""Columns of the tables across units: figures that can be missing, and the parts they are of."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.i18n import _
from assessment.indices import Hundredths
from assessment.rollup.named import Names, categorical
from assessment.rollup.quantiles import Marks
from assessment.standard import Standard
from assessment.tables import Integers

OVERALL = "overall"


def decimals(hundredths: Hundredths | Integers, missing: Marks) -> pd.arrays.FloatingArray:
    """Return hundredths of any shape as one column with two decimals, ``NA`` where missing."""
    return pd.arrays.FloatingArray(hundredths.ravel() / 100, missing.ravel())


def counts(
    numbers: npt.NDArray[np.signedinteger], missing: Marks, dtype: str = "int64"
) -> pd.arrays.IntegerArray:
    """Return whole numbers of any shape as one column, ``NA`` where missing."""
    return pd.arrays.IntegerArray(numbers.ravel().astype(dtype), missing.ravel())


def part_columns(standard: Standard, rows: int) -> dict[str, Names]:
    """Return ids and titles of the parts, overall first, ``rows`` times over."""
    ids = [OVERALL, *(section.id for section in standard.sections)]
    titles = [_("Overall"), *(str(section.title) for section in standard.sections)]
    place = np.tile(np.arange(len(ids), dtype=np.int8), rows)
    return {"section": categorical(place, ids), "title": categorical(place, titles)}
