"""The parts of a report in their order, and what stands on its cover."""

from assessment import __version__
from assessment.charts import chart_levels, chart_sections
from assessment.cycle import PeriodState
from assessment.derivation import derive
from assessment.i18n import _
from assessment.plan import compile_plan
from assessment.report.blocks import Block, Facts, Part, Pictures, Steps, words
from assessment.report.changed import changed
from assessment.report.content import ReportContent
from assessment.report.differing import differing
from assessment.report.overview import overview, privacy
from assessment.report.planned import followed, planned
from assessment.report.sections import sections
from assessment.report.wording import day_of, print_day


def parts(content: ReportContent) -> tuple[Part, ...]:
    """Return all parts after the cover."""
    found = (
        overview(content),
        _charts(content),
        changed(content),
        sections(content),
        differing(content),
        planned(content),
        followed(content),
        _derivation(content),
    )
    return tuple(part for part in found if part)


def title() -> str:
    """Return what a report is called."""
    return _("Self-assessment report")


def unit_name(content: ReportContent) -> str:
    """Return the unit's name, or what stands for it."""
    return content.period.unit.name or _("Unit without a name")


def notice(content: ReportContent) -> tuple[str, ...]:
    """Say what a report is not, and whether it may still change."""
    state = content.period.state
    draft = _("Draft: the period is not locked yet, and its answers may still change.")
    return (
        _("A unit's assessment of itself, not an official assessment."),
        *([draft] if state is not PeriodState.LOCKED else []),
    )


def about(content: ReportContent) -> Facts:
    """Return the facts of the cover."""
    standard = content.standard
    rows = (
        (_("Standard"), f"{standard.title} ({standard.id} {standard.version})"),
        (_("Consensus last changed"), day_of(content.agreed.updated)),
        (_("Report made on"), print_day(content.made)),
        (_("Made by"), unit_name(content)),
        (_("Made with"), f"Bermakna {__version__}"),
    )
    return Facts(tuple(row for row in rows if row[1]))


def _charts(content: ReportContent) -> Part:
    """Draw the sections, and the assessors' answers where they may be shown."""
    summary = content.blind.summary or content.summary
    shown = (
        _("The first chart shows the agreed result of each section, the second one how the "
          "assessors' own answers to each item are shared out.")
        if content.blind.summary
        else _("The first chart shows the agreed result of each section, the second one the agreed "
               "level of each item.")
    )  # fmt: skip
    charts = Pictures((chart_sections(content.summary), chart_levels(summary)))
    blocks: tuple[Block, ...] = (words(shown), words(privacy(content), look="muted"), charts)
    return Part("charts", _("The result as charts"), blocks, fresh=True)


def _derivation(content: ReportContent) -> Part:
    """Put the lines of the derivation below the section they are about."""
    lead = _(
        "Each index can be recalculated from the agreed levels: weight times points for every "
        "item, added up, and divided by the weights."
    )
    found: list[tuple[str, list[str]]] = []
    for line in derive(compile_plan(content.standard), content.result):
        if line.startswith(" "):
            found[-1][1].append(line.strip())
        else:
            found.append((line, []))
    steps = tuple(Steps(name, tuple(under)) for name, under in found)
    return Part("derivation", _("Annex: how every number comes about"), (words(lead), *steps),
                fresh=True)  # fmt: skip
