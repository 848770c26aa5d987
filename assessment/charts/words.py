"""The words of the charts: the sentences of their text alternatives and their data tables."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from assessment.comparison import DISAGREEMENT
from assessment.i18n import _
from assessment.standard import Standard
from assessment.wording import print_index, print_percent

Record = dict[str, Any]  # a row of one of the summary's frames
Table = list[list[str]]  # the first row is the heading

# Stands where there is no number.
NONE = "–"


def records(frame: pd.DataFrame) -> list[Record]:
    """Return the rows of a frame by the names of its columns."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def whose(overall: pd.DataFrame) -> str:
    """Say whose answers are shown: the unit and period that all sheets share, and how many."""
    shared = [overall[name].unique() for name in ("unit", "period")]
    parts = [str(values[0]) for values in shared if len(values) == 1 and values[0]]
    if len(overall) > 1:
        parts.append(_("{count} sheets").format(count=len(overall)))
    return ", ".join(parts)


def text_alternative(title: str, where: str, sentences: Iterable[str]) -> str:
    """Join the sentences of a text alternative."""
    shown = [_("The chart shows {where}.").format(where=where)] if where else []
    return " ".join([f"{title}.", *shown, *sentences])


def why_no_index(overall: pd.DataFrame) -> str:
    """Say why a sheet has no index at all, or nothing when it has one."""
    if overall["low"].isna().all():
        return _("This sheet has no applicable item.")
    return _("No item has a level yet.") if overall["index"].isna().all() else ""


def section_name(section: Record) -> str:
    """Return the id and title of a section."""
    return f"{section['section']} {section['title']}"


def section_number(section: Record) -> str:
    """Return the index, or its bounds while items are open: no headline before that."""
    if pd.isna(section["low"]):
        return NONE
    if pd.isna(section["band"]):
        return f"{print_index(section['low'])}–{print_index(section['high'])}"
    return print_index(section["index"])


def value_beside(standard: Standard, section: Record) -> str:
    """Return the number with its band or progress, as it stands beside a bar."""
    if pd.isna(section["low"]):
        return _("no applicable item")
    progress = _("{completeness} % filled in").format(
        completeness=print_percent(section["completeness"])
    )
    return f"{section_number(section)} · {band_label(standard, section) or progress}"


def band_label(standard: Standard, section: Record) -> str:
    """Return the label of the section's band, or nothing while items are open."""
    if pd.isna(section["band"]):
        return ""
    return next(str(band.label) for band in standard.bands if band.id == section["band"])


def section_sentence(section: Record) -> str:
    """Say the result of a section."""
    if pd.isna(section["low"]):
        return _("{section} has no applicable item.").format(section=section_name(section))
    sentence = _("The index of {section} is {text}.")
    return sentence.format(section=section_name(section), text=section["text"])


def section_rows(standard: Standard, sections: list[Record]) -> Table:
    """Return the table of the sections."""
    heading = [_("Section"), _("Index"), _("Lowest"), _("Highest"), _("Filled in (%)"), _("Band")]
    return [heading, *(_section_row(standard, section) for section in sections)]


def _section_row(standard: Standard, section: Record) -> list[str]:
    band = band_label(standard, section)
    index = section["index"] if band else None
    bounds = [section["low"], section["high"]]
    return [
        section_name(section),
        *(NONE if pd.isna(value) else print_index(value) for value in (index, *bounds)),
        NONE if pd.isna(section["completeness"]) else print_percent(section["completeness"]),
        band or NONE,
    ]


def level_labels(standard: Standard) -> dict[int, str]:
    """Return each level with its label, where all scales call it the same."""
    labels: dict[int, set[str]] = {}
    for scale in standard.scales.values():
        for level in scale:
            labels.setdefault(level.level, set()).add(str(level.label))
    return {
        digit: f"{digit} {found.pop()}" if len(found) == 1 else str(digit)
        for digit, found in sorted(labels.items())
    }


def level_sentences(standard: Standard, items: list[Record]) -> list[str]:
    """Say how many items have each level, which are disputed, how many have none."""
    medians = [item["median"] for item in items if item["n"]]
    counts = [
        _("The number of items with the median level {level} is {count}.").format(
            level=label, count=medians.count(digit)
        )
        for digit, label in level_labels(standard).items()
    ]
    apart = [item["item"] for item in items if item["n"] and item["spread"] >= DISAGREEMENT]
    if apart:
        sentence = _("Answers lie {steps} levels or more apart on {items}.")
        counts.append(sentence.format(steps=DISAGREEMENT, items=", ".join(apart)))
    if len(medians) < len(items):
        sentence = _("The number of items without a level is {count}.")
        counts.append(sentence.format(count=len(items) - len(medians)))
    return counts


def level_rows(standard: Standard, items: list[Record]) -> Table:
    """Return the table of the items and the shares of their levels."""
    digits = level_labels(standard)
    shares = [_("Level {level} (%)").format(level=digit) for digit in digits]
    heading = [_("Item"), _("Text"), _("Sheets with a level"), _("Median"), *shares]
    return [heading, *(_level_row(item, list(digits)) for item in items)]


def _level_row(item: Record, digits: list[int]) -> list[str]:
    shares = [item[f"share_{digit}"] for digit in digits]
    return [
        item["item"],
        item["text"],
        str(item["n"]),
        str(item["median"]) if item["n"] else NONE,
        *(NONE if pd.isna(share) else print_percent(100 * share) for share in shares),
    ]


def gap_label(standard: Standard, gap: Record) -> str:
    """Say what stands beside the bar of a gap."""
    item = next(item for item in standard.items if item.id == gap["item"])
    label = next(step.label for step in standard.scales[item.scale] if step.level == gap["level"])
    sentence = _("gap {gap}; level {level} {label}")
    return sentence.format(gap=gap["gap"], level=gap["level"], label=label)


def gap_sentences(gaps: list[Record]) -> list[str]:
    """Say the gaps in their order, and which of them shut a gate."""
    sentences = []
    for gap in gaps:
        sentence = _("Number {rank} is {item}, “{text}”: level {level}, a gap of {gap} points.")
        sentences.append(sentence.format(**{**gap, "text": gap["text"].rstrip(".")}))
        if gap["gate"]:
            sentences.append(_("{item} is below the bar of its gate.").format(item=gap["item"]))
    return sentences


def gap_rows(gaps: list[Record]) -> Table:
    """Return the table of the gaps."""
    heading = [
        _("No."), _("Item"), _("Text"), _("Level"), _("Weight"), _("Gap"), _("Gate shut"),
        _("Next step"),
    ]  # fmt: skip
    return [heading, *(_gap_row(gap) for gap in gaps)]


def _gap_row(gap: Record) -> list[str]:
    gate = _("yes") if gap["gate"] else _("no")
    numbers = [str(gap[name]) for name in ("level", "weight", "gap")]
    return [str(gap["rank"]), gap["item"], gap["text"], *numbers, gate, gap["hint"]]
