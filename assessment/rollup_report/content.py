"""What the workbook of a roll-up says, gathered once; no number is computed here."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from assessment.errors import Problem
from assessment.rollup import RollUp
from assessment.rollup.change import Changes, changes
from assessment.rollup.columns import ABOUT_UNIT

if TYPE_CHECKING:
    from assessment.gathering import Gathered


@dataclass(frozen=True, eq=False)
class RollUpContent:
    """A roll-up, and where its sheets come from, if that is known.

    ``gathered`` brings the files, what is missing, and the sheets themselves, without which no
    periods are compared. ``chosen`` says in words which units they are, if not all.
    """

    rollup: RollUp
    gathered: "Gathered | None"
    made: date
    chosen: str = ""

    @cached_property
    def periods(self) -> list[str]:
        """The periods that there are sheets of, in their order."""
        found = self.rollup.keys["period"]
        return [str(period) for period in found.cat.categories if (found == period).any()]

    @cached_property
    def changes(self) -> tuple[tuple[str, str, Changes], ...]:
        """What has changed from each period to the next, with their names."""
        if self.gathered is None:
            return ()
        matrix = self.gathered.matrix
        return tuple((one, two, changes(matrix, one, two)) for one, two in pairwise(self.periods))

    @cached_property
    def left_out(self) -> tuple[Problem, ...]:
        """What could not be used, by file and row."""
        found = self.gathered.problems if self.gathered else ()
        return tuple(sorted({*self.rollup.left_out, *found}))

    @property
    def missing(self) -> pd.DataFrame | None:
        """Which units have no sheet in which period, where that is known."""
        return self.gathered.missing if self.gathered else None

    @cached_property
    def groupings(self) -> tuple[str, ...]:
        """The columns of the register in which units differ."""
        keys = self.rollup.keys
        return tuple(name for name in ABOUT_UNIT if len(keys[name].unique()) > 1)
