"""The content of a report: its numbers, its sentences, and what it keeps to itself."""

from dataclasses import asdict, replace

import pytest

from assessment.agreement import agreement_table
from assessment.answers import AnswerSheet
from assessment.comparison import compare
from assessment.cycle import PeriodState
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.periods import compare_periods
from assessment.report import Earlier, ReportContent, make_report
from assessment.report.blocks import Facts, Pictures, Table, Words
from assessment.report.cleaning import clean
from assessment.report.content import nothing_agreed
from assessment.report.overview import overview, privacy
from assessment.report.parts import notice, parts
from assessment.report.planned import then_and_now
from assessment.report.sections import counts_of
from assessment.results import score
from assessment.summary import summarise
from tests.reports import (
    ALIASES,
    BEFORE,
    MADE,
    PLAN,
    agreed,
    blind,
    earlier,
    period,
    with_texts,
    without,
    worked_case,
)


@pytest.fixture(scope="module")
def case() -> ReportContent:
    return worked_case()


def sentences(content: ReportContent, name: str = "summary") -> str:
    """Return all words of a part, charts by their text alternative."""
    (part,) = (part for part in parts(content) if part.name == name)
    return "\n".join(
        chart.alt for block in part.blocks if isinstance(block, Pictures) for chart in block.charts
    ) + str([asdict(block) for block in part.blocks if not isinstance(block, Pictures)])


def everything(content: ReportContent) -> str:
    return "\n".join(sentences(content, part.name) for part in parts(content))


def test_the_numbers_are_those_of_the_score_and_the_summary(case: ReportContent) -> None:
    assert case.result == score(load_standard("unit"), agreed().choices())
    (row,) = summarise([agreed()]).overall.to_dict("records")
    assert case.result.overall.score == row["index"]
    assert case.result.overall.text == row["text"]
    assert row["text"] in sentences(case)


def test_change_and_agreement_are_those_of_their_rooms(case: ReportContent) -> None:
    change = compare_periods(agreed("2026-1"), agreed())
    assert case.change is not None
    assert case.change.overall.equals(change.overall)
    assert case.change.sections.equals(change.sections)
    assert case.blind.agreement == agreement_table(blind())["text"].iloc[0]


def test_the_summary_names_the_strongest_and_the_weakest_section(case: ReportContent) -> None:
    known = {part.id: part.score for part in case.result.sections}
    strongest = max(known, key=lambda name: known[name] or 0)
    weakest = min(known, key=lambda name: known[name] or 0)
    titles = {section.id: str(section.title) for section in case.standard.sections}
    words = sentences(case)
    assert f"{strongest} {titles[strongest]}" in words
    assert f"{weakest} {titles[weakest]}" in words


def test_open_items_show_bounds_and_no_headline() -> None:
    content = worked_case(sheet=without(agreed(), "P1-1", "P2-2"))
    overall = content.result.overall
    assert overall.band is None
    assert overall.text in sentences(content)
    assert _("Only sections whose applicable items all have a level are ranked: {count} of {all}."
             ).format(count=7, all=9) in sentences(content)  # fmt: skip
    assert all(band.label.id not in overall.text for band in content.standard.bands)


def test_a_shut_gate_is_named_with_what_it_does() -> None:
    content = make_report(period("2026-1"), agreed("2026-1"), blind(name="2026-1"), (), None)
    assert content.result.overall.shut == ("P5-3",)
    assert _("No gate is shut.") not in sentences(content)
    assert "P5-3" in str(overview(content).blocks[1])


def test_a_gate_that_nobody_answered_is_not_called_open_to_all() -> None:
    content = worked_case(sheet=without(agreed(), "P2-2"))
    assert _("Gates without a level yet: {items}.").format(items="P2-2") in sentences(content)
    assert _("No gate is shut.") not in sentences(content)


def test_without_an_earlier_period_the_report_says_so() -> None:
    content = make_report(period("2026-2"), agreed(), blind(), PLAN, None)
    assert content.change is None
    assert _("There is no earlier period to compare with.") in sentences(content, "change")
    assert "followed" not in [part.name for part in parts(content)]


def test_a_period_that_cannot_be_compared_is_a_sentence_and_no_end() -> None:
    old = agreed("2026-1").model_copy(update={"version": "0.9.0"})
    past = Earlier(period("2026-1", 1), old, BEFORE)
    content = make_report(period("2026-2"), agreed(), blind(), PLAN, past)
    assert content.change is None
    assert "unit 0.9.0" in sentences(content, "change")
    assert then_and_now(content, "P5-3") == ""


def test_every_item_stands_in_the_report_with_its_evidence(case: ReportContent) -> None:
    words = sentences(case, "sections")
    for item in case.standard.items:
        assert str(item.text) in words
        assert agreed().answers[item.id].evidence in words


def test_the_distribution_counts_every_assessor_once(case: ReportContent) -> None:
    for item in case.standard.items:
        if item.id not in case.blind.hidden:
            assert sum(count for _choice, count in counts_of(case, item.id)) == 5


