"""Peers: the units of one period that are looked at together, all of them or by kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.indices import NONE, Hundredths
from assessment.loops import loops_for
from assessment.rollup.columns import ABOUT_UNIT
from assessment.rollup.groups import combined
from assessment.rollup.named import Names
from assessment.rollup.quantiles import Marks, Rising
from assessment.suppression import MIN_GROUP, suppress
from assessment.tables import Integers, Places


@dataclass(frozen=True, eq=False)
class Peers:
    """The groups of a roll-up, put together in sets by period and perhaps more.

    ``keys`` has columns with a value a set: the period, and what else its groups share. ``place``
    says which set each group is in, ``order`` are the groups set by set, and a set begins at its
    ``starts``.
    """

    keys: dict[str, Names]
    place: Places
    order: Integers
    starts: Integers

    def __len__(self) -> int:
        return len(self.starts)

    def rising(self, values: Hundredths) -> Rising:
        """Sort the numbers of every set; ``values`` has the shape (groups, parts)."""
        ordered = np.full((values.shape[1], len(self.order) + 1), NONE, dtype=values.dtype)
        ends = np.append(self.starts, len(self.order))[1:]
        np.take(values.T, self.order, axis=1, out=ordered[:, :-1], mode="clip")
        units = np.empty((values.shape[1], len(self)), dtype=np.int64)
        for place, (first, last) in enumerate(zip(self.starts, ends, strict=True)):
            one = ordered[:, first:last]
            # Small whole numbers are sorted by their digits: the time grows with the units alone.
            one.sort(axis=1, kind="stable")
            units[:, place] = np.count_nonzero(one != NONE, axis=1)
        return Rising(ordered, ends, units)

    def totals(self, values: tuple[Hundredths, ...], counted: Marks) -> Integers:
        """Add up numbers of the counted groups by set, shape (values, sets)."""
        loops = loops_for(len(values) * len(counted))
        found: Integers = loops.total(values, counted, self.place, len(self))
        return found

    def hidden(self, units: Integers) -> Marks:
        """Mark what is not shown, shape (parts, sets) as ``units``, which counts them.

        That is what is too small, and in each period what would give it away beside the total.
        """
        hidden = np.zeros(units.shape, dtype=bool)
        if not (units < MIN_GROUP).any():
            return hidden
        periods = self.keys["period"].codes
        for period in np.unique(periods):
            sets = np.flatnonzero(periods == period)
            for part, counts in enumerate(units[:, sets].tolist()):
                hidden[part, sets] = _hidden(tuple(counts))
        return hidden


def peers_of(whose: Mapping[str, Names], by: Sequence[str] = ()) -> Peers:
    """Put the groups together by period and the columns of ``by``; see ``RollUp.whose``."""
    unknown = [name for name in by if name not in ABOUT_UNIT]
    if unknown or len(set(by)) < len(by):
        message = _("units are put together by {allowed}, each once; not by {found}")
        allowed, found = ", ".join(ABOUT_UNIT), ", ".join(by)
        raise BermaknaError(message.format(allowed=allowed, found=found))
    columns = {name: whose[name] for name in ("period", *by)}
    combinations, place = combined(list(columns.values()))
    order = np.argsort(place, kind="stable")
    starts = np.searchsorted(place[order], np.arange(len(combinations[0])))
    named = {name: column.take(order[starts]) for name, column in columns.items()}
    return Peers(named, place, order, starts)


@lru_cache
def _hidden(units: tuple[int, ...]) -> list[bool]:
    frame = pd.DataFrame({"units": units}, dtype="int64")
    return [bool(masked) for masked in suppress(frame, "units")["units"].isna()]
