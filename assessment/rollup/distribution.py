"""How the units of a period are spread, part by part, without saying who is where."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from assessment.indices import COMPLETE, NONE, half_up
from assessment.rollup.quantiles import QUANTILES
from assessment.rollup.units_frames import counts, decimals, part_columns
from assessment.rollup.units_peers import Peers, peers_of
from assessment.tables import Integers

if TYPE_CHECKING:
    from assessment.rollup.result import RollUp

# Before these stand the period and the columns that units are put together by.
DISTRIBUTION = {
    "section": "category",
    "title": "category",
    "units": "Int64",
    **dict.fromkeys(("mean", "low", "high", *QUANTILES, "completeness"), "Float64"),
    "complete": "Int64",
}
BOUNDS = ("low", "high", "completeness")


def distribution(rollup: "RollUp", by: Sequence[str] = ()) -> pd.DataFrame:
    """Return how the units are spread: a row a period, set of peers and part, as ``DISTRIBUTION``.

    ``by`` are columns of ``columns.ABOUT_UNIT``. ``units`` counts those that have an index, and
    every figure is of them alone: ``mean``, ``low``, ``high`` and ``completeness`` are means of
    the printed figures, ``p10`` to ``p90`` quantiles of the index as Excel's PERCENTILE.INC finds
    them, all rounded half up; ``complete`` counts the units with a level for every applicable
    item. Figures of fewer than five units are ``NA``, and so are those that would give them away
    beside the period's total; a table by two columns is not safe beside one by a single column.
    Raises ``BermaknaError`` for another column.
    """
    peers = peers_of(rollup.keys, by)
    rising = peers.rising(rollup.hundredths)
    complete, bounds = _of_bounds(peers, rollup, rising.units)
    found = {
        "mean": rising.mean(),
        **bounds,
        **{name: rising.quantile(share) for name, share in QUANTILES.items()},
    }
    hidden = peers.hidden(rising.units)
    names = ("period", *by, *DISTRIBUTION)
    columns = {
        **{name: peers.keys[name].array.repeat(len(hidden)) for name in ("period", *by)},
        **part_columns(rollup.standard, len(peers)),
        "units": counts(rising.units.T, hidden.T),
        **{name: decimals(figures.T, hidden.T) for name, figures in found.items()},
        "complete": counts(complete.T, hidden.T),
    }
    return pd.DataFrame({name: columns[name] for name in names}, copy=False)


def _of_bounds(
    peers: Peers, rollup: "RollUp", units: Integers
) -> tuple[Integers, dict[str, Integers]]:
    """Return how many units are complete, and the means of the bounds, shape (parts, sets)."""
    complete = np.zeros_like(units)
    means = {name: np.zeros_like(units) for name in BOUNDS}
    for part in range(len(units)):
        bounds, counted = rollup.figures(part), rollup.hundredths[:, part] != NONE
        complete[part] = peers.totals(bounds.completeness == COMPLETE, counted)
        for name, found in means.items():
            found[part] = peers.totals(getattr(bounds, name), counted)
    return complete, {name: half_up(sums, units) for name, sums in means.items()}
