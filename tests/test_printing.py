"""Scores in the terminal: honest while items are open, whole texts, nothing of a file runs."""

import io

import pytest
from rich.console import Console

from assessment.answers import AnswerSheet
from assessment.loading import load_standard
from assessment.printing import heading, print_lines, print_score
from assessment.results import score
from assessment.summary import summarise
from tests.builders import unit_sheet


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BERMAKNA_LANG", "en")


def shown(sheet: AnswerSheet, width: int = 200) -> str:
    standard = load_standard(sheet.standard)
    output = io.StringIO()
    console = Console(file=output, width=width, markup=False, highlight=False, emoji=False)
    print_score(console, sheet, standard, score(standard, sheet.choices()), summarise([sheet]))
    return output.getvalue()


def answers(level: int, **choices: object) -> dict[str, dict[str, object]]:
    """Answer every item of the standard with a level and evidence, some in another way."""
    items = [item.id for item in load_standard("unit").items]
    given = {item: {"choice": level, "evidence": "arsip"} for item in items}
    return given | {name.replace("_", "-"): {"choice": choice} for name, choice in choices.items()}


def row_of(section: str, text: str) -> list[str]:
    """Return the cells of a section's row."""
    row = next(line for line in text.splitlines() if f"│ {section} " in line)
    return [cell.strip() for cell in row.strip("│").split("│")]


def test_a_complete_sheet_shows_the_index_and_its_band() -> None:
    text = shown(unit_sheet(answers=answers(3)))
    assert row_of("P1", text)[1:5] == ["100.00", "100.00", "100.00", "100 %"]
    assert "Terjaga dan diperbaiki" in row_of("P1", text)[5]
    assert "overall: 100.00 (Terjaga dan diperbaiki)" in text
    assert "largest gaps" not in text


def test_an_open_item_leaves_only_the_bounds() -> None:
    text = shown(unit_sheet(answers=answers(3, P1_1=None)))
    index, low, high, filled, band = row_of("P1", text)[1:]
    assert (index, high, band) == ("–", "100.00", "–")
    assert float(low) < 100
    assert filled != "100 %"
    assert "overall: between" in text


def test_the_gate_that_holds_a_band_back_is_named() -> None:
    gated = next(item for item in load_standard("unit").items if item.gate)
    text = shown(unit_sheet(answers=answers(3, **{gated.id: 0})))
    assert f"held back by {gated.id}" in row_of(gated.id.split("-")[0], text)[5]


def test_the_five_largest_gaps_stand_with_their_next_step() -> None:
    text = shown(unit_sheet(answers=answers(1)))
    gaps = summarise([unit_sheet(answers=answers(1))]).gaps
    for gap in gaps.head(5).itertuples():
        assert f"{gap.rank}. {gap.item} " in text
        assert f"→ {gap.hint}" in text
    assert f"→ {gaps['hint'].iloc[5]}" not in text


def test_claims_without_evidence_are_counted() -> None:
    text = shown(unit_sheet(answers=answers(3, P1_1=3, P2_1=2)))
    assert "claims without evidence: 2" in text


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_number_is_cut_off_however_narrow_the_terminal_is(width: int) -> None:
    text = shown(unit_sheet(answers=answers(2)), width)
    assert text.count("66.67") >= 3 * len(load_standard("unit").sections)


def test_a_sheet_is_named_by_unit_period_and_alias_or_by_its_number() -> None:
    standard = load_standard("unit")
    named = unit_sheet(unit="Kecamatan", period="2026", assessor="A")
    assert heading(named, standard).startswith("Kecamatan · 2026 · A: ")
    nameless = unit_sheet(unit=" ")
    assert heading(nameless, standard).startswith(nameless.sheet)


def test_a_name_in_a_file_can_neither_format_nor_steer_the_terminal() -> None:
    text = shown(unit_sheet(unit="[red]Kecamatan[/red] :smile: \x1b]0;judul\x07"))
    assert "[red]Kecamatan[/red] :smile: \ufffd]0;judul\ufffd" in text


def test_long_lines_are_printed_whole() -> None:
    output = io.StringIO()
    line = "1 + " * 200 + "1"
    print_lines(Console(file=output, width=40, markup=False), [line])
    assert output.getvalue() == line + "\n"
