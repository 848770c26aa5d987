"""How the same people have changed from the first round to the last, and how surely.

As between two periods, a person's indices are compared on the items that had a level both times.
An item counts where five people gave it one both times: every figure then is of five at least.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from statistics import stdev

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.coding import places, scatter
from assessment.i18n import _
from assessment.indices import NONE
from assessment.matrix import LOWEST_LEVEL, NOT_APPLICABLE, Codes
from assessment.plan import ScoringPlan, compile_plan
from assessment.room_sections import mean
from assessment.scoring import score_codes
from assessment.standard import Standard
from assessment.student_t import quantile
from assessment.suppression import MIN_GROUP, suppressed
from assessment.wording import print_points

CONFIDENCE = 0.95

CHANGES = {
    "section": "string",
    "title": "string",
    "items": "int64",
    "n": "Int64",
    "change": "Float64",
    "low": "Float64",
    "high": "Float64",
    "text": "string",
}

Hundredths = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class GroupChange:
    """The change of the index of the same people between two rounds.

    ``sections`` has a row ``overall`` and one a section: ``n`` people have a level both times on
    some of its ``items`` that count; ``change`` is their mean change in points of the index,
    ``low`` and ``high`` its 95 % interval by Student's t. All are ``NA`` where no item counts.
    ``text`` says the overall change, ``compared`` counts the items.
    """

    sections: pd.DataFrame
    compared: int
    text: str


def change_of_room(asked: Standard, before: pd.DataFrame, after: pd.DataFrame) -> GroupChange:
    """Compare two tidy frames of the same people in the same order."""
    plan = compile_plan(asked)
    then, now = (scatter(plan, frame, *places(plan, frame)) for frame in (before, after))
    shared = (then >= LOWEST_LEVEL) & (now >= LOWEST_LEVEL)
    counts = shared.sum(axis=0) >= MIN_GROUP
    was, is_now = (_indices(plan, codes, shared & counts) for codes in (then, now))
    compared = counts.nonzero()[0].tolist()
    parts = [plan.items[place].section for place in compared]
    items = [len(compared), *(parts.count(place) for place in range(len(plan.sections)))]
    names = [("overall", _("Overall")), *((part.id, str(part.title)) for part in asked.sections)]
    rows = [
        (*name, count, *figures)
        for name, count, figures in zip(names, items, _figures(was, is_now), strict=True)
    ]
    frame = pd.DataFrame(rows, columns=list(CHANGES)).astype(CHANGES)
    return GroupChange(frame, len(compared), str(frame["text"].iloc[0]))


def _indices(plan: ScoringPlan, codes: Codes, counts: npt.NDArray[np.bool_]) -> Hundredths:
    """Return each person's overall index and those of the sections, on what counts alone."""
    scores = score_codes(plan, np.where(counts, codes, np.uint8(NOT_APPLICABLE)))
    return np.column_stack([scores.overall.score, scores.sections.score]).astype(np.int64)


def _figures(was: Hundredths, is_now: Hundredths) -> Iterator[tuple[object, ...]]:
    """Yield the figures of each column of indices."""
    for then, now in zip(was.T, is_now.T, strict=True):
        known = (then != NONE) & (now != NONE)
        yield _mean_change((now - then)[known].tolist())


def _mean_change(changes: list[int]) -> tuple[object, ...]:
    """Return ``n``, the mean, the ends of its interval and the sentence; changes in hundredths."""
    n = len(changes)
    if suppressed(n):
        reason = _("fewer than {least} people have a level both times on any item; not shown")
        return None, None, None, None, reason.format(least=MIN_GROUP)
    middle = mean(changes) / 100
    reach = quantile(CONFIDENCE, n - 1) * stdev(changes) / sqrt(n) / 100
    exact = sum(changes) / n / 100
    low, high = round(exact - reach, 2), round(exact + reach, 2)
    return n, middle, low, high, _say(n, middle, low, high)


def _say(n: int, change: float, low: float, high: float) -> str:
    """Say a change in plain words, and when chance alone may have made it."""
    sentence = _("{direction} on average; between {low} and {high} with {percent} percent "
                 "confidence, of {n} people")  # fmt: skip
    text = sentence.format(
        direction=_direction(change),
        low=print_points(low),
        high=print_points(high),
        percent=round(100 * CONFIDENCE),
        n=n,
    )
    chance = _("this cannot be told from chance")
    return f"{text}; {chance}" if low <= 0 <= high else text


def _direction(change: float) -> str:
    points = print_points(abs(change))
    if points == print_points(0):
        return _("unchanged")
    return (_("up by {points}") if change > 0 else _("down by {points}")).format(points=points)
