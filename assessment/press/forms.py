"""Checklists as forms of A4 to fill in by hand: one page a section, a few pages a standard."""

from collections.abc import Iterator
from typing import Any

from assessment.fields import Level
from assessment.i18n import _
from assessment.loading import load_standard, standard_ids
from assessment.press.typesetting import typeset
from assessment.standard import Item, Section, Standard


def form_names() -> Iterator[tuple[str, str | None, str]]:
    """Yield each form as standard, section (``None``: all of them) and the name of its file."""
    for standard_id in standard_ids():
        for section in load_standard(standard_id).sections:
            yield standard_id, section.id, f"{section.id.lower()}.pdf"
        yield standard_id, None, f"{standard_id}.pdf"


def make_form(standard: Standard, section_id: str | None = None) -> bytes:
    """Return the form of one section, which fills one page, or of a whole standard, as PDF.

    Raises ``KeyError`` for an unknown section, and ``BermaknaError`` where a section does not
    fit its page in letters that can be read.
    """
    if section_id is None:
        sections = list(standard.sections)
        return typeset("sheet.typ", **_common(standard), sections=[*map(printed_section, sections)])
    section = printed_section(standard.section(section_id))
    return typeset("form.typ", **_common(standard), section=section)


def _common(standard: Standard) -> dict[str, Any]:
    return {
        "standard": printed_standard(standard),
        "words": form_words(),
        "explained": _explained(standard),
    }


def printed_standard(standard: Standard) -> dict[str, Any]:
    """Return what a form says of its standard, as plain data."""
    return {
        "id": standard.id,
        "version": standard.version,
        "title": standard.title,
        "question": standard.question,
        "evidence_asked": standard.evidence_asked,
        "scales": {name: [*map(_level, levels)] for name, levels in standard.scales.items()},
    }


def _level(level: Level) -> dict[str, Any]:
    return {"level": level.level, "label": level.label, "description": level.description}


def printed_section(section: Section) -> dict[str, Any]:
    """Return a section with the items of its form, as plain data."""
    return {"id": section.id, "title": section.title, "items": [*map(_item, section.items)]}


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "text": item.text,
        "weight": item.weight,
        "scale": item.scale,
        "levels": {str(level): text for level, text in (item.levels or {}).items()},
        "gate": item.gate is not None,
        "optional": item.not_applicable == "allowed",
    }


def _explained(standard: Standard) -> list[str]:
    """Say in two sentences how points are given."""
    (fewest, most), (lowest, highest) = standard.index.points, standard.index.values
    return [
        _(
            "Tick one box for each item: its number is the item's points. The score is the sum of"
            " weight times points, divided by the sum of the weights."
        ),
        _(
            "Scores from {fewest} to {most} become an index from {lowest} to {highest}. Items that"
            " are not known or not answered are not counted; those that do not apply drop out,"
            " with a reason."
        ).format(fewest=fewest, most=most, lowest=lowest, highest=highest),
    ]


def form_words() -> dict[str, str]:
    """Return the words of a printed form, by the names the templates use for them."""
    return {
        "unit": _("Unit"),
        "period": _("Period"),
        "alias": _("Alias of the assessor"),
        "date": _("Date"),
        "weight": _("Weight"),
        "gate": _("gate"),
        "gate_note": _("below this bar the band is capped"),
        "item": _("Item"),
        "unknown": _("Do not know"),
        "not_applicable": _("Not applicable"),
        "reason": _("Reason:"),
        "evidence": _("Evidence"),
        "notes": _("Evidence and notes:"),
        "no_room": _("this section does not fit one page"),
        "page": _("page {page} of {pages}"),
    }