def test_every_disagreement_is_told_with_how_it_was_settled(case: ReportContent) -> None:
    found = compare(blind()).disagreements
    wide = list(found.loc[found["discuss"], "item"])
    assert wide
    assert list(case.blind.disagreements["item"]) == wide
    for item in wide:
        assert agreed().answers[item].note in sentences(case, "disagreements")


def test_both_plans_stand_in_the_report_with_what_became_of_them(case: ReportContent) -> None:
    for action in PLAN:
        assert {action.text, action.owner, action.measure} <= words_of(case, "plan")
    for action in BEFORE:
        assert {action.text, action.outcome} <= words_of(case, "followed")
    assert then_and_now(case, "P5-3") == "1 → 2"


def words_of(content: ReportContent, name: str) -> set[str]:
    (part,) = (part for part in parts(content) if part.name == name)
    tables = (block for block in part.blocks if isinstance(block, Table))
    return {line.text for table in tables for row in table.rows for cell in row for line in cell}


def test_no_alias_stands_anywhere(case: ReportContent) -> None:
    text = everything(case)
    assert [alias for alias in (*ALIASES, agreed().assessor) if alias in text.split("\n")] == []
    assert [alias for alias in ALIASES if alias in text] == []


@pytest.mark.parametrize("count", range(5))
def test_of_fewer_than_five_assessors_only_their_number_is_said(count: int) -> None:
    content = worked_case(blind(count))
    assert content.blind.assessors == count
    assert content.blind.summary is None
    assert content.blind.agreement == ""
    assert content.blind.disagreements.empty
    assert privacy(content) in sentences(content, "disagreements")
    tables = [block for part in parts(content) for block in part.blocks if isinstance(block, Table)]
    assert all(_("Assessors' answers") not in table.heading for table in tables)


def test_of_five_assessors_the_distribution_is_shown(case: ReportContent) -> None:
    assert case.blind.assessors == 5
    assert case.blind.summary is not None
    assert privacy(case) == ""


def test_an_empty_sheet_is_no_assessor() -> None:
    empty = blind()[0].model_copy(update={"answers": {}, "sheet": "kosong", "assessor": "X"})
    assert worked_case([*blind(4), empty]).blind.summary is None


def test_an_item_that_fewer_than_five_answered_is_not_shown_and_named() -> None:
    first, *others = blind()
    content = worked_case([without(first, "P8-2"), *others])
    assert content.blind.hidden == {"P8-2"}
    assert "P8-2" in privacy(content)
    assert list(counts_of(content, "P8-2")) == []
    assert "P8-2" not in set(content.blind.disagreements["item"])


def test_the_consensus_among_the_assessors_files_is_not_counted() -> None:
    assert worked_case([*blind(4), agreed()]).blind.assessors == 4


def test_nothing_agreed_is_refused_in_one_sentence() -> None:
    empty = AnswerSheet(standard="unit", version="1.0.0")
    with pytest.raises(BermaknaError) as caught:
        make_report(period("2026-2"), empty, blind(), (), None)
    assert str(caught.value) == nothing_agreed(period("2026-2"))


def test_sheets_about_another_period_are_refused_by_name() -> None:
    with pytest.raises(BermaknaError, match="2026-1"):
        worked_case(blind(name="2026-1"))


def test_a_period_that_is_not_locked_is_a_draft(case: ReportContent) -> None:
    still = replace(case, period=replace(case.period, state=PeriodState.CLOSED))
    assert len(notice(still)) == len(notice(case)) + 1


def test_the_day_is_the_one_that_is_given(case: ReportContent) -> None:
    assert case.made == MADE


def test_a_part_without_actions_says_so() -> None:
    content = make_report(period("2026-2"), agreed(), blind(), (), earlier())
    (part,) = (part for part in parts(content) if part.name == "plan")
    assert isinstance(part.blocks[0], Words)


def test_the_facts_count_what_the_summary_counts(case: ReportContent) -> None:
    (facts,) = (block for block in overview(case).blocks if isinstance(block, Facts))
    rows = dict(facts.rows)
    assert rows[_("Number of assessors")] == "5"
    claims = len(summarise([agreed()]).unsupported)
    assert rows[_("Agreed levels without evidence")] == str(claims)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\x00b", "a\ufffdb"),
        ("a\ud800b", "a\ufffdb"),
        ("a\uffffb", "a\ufffdb"),
        ("a\tb\r\nc ", "a b\nc"),
        ("\u202e12\u202c", "12"),
        ("😀 漢字", "😀 漢字"),
    ],
)
def test_what_is_no_letter_is_shown_as_none(typed: str, shown: str) -> None:
    assert clean(typed) == shown


def test_what_people_type_stays_what_it_is() -> None:
    text = "\"a\" 'b' <script>alert(1)</script> #let x = 1 $y$ \\ *_z_*"
    content = with_texts(text)
    assert content.period.unit.name == text
    assert content.answer("P1-1").evidence == text
