"""The report as plain tables for calculation: numbers are numbers, and every row stands alone."""

from collections.abc import Iterator, Sequence

from assessment.charts.words import records
from assessment.cycle import Action
from assessment.i18n import _
from assessment.presentation import status_words
from assessment.report.change_tables import changed_indices, changed_levels
from assessment.report.content import ReportContent
from assessment.report.overview import privacy
from assessment.report.parts import about, notice, unit_name
from assessment.report.sections import counts_of
from assessment.report.sheet import Sheet, Value
from assessment.report.wording import say_choice
from assessment.results import Result


def sheets(content: ReportContent) -> Iterator[Sheet]:
    """Yield the sheets of the annex in their order."""
    yield _about(content)
    yield _figures(content, _("Overall"), [content.result.overall])
    yield _figures(content, _("Sections"), content.result.sections)
    yield _items(content)
    if content.blind.summary is not None:
        yield _distribution(content)
        yield _disagreements(content)
    yield _plan(_("Plan"), content.actions)
    if content.earlier:
        yield _plan(_("Earlier plan"), content.earlier.actions)
    if content.change:
        yield changed_indices(content.change)
        yield changed_levels(content.change)


def _about(content: ReportContent) -> Sheet:
    rows = (
        (_("Unit"), unit_name(content)),
        (_("Period"), content.period.name),
        *about(content).rows,
        *((_("Note"), line) for line in (*notice(content), privacy(content)) if line),
        (_("Change"), content.change.text if content.change else content.no_change),
    )
    return Sheet(_("About"), (_("Field"), _("Content")), rows)


def _figures(content: ReportContent, name: str, parts: Sequence[Result]) -> Sheet:
    heading = (
        _("Standard"), _("Version"), _("Section"), _("Title"), _("Index"), _("Lowest"),
        _("Highest"), _("Filled in (%)"), _("Band"), _("Gates that are shut"), _("Result"),
    )  # fmt: skip
    return Sheet(name, heading, tuple(_figure(content, part) for part in parts))


def _figure(content: ReportContent, part: Result) -> tuple[Value, ...]:
    standard = content.standard
    titles = {section.id: str(section.title) for section in standard.sections}
    bands = {band.id: str(band.label) for band in standard.bands}
    return (
        standard.id, standard.version, part.id if part.id in titles else "",
        titles.get(part.id, _("Overall")), part.score if part.band else None, part.low, part.high,
        part.completeness, bands.get(part.band or ""), ", ".join(part.shut), part.text,
    )  # fmt: skip


def _items(content: ReportContent) -> Sheet:
    heading = (
        _("Section"), _("Item"), _("Text"), _("Weight"), _("Gate"), _("Level"),
        _("Agreed level"), _("Points"), _("Weight × points"), _("Evidence"), _("Notes"),
        _("Reason"),
    )  # fmt: skip
    items = {item.id: item for item in content.standard.items}
    rows = []
    for row in content.result.trace:
        item, answer = items[row.item], content.answer(row.item)
        level = row.choice if isinstance(row.choice, int) else None
        rows.append((
            row.section, row.item, str(item.text), row.weight, _("yes") if item.gate else _("no"),
            level, say_choice(content.standard, item, row.choice), row.points, row.product,
            answer.evidence, answer.note, answer.reason,
        ))  # fmt: skip
    return Sheet(_("Items"), heading, tuple(rows))


def _distribution(content: ReportContent) -> Sheet:
    """List what assessors chose, a row an item and choice."""
    rows: list[tuple[Value, ...]] = []
    for item in content.standard.items:
        if item.id in content.blind.hidden:
            rows.append((item.id, _("not shown"), None))
        rows += [(item.id, choice, count) for choice, count in counts_of(content, item.id)]
    heading = (_("Item"), _("Answer"), _("Number of assessors"))
    return Sheet(_("Assessors' answers"), heading, tuple(rows))


def _disagreements(content: ReportContent) -> Sheet:
    heading = (
        _("Item"), _("Text"), _("Median"), _("Lowest level"), _("Highest level"), _("Spread"),
        _("Agreed level"), _("How it was settled"),
    )  # fmt: skip
    names = ("item", "text", "median", "lowest", "highest", "spread")
    choices = {item.id: item for item in content.standard.items}
    rows = []
    for row in records(content.blind.disagreements):
        answer = content.answer(row["item"])
        level = say_choice(content.standard, choices[row["item"]], answer.choice)
        settled = "\n".join(filter(None, (answer.note, answer.reason)))
        rows.append((*(row[name] for name in names), level, settled))
    return Sheet(_("Disagreements"), heading, tuple(rows))


def _plan(name: str, actions: Sequence[Action]) -> Sheet:
    heading = (_("Item"), _("Action"), _("Owner"), _("Due"), _("Measure"), _("Status"),
               _("What became of it"))  # fmt: skip
    rows = tuple(
        (
            action.item, action.text, action.owner, action.due.isoformat() if action.due else "",
            action.measure, status_words()[action.status], action.outcome,
        )
        for action in actions
    )  # fmt: skip
    return Sheet(name, heading, rows)
