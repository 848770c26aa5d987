"""A roll-up: the figures of all units and periods, and the tables made of them."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.errors import Problem
from assessment.plan import ScoringPlan, compile_plan
from assessment.rollup.columns import ABOUT_UNIT, BASES
from assessment.rollup.figures import (
    Bounds,
    GroupFigures,
    Hundredths,
    agreed_first,
    group_figures,
    section_bounds,
)
from assessment.rollup.item_tables import alpha_table, common_gaps, levels_table
from assessment.rollup.partial import Partial, Work, unit_columns
from assessment.rollup.patterns import PatternCounts
from assessment.rollup.sums import GroupSums
from assessment.rollup.unit_tables import section_table, unit_table
from assessment.scoring import NONE
from assessment.standard import Standard
from assessment.suppression import MIN_GROUP


@dataclass(frozen=True, eq=False)
class RollUp:
    """Units in periods, each scored as one long sheet; the tables are made when asked for.

    A group is a unit in a period: its agreed sheet, or its assessors' sheets together. Groups
    are in the order of the units' names, and never ranked. Figures of the hidden ones are
    missing everywhere; ``left_out`` says what could not be used, by file and row.
    """

    standard: Standard
    sums: GroupSums = field(repr=False)
    counts: PatternCounts = field(repr=False)
    register: pd.DataFrame | None = field(default=None, repr=False)
    left_out: tuple[Problem, ...] = ()

    @cached_property
    def plan(self) -> ScoringPlan:
        """The rules of the standard."""
        return compile_plan(self.standard)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """What has an index: ``overall``, then the ids of the sections."""
        return ("overall", *(section.id for section in self.plan.sections))

    @cached_property
    def keys(self) -> pd.DataFrame:
        """Return a row a group, with the columns of ``columns.KEYS``."""
        keys, agreed = self.sums.keys, self.sums.keys["agreed"].to_numpy()
        about = unit_columns(keys["unit"], self.register)
        units = keys["unit"].cat.codes.to_numpy()
        few = self.sums.sheets < MIN_GROUP
        of_persons = self.standard.respondent == "person"
        basis = np.where(agreed, 0, 1).astype(np.int8)
        return pd.DataFrame(
            {
                "unit": keys["unit"],
                "period": keys["period"],
                **{name: about[name].array.take(units) for name in ABOUT_UNIT},
                "basis": pd.Categorical.from_codes(basis, pd.Index(BASES)),
                "sheets": self.sums.sheets.astype(np.int32),
                "hidden": few if of_persons else few & ~agreed,
            }
        )

    @property
    def hidden(self) -> npt.NDArray[np.bool_]:
        """Which groups are too small to be shown."""
        return self.keys["hidden"].to_numpy()

    @cached_property
    def _figures(self) -> GroupFigures:
        found = group_figures(self.plan, self.sums)
        found.index[self.hidden] = NONE
        _hide(found.overall, self.hidden)
        return found

    @property
    def hundredths(self) -> Hundredths:
        """The index of every part in hundredths, shape (groups, parts); -1 where there is none."""
        return self._figures.index

    @property
    def presence(self) -> npt.NDArray[np.uint8]:
        """Which items have a level in a group, shape (chunks, groups); see ``kernel``."""
        return self.sums.run.presence

    def bounds(self, part: int) -> Bounds:
        """Return the bounds of a part by its place in ``parts``."""
        if part == 0:
            return self._figures.overall
        return _hide(section_bounds(self.plan, self.sums, part - 1), self.hidden)

    @cached_property
    def units(self) -> pd.DataFrame:
        """Return a row a group, with the columns of ``columns.UNITS``."""
        return unit_table(self.plan, self.keys, self._figures, self.sums)

    @cached_property
    def sections(self) -> pd.DataFrame:
        """Return a row a group and section, with the columns of ``columns.UNIT_SECTIONS``."""
        return section_table(self.standard, self.plan, self.keys, self.sums)

    @cached_property
    def items(self) -> pd.DataFrame:
        """Return how sheets chose, a row an item, with the columns of ``columns.LEVELS``."""
        return levels_table(self.standard, self.plan, self.counts)

    @cached_property
    def gaps(self) -> pd.DataFrame:
        """Return the gaps in common, the widest first: ``columns.COMMON_GAPS``."""
        return common_gaps(self.standard, self.plan, self.counts)

    @cached_property
    def alphas(self) -> pd.DataFrame:
        """Return Cronbach's alpha of each section, with the columns of ``columns.ALPHAS``."""
        return alpha_table(self.standard, self.plan, self.counts)


def _hide(found: Bounds, hidden: npt.NDArray[np.bool_]) -> Bounds:
    """Take the figures of hidden groups away."""
    for figures in vars(found).values():
        figures[hidden] = NONE
    return found


def result_of(partial: Partial, work: Work) -> RollUp:
    """Return the roll-up of all parts together."""
    sums = agreed_first(partial.sums)
    return RollUp(partial.standard, sums, partial.counts, work.register, partial.problems)
