"""The form of a checklist: whole, readable without a script, and harmless."""

import json
from html.parser import HTMLParser

import pytest

from assessment.checklist.form import render_form
from assessment.loading import load_standard
from assessment.plan import compile_plan
from tests.builders import make_standard


class Reader(HTMLParser):
    """Collects the attributes of the checklist, the names of the elements, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.checklist: dict[str, str | None] = {}
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        if tag == "bermakna-checklist":
            self.checklist = dict(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(("name", "section"), [("unit", "P5"), ("praktik", "B8")])
def test_the_form_says_everything_about_its_items(name: str, section: str) -> None:
    standard = load_standard(name)
    text = Reader(render_form(standard, section)).text
    for item in standard.section(section).items:
        parts = [item.text, *item.criteria, *item.evidence, *(item.levels or {}).values()]
        assert all(str(part) in text for part in parts)
    for level in standard.scales[standard.items[0].scale]:
        assert str(level.label) in text


def test_the_form_has_no_control_before_the_script_makes_one() -> None:
    elements = Reader(render_form(load_standard("unit"))).elements
    assert not {"input", "button", "select", "textarea", "script"} & set(elements)


def test_the_plan_travels_with_the_form() -> None:
    standard = load_standard("unit")
    plan = json.loads(Reader(render_form(standard, "P1")).checklist["data-plan"] or "")
    assert plan == json.loads(json.dumps(compile_plan(standard).to_dict()))


def test_markup_in_a_standard_is_text() -> None:
    standard = make_standard()
    evil = '"><script>alert(1)</script>'
    item = standard.items[0].model_copy(update={"text": evil})
    section = standard.sections[0].model_copy(update={"items": (item,)})
    changed = standard.model_copy(update={"sections": (section,)})
    reader = Reader(render_form(changed))
    assert "script" not in reader.elements
    assert evil in reader.text
