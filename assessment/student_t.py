"""Student's t for whole degrees of freedom: how far a mean of few people may be off by chance.

The probabilities are finite sums: Abramowitz and Stegun, Handbook of Mathematical Functions (1964),
26.7.3 for odd and 26.7.4 for even degrees of freedom.
"""

from functools import lru_cache
from itertools import accumulate
from math import atan, cos, pi, sin, sqrt
from operator import mul

# Halvings of an interval of floats, after which nothing is left to halve.
HALVINGS = 64


def within(t: float, freedom: int) -> float:
    """Return the probability, 0..1, that |T| is at most ``t`` (0 or more).

    ``freedom`` are the degrees of freedom, 1 or more.
    """
    angle = atan(t / sqrt(freedom))
    ratios = [(k - 1) / k * cos(angle) ** 2 for k in range(2 + freedom % 2, freedom - 1, 2)]
    series = sum(accumulate(ratios, mul, initial=1.0))
    if freedom % 2 == 0:
        return sin(angle) * series
    return 2 / pi * (angle + (sin(angle) * cos(angle) * series if freedom > 1 else 0.0))


@lru_cache(maxsize=256)
def quantile(confidence: float, freedom: int) -> float:
    """Return the ``t`` that |T| does not exceed with probability ``confidence``, 0 < ... < 1."""
    low, high = 0.0, 1.0
    while within(high, freedom) < confidence:
        low, high = high, 2 * high
    for _halving in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if within(middle, freedom) < confidence else (low, middle)
    return high
