"""The rules of a plan as an analyst would write them down for another tool."""

from dataclasses import dataclass

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.matrix import LOWEST_LEVEL
from assessment.plan import ScoringPlan

# Floats miss a half by less than this, and other fractions of such small sums by more.
EPSILON = 1e-9


@dataclass(frozen=True)
class Rules:
    """Weights by section and item, and how points become the index.

    A level's points are its steps above the lowest. An index is ``lowest`` plus ``step`` times the
    mean of the points. ``digits`` names the level of each code.
    """

    items: dict[str, dict[str, int]]
    weights: dict[str, int]
    digits: dict[int, int]
    lowest: int
    step: float

    @classmethod
    def of(cls, plan: ScoringPlan) -> "Rules":
        """Return the rules of a plan; raises ``BermaknaError`` unless all items share one scale."""
        least, most = plan.points
        scales = {(item.levels, item.points) for item in plan.items}
        levels, points = scales.pop()
        if scales or points != tuple(range(least, most + 1)):
            raise BermaknaError(_("only a standard with one scale can be set beside other tools"))
        low, high = plan.values
        return cls(
            items={
                section.id: {item.id: item.weight for item in plan.items if item.section == place}
                for place, section in enumerate(plan.sections)
            },
            weights={section.id: section.weight for section in plan.sections},
            digits=dict(enumerate(levels, LOWEST_LEVEL)),
            lowest=low,
            step=(high - low) / (most - least),
        )
