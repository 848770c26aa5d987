"""The slide of what has changed between two rounds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assessment.i18n import _
from assessment.materials.bars import Bars, Series
from assessment.materials.charts import add_bars
from assessment.materials.layouts import SECOND, THIRD
from assessment.materials.lines import line
from assessment.materials.result_rows import (
    Row,
    ends_of,
    in_words,
    name_of,
    number_of,
    rows_of,
    with_figure,
)
from assessment.materials.slides import Deck
from assessment.wording import print_points

if TYPE_CHECKING:
    from assessment.room_change import GroupChange

# A change is shown between these ends, or wider ones in steps of as much.
STEP = 10


def add_change(deck: Deck, change: "GroupChange") -> None:
    """Add how much the index has changed, with the interval that it lies in."""
    rows = rows_of(change.sections)
    texts = [f"{_changed(row)}: {row['text']}" for row in rows]
    title = _("What has changed")
    slide = deck.add("chart", title, [*map(line, texts)])
    slide.write(SECOND, line(change.text))
    names = tuple(with_figure(_changed(row), _moved(row)) for row in rows)
    values = tuple(number_of(row["change"]) for row in rows)
    reach = tuple(map(ends_of, rows))
    series = Series(_("change of the index"), values, "ACCENT_5", reach)
    limit = _limit([*values, *(end for ends in reach for end in ends)])
    add_bars(slide, Bars(in_words(title, texts), names, (series,), (-limit, limit)))
    note = _("The lines are intervals; a change whose interval holds zero may be chance.")
    slide.write(THIRD, line(note))


def _limit(figures: Sequence[float | None]) -> float:
    """Return the end of an axis that all figures stand within."""
    far = max((abs(figure) for figure in figures if figure is not None), default=0)
    return STEP * (far // STEP + 1)


def _changed(row: Row) -> str:
    """Name a row of the change; the first one is about all sections together."""
    return str(row["title"]) if row["section"] == "overall" else name_of(row)


def _moved(row: Row) -> str:
    """Return a change with its sign, or nothing where it is not shown."""
    change = number_of(row["change"])
    return "" if change is None else f"{'+' if change > 0 else ''}{print_points(change)}"
