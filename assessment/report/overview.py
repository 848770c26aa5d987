"""The report in a few sentences and facts, before all details."""

from collections.abc import Iterator

from assessment.charts.words import records
from assessment.i18n import _
from assessment.plan import compile_plan
from assessment.report.blocks import Block, Facts, Line, Part, Result, Table, plain, words
from assessment.report.content import ReportContent
from assessment.results import Result as Figures
from assessment.suppression import MIN_GROUP, suppressed
from assessment.wording import print_change, print_index, print_percent

MOST_GAPS = 5


def overview(content: ReportContent) -> Part:
    """Return the part that a reader without time reads."""
    blocks: tuple[Block, ...] = (
        Result(content.result.overall.text, _meaning(content)),
        words(*_strengths(content), *_gates(content), *_latest(content)),
        Facts(tuple(_facts(content))),
        *_gaps(content),
        words(privacy(content), look="muted"),
    )
    return Part("summary", _("Summary"), blocks, fresh=True)


def _meaning(content: ReportContent) -> str:
    overall = content.result.overall
    if overall.low is None:
        return ""
    if overall.band is None:
        return _(
            "Items are still open. The lower number is the index if all of them were at their "
            "lowest level, the higher one if all were at their highest; a band is named once every "
            "applicable item has a level."
        )
    return next(str(band.description) for band in content.standard.bands if band.id == overall.band)


def _strengths(content: ReportContent) -> Iterator[str]:
    """Name the sections with the highest and lowest index, of those whose items all count."""
    known = [part for part in content.result.sections if part.band and part.score is not None]
    if len(known) < len(content.result.sections):
        yield _(
            "Only sections whose applicable items all have a level are ranked: {count} of {all}."
        ).format(count=len(known), all=len(content.result.sections))
    scores = {part.score or 0.0 for part in known}
    if len(scores) > 1:
        yield _("Strongest: {sections}.").format(sections=_those(content, known, max(scores)))
        yield _("Weakest: {sections}.").format(sections=_those(content, known, min(scores)))


def _those(content: ReportContent, known: list[Figures], score: float) -> str:
    titles = {section.id: section.title for section in content.standard.sections}
    found = [f"{part.id} {titles[part.id]}" for part in known if part.score == score]
    return f"{'; '.join(found)} ({print_index(score)})"


def _gates(content: ReportContent) -> Iterator[str]:
    """Say which gates are shut and what each makes of the band."""
    shut = content.result.overall.shut
    texts = {item.id: str(item.text).rstrip(".") for item in content.standard.items}
    plan = compile_plan(content.standard)
    for item in plan.items:
        if item.gate and item.id in shut:
            level, place = item.gate
            yield _(
                "The gate {item} is shut: “{text}” is below level {level}, so the band is no "
                "higher than “{band}”."
            ).format(item=item.id, text=texts[item.id], level=level, band=plan.bands[place].label)
    waiting = [item.id for item in plan.items if item.gate and _is_open(content, item.id)]
    if waiting:
        yield _("Gates without a level yet: {items}.").format(items=", ".join(waiting))
    elif not shut and any(item.gate for item in plan.items):
        yield _("No gate is shut.")


def _is_open(content: ReportContent, item: str) -> bool:
    return content.answer(item).choice in (None, "unknown")


def _latest(content: ReportContent) -> Iterator[str]:
    """Say how the index has changed, or why nothing can be said."""
    if content.change is None or content.earlier is None:
        yield content.no_change
        return
    whole = content.change.overall.to_dict("records")[0]
    if not whole["items"]:
        yield content.change.text
        return
    yield _(
        "On the {count} items that can be compared the index went from {before} in {earlier} to "
        "{after} ({change})."
    ).format(
        count=whole["items"],
        before=print_index(whole["before"]),
        earlier=content.earlier.period.name,
        after=print_index(whole["after"]),
        change=print_change(whole["change"]),
    )


def _gaps(content: ReportContent) -> Iterator[Block]:
    """Name the items to mend first, gates before others, and the next step for each."""
    rows = records(content.summary.gaps.head(MOST_GAPS))
    if rows:
        yield Table(
            caption=_("Largest gaps, gates first"),
            heading=(_("Item"), _("Level"), _("Next step")),
            rows=tuple(
                ((Line(row["item"], "strong"), Line(row["text"])), plain(str(row["level"])),
                 plain(row["hint"]))
                for row in rows
            ),
            widths=(45, 13, 42),
        )  # fmt: skip


def _facts(content: ReportContent) -> Iterator[tuple[str, str]]:
    blind, completeness = content.blind, content.result.overall.completeness
    if completeness is not None:
        yield _("Filled in"), f"{print_percent(completeness)} %"
    yield _("Number of assessors"), str(blind.assessors)
    if blind.agreement:
        yield (
            _("Agreement of the assessors"),
            _("Krippendorff's alpha {text}").format(text=blind.agreement),
        )
        yield _("Items with disagreement"), str(len(blind.disagreements))
    if content.standard.evidence_asked:
        yield _("Agreed levels without evidence"), str(len(content.summary.unsupported))
    yield _("Actions in the plan"), str(len(content.actions))


def privacy(content: ReportContent) -> str:
    """Say what of the assessors' own answers is not shown, and why; nothing if all is."""
    least, hidden = MIN_GROUP, content.blind.hidden
    if suppressed(content.blind.assessors):
        return _(
            "Fewer than {least} assessors filled in a sheet: their own answers could be read off "
            "and are not shown in this report."
        ).format(least=least)
    if hidden:
        items = ", ".join(item.id for item in content.standard.items if item.id in hidden)
        return _(
            "Fewer than {least} assessors answered {items}: their own answers to them are not "
            "shown."
        ).format(least=least, items=items)
    return ""
