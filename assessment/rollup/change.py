"""What has changed between two periods, unit by unit and over all, on the items in common."""

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from assessment.answer_matrix import AnswerMatrix
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.pairing import Pairing, pair_items
from assessment.period_tables import ABOUT, about, left_out
from assessment.rollup.units_change import change_table, mean_table
from assessment.rollup.units_pairs import Pairs, carried_over, paired, side_of
from assessment.standard import Standard


@dataclass(frozen=True, eq=False)
class Changes:
    """Two periods on the items that a unit has a level for both times.

    The tables are made when they are first asked for. Units that a period hides, or does not
    know, are in none of them.
    """

    earlier: str
    later: str
    versions: tuple[Standard, Standard] = field(repr=False)
    pairing: Pairing = field(repr=False)
    pairs: Pairs = field(repr=False)

    @cached_property
    def units(self) -> pd.DataFrame:
        """A row a unit and part, with the columns of ``CHANGES``.

        ``items`` were compared, ``before`` and ``after`` are the index on them and ``change`` is
        the difference of the two as printed, ``NA`` without such items.
        """
        return change_table(self.versions[1], self.pairs, self.earlier, self.later)

    @cached_property
    def means(self) -> pd.DataFrame:
        """A row a part, with the columns of ``MEANS``.

        The means over the ``units`` that have both indices, and the shares of them that went
        ``up``, stayed the ``same`` and went ``down``; all ``NA`` for fewer than five.
        """
        return mean_table(self.versions[1], self.pairs)

    @cached_property
    def new(self) -> pd.DataFrame:
        """The items that the later version alone has, with the columns of ``ABOUT``."""
        return about(self.versions[1], self.pairing.new).astype(ABOUT)

    @cached_property
    def retired(self) -> pd.DataFrame:
        """The items that the earlier version alone has, with the columns of ``ABOUT``."""
        return about(self.versions[0], self.pairing.retired).astype(ABOUT)

    @cached_property
    def left_out(self) -> pd.DataFrame:
        """The items that have changed, with the ``reason`` and the columns of ``LEFT_OUT``."""
        nothing = pd.DataFrame({"item": [], "before": [], "after": []})
        return left_out(self.versions[1], self.pairing, nothing)


def changes(
    matrix: AnswerMatrix, earlier: str, later: str, *, earlier_matrix: AnswerMatrix | None = None
) -> Changes:
    """Compare every unit's earlier and later period by the rule of ``periods.compare_periods``.

    ``earlier_matrix`` has the earlier sheets where they are not in ``matrix``, to its own version
    of the standard; the later version's weights count for both. A unit's several sheets are
    scored as one: an item is compared where any of them has a level in each period. Raises
    ``BermaknaError`` for a period without sheets, and for sheets of different standards.
    """
    before = _of_period(matrix if earlier_matrix is None else earlier_matrix, earlier)
    after = _of_period(matrix, later)
    then, now = before.standard, after.standard
    if then.id != now.id:
        raise _other_standard(then, now)
    pairing = pair_items(then, now)
    if before.plan != after.plan or len(pairing.shared) < len(now.items):
        before = carried_over(before, now, pairing.shared)
        # Without the other items in the later sheets either, few units are scored once more.
        after = carried_over(after, now, {item: item for item in pairing.shared})
    pairs = paired(side_of(before), side_of(after))
    return Changes(earlier, later, (then, now), pairing, pairs)


def _of_period(matrix: AnswerMatrix, period: str) -> AnswerMatrix:
    periods = matrix.who["period"].cat
    if period not in periods.categories:
        message = _("no sheets of the period {period}; there are: {periods}")
        known = ", ".join(map(str, periods.categories))
        raise BermaknaError(message.format(period=period, periods=known))
    return matrix.take(periods.codes.to_numpy() == periods.categories.get_loc(period))


def _other_standard(then: Standard, now: Standard) -> BermaknaError:
    message = _("these answers are to {found}, not to {standard} {version}")
    found = f"{then.id} {then.version}"
    return BermaknaError(message.format(found=found, standard=now.id, version=now.version))
