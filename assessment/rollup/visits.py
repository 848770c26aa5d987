"""Signs that a unit deserves a visit, as questions to it about its own figures.

They accuse nobody: a unit may be that good, and one that is far below the others may be the most
honest. So no unit is set above another, and no figure of another unit is named.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from assessment.i18n import _
from assessment.indices import NONE
from assessment.leniency import MIN_ANSWERS
from assessment.rollup.quantiles import Marks
from assessment.rollup.units_outliers import far_from_others
from assessment.tables import Integers
from assessment.wording import print_index, print_percent

if TYPE_CHECKING:
    from assessment.rollup.result import RollUp

VISITS = {
    "unit": "category",
    "period": "category",
    "sign": "category",
    "value": "float64",
    "question": "string",
}
# Below this share of the items, by weight and in hundredths of a percent, a sheet says little.
HALF = 50_00


def questions() -> dict[str, str]:
    """Return the question of each sign, in the order in which a unit is asked."""
    return {
        "far_above": _(
            "The overall index is {index}, far above that of most units in this period. What "
            "does the unit do differently, and where can it be seen?"
        ),
        "far_below": _(
            "The overall index is {index}, far below that of most units in this period. What "
            "holds the unit back, and which help would it ask for?"
        ),
        "all_top": _(
            "All answers to {items} items are at the top level. Which evidence would convince "
            "someone from outside?"
        ),
        "far_change": _(
            "The overall index was {before} in the period {earlier} and is {index} now; that of "
            "most units changed far less or otherwise. What has changed: the work, or the way it "
            "is assessed?"
        ),
        "incomplete": _(
            "{completeness} % of the items, by weight, have a level. What does the unit need to "
            "answer the others?"
        ),
    }


# A group by its row, the sign, the figure that it rests on, and the words of its question.
Sign = tuple[int, str, float, dict[str, str]]


def visits(rollup: "RollUp") -> pd.DataFrame:
    """Return the questions to units, by unit and period, with the columns of ``VISITS``.

    ``far_above`` and ``far_below``: the overall index (``value``) lies far from those of the
    period's units, and ``far_change``: its change since the period before does, on the same
    items; ``units_outliers`` says what is far. ``all_top``: all answers to at least ten items
    (``value``) are at the top level. ``incomplete``: less than half of the items have a level
    (``value`` in percent). Hidden units are not asked.
    """
    asked = questions()
    order = list(asked)
    found = [*_far_index(rollup), *_all_top(rollup), *_far_change(rollup), *_incomplete(rollup)]
    found.sort(key=lambda sign: (sign[0], order.index(sign[1])))
    groups = np.array([group for group, *_rest in found], dtype=np.int64)
    columns = {
        **{name: rollup.keys[name].array[groups] for name in ("unit", "period")},
        "sign": pd.Categorical([sign for _group, sign, *_rest in found], categories=order),
        "value": [value for *_rest, value, _words in found],
        "question": [asked[sign].format(**words) for _group, sign, _value, words in found],
    }
    return pd.DataFrame(columns, columns=list(VISITS)).astype(VISITS)


def _far_index(rollup: "RollUp") -> Iterator[Sign]:
    index = rollup.hundredths[:, 0]
    for group, side in _far(index, _periods(rollup), index != NONE):
        value = int(index[group]) / 100
        yield group, "far_above" if side > 0 else "far_below", value, {"index": print_index(value)}


def _all_top(rollup: "RollUp") -> Iterator[Sign]:
    least, most = rollup.plan.points
    sums = rollup.sums.run  # points are counted from the least
    full = sums.of("points") == (most - least) * sums.of("answered").astype(np.int64)
    items = np.bitwise_count(rollup.presence).sum(axis=0, dtype=np.int64)
    for group in np.flatnonzero(full.all(axis=0) & (items >= MIN_ANSWERS) & ~rollup.hidden):
        yield int(group), "all_top", float(items[group]), {"items": str(items[group])}


def _far_change(rollup: "RollUp") -> Iterator[Sign]:
    """Compare the changes of units that have levels for the same items both times.

    Only there is the difference of two indices a change on the items in common.
    """
    index, periods = rollup.hundredths[:, 0].astype(np.int64), _periods(rollup)
    units = rollup.keys["unit"].cat.codes.to_numpy()
    continued = np.zeros(len(index), dtype=bool)
    continued[1:] = (units[1:] == units[:-1]) & (periods[1:] == periods[:-1] + 1)
    continued[1:] &= (rollup.presence[:, 1:] == rollup.presence[:, :-1]).all(axis=0)
    continued[1:] &= (index[1:] != NONE) & (index[:-1] != NONE)
    for group, _side in _far(np.diff(index, prepend=0), periods, continued):
        before, after = (int(index[row]) for row in (group - 1, group))
        words = {
            "before": print_index(before / 100),
            "earlier": str(rollup.keys["period"].iloc[group - 1]),
            "index": print_index(after / 100),
        }
        yield group, "far_change", (after - before) / 100, words


def _incomplete(rollup: "RollUp") -> Iterator[Sign]:
    completeness = rollup.figures(0).completeness
    for group in np.flatnonzero((completeness != NONE) & (completeness < HALF)):
        value = int(completeness[group]) / 100
        yield int(group), "incomplete", value, {"completeness": print_percent(value)}


def _periods(rollup: "RollUp") -> Integers:
    """Return the number of each group's period among those that there are."""
    _names, numbers = np.unique(rollup.keys["period"].cat.codes.to_numpy(), return_inverse=True)
    return np.asarray(numbers)


def _far(values: Integers, periods: Integers, counted: Marks) -> Iterator[tuple[int, int]]:
    """Yield the groups whose value is far from the counted ones of its period, and the side."""
    for period in np.unique(periods):
        groups = np.flatnonzero(counted & (periods == period))
        sides = far_from_others(values[groups])
        for place in np.flatnonzero(sides):
            yield int(groups[place]), int(sides[place])
