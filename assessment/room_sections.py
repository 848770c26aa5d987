"""The index of each section in a room: the mean of the people's honest bounds.

Levels of an item that fewer than five chose count as open: no index gives away what the item
does not show, and the bounds still hold what they chose.
"""

from collections.abc import Iterable

import pandas as pd

from assessment.i18n import _
from assessment.standard import Section, Standard
from assessment.summary import summarise
from assessment.suppression import MIN_GROUP, suppressed
from assessment.wording import print_index, print_percent, templates

SECTIONS = {
    "section": "string",
    "title": "string",
    "n": "Int64",
    "low": "Float64",
    "high": "Float64",
    "completeness": "Float64",
    "text": "string",
}


def sections_of_room(asked: Standard, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the sections of a tidy frame; ``n`` counts the people to whom some item applies."""
    levels = frame.loc[frame["state"] == "level", "item"].value_counts()
    few = frozenset(levels.index[levels < MIN_GROUP])
    people = summarise(_as_open(frame, few), asked).sections
    rows = [_row(part, people[people["section"] == part.id], few) for part in asked.sections]
    return pd.DataFrame(rows, columns=list(SECTIONS)).astype(SECTIONS)


def _as_open(frame: pd.DataFrame, few: frozenset[str]) -> pd.DataFrame:
    """Return a frame in which nobody has answered the items with a level of few people."""
    hidden = (frame["state"] == "level") & frame["item"].isin(few)
    return frame.assign(
        state=frame["state"].mask(hidden, "unanswered"), level=frame["level"].mask(hidden)
    )


def _row(section: Section, people: pd.DataFrame, few: frozenset[str]) -> tuple[object, ...]:
    known = people[people["low"].notna()]
    n, about = len(known), (section.id, str(section.title))
    if suppressed(len(people)) or suppressed(n):
        return (*about, None, None, None, None, _too_few(len(people) and n))
    low, high, completeness = (
        mean(round(100 * value) for value in known[name]) / 100
        for name in ("low", "high", "completeness")
    )
    open_items = [item.id for item in section.items if item.id in few]
    whole = known["band"].notna().all()
    text = _say(low, high, completeness, n, whole=bool(whole))
    return (*about, n, low, high, completeness, "; ".join([text, *_why_open(open_items)]))


def mean(hundredths: Iterable[int]) -> int:
    """Return the mean of hundredths in hundredths, rounded half up."""
    values = list(hundredths)
    return (2 * sum(values) + len(values)) // (2 * len(values))


def _too_few(n: int) -> str:
    if not n:
        return templates()["nothing"]
    return _("of fewer than {least} people; not shown").format(least=MIN_GROUP)


def _say(low: float, high: float, completeness: float, n: int, *, whole: bool) -> str:
    if whole:
        sentence = _("{score} on average, of {n} people")
        return sentence.format(score=print_index(low), n=n)
    sentence = _("between {low} and {high} on average, of {n} people; {completeness} % filled in")
    return sentence.format(
        low=print_index(low), high=print_index(high), n=n, completeness=print_percent(completeness)
    )


def _why_open(items: list[str]) -> list[str]:
    """Name the items whose levels count as open."""
    sentence = _("levels of {items} count as open, since fewer than {least} people chose one")
    return [sentence.format(items=", ".join(items), least=MIN_GROUP)] if items else []
