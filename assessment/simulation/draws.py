"""Random whole numbers that are the same on every machine and with every version of NumPy."""

from enum import IntEnum
from math import prod
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

# One standard deviation of a single answer: all effects are whole thousandths of it.
ONE = 1_000

# The normal quantile of each byte. Rounding to whole thousandths hides the last bit of a logarithm,
# in which machines may differ.
NORMAL = np.array(
    [round(ONE * NormalDist().inv_cdf((2 * byte + 1) / 512)) for byte in range(256)], dtype=np.int16
)

# Four 16-bit numbers add up to nearly a normal one: its mean, and its standard deviation.
_MIDDLE, _DEVIATION = 131_070, 37_837


class Purpose(IntEnum):
    """What a stream of draws is for: streams of one seed have nothing in common."""

    ITEMS = 0
    TAKING_PART = 1
    SERVICES = 2
    MINISTRIES = 3
    QUALITIES = 4
    ANSWERS = 5


class Draws:
    """An endless row of draws; ``place`` tells the streams of a seed and purpose apart.

    Only the raw words of PCG64 are used: NumPy promises them, and not what it makes of them.
    """

    def __init__(self, seed: int, purpose: Purpose, place: int = 0) -> None:
        sequence = np.random.SeedSequence(seed, spawn_key=(int(purpose), place))
        self._words = np.random.PCG64(sequence)

    def bytes(self, *shape: int) -> npt.NDArray[np.uint8]:
        """Return numbers from 0 to 255."""
        return self._raw(prod(shape)).reshape(shape)

    def below(self, bound: int, *shape: int) -> npt.NDArray[np.int64]:
        """Return whole numbers from 0 up to, not including, ``bound``."""
        words = self._raw(4 * prod(shape)).view("<u4").astype(np.int64)
        return ((words * bound) >> 32).reshape(shape)

    def bell(self, deviation: int, *shape: int) -> npt.NDArray[np.int32]:
        """Return nearly normal whole numbers around 0 with this standard deviation."""
        parts = self._raw(8 * prod(shape)).view("<u2").reshape(-1, 4).astype(np.int64)
        total = parts[:, 0] + parts[:, 1] + parts[:, 2] + parts[:, 3] - _MIDDLE
        return (total * deviation // _DEVIATION).astype(np.int32).reshape(shape)

    def _raw(self, count: int) -> npt.NDArray[np.uint8]:
        words = np.asarray(self._words.random_raw(-(-count // 8)))
        return words.astype("<u8", copy=False).view(np.uint8)[:count]
