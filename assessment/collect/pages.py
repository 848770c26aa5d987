"""The pages of a phone: the field for a workshop's code, and the page of the workshop itself."""

import json
from datetime import date

from babel.dates import format_date

from assessment.checklist.form import render_sections
from assessment.handbook.style import mark
from assessment.i18n import language
from assessment.loading import load_standard
from assessment.plan import compile_plan
from assessment.standard import Section, Standard
from assessment.suppression import MIN_GROUP
from assessment.templates import templates
from assessment.workshop import LONGEST_COMMITMENT, Workshop, asked_items, grouped


def join_page(workshop: Workshop | None, code: str) -> str:
    """Return the page of a workshop, or without one the page with the field for its code.

    A ``code`` that is not empty is then said to be no workshop's, and stands in the field. All
    text is escaped, and nothing in the page needs more than scripts and styles of its own host.
    """
    if workshop is None:
        return _render("code.html", code=code)
    standard = load_standard(workshop.standard)
    asked, left_out = _parted(standard, workshop)
    return _render(
        "workshop.html",
        workshop=workshop,
        code=grouped(workshop.code),
        form=render_sections(standard, asked),
        left_out=left_out,
        kept_until=format_date(
            date.fromisoformat(workshop.kept_until), "d MMMM y", locale=language()
        ),
        least=MIN_GROUP,
        longest=LONGEST_COMMITMENT,
        data=json.dumps(_data(workshop, asked), ensure_ascii=False),
    )


def _render(name: str, **values: object) -> str:
    template = templates("assessment.collect").get_template(name)
    return template.render(language=language(), mark=mark(), **values)


def _parted(standard: Standard, workshop: Workshop) -> tuple[list[Section], list[Section]]:
    """Return the workshop's sections with the items that are asked, and with those that are not."""
    asked = {item.id for item in asked_items(compile_plan(standard), workshop.sections)}
    chosen = [section for section in standard.sections if section.id in workshop.sections]
    return (
        [part for section in chosen for part in _only(section, asked, wanted=True)],
        [part for section in chosen for part in _only(section, asked, wanted=False)],
    )


def _only(section: Section, asked: set[str], *, wanted: bool) -> list[Section]:
    items = tuple(item for item in section.items if (item.id in asked) is wanted)
    return [section.model_copy(update={"items": items})] if items else []


def _data(workshop: Workshop, asked: list[Section]) -> dict[str, object]:
    """Return what the script knows from the start: enough to work until the server answers."""
    return {
        "code": workshop.code,
        "round": workshop.round,
        "rounds": workshop.rounds,
        "phase": workshop.phase,
        "titles": {section.id: str(section.title) for section in asked},
    }
