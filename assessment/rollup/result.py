"""A roll-up: the figures of all units and periods, and the tables made of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.answer_matrix import AnswerMatrix
from assessment.errors import Problem
from assessment.indices import Hundredths
from assessment.loops import loops_for
from assessment.plan import ScoringPlan, compile_plan
from assessment.rollup.distribution import distribution
from assessment.rollup.few import few_of
from assessment.rollup.figures import Shut, agreed_first
from assessment.rollup.group_figures import GroupFigures, figures_of, hidden_groups
from assessment.rollup.groups import counted, runs_of
from assessment.rollup.item_tables import alpha_table, common_gaps, levels_table
from assessment.rollup.named import frame
from assessment.rollup.partial import (
    Partial,
    Work,
    basis_of,
    counts_of,
    shown_counts,
    unit_columns,
)
from assessment.rollup.patterns import PatternCounts
from assessment.rollup.quartiles import quartiles
from assessment.rollup.sums import GroupSums, group_sums
from assessment.rollup.unit_tables import section_table, shut_in, unit_table
from assessment.rollup.visits import visits
from assessment.scoring import Figures
from assessment.standard import Standard


@dataclass(frozen=True, eq=False)
class RollUp:
    """Units in periods, each scored as one long sheet; the tables are made when asked for.

    A group is a unit in a period: its agreed sheet, or its assessors' sheets together. Groups
    are in the order of the units' names, and never ranked. The figures of hidden ones are
    missing, and their sheets count among no items. ``left_out`` says what could not be used, by
    file and row. ``count`` is what counts the answer patterns, when items are asked for.
    """

    standard: Standard
    plan: ScoringPlan = field(repr=False)
    sums: GroupSums = field(repr=False)
    work: Work = field(repr=False)
    count: Callable[[], PatternCounts] = field(repr=False)
    left_out: tuple[Problem, ...] = ()

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """What has an index: ``overall``, then the ids of the sections."""
        return ("overall", *(section.id for section in self.plan.sections))

    @cached_property
    def whose(self) -> dict[str, Any]:
        """Whose the groups are: the columns of ``columns.KEYS``, a value a group."""
        keys = self.sums.keys
        return {
            "unit": keys.unit,
            "period": keys.period,
            **unit_columns(keys.unit, self.work.register),
            "basis": basis_of(keys.agreed),
            "sheets": self.sums.sheets.astype(np.int32),
            "hidden": self.hidden,
        }

    @cached_property
    def keys(self) -> pd.DataFrame:
        """Return a row a group, with the columns of ``columns.KEYS``."""
        return frame(self.whose)

    @cached_property
    def counts(self) -> PatternCounts:
        """How often each answer pattern occurs, by ``work.by``."""
        return self.count()

    @cached_property
    def hidden(self) -> npt.NDArray[np.bool_]:
        """Which groups are too small to be shown."""
        return hidden_groups(self.standard, self.sums)

    @cached_property
    def _figures(self) -> GroupFigures:
        return figures_of(self.plan, self.sums, self.hidden)

    @cached_property
    def _shut(self) -> Shut:
        return shut_in(self.sums, self.hidden)

    @property
    def hundredths(self) -> Hundredths:
        """The index of every part in hundredths, shape (groups, parts); -1 where there is none."""
        return self._figures.index

    @property
    def presence(self) -> npt.NDArray[np.uint8]:
        """Which items have a level in a group, shape (chunks, groups); see ``kernel``."""
        return self.sums.run.presence

    def figures(self, part: int) -> Figures:
        """Return the figures of a part by its place in ``parts``, shape (groups,).

        Only those of the overall index have a band.
        """
        return self._figures.part(part)

    @cached_property
    def units(self) -> pd.DataFrame:
        """Return a row a group, with the columns of ``columns.UNITS``."""
        return unit_table(self.plan, self.whose, self._shut, self.figures(0))

    @cached_property
    def sections(self) -> pd.DataFrame:
        """Return a row a group and section, with the columns of ``columns.UNIT_SECTIONS``."""
        sections = self._figures.sections
        return section_table(self.standard, self.plan, self.whose, self._shut, sections)

    @cached_property
    def items(self) -> pd.DataFrame:
        """Return how sheets chose, a row an item, with the columns of ``columns.ITEMS``."""
        return levels_table(self.standard, self.plan, self.counts)

    @cached_property
    def gaps(self) -> pd.DataFrame:
        """Return the gaps in common, the widest first: ``columns.COMMON_GAPS``."""
        return common_gaps(self.standard, self.plan, self.counts)

    @cached_property
    def alphas(self) -> pd.DataFrame:
        """Return Cronbach's alpha of each section, with the columns of ``columns.ALPHAS``."""
        return alpha_table(self.standard, self.plan, self.counts)

    def distribution(self, by: Sequence[str] = ()) -> pd.DataFrame:
        """Return how the units are spread; see ``distribution.distribution``."""
        return distribution(self, by)

    def quartiles(self, peers: Sequence[str] = ()) -> pd.DataFrame:
        """Return the quarter of its peers that each unit is in; see ``quartiles.quartiles``."""
        return quartiles(self, peers)

    def visits(self) -> pd.DataFrame:
        """Return questions to units that deserve a visit; see ``visits.visits``."""
        return visits(self)


def result_of(partial: Partial, work: Work) -> RollUp:
    """Return the roll-up of all parts together."""
    sums = agreed_first(partial.sums)
    return RollUp(
        partial.standard,
        compile_plan(partial.standard),
        sums,
        work,
        lambda: shown_counts(partial.counts, partial.few, work),
        partial.problems,
    )


def result_of_matrix(matrix: AnswerMatrix, work: Work) -> RollUp:
    """Return the roll-up of one matrix, whose items are counted when they are asked for."""
    used = counted(matrix)
    runs = runs_of(used.who)
    loops = loops_for(len(used))
    sums = group_sums(used, runs, loops)
    return RollUp(
        matrix.standard,
        matrix.plan,
        sums,
        work,
        lambda: shown_counts(counts_of(used, runs, work, loops), few_of(used, sums), work),
    )
