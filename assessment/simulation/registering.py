"""The register of the made-up units: ministry, region and kind of service of each."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.simulation.draws import Purpose
from assessment.simulation.extent import Block
from assessment.simulation.names import SERVICES, ministry_names, region_names, unit_names

# So many units make a further ministry or region worth while, up to so many of these.
UNITS_EACH = 8
MOST_MINISTRIES = 40
MOST_REGIONS = 9


def services(block: Block) -> npt.NDArray[np.int64]:
    """Return the position of each unit's kind of service."""
    return block.draws(Purpose.SERVICES).below(len(SERVICES), len(block.units))


def register_of(block: Block) -> pd.DataFrame:
    """Return a row a unit: unit, ministry, region, service.

    Regions are runs of units, so that what is written by region needs few blocks at once.
    """
    units = block.extent.units
    ministries = ministry_names(_some(units, MOST_MINISTRIES))
    regions = region_names(_some(units, MOST_REGIONS))
    numbers = np.arange(block.units.start, block.units.stop)
    ministry = block.draws(Purpose.MINISTRIES).below(len(ministries), len(numbers))
    return pd.DataFrame(
        {
            "unit": pd.array(unit_names(block.units, units), dtype="string"),
            "ministry": pd.Categorical.from_codes(ministry, pd.Index(ministries)),
            "region": pd.Categorical.from_codes(numbers * len(regions) // units, pd.Index(regions)),
            "service": pd.Categorical.from_codes(services(block), pd.Index(SERVICES)),
        }
    )


def _some(units: int, most: int) -> int:
    return min(max(1, units // UNITS_EACH), most)
