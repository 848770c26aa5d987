"""Krippendorff's alpha (do assessors agree?) and Cronbach's alpha (do items go together?).

Both take the points of chosen levels as an array of shape (sheets, items), NaN where no level
was chosen. A value that is not defined is ``None`` with the reason, never 0 or NaN.
"""

from dataclasses import dataclass

import numpy as np

from assessment.i18n import _
from assessment.panel import Points

# Two make a pair of assessors, a group of items and a variance.
FEWEST = 2


@dataclass(frozen=True)
class Agreement:
    """An alpha from ``n`` sheets, or ``None`` with the ``reason`` why there is none."""

    value: float | None
    n: int
    reason: str | None = None


def krippendorff_alpha(points: Points) -> Agreement:
    """Return the ordinal alpha; ``n`` counts the sheets that share an item with another one."""
    given = ~np.isnan(points)
    pairable = given & (given.sum(axis=0) >= FEWEST)
    n = int(pairable.any(axis=1).sum())
    if given.any(axis=1).sum() < FEWEST:
        return Agreement(None, n, _("fewer than two assessors chose a level"))
    if n == 0:
        return Agreement(None, n, _("no item has a level from two assessors"))
    if np.unique(points[pairable]).size < FEWEST:
        return Agreement(None, n, _("all levels that can be compared are the same"))
    return Agreement(_ordinal_alpha(np.where(pairable, points, np.nan)), n)


def _ordinal_alpha(points: Points) -> float:
    """Return 1 - observed / expected disagreement of all pairs of values within items.

    Two values differ by the number of paired values from one to the other, the ends by half
    (Krippendorff 2011); an item of m values weighs each of its pairs by 1 / (m - 1). The
    packages that offer it are under the GPL, which this one is not.
    """
    values = np.unique(points[~np.isnan(points)])
    counts = (points[:, :, None] == values).sum(axis=0)  # shape (items, values)
    sizes = counts.sum(axis=1)
    pairs = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(len(values))
    coincidences = (pairs / np.maximum(sizes - 1, 1)[:, None, None]).sum(axis=0)
    totals = counts.sum(axis=0)
    middles = totals.cumsum() - totals / 2
    distances = (middles[:, None] - middles[None, :]) ** 2
    observed = (coincidences * distances).sum()
    expected = (np.outer(totals, totals) * distances).sum() / (totals.sum() - 1)
    return float(1 - observed / expected)


@dataclass(frozen=True)
class Moments:
    """Sums over the ``n`` sheets that have a level for every item.

    ``sums`` are those of the points of each item, ``squares`` that of all squared points, and
    ``whole`` that of the squared sum of a sheet's points.
    """

    n: int
    sums: list[int]
    squares: int
    whole: int


def cronbach_alpha(points: Points) -> Agreement:
    """Return the alpha of a group of items, exactly; their weights do not count.

    Items that nobody gave a level are left out; then only sheets with a level for every item
    count (listwise), and ``n`` says how many those are.
    """
    used = points[:, ~np.isnan(points).all(axis=0)]
    levels = used[~np.isnan(used).any(axis=1)].astype(np.int64)
    squares, whole = int((levels**2).sum()), int((levels.sum(axis=1) ** 2).sum())
    return alpha_of(Moments(len(levels), levels.sum(axis=0).tolist(), squares, whole))


def alpha_of(found: Moments) -> Agreement:
    """Return Cronbach's alpha of the items whose moments these are.

    The products are Python's: those of a nation do not fit 64 bits. So is their quotient, which is
    rounded once.
    """
    n, items = found.n, len(found.sums)
    if items < FEWEST:
        return Agreement(None, n, _("fewer than two items have a level"))
    if n < FEWEST:
        return Agreement(None, n, _("fewer than two sheets have a level for every item"))
    parts = n * found.squares - sum(total**2 for total in found.sums)
    whole = n * found.whole - sum(found.sums) ** 2
    if whole == 0:
        return Agreement(None, n, _("the sum of the levels is the same on every sheet"))
    return Agreement(items * (whole - parts) / ((items - 1) * whole), n)
