"""What was collected and its roll-up, and the parts of it that a selection leaves."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.answer_matrix import AnswerMatrix
from assessment.gathering import Gathered
from assessment.rollup import RollUp, roll_up
from assessment.rollup_app.selection import Marks, Selection


@dataclass(frozen=True, eq=False)
class Collected:
    """Everything that came, and its roll-up."""

    gathered: Gathered
    rollup: RollUp

    @cached_property
    def groups(self) -> npt.NDArray[np.intp]:
        """The row of ``rollup.keys`` that each sheet is of, shape (sheets,)."""
        names = ["unit", "period"]
        keys = pd.MultiIndex.from_frame(self.rollup.keys[names].astype(str))
        # Once for each unit and period, not for each sheet.
        pairs = self.gathered.matrix.who[names].astype(str)
        return keys.get_indexer(pd.MultiIndex.from_frame(pairs))

    def part(self, selection: Selection) -> "Part":
        """Return the part that a selection leaves, rolled up by the same rules."""
        marks = selection.marks(self.rollup.keys) & ~self.rollup.keys["hidden"].to_numpy()
        matrix = self.gathered.matrix.take(marks[self.groups])
        rollup = roll_up(matrix, register=self.gathered.register)
        return Part(selection, marks, matrix, rollup)

    def gathered_of(self, part: "Part") -> Gathered:
        """Return what was gathered, with the sheets of a part and what is missing in it."""
        missing = self.gathered.missing
        rows = part.selection.marks(missing)
        return replace(self.gathered, matrix=part.matrix, missing=missing[rows])

    def hidden_in(self, part: "Part") -> int:
        """Return how many groups are hidden among those that were selected."""
        keys = self.rollup.keys
        return int((part.selection.marks(keys) & keys["hidden"].to_numpy()).sum())

    @cached_property
    def figures(self) -> pd.DataFrame:
        """The figures of every unit, period and part; those of the hidden are missing."""
        from assessment.charts import part_rows

        return part_rows(self.rollup.units, self.rollup.sections)


@dataclass(frozen=True, eq=False)
class Part:
    """The groups that a selection leaves: ``marks`` over all groups, and their roll-up.

    Hidden groups are no part of any: whatever is made of a part, and of the difference of two,
    has nothing of them.
    """

    selection: Selection
    marks: Marks
    matrix: AnswerMatrix
    rollup: RollUp

    @property
    def periods(self) -> list[str]:
        """The periods of the part, in their order."""
        used = self.rollup.keys["period"].cat.remove_unused_categories()
        return [str(name) for name in used.cat.categories]

    @cached_property
    def distribution(self) -> pd.DataFrame:
        """The distribution over units, a row a period and part of the standard."""
        return self.rollup.distribution()
