"""What a room of people chose for each item, and how far apart they are."""

import numpy as np
import pandas as pd

from assessment.coding import places, scatter
from assessment.columns import share_columns, typed_frame
from assessment.matrix import LOWEST_LEVEL, Codes
from assessment.plan import compile_plan
from assessment.standard import Standard
from assessment.summary import summarise
from assessment.suppression import MIN_GROUP, suppressed

COUNTS = dict.fromkeys(("n", "unknown", "not_applicable", "unanswered"), "Int64")
# After these stands one Float64 column ``share_<level>`` for every level of the standard.
ITEMS = {
    "section": "string",
    "item": "string",
    "text": "string",
    "weight": "int64",
    **COUNTS,
    "median": "Int8",
    "distance": "Float64",
}


def items_of_room(asked: Standard, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the items of a tidy frame, the widest disagreement first, then the heaviest.

    Where fewer than five chose a level, nothing is said of the levels; of a room of fewer than
    five, nothing at all.
    """
    plan = compile_plan(asked)
    codes = scatter(plan, frame, *places(plan, frame))
    shares = list(share_columns(asked))
    dtypes = {**ITEMS, **dict.fromkeys(shares, "Float64")}
    weights, distances = [item.weight for item in plan.items], [*map(distance, codes.T)]
    found = summarise(frame, asked).items.assign(weight=weights, distance=distances)
    items = found[list(dtypes)].astype(dtypes)
    few = items["n"] < MIN_GROUP
    items.loc[few, ["median", "distance", *shares]] = pd.NA
    if suppressed(len(codes)):
        items[list(COUNTS)] = pd.NA
    # Sorting by two columns is stable: equal items stay in their order.
    ranked = items.sort_values(["distance", "weight"], ascending=False, ignore_index=True)
    return typed_frame({str(name): ranked[name] for name in ranked}, dtypes)


def distance(codes: Codes) -> float:
    """Return the steps between the levels of two people, the mean of all pairs of an item.

    A pair is as many steps apart as there are borders between its levels. NaN without a pair.
    """
    counts = np.bincount(codes[codes >= LOWEST_LEVEL])
    n, below = int(counts.sum()), counts.cumsum()
    return float((below * (n - below)).sum() / (n * (n - 1) / 2)) if n > 1 else float("nan")
