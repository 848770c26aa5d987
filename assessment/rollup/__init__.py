"""From one unit to the nation: many units in periods, each scored as one long sheet.

``roll_up`` makes a ``RollUp`` of a matrix, a tidy frame, or Parquet files of any size.
"""

from assessment.rollup.columns import REGISTER
from assessment.rollup.result import RollUp
from assessment.rollup.rolling import roll_up

__all__ = ["REGISTER", "RollUp", "roll_up"]
