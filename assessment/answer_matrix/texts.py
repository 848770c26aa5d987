"""Columns of text in and out of Arrow, without a step or an object of Python for each row."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

Column: TypeAlias = pa.Array | pa.ChunkedArray


def categorical(column: Column) -> pd.Categorical:
    """Return a column of names with the names that occur, in their order; missing ones are NA."""
    whole = column if isinstance(column, pa.ChunkedArray) else pa.chunked_array([column])
    if not pa.types.is_dictionary(whole.type):
        whole = whole.dictionary_encode()
    if not len(whole):
        return _named(np.zeros(0, dtype=np.int32), pa.array([], pa.large_string()))
    by_number = whole.unify_dictionaries().combine_chunks()
    if isinstance(by_number, pa.ChunkedArray):
        (by_number,) = by_number.chunks
    numbers = by_number.indices.fill_null(-1).to_numpy()
    return _named(numbers, by_number.dictionary.cast(pa.large_string()))


def names(told: Sequence[str]) -> pd.Categorical:
    """Return names as a column of those that occur, in their order."""
    return categorical(pa.array(told, pa.string()))


def texts(column: Column) -> npt.NDArray[np.object_]:
    """Return a column as texts, missing ones empty."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    found: npt.NDArray[np.object_] = column.fill_null("").to_numpy(zero_copy_only=False)
    return found


def told_of(
    names: Mapping[str, pd.Categorical], agreed: object, told: Mapping[str, object]
) -> pd.DataFrame:
    """Return the frame ``who`` of a matrix, of columns that are of its types already."""
    texts = {name: pd.Series(values, dtype="string") for name, values in told.items()}
    return pd.DataFrame({**names, "agreed": agreed, **texts})


def _named(numbers: npt.NDArray[np.integer], names: pa.Array) -> pd.Categorical:
    """Sort the names, of which a dictionary may hold one twice, and drop those of no row."""
    # One place more is for the number -1, and for a name that is itself missing.
    occurs = np.zeros(len(names) + 1, dtype=bool)
    occurs[numbers] = True
    occurs[:-1] &= names.is_valid().to_numpy(zero_copy_only=False)
    wanted = np.flatnonzero(occurs[:-1])
    kept, places = _sorted(names.take(pa.array(wanted)))
    codes = np.full(len(names) + 1, -1, dtype=np.int32)
    codes[wanted] = places
    return pd.Categorical.from_codes(codes[numbers], pd.Index(kept, dtype="str"), validate=False)


def _sorted(names: pa.Array) -> tuple[pa.Array, npt.NDArray[np.integer]]:
    """Return the different names in order, and the place of each name among them."""
    if len(names) < 2 or pc.all(pc.less(names[:-1], names[1:])).as_py():  # noqa: PLR2004
        return names, np.arange(len(names))
    different = names.unique()
    order = pc.sort_indices(different)
    kept = different.take(order)
    return kept, pc.index_in(names, kept).to_numpy()
