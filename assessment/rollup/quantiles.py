"""Quantiles of printed hundredths across units, exact in whole numbers.

Quantiles are those of Excel's PERCENTILE.INC: linear between the two nearest ranks.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessment.indices import NONE, Hundredths, half_up
from assessment.tables import Integers

Marks = npt.NDArray[np.bool_]
# A share of the ranks as numerator and denominator.
Share = tuple[int, int]

QUARTILES: dict[str, Share] = {"q1": (1, 4), "median": (1, 2), "q3": (3, 4)}
QUANTILES: dict[str, Share] = {"p10": (1, 10), **QUARTILES, "p90": (9, 10)}


@dataclass(frozen=True, eq=False)
class Rising:
    """Numbers of sets of units, rising within each set, and how many they are.

    ``values`` has the shape (parts, units), set after set, each with its ``NONE`` first; the last
    column belongs to no set. ``ends`` (sets,) are the columns after each set, and ``units`` has
    the shape (parts, sets). Statistics are ``NONE`` for a set without numbers.
    """

    values: Hundredths
    ends: Integers
    units: Integers

    def quantiles(self, shares: Iterable[Share]) -> Integers:
        """Return quantiles of each set, rounded half up, shape (shares, parts, sets)."""
        numerators, denominators = np.array(list(shares)).T[:, :, None, None]
        rank, rest = np.divmod((np.maximum(self.units, 1) - 1) * numerators, denominators)
        lower = self.ends - self.units + rank
        parts = np.arange(len(self.values))[:, None]
        upper = lower + (rest > 0)
        low, high = (self.values[parts, at].astype(np.int64) for at in (lower, upper))
        exact = low * denominators + (high - low) * rest
        return np.where(self.units > 0, half_up(exact, denominators), NONE)
