"""Section by section: the index, and each item with its agreed level, evidence and answers."""

from collections.abc import Iterator

import pandas as pd

from assessment.charts.words import records
from assessment.columns import share_columns
from assessment.i18n import _
from assessment.report.blocks import (
    Block,
    Cell,
    Heading,
    Line,
    Look,
    Part,
    Table,
    lines,
    plain,
    words,
)
from assessment.report.content import ReportContent
from assessment.report.wording import say_choice, short_choice
from assessment.standard import Item, Section


def sections(content: ReportContent) -> Part:
    """Return the part with a table for each section."""
    blocks = tuple(block for section in content.standard.sections
                   for block in _section(content, section))  # fmt: skip
    return Part("sections", _("Section by section"), blocks)


def _section(content: ReportContent, section: Section) -> Iterator[Block]:
    title = f"{section.id} {section.title}"
    text = next(part.text for part in content.result.sections if part.id == section.id)
    counts = content.blind.summary is not None
    heading = (_("Item"), _("Agreed level"), _("Evidence and notes"))
    yield Heading(title)
    yield words(_("Index: {text}").format(text=text), look="strong")
    yield Table(
        caption="",
        heading=(*heading, _("Assessors' answers")) if counts else heading,
        rows=tuple(_row(content, item) for item in section.items),
        widths=(36, 17, 30, 17) if counts else (42, 18, 40),
    )


def _row(content: ReportContent, item: Item) -> tuple[Cell, ...]:
    cells = (_item(item), _level(content, item), _evidence(content, item))
    if content.blind.summary is None:
        return cells
    return (*cells, distribution(content, item.id))


def _item(item: Item) -> Cell:
    gate = [Line(_("gate"), "warm")] if item.gate else []
    weight = " ".join([_("Weight"), str(item.weight)])
    return (Line(item.id, "strong", weight), Line(str(item.text)), *gate)


def _level(content: ReportContent, item: Item) -> Cell:
    choice = content.answer(item.id).choice
    look: Look = "strong" if isinstance(choice, int) else "muted"
    shut = item.id in content.result.overall.shut
    claims = set(content.summary.unsupported["item"])
    marks = [_("below the bar of its gate")] * shut
    marks += [_("Without evidence")] * (item.id in claims)
    return (Line(say_choice(content.standard, item, choice), look), *lines(marks, "warm"))


def _evidence(content: ReportContent, item: Item) -> Cell:
    answer = content.answer(item.id)
    reason = " ".join([_("Reason:"), answer.reason]) if answer.reason else ""
    return (
        *lines([answer.evidence, reason]),
        *lines([answer.note], "muted"),
    ) or plain("")


def distribution(content: ReportContent, item: str) -> Cell:
    """Say how many assessors chose what, without who; nothing of a group that is too small."""
    if item in content.blind.hidden:
        return plain(_("not shown"), "muted")
    return lines(
        [
            _("{choice}: {count} assessors").format(choice=choice, count=count)
            for choice, count in counts_of(content, item)
        ]
    )


def counts_of(content: ReportContent, item: str) -> Iterator[tuple[str, int]]:
    """Yield each level and state that someone chose for an item, with the number of people."""
    summary = content.blind.summary
    if summary is None or summary.standard is None:
        return
    (row,) = records(summary.items[summary.items["item"] == item])
    for name, digit in share_columns(summary.standard).items():
        # The share of a whole number of people: rounding gives that number back exactly.
        count: int = 0 if pd.isna(row[name]) else round(row[name] * row["n"])
        if count:
            yield _("level {level}").format(level=digit), count
    for state in ("unknown", "not_applicable", "unanswered"):
        if row[state]:
            yield short_choice(None if state == "unanswered" else state), row[state]
