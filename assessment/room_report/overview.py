"""The report of a workshop for a reader without time: who answered what, and what stands out."""

from collections.abc import Iterator

from assessment.charts.room_words import (
    bounds_text,
    change_text,
    named_items,
    plain_records,
    rows_by,
)
from assessment.i18n import _
from assessment.report.blocks import Block, Cell, Part, Result, Table, plain, words
from assessment.room_report.content import RoomContent
from assessment.suppression import MIN_GROUP

# The items that are named for standing widest apart, and for standing closest together.
NAMED = 3
# Shares of the page for a round, and for the change.
ROUND, CHANGE = 18, 26


def overview(content: RoomContent) -> Part:
    """Return the part of the summary."""
    count = _("{people} people, {items} items of {sections} sections").format(
        people=content.results.people,
        items=len(content.asked.items),
        sections=len(content.asked.sections),
    )
    blocks: tuple[Block, ...] = (
        Result(count, content.results.text),
        *([_figures(content)] if content.shown else []),
        words(*_outstanding(content)),
        _asked(content),
        words(*_not_asked(content), look="muted"),
    )
    return Part("summary", _("Summary"), blocks, fresh=True)


def _figures(content: RoomContent) -> Table:
    """Return the index of every section and round, with its change."""
    change = content.results.change
    names = [content.results.round_name(part.round) or _("Index") for part in content.shown]
    changes = {row["section"]: row for row in plain_records(change.sections)} if change else {}
    by_round = [rows_by(part, "sections", "section") for part in content.shown]
    rows = [
        (
            plain(f"{section.id} {section.title}", "strong"),
            *(plain(bounds_text(found[section.id])) for found in by_round),
            *([plain(change_text(changes[section.id]))] if change else []),
        )
        for section in content.asked.sections
    ]
    if change:
        dashes = [plain("") for _part in names]
        rows.append(
            (plain(_("Overall"), "strong"), *dashes, plain(change_text(changes["overall"])))
        )
    widths = [*(ROUND for _name in names), *([CHANGE] if change else [])]
    heading = (_("Section"), *names, *([_("Change (95 % interval)")] if change else []))
    caption = _("Index of each section, the mean of the room; bounds while items are open")
    return Table(caption, heading, tuple(rows), (100 - sum(widths), *widths))


def _outstanding(content: RoomContent) -> Iterator[str]:
    """Say what chance allows, and on which items the room differs most and least."""
    if not content.shown:
        yield _("Fewer than {least} people answered: no figure is shown.").format(least=MIN_GROUP)
        return
    if content.results.change:
        yield _("The same people, overall: {text}.").format(text=content.results.change.text)
    last = plain_records(content.shown[-1].items)
    known = [row for row in last if row["distance"] is not None]
    if len(known) > NAMED:
        yield _("Widest apart: {items}.").format(items=named_items(known[:NAMED]))
        yield _("Closest together: {items}.").format(items=named_items(known[::-1][:NAMED]))


def _asked(content: RoomContent) -> Table:
    """List what was asked, section by section, beside what was not."""
    heading = (_("Section"), _("Items that were asked"), _("Not asked"))
    rows = tuple(_section(content, section) for section in content.results.sections)
    return Table(_("What the room was asked"), heading, rows, (50, 30, 20))


def _section(content: RoomContent, name: str) -> tuple[Cell, ...]:
    section = content.results.standard.section(name)
    asked = {item.id for item in content.asked.items}
    told, kept = (
        ", ".join(item.id for item in section.items if (item.id in asked) is whether)
        for whether in (True, False)
    )
    return plain(f"{section.id} {section.title}", "strong"), plain(told), plain(kept)


def _not_asked(content: RoomContent) -> Iterator[str]:
    """Say why some items were not asked, and that other sections were not either."""
    whole, sections = content.results.standard, content.results.sections
    chosen = [item for name in sections for item in whole.section(name).items]
    if len(chosen) > len(content.asked.items):
        yield _(
            "Items that are not asked concern each person alone: their answers are never sent or "
            "collected."
        )
    others = [section.id for section in whole.sections if section.id not in sections]
    if others:
        yield _("Sections of the standard that this workshop was not about: {sections}.").format(
            sections=", ".join(others)
        )
