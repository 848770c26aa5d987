"""Tables and charts that follow a checklist."""

from assessment import Checklist, Live, chart_sections
from assessment.checklist.live import as_html, summary_of


def test_a_table_follows_the_answers() -> None:
    checklist = Checklist("unit", section="P2")
    table = Live(checklist, "sections")
    before = table.value
    checklist.answers = {"P2-1": 3}
    assert checklist.score.sections[0].text in table.value
    assert table.value != before


def test_a_chart_follows_the_answers() -> None:
    checklist = Checklist("unit", section="P2")
    chart = Live(checklist, chart_sections)
    before = chart.value
    checklist.answers = {"P2-1": 3}
    assert "<svg" in chart.value
    assert chart.value != before


def test_only_the_shown_items_are_summarised() -> None:
    checklist = Checklist("unit", section="P2")
    checklist.answers = {"P1-1": 3, "P2-1": 2}
    summary = summary_of(checklist)
    assert list(summary.sections["section"]) == ["P2"]
    assert list(summary.items["item"]) == [f"P2-{number}" for number in range(1, 6)]


def test_what_has_no_form_of_its_own_is_shown_as_text() -> None:
    assert as_html("<script>") == "&lt;script&gt;"


def test_a_page_without_a_kernel_gets_the_last_state() -> None:
    table = Live(Checklist("unit", section="P2"), "gaps")
    data, _metadata = table._repr_mimebundle_()
    assert data["text/html"] == table.value
