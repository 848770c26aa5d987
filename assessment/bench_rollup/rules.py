"""The rules of a plan as an analyst would write them down for another tool."""

from dataclasses import dataclass

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.matrix import LOWEST_LEVEL
from assessment.plan import ScoringPlan
from assessment.tables import lowest_open

# Floats miss a half by less than this, and other fractions of such small sums by more.
EPSILON = 1e-9
# The completeness of what has a level for every applicable item.
FULL = 100
BOUNDS = ("index", "low", "high")
QUANTILES = {"p10": 0.1, "q1": 0.25, "median": 0.5, "q3": 0.75, "p90": 0.9}


@dataclass(frozen=True)
class Gate:
    """A gate of a section: codes below the ``bar`` cap the band at the place ``cap``."""

    section: str
    bar: int
    cap: int


@dataclass(frozen=True)
class Rules:
    """Weights by section and item, and how points become the index and its band.

    A level's points are its steps above the lowest, ``most`` those of the top level. An index is
    ``lowest`` plus ``step`` times the mean of the points. ``digits`` names the level of each code,
    ``bands`` says from which index each stands, and ``gates`` are named by their items.
    """

    items: dict[str, dict[str, int]]
    weights: dict[str, int]
    digits: dict[int, int]
    lowest: int
    step: float
    most: int
    bands: dict[str, float]
    gates: dict[str, Gate]

    @property
    def parts(self) -> tuple[str, ...]:
        """What has figures: ``overall``, then the sections."""
        return ("overall", *self.items)

    def gates_of(self, part: str) -> dict[str, Gate]:
        """Return the gates that cap the band of a part; all of them cap the overall one."""
        return {
            item: gate for item, gate in self.gates.items() if part in ("overall", gate.section)
        }

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
            most=most - least,
            bands={band.id: band.lowest / 100 for band in plan.bands},
            gates={
                item.id: Gate(plan.sections[item.section].id, lowest_open(item), item.gate[1])
                for item in plan.items
                if item.gate
            },
        )
