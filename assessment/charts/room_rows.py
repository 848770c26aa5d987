"""The tables of the charts of a room: a row an item or section, and round."""

from collections.abc import Iterator
from typing import Any

from assessment.charts.room_words import change_name, percent_text, rows_by
from assessment.charts.words import NONE, Record, Table, level_labels, section_name
from assessment.i18n import _
from assessment.room_results import GroupResults, RoundResults
from assessment.wording import print_index, print_percent, print_points


def item_rows(results: GroupResults, items: list[str]) -> Table:
    """Return the table of some items, a row an item and round."""
    digits = level_labels(results.asked)
    heading = [
        _("Item"), _("Text"), *([_("Round")] if len(results.rounds) > 1 else []),
        _("People with a level"), _("Median"), _("Distance"),
        *(_("Level {level} (%)").format(level=digit) for digit in digits),
        _("Do not know"), _("Not applicable"), _("Not answered"),
    ]  # fmt: skip
    by_round = [(part, rows_by(part, "items", "item")) for part in results.rounds]
    return [
        heading,
        *(
            list(_item_row(results, part, rows[item], list(digits)))
            for item in items
            for part, rows in by_round
        ),
    ]


def _item_row(
    results: GroupResults, part: RoundResults, item: Record, digits: list[int]
) -> Iterator[str]:
    name = results.round_name(part.round)
    yield from (item["item"], item["text"], *([name] if name else []))
    yield from (_cell(item["n"]), _cell(item["median"]))
    yield NONE if item["distance"] is None else print_index(item["distance"])
    for digit in digits:
        yield NONE if item[f"share_{digit}"] is None else percent_text(item, digit)
    yield from (_cell(item[state]) for state in ("unknown", "not_applicable", "unanswered"))


def _cell(value: Any) -> str:
    return NONE if value is None else str(value)


def section_rows(results: GroupResults, sections: list[str]) -> Table:
    """Return the table of some sections, a row a section and round."""
    heading = [
        _("Section"), *([_("Round")] if len(results.rounds) > 1 else []), _("People"),
        _("Lowest"), _("Highest"), _("Filled in (%)"),
    ]  # fmt: skip
    by_round = [(part, rows_by(part, "sections", "section")) for part in results.rounds]
    rows = [heading]
    for section in sections:
        for part, found in by_round:
            row, name = found[section], results.round_name(part.round)
            figures = [
                NONE if row[column] is None else say(row[column])
                for column, say in (
                    ("low", print_index), ("high", print_index), ("completeness", print_percent)
                )
            ]  # fmt: skip
            about = [section_name(row), *([name] if name else [])]
            rows.append([*about, _cell(row["n"]), *figures])
    return rows


def change_rows(rows: list[Record]) -> Table:
    """Return the table of a change."""
    heading = [_("Section"), _("Items compared"), _("People"), _("Change"), _("Lowest"),
               _("Highest")]  # fmt: skip
    figures = ("change", "low", "high")
    return [
        heading,
        *(
            [change_name(row), str(row["items"]), _cell(row["n"]),
             *(NONE if row[name] is None else print_points(row[name]) for name in figures)]
            for row in rows
        ),
    ]  # fmt: skip
