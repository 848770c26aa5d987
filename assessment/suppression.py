"""Small groups are not shown, nor what would give one away."""

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import pandas_dtype

# People, or units, that a group must have before its figures are shown: the custom of surveys.
MIN_GROUP = 5

NULLABLE = {"i": "Int64", "u": "UInt64", "f": "Float64", "b": "boolean"}


def suppressed(n: int) -> bool:
    """Whether a group of ``n`` is too small to be shown."""
    return n < MIN_GROUP


def suppress(frame: pd.DataFrame, counts: str) -> pd.DataFrame:
    """Mask every figure of the small groups, and of the groups that would give them away.

    The groups are the index of ``frame``, all columns are figures about them, and the column
    ``counts`` says how many each has. A masked figure is ``NA``. The total may stand beside the
    result; when no group is left to show, print no total either.
    """
    hidden = hidden_groups(frame[counts].to_numpy(dtype=np.int64))
    return _nullable(frame).mask(np.broadcast_to(hidden[:, None], frame.shape))


def hidden_groups(sizes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Mark the small groups, then the smallest others until the total tells nothing."""
    hidden = sizes < MIN_GROUP
    for place in np.argsort(sizes, kind="stable"):
        if not _gives_away(sizes[hidden]):
            break
        hidden[place] = True
    return hidden


def _gives_away(masked: npt.NDArray[np.int64]) -> bool:
    """Whether the total less what is shown tells of a small group.

    So it does when all the masked together are a small group (one alone is), and when every one
    of them is as large as a small group can be.
    """
    largest = bool((masked == MIN_GROUP - 1).all())
    return masked.size > 0 and (suppressed(int(masked.sum())) or largest)


def _nullable(frame: pd.DataFrame) -> pd.DataFrame:
    """Give numbers and truths a type that can say ``NA``."""
    kinds = {name: pandas_dtype(dtype).kind for name, dtype in frame.dtypes.items()}
    return frame.astype({name: NULLABLE[kind] for name, kind in kinds.items() if kind in NULLABLE})
