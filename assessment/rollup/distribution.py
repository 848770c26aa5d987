"""How the units of a period are spread, part by part, without saying who is where."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from assessment.indices import COMPLETE, NONE, half_up
from assessment.rollup.named import frame
from assessment.rollup.quantiles import QUANTILES
from assessment.rollup.threads import share, stretches
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
MEANS = ("mean", "low", "high", "completeness")


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
    peers = peers_of(rollup.whose, by)
    stretch = stretches(rollup.hundredths.shape[1], len(rollup.sums))
    pieces = share(lambda parts: _statistics(rollup, peers, parts), stretch)
    found = {name: np.vstack([piece[name] for piece in pieces]) for name in pieces[0]}
    units, complete = found.pop("units"), found.pop("complete")
    hidden = peers.hidden(units)
    names = ("period", *by, *DISTRIBUTION)
    columns = {
        **{name: peers.keys[name].repeat(len(hidden)) for name in ("period", *by)},
        **part_columns(rollup.standard, len(peers)),
        "units": counts(units.T, hidden.T),
        **{name: decimals(figures.T, hidden.T) for name, figures in found.items()},
        "complete": counts(complete.T, hidden.T),
    }
    return frame({name: columns[name] for name in names})


def _statistics(rollup: "RollUp", peers: Peers, parts: slice) -> dict[str, Integers]:
    """Return the numbers of some parts by the names of their columns, shape (parts, sets)."""
    rising = peers.rising(rollup.hundredths[:, parts])
    totals = np.stack([_totals(rollup, peers, part) for part in range(parts.start, parts.stop)])
    means = half_up(totals[:, 1:], rising.units[:, None])
    return {
        "units": rising.units,
        **dict(zip(MEANS, means.swapaxes(0, 1), strict=True)),
        **dict(zip(QUANTILES, rising.quantiles(QUANTILES.values()), strict=True)),
        "complete": totals[:, 0],
    }


def _totals(rollup: "RollUp", peers: Peers, part: int) -> Integers:
    """Return how many units are complete in a part, and the sums of its figures, a row each."""
    figures = rollup.figures(part)
    complete = (figures.completeness == COMPLETE).astype(figures.score.dtype)
    values = (complete, figures.score, figures.low, figures.high, figures.completeness)
    return peers.totals(values, figures.score != NONE)
