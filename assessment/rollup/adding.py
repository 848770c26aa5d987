"""Partial results that come one after the other."""

import pickle

from assessment.rollup.partial import Partial, add_up


class Adding:
    """Adds partial results up two by two, so that few are held and none is added often.

    Sums that wait are pickled: that is a third of their memory, as pandas keeps an object of
    Python and a place in a table for every name that it has looked up once.
    """

    def __init__(self) -> None:
        # How many parts a sum holds, and the sum: the last one, and falling those before it.
        self._last: tuple[int, Partial] | None = None
        self._waiting: list[tuple[int, bytes]] = []

    def add(self, partial: Partial) -> None:
        """Add one more part."""
        size = 1
        if self._last:
            held, earlier = self._last
            self._last = None
            if held > size:
                self._waiting.append((held, pickle.dumps(earlier, pickle.HIGHEST_PROTOCOL)))
            else:
                size, partial = size + held, add_up([earlier, partial])
        while self._waiting and self._waiting[-1][0] <= size:
            held, earlier = self._unpacked()
            size, partial = size + held, add_up([earlier, partial])
        self._last = size, partial

    def total(self) -> Partial | None:
        """Take the sum of all parts out, if there are any."""
        if not self._last:
            return None
        _size, total = self._last
        self._last = None
        while self._waiting:
            _held, earlier = self._unpacked()
            total = add_up([earlier, total])
        return total

    def _unpacked(self) -> tuple[int, Partial]:
        held, packed = self._waiting.pop()
        return held, pickle.loads(packed)  # noqa: S301 - our own
