"""Where assessors differed by two levels or more, and how the unit settled it."""

from assessment.comparison import DISAGREEMENT
from assessment.i18n import _
from assessment.report.blocks import Block, Cell, Line, Part, Table, lines, plain, words
from assessment.report.content import ReportContent
from assessment.report.overview import privacy
from assessment.report.sections import distribution
from assessment.report.wording import say_choice


def differing(content: ReportContent) -> Part:
    """Return the part of the disagreements, the widest first."""
    return Part("disagreements", _("Disagreements and how they were settled"), _blocks(content))


def _blocks(content: ReportContent) -> tuple[Block, ...]:
    found = content.blind.disagreements
    hidden = words(privacy(content), look="muted")
    if content.blind.summary is None:
        return (hidden,)
    if found.empty:
        none = _("On no item did the assessors' answers lie {steps} levels or more apart.")
        return words(none.format(steps=DISAGREEMENT)), hidden
    caption = _("Items on which answers lie {steps} levels or more apart")
    heading = (_("Item"), _("Assessors' answers"), _("Agreed level"), _("How it was settled"))
    rows = tuple(_row(content, item) for item in found["item"])
    return Table(caption.format(steps=DISAGREEMENT), heading, rows, (36, 17, 17, 30)), hidden


def _row(content: ReportContent, item_id: str) -> tuple[Cell, ...]:
    item = next(item for item in content.standard.items if item.id == item_id)
    answer = content.answer(item_id)
    level = say_choice(content.standard, item, answer.choice)
    return (
        (Line(item.id, "strong"), Line(str(item.text))),
        distribution(content, item_id),
        plain(level, "strong"),
        lines([answer.note, answer.reason]) or plain(_("No reason was written down."), "muted"),
    )
