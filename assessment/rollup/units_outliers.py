"""Which numbers lie far from the others, exactly.

The rule is the modified z-score: 0.6745 times the distance from the median, divided by the median
of all these distances, is beyond 3.5 (Iglewicz & Hoaglin 1993, How to Detect and Handle
Outliers, ASQC Quality Press). 0.6745 is the upper quartile of the standard normal distribution.
"""

import numpy as np

from assessment.indices import Hundredths
from assessment.suppression import suppressed
from assessment.tables import Integers

SCALE, FAR = 6745, 35_000  # 0.6745 and 3.5 in ten-thousandths


def far_from_others(values: Hundredths | Integers) -> Integers:
    """Return 1 for a number far above the others, -1 for one far below, and 0 for the rest.

    None of fewer than five numbers is far, and none where the median distance is 0.
    """
    if suppressed(len(values)):
        return np.zeros(len(values), dtype=np.int64)
    # Twice the numbers, then four times the distances, so that medians are whole.
    distances = 2 * values.astype(np.int64) - _twice_median(values)
    spread = _twice_median(np.abs(distances))
    far = (2 * SCALE * np.abs(distances) > FAR * spread) & (spread > 0)
    return np.where(far, np.sign(distances), 0)


def _twice_median(values: Hundredths | Integers) -> int:
    middle = (len(values) - 1) // 2, len(values) // 2
    ordered = np.partition(values, middle)
    return int(ordered[middle[0]]) + int(ordered[middle[1]])
