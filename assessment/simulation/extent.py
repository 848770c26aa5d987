"""How much is made up, and the blocks of units in which it is made."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.simulation.draws import Draws, Purpose

Positions = npt.NDArray[np.int64]
# The unit (its place in the block) and the period of each group.
Groups = tuple[Positions, Positions]

# Sheets of a block: enough to keep NumPy busy, few enough for the processor's cache.
SHEETS_A_BLOCK = 1 << 17

# Of 256 units, how many skip one of the periods.
SKIPPING = 10


@dataclass(frozen=True)
class Extent:
    """So many units, periods, and assessors of each unit; ``agreed`` adds a sheet to each group.

    Raises ``BermaknaError`` for numbers of which no data can be made.
    """

    units: int
    periods: int
    assessors: int
    seed: int
    agreed: bool = False

    def __post_init__(self) -> None:
        if min(self.units, self.periods, self.assessors) < 1:
            raise BermaknaError(_("units, periods and assessors must each be at least 1"))
        if self.seed < 0:
            message = _("the seed is a whole number from 0 up, not {value}")
            raise BermaknaError(message.format(value=self.seed))

    @property
    def slots(self) -> int:
        """The sheets of a group: a unit in a period."""
        return self.assessors + self.agreed

    def count(self) -> int:
        """Return how many sheets are made."""
        return self.slots * sum(len(block.groups()[0]) for block in self.cut())

    def cut(self) -> Iterator["Block"]:
        """Yield the blocks; each is the same whatever comes before it."""
        size = max(1, SHEETS_A_BLOCK // (self.periods * self.slots))
        for number, first in enumerate(range(0, self.units, size)):
            yield Block(self, number, range(first, min(first + size, self.units)))


@dataclass(frozen=True)
class Block:
    """The units of one block, counted from 0."""

    extent: Extent
    number: int
    units: range

    def draws(self, purpose: Purpose) -> Draws:
        """Return a stream of this block alone."""
        return Draws(self.extent.seed, purpose, self.number)

    def groups(self) -> Groups:
        """Return who takes part: a few units skip a period, and none its only one."""
        draws = self.draws(Purpose.TAKING_PART)
        units, periods = len(self.units), self.extent.periods
        skips = (draws.bytes(units) < SKIPPING) & (periods > 1)
        skipped = draws.below(periods, units)
        absent = skips[:, None] & (np.arange(periods) == skipped[:, None])
        unit, period = np.nonzero(~absent)
        return unit, period
