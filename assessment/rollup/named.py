"""Columns of few names, made from places among them; their types are made once.

An index of texts takes longer to make than a column of thousands of places.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.internals import (  # type: ignore[import-not-found]  # the stubs lack it
    create_dataframe_from_blocks,
)

Names: TypeAlias = "pd.Categorical[str]"


def categorical(
    places: npt.NDArray[np.integer[Any]], names: Sequence[str], *, ordered: bool = False
) -> Names:
    """Return a column of ``names`` by their places; -1 is missing. A name may stand twice."""
    known = tuple(dict.fromkeys(names))
    if len(known) < len(names):
        places = np.array([*map(known.index, names), -1])[places]
    return pd.Categorical.from_codes(places, dtype=_type_of(known, ordered=ordered), validate=False)


@lru_cache(maxsize=256)
def _type_of(names: tuple[str, ...], *, ordered: bool) -> "pd.CategoricalDtype[str]":
    return pd.CategoricalDtype(pd.Index(names, dtype="str"), ordered)


def frame(columns: Mapping[str, Any]) -> pd.DataFrame:
    """Return arrays of one length as the columns of a frame, which takes them over.

    There is one at least. Their types stay as they are: looking whether they should is most of
    what a frame of few rows costs.
    """
    rows = pd.RangeIndex(len(next(iter(columns.values()))))
    blocks = [
        (column[None] if isinstance(column, np.ndarray) else column, np.array([place]))
        for place, column in enumerate(columns.values())
    ]
    found: pd.DataFrame = create_dataframe_from_blocks(blocks, rows, _labels(tuple(columns)))
    return found


@lru_cache(maxsize=256)
def _labels(names: tuple[str, ...]) -> "pd.Index[str]":
    return pd.Index(names, dtype="str")
