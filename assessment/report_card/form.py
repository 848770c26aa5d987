"""The report card as HTML: links that are always there, and the rest, which the script wakes."""

import json
from collections.abc import Callable

from assessment.i18n import language
from assessment.plan import compile_plan
from assessment.standard import Item, Standard
from assessment.templates import templates

# The standards that have pages with checklists, in the order of the book.
STANDARDS = ("unit", "praktik")

# How many commitments fit on the page, and how many letters fit into one.
COMMITMENTS = 3
LONGEST = 300

Address = Callable[[str], str]


def render_report(standards: list[Standard], address: Address) -> str:
    """Return the report card; ``address`` makes a link of a page such as ``book/prinsip/p1``.

    All text is escaped. The plans travel in ``data-standards``, with the words that the gaps
    need: all that the page must know to work from ``file://``. Every control stands in a
    ``<template>``: without the script there is none.
    """
    data = [_data(standard, address) for standard in standards]
    return (
        templates("assessment.report_card")
        .get_template("report_card.html")
        .render(
            standards=standards,
            address=address,
            language=language(),
            commitments=COMMITMENTS,
            longest=LONGEST,
            data=json.dumps(data, ensure_ascii=False, separators=(",", ":")),
        )
    )


def _data(standard: Standard, address: Address) -> dict[str, object]:
    """Return a standard's plan, and the words of its sections, levels and items."""
    return {
        "plan": compile_plan(standard).to_dict(),
        "title": str(standard.title),
        "sections": {
            section.id: {"title": str(section.title), "page": address(section.page)}
            for section in standard.sections
        },
        "scales": {
            name: [str(level.label) for level in levels] for name, levels in standard.scales.items()
        },
        "items": {item.id: _item_data(standard, item) for item in standard.items},
    }


def _item_data(standard: Standard, item: Item) -> dict[str, object]:
    below_the_top = standard.scales[item.scale][:-1]
    return {
        "text": str(item.text),
        "scale": item.scale,
        "hints": [str(item.hints[level.level]) for level in below_the_top],
    }
