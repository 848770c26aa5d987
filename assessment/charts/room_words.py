"""The words of the charts of a room: names, sentences, and numbers as they are printed."""

import pandas as pd

from assessment.charts.words import NONE, Record, level_labels, records
from assessment.i18n import _
from assessment.room_results import GroupResults, RoundResults
from assessment.suppression import MIN_GROUP
from assessment.wording import print_index, print_percent, print_points


def plain_records(frame: pd.DataFrame) -> list[Record]:
    """Return the rows of a frame; what is missing is ``None``."""
    return [
        {name: None if pd.isna(value) else value for name, value in row.items()}
        for row in records(frame)
    ]


def rows_by(part: RoundResults, frame: str, column: str) -> dict[str, Record]:
    """Return the rows of the ``items`` or ``sections`` of a round by one of their columns."""
    return {row[column]: row for row in plain_records(getattr(part, frame))}


def named(results: GroupResults, part: RoundResults, text: str) -> str:
    """Say a text of a round, with the round's name where two stand side by side."""
    return ": ".join(filter(None, (results.round_name(part.round), text)))


def distance_text(item: Record) -> str:
    """Say how far apart the levels of an item are, or why nothing is said."""
    if item["distance"] is None:
        return _("fewer than {least} people chose a level").format(least=MIN_GROUP)
    return _("distance {distance}").format(distance=print_index(item["distance"]))


def states_text(item: Record) -> str:
    """Say how many people gave an item no level; nothing when all did."""
    sentences = {
        "unknown": _("{count} do not know"),
        "not_applicable": _("{count} not applicable"),
        "unanswered": _("{count} not answered"),
    }
    return ", ".join(
        sentence.format(count=item[state]) for state, sentence in sentences.items() if item[state]
    )


def item_sentence(results: GroupResults, part: RoundResults, item: Record) -> str:
    """Say which item it is, of which round, and how its answers are shared out."""
    return named(results, part, f"{item['item']}: {item_text(results, item)}.")


def item_text(results: GroupResults, item: Record) -> str:
    """Say how the answers to an item are shared out."""
    shares = [
        _("level {level} {percent} %").format(level=digit, percent=percent_text(item, digit))
        for digit in level_labels(results.asked)
        if item[f"share_{digit}"]
    ]
    return ", ".join(filter(None, (*shares, distance_text(item), states_text(item))))


def percent_text(item: Record, digit: int) -> str:
    """Return the share of a level in whole percent."""
    return print_percent(round(100 * item[f"share_{digit}"]))


def bounds_text(row: Record) -> str:
    """Return the one number of a section, or its bounds; a dash where nothing is shown."""
    if row["low"] is None:
        return NONE
    ends = dict.fromkeys((print_index(row["low"]), print_index(row["high"])))
    return "–".join(ends)


def change_text(row: Record) -> str:
    """Return a change with its sign and its interval; a dash where nothing is shown."""
    if row["change"] is None:
        return NONE
    sign = "+" if row["change"] > 0 else ""
    points = {name: print_points(row[name]) for name in ("change", "low", "high")}
    return sign + _("{change} ({low} to {high})").format(**points)


def named_items(items: list[Record]) -> str:
    """Name items by id, text and distance."""
    return "; ".join(
        _("{item} “{text}” ({distance})").format(
            item=item["item"],
            text=item["text"].rstrip("."),
            distance=print_index(item["distance"]),
        )
        for item in items
    )


def change_name(row: Record) -> str:
    """Return the id and title of a section, or what the whole is called."""
    return str(row["title"]) if row["section"] == "overall" else f"{row['section']} {row['title']}"
