"""The quarter of its peers that a unit is in: the only place that a unit is told."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from assessment.indices import NONE
from assessment.rollup.quantiles import QUARTILES
from assessment.rollup.units_frames import counts, part_columns
from assessment.rollup.units_peers import peers_of
from assessment.tables import Integers

if TYPE_CHECKING:
    from assessment.rollup.result import RollUp

# Before these stand the unit, the period and the columns that peers share.
PLACED = {
    "section": "category",
    "quartile_from": "Int8",
    "quartile_to": "Int8",
    "peers": "Int64",
}


def quartiles(rollup: "RollUp", peers: Sequence[str] = ()) -> pd.DataFrame:
    """Return the quarters that units are in: a row a unit, period and part, as ``PLACED``.

    Peers are the units of a period that share the columns ``peers`` (``columns.ABOUT_UNIT``) and
    have an index, the unit among them; the column ``peers`` counts them. Quarter 1 is the lowest.
    The unit's low bound is in the quarter ``quartile_from`` and the high one in ``quartile_to``.
    A figure right on the border of two quarters is in both, so that units that are alike are
    never told apart. ``NA`` where ``distribution`` shows no quartiles, and without an index.
    """
    found = peers_of(rollup.whose, peers)
    rising = found.rising(rollup.hundredths)
    hidden = found.hidden(rising.units)[:, found.place]
    lacking = hidden.T | (rollup.hundredths == NONE)
    borders = rising.quantiles(QUARTILES.values())
    lowest, highest = _quarters(rollup, borders[:, :, found.place])
    keys = {name: rollup.whose[name] for name in ("unit", "period", *peers)}
    columns = {
        **{name: key.repeat(lacking.shape[1]) for name, key in keys.items()},
        "section": part_columns(rollup.standard, len(lacking))["section"],
        "quartile_from": counts(lowest.T, lacking, "int8"),
        "quartile_to": counts(highest.T, lacking, "int8"),
        "peers": counts(rising.units[:, found.place].T, lacking),
    }
    return pd.DataFrame(columns, columns=[*keys, *PLACED])


def _quarters(rollup: "RollUp", borders: Integers) -> tuple[Integers, Integers]:
    """Return the quarters of the low and the high bounds, shape (parts, groups).

    The printed figures are compared with the printed ``borders``, shape (borders, parts, groups),
    as a reader would.
    """
    lowest = np.ones(rollup.hundredths.T.shape, dtype=np.int64)
    highest = lowest.copy()
    for part in range(len(lowest)):
        bounds = rollup.figures(part)
        for border in borders[:, part]:
            lowest[part] += border < bounds.low
            highest[part] += border <= bounds.high
    return lowest, highest
