"""The plan of the period, and what became of the plan of the period before."""

from assessment.charts.words import records
from assessment.cycle import Action
from assessment.i18n import _
from assessment.presentation import status_words
from assessment.report.blocks import Block, Cell, Line, Part, Table, lines, plain, words
from assessment.report.content import Earlier, ReportContent
from assessment.report.wording import print_day


def planned(content: ReportContent) -> Part:
    """Return the part of the plan."""
    return Part("plan", _("Action plan"), (_plan(content),))


def _plan(content: ReportContent) -> Block:
    if not content.actions:
        return words(_("No action has been written down for this period."))
    heading = (_("Item"), _("Action"), _("Owner"), _("Due"), _("Measure"), _("Status"))
    rows = tuple(_action(action) for action in content.actions)
    return Table(_("Actions of this period"), heading, rows, (8, 27, 16, 13, 18, 18))


def _action(action: Action) -> tuple[Cell, ...]:
    return (
        plain(action.item, "strong"),
        plain(action.text),
        plain(action.owner),
        plain(print_day(action.due)),
        plain(action.measure),
        (Line(status_words()[action.status]), *lines([action.outcome], "muted")),
    )


def followed(content: ReportContent) -> Part | None:
    """Return the part about the earlier plan, or ``None`` without an earlier period."""
    earlier = content.earlier
    if earlier is None:
        return None
    title = _("What became of the plan of {period}").format(period=earlier.period.name)
    return Part("followed", title, (_earlier_plan(content, earlier),))


def _earlier_plan(content: ReportContent, earlier: Earlier) -> Block:
    if not earlier.actions:
        return words(_("No action of that period has been written down."))
    heading = (_("Item"), _("Action"), _("Owner"), _("Due"), _("Status"), _("What became of it"),
               _("Agreed level, then and now"))  # fmt: skip
    rows = tuple(_followed(content, action) for action in earlier.actions)
    return Table(_("Actions of the earlier period"), heading, rows, (8, 25, 14, 13, 10, 18, 12))


def _followed(content: ReportContent, action: Action) -> tuple[Cell, ...]:
    return (
        plain(action.item, "strong"),
        (Line(action.text), *lines([action.measure], "muted")),
        plain(action.owner),
        plain(print_day(action.due)),
        plain(status_words()[action.status]),
        plain(action.outcome),
        plain(then_and_now(content, action.item)),
    )


def then_and_now(content: ReportContent, item: str) -> str:
    """Say the agreed levels of an item in both periods; nothing where they cannot be compared."""
    if content.change is None:
        return ""
    compared = content.change.items
    found = records(compared[compared["item"] == item])
    return f"{found[0]['before']} → {found[0]['after']}" if found else ""
