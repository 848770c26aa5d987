"""Charts of what a room answered: its sections, and the levels of an item.

Where fewer than five chose a level, the results have no figures, and the slide says why.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from assessment.fields import Level
from assessment.i18n import _
from assessment.materials.bars import Bars, Series
from assessment.materials.charts import add_bars
from assessment.materials.layouts import SECOND, THIRD
from assessment.materials.lines import line
from assessment.materials.plan import discussion_steps
from assessment.materials.result_rows import Row, ends_of, in_words, name_of, rows_of, with_figure
from assessment.materials.slides import Deck
from assessment.project import find_root
from assessment.suppression import MIN_GROUP, suppressed
from assessment.wording import print_index, print_percent

if TYPE_CHECKING:
    from assessment.room_results import GroupResults, RoundResults

BEFORE, AFTER = "ACCENT_3", "ACCENT_1"
PERCENT = 100


def add_sections(deck: Deck, results: "GroupResults", part: "RoundResults") -> None:
    """Add the index of each section: what is certain, and what is possible while items are open."""
    rows = rows_of(part.sections)
    texts = [f"{name_of(row)}: {row['text']}" for row in rows]
    title = _titled(_("Our sections"), results, part)
    slide = deck.add("chart", title, [*map(line, texts)])
    slide.write(SECOND, line(_("{count} people").format(count=part.people)))
    names = tuple(with_figure(name_of(row), _range(*ends_of(row))) for row in rows)
    _lowest, highest = results.standard.index.values  # noqa: PD011, the values of an index
    alt = in_words(title, texts)
    add_bars(slide, Bars(alt, names, _bounds(rows), (0, highest), stacked=True))
    slide.write(THIRD, line(_("Index of the whole group; a room is compared with nobody else.")))


def _bounds(rows: Sequence[Row]) -> tuple[Series, ...]:
    """Return the lower bounds, and what is open above them where anything is."""
    low, high = zip(*map(ends_of, rows), strict=True)
    pairs = zip(low, high, strict=True)
    above = tuple(None if least is None else round(most - least, 2) for least, most in pairs)
    certain = Series(_("already certain"), low)
    possible = Series(_("possible, while items are open"), above, "ACCENT_5")
    return (certain, possible) if any(above) else (certain,)


def add_item(
    deck: Deck, results: "GroupResults", shown: "Sequence[RoundResults]", item: str
) -> None:
    """Add how the answers to an item are shared out over its levels, in each round."""
    found = next(one for one in results.standard.items if one.id == item)
    levels = results.standard.scales[found.scale]
    rows = [(part, _row(part.items, item)) for part in shown]
    series = tuple(
        Series(
            results.round_name(part.round) or _("share of answers"),
            tuple(_share(row, level) for level in levels),
            AFTER if part is shown[-1] else BEFORE,
        )
        for part, row in rows
    )
    title = _("{item}: how we differ").format(item=item)
    slide = deck.add("chart", title, discussion_steps(find_root()))
    slide.write(SECOND, line(str(found.text)))
    names = tuple(f"{level.level} {level.label}" for level in levels)
    alt = in_words(title, [_shares(each, levels) for each in series])
    add_bars(slide, Bars(alt, names, series, (0, PERCENT), sideways=False, labelled=True))
    slide.write(THIRD, *(line(_counts(results, part, row)) for part, row in rows))


def _row(items: pd.DataFrame, item: str) -> Row:
    return rows_of(items[items["item"] == item])[0]


def _titled(title: str, results: "GroupResults", part: "RoundResults") -> str:
    name = results.round_name(part.round)
    return f"{title}: {name.lower()}" if name else title


def _range(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return ""
    return print_index(low) if low == high else f"{print_index(low)}–{print_index(high)}"


def _share(row: Row, level: Level) -> float | None:
    share = row[f"share_{level.level}"]
    return None if pd.isna(share) else round(PERCENT * float(share), 2)


def _shares(series: Series, levels: Sequence[Level]) -> str:
    pairs = zip(levels, series.values, strict=True)
    shares = [
        f"{level.level}: {print_percent(share)} %" for level, share in pairs if share is not None
    ]
    return f"{series.name}: {', '.join(shares)}" if shares else series.name


def _counts(results: "GroupResults", part: "RoundResults", row: Row) -> str:
    """Say how many chose a level, and how many could not."""
    name = results.round_name(part.round)
    said = _("{n} answers; do not know {unknown}, not applicable {none}, open {open}").format(
        n=row["n"], unknown=row["unknown"], none=row["not_applicable"], open=row["unanswered"]
    )
    few = _("fewer than {least} chose a level; not shown").format(least=MIN_GROUP)
    return ": ".join(filter(None, (name, few if suppressed(row["n"]) else said)))
