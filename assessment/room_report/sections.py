"""The index of each section in the room, and how the same people have changed."""

from collections.abc import Iterator

from assessment.charts import Chart, chart_room_change, chart_room_sections
from assessment.charts.room_words import bounds_text, plain_records
from assessment.i18n import _
from assessment.report.blocks import Block, Part, Pictures, Table, plain, words
from assessment.room_report.content import RoomContent
from assessment.wording import print_percent

# Sections of one chart: so high that it stays on the page that explains it.
MOST = 4


def sections(content: RoomContent) -> Part | None:
    """Return the part of the sections, or ``None`` where nothing may be shown."""
    if not content.shown:
        return None
    return Part("sections", _("Section by section"), tuple(_blocks(content)), fresh=True)


def _blocks(content: RoomContent) -> Iterator[Block]:
    yield words(
        _(
            "Each person's index of a section lies between two bounds until all its items are "
            "answered. Shown are the means of all people; one number stands only where everyone "
            "has answered all."
        )
    )
    change, charts = content.results.change, _charts(content)
    if change is None:
        one = len(charts) == 1
        yield from [Pictures(tuple(charts), _numbers(content))] if one else side_by_side(charts)
        return
    yield words(
        _(
            "Each person is compared with themselves, on the items that they gave a level both "
            "times; {compared} items count, those that at least five people gave one both times."
        ).format(compared=change.compared),
        _(
            "Where the line crosses zero, the change may be chance alone. Where it does not, "
            "people have changed their answers; whether the workshop is why, and whether their "
            "work has changed, these numbers cannot say."
        ),
    )
    rows = parts_of(list(change.sections["section"]), MOST + 1)
    yield from side_by_side([*charts, *(chart_room_change(change, some) for some in rows)])


def _charts(content: RoomContent) -> list[Chart]:
    names = [section.id for section in content.asked.sections]
    return [chart_room_sections(content.results, some) for some in parts_of(names, MOST)]


def parts_of(names: list[str], most: int) -> list[list[str]]:
    """Cut names into parts of no more than ``most``."""
    return [names[start : start + most] for start in range(0, len(names), most)]


def side_by_side(charts: list[Chart]) -> Iterator[Pictures]:
    """Put two charts into each row."""
    for start in range(0, len(charts), 2):
        yield Pictures(tuple(charts[start : start + 2]))


def _numbers(content: RoomContent) -> Table:
    """Return the numbers of the last round, to stand beside their chart."""
    heading = (_("Section"), _("People"), _("Index"), _("Filled in"))
    rows = tuple(
        (
            plain(f"{row['section']} {row['title']}"),
            plain("" if row["n"] is None else str(row["n"])),
            plain(bounds_text(row)),
            plain("" if row["n"] is None else f"{print_percent(row['completeness'])} %"),
        )
        for row in plain_records(content.shown[-1].sections)
    )
    return Table(_("The same as numbers"), heading, rows, (37, 15, 27, 21))
