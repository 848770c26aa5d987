"""The items of a workshop by disagreement, and those that the room wants to talk about."""

from collections.abc import Iterator

from assessment.charts import chart_room_items
from assessment.charts.room_words import item_text, named, rows_by
from assessment.i18n import _
from assessment.report.blocks import Block, Line, Part, Table, lines, plain, words
from assessment.room_report.content import RoomContent
from assessment.room_report.sections import parts_of, side_by_side
from assessment.standard import Item

# The items of one chart, with one round and with two: so high that two charts share a page.
ONE_ROUND, TWO_ROUNDS = 7, 5


def items(content: RoomContent) -> Part | None:
    """Return the part of all items, two charts side by side; ``None`` where nothing is shown."""
    if not content.shown:
        return None
    lead = _(
        "The items on which the room stands widest apart come first: there is most to learn from "
        "each other. The distance is the number of steps between the levels of two people, the "
        "mean of all pairs; 0 means that all chose the same."
    )
    order = list(content.shown[-1].items["item"])
    size = ONE_ROUND if len(content.results.rounds) == 1 else TWO_ROUNDS
    charts = [chart_room_items(content.results, some) for some in parts_of(order, size)]
    blocks: tuple[Block, ...] = (words(lead), *side_by_side(charts))
    title = _("Item by item, the widest disagreement first")
    return Part("items", title, blocks, fresh=True)


def discussed(content: RoomContent) -> Part | None:
    """Return the part of the chosen items, or ``None`` when none was chosen."""
    if not content.chosen:
        return None
    heading = (_("Item"), _("Answers of the room"), _("Next step"))
    rows = tuple(
        (
            (Line(item.id, "strong"), Line(str(item.text))),
            lines(list(_answers(content, item))) or plain(_("not shown"), "muted"),
            plain(_next_step(content, item)),
        )
        for item in content.chosen
    )
    table = Table(_("Items that the room chose to talk about"), heading, rows, (36, 32, 32))
    return Part("discussion", _("Items to talk about"), (table,))


def _answers(content: RoomContent, item: Item) -> Iterator[str]:
    """Say round by round how the levels of an item are shared out."""
    for part in content.shown:
        row = rows_by(part, "items", "item")[item.id]
        yield named(content.results, part, item_text(content.results, row))


def _next_step(content: RoomContent, item: Item) -> str:
    """Return the hint for the room's median level; nothing at the top, or where it is hidden."""
    if not content.shown:
        return ""
    median = rows_by(content.shown[-1], "items", "item")[item.id]["median"]
    return str(item.hints[median]) if median in item.hints else ""
