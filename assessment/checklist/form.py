"""A checklist as HTML: the form that is read and printed, and that the script brings to life."""

import json

from assessment.i18n import language
from assessment.plan import compile_plan
from assessment.standard import Section, Standard
from assessment.templates import templates


def render_form(standard: Standard, section_id: str | None = None) -> str:
    """Return the form of a standard, or of one section of it; raises ``KeyError``."""
    sections = [standard.section(section_id)] if section_id else list(standard.sections)
    return render_sections(standard, sections)


def render_sections(standard: Standard, sections: list[Section]) -> str:
    """Return the form of some sections of a standard, which may lack some of their items.

    All text is escaped. The whole plan travels in ``data-plan``, so that the page
    scores by the same rules as Python and can check a file of any section.
    """
    plan = compile_plan(standard).to_dict()
    return (
        templates("assessment.checklist")
        .get_template("checklist.html")
        .render(
            standard=standard,
            sections=sections,
            language=language(),
            plan=json.dumps(plan, ensure_ascii=False, separators=(",", ":")),
        )
    )
