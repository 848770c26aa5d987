"""How a room's answers to each item are shared out, before and after beside each other."""

from collections.abc import Sequence

from assessment.charts.chart import Chart
from assessment.charts.drawing import BAR, GAP, INNER, MARGIN, RIGHT, SMALL, Box, Drawing
from assessment.charts.levels import draw_shares, level_fills, level_shares
from assessment.charts.room_rows import item_rows
from assessment.charts.room_words import (
    distance_text,
    item_sentence,
    rows_by,
    states_text,
)
from assessment.charts.words import NONE, Record, level_labels, text_alternative
from assessment.i18n import _
from assessment.room_results import GroupResults
from assessment.suppression import suppressed

# Inches: what the name of a round and the number of people take of a bar's row.
NAME, COUNT = 0.68, 0.28


def chart_room_items(results: GroupResults, items: Sequence[str] | None = None) -> Chart:
    """Draw for each item how its levels are shared out in every round.

    ``items`` names the ones to draw, in their order; otherwise all, those of the widest
    disagreement in the last round first.
    """
    title = _("How the answers are shared out")
    drawing = Drawing(title)
    if all(suppressed(part.people) for part in results.rounds):
        drawing.paragraph(results.text)
        return Chart(drawing.finish(), text_alternative(title, "", [results.text]), [])
    shown = list(results.rounds[-1].items["item"] if items is None else items)
    by_round = [(part, rows_by(part, "items", "item")) for part in results.rounds]
    _draw(drawing, results, [[rows[item] for _part, rows in by_round] for item in shown])
    sentences = [
        item_sentence(results, part, rows[item]) for item in shown for part, rows in by_round
    ]
    return Chart(
        drawing.finish(), text_alternative(title, "", sentences), item_rows(results, shown)
    )


def _draw(drawing: Drawing, results: GroupResults, items: list[list[Record]]) -> None:
    """Draw each item's text, a bar for every round, and what the bars do not show."""
    fills = level_fills(results.asked)
    drawing.legend((fills[digit], text) for digit, text in level_labels(results.asked).items())
    drawing.paragraph(_("Right of each bar: the number of people with a level."), size=SMALL)
    drawing.y += GAP
    names = [results.round_name(part.round) for part in results.rounds]
    bars: list[tuple[Box, int]] = []
    for rounds in items:
        drawing.paragraph(f"{rounds[-1]['item']} {rounds[-1]['text']}")
        for name, item in zip(names, rounds, strict=True):
            bars += _draw_row(drawing, name, item)
        for name, item in zip(names, rounds, strict=True):
            told = ", ".join(filter(None, (distance_text(item), states_text(item))))
            drawing.paragraph(f"{name}: {told}" if name else told, size=SMALL)
        drawing.y += 0.6 * GAP
    draw_shares(drawing, bars, fills)


def _draw_row(drawing: Drawing, name: str, item: Record) -> list[tuple[Box, int]]:
    """Write a round's name and its number of levels; return the boxes and levels between them."""
    top = drawing.y + 0.05
    start = MARGIN + (NAME if name else 0.0)
    full = INNER - COUNT - (NAME if name else 0.0)
    drawing.y = top + BAR + 0.02
    if name:
        drawing.write(MARGIN, top + 0.125, name, size=SMALL)
    drawing.write(
        RIGHT, top + 0.125, NONE if item["n"] is None else str(item["n"]), SMALL, ha="right"
    )
    if item["distance"] is None:
        drawing.write(start, top + 0.125, NONE, size=SMALL)
    chosen = {key: value or 0.0 for key, value in item.items() if key.startswith("share_")}
    bars = []
    for digit, share in level_shares(chosen):
        bars.append(((start, top, share * full, BAR + 0.01), digit))
        start += share * full
    return bars
