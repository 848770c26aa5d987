"""A workshop as plain tables for calculation: numbers are numbers, and hidden ones are empty."""

from collections.abc import Iterator

import pandas as pd

from assessment.charts.words import records
from assessment.columns import share_columns
from assessment.i18n import _
from assessment.report.blocks import Heading, Words
from assessment.report.sheet import Sheet, Value, value_of
from assessment.report.wording import print_day
from assessment.room_report.content import RoomContent
from assessment.room_report.parts import about, notice
from assessment.room_report.reading import reading
from assessment.room_results import RoundResults


def sheets(content: RoomContent) -> Iterator[Sheet]:
    """Yield the sheets of the workbook in their order."""
    yield _overview(content)
    yield _items(content)
    yield _sections(content)
    if content.results.change:
        yield _change(content.results.change.sections)
    yield _commitments(content)


def _overview(content: RoomContent) -> Sheet:
    results = content.results
    rows: list[tuple[Value, ...]] = [
        (_("Workshop"), content.title),
        (_("Day"), print_day(content.day)),
        (_("People who count"), results.people),
        (_("People left out"), results.left_out),
        *about(content).rows,
        (_("Items that were asked"), ", ".join(item.id for item in content.asked.items)),
        (_("Items to talk about"), ", ".join(item.id for item in content.chosen)),
        *((_("Note"), line) for line in (results.text, *notice(), *_reading(content))),
    ]
    return Sheet(_("About"), (_("Field"), _("Content")), tuple(rows))


def _reading(content: RoomContent) -> Iterator[str]:
    """Yield how to read the report, sentence by sentence."""
    for block in reading(content).blocks:
        if isinstance(block, Heading):
            yield f"{block.text}:"
        elif isinstance(block, Words):
            yield from (line.text for line in block.lines)


def _items(content: RoomContent) -> Sheet:
    shares = share_columns(content.asked)
    heading = (
        _("Round"), _("Section"), _("Item"), _("Text"), _("Weight"), _("People with a level"),
        _("Do not know"), _("Not applicable"), _("Not answered"), _("Median"), _("Distance"),
        *(_("Level {level} (share)").format(level=digit) for digit in shares.values()),
        _("To talk about"),
    )  # fmt: skip
    chosen = {item.id for item in content.chosen}
    names = (
        "section", "item", "text", "weight", "n", "unknown", "not_applicable", "unanswered",
        "median", "distance", *shares,
    )  # fmt: skip
    rows = [
        (*row, _("yes") if row[2] in chosen else _("no"))
        for part in content.results.rounds
        for row in _rows(part, part.items, names)
    ]
    return Sheet(_("Items"), heading, tuple(rows))


def _sections(content: RoomContent) -> Sheet:
    heading = (
        _("Round"), _("Section"), _("Title"), _("People"), _("Lowest"), _("Highest"),
        _("Filled in (%)"), _("Result"),
    )  # fmt: skip
    names = ("section", "title", "n", "low", "high", "completeness", "text")
    rows = [row for part in content.results.rounds for row in _rows(part, part.sections, names)]
    return Sheet(_("Sections"), heading, tuple(rows))


def _rows(
    part: RoundResults, frame: pd.DataFrame, names: tuple[str, ...]
) -> Iterator[tuple[Value, ...]]:
    for row in records(frame):
        yield part.round, *(value_of(row[name]) for name in names)


def _change(frame: pd.DataFrame) -> Sheet:
    heading = (
        _("Section"), _("Title"), _("Items compared"), _("People"), _("Change"), _("Lowest"),
        _("Highest"), _("Result"),
    )  # fmt: skip
    # The overall index belongs to no section.
    shown = frame.assign(section=frame["section"].replace("overall", ""))
    rows = tuple(tuple(map(value_of, row.values())) for row in records(shown))
    return Sheet(_("Change"), heading, rows)


def _commitments(content: RoomContent) -> Sheet:
    rows = tuple((text,) for text in content.commitments)
    return Sheet(_("Commitments"), (_("Commitment"),), rows)
