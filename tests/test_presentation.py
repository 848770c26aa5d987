"""A summary's tables as a person reads them."""

import pandas as pd

from assessment import AnswerSheet, readable, summarise
from assessment.answers import Answer
from assessment.i18n import _


def sheet(unit: str = "") -> AnswerSheet:
    answers = {"P2-1": Answer(choice=3), "P2-2": Answer(choice=1), "P2-3": Answer(choice="unknown")}
    return AnswerSheet(standard="unit", version="1.0.0", unit=unit, answers=answers)


def test_columns_are_named_in_the_readers_language() -> None:
    table = readable(summarise([sheet()]).gaps)
    assert _("Next step") in table.columns
    assert "hint" not in table.columns


def test_the_sentence_stands_for_the_figures_of_a_result() -> None:
    summary = summarise([sheet()])
    table = readable(summary.overall)
    assert list(table[_("Result or text")]) == list(summary.overall["text"])
    assert "index" not in table.columns


def test_who_answered_is_shown_only_where_it_is_known() -> None:
    assert _("Unit") not in readable(summarise([sheet()]).overall)
    assert list(readable(summarise([sheet("Loket A")]).overall)[_("Unit")]) == ["Loket A"]


def test_shares_are_printed_in_percent_and_gaps_in_words() -> None:
    summary = summarise([sheet()])
    items = readable(summary.items).set_index(_("Item"))
    assert items.loc["P2-1", _("Level {level}").format(level=3)] == "100 %"
    assert items.loc["P2-4", _("Median")] == "–"
    assert readable(summary.gaps)[_("Gate shut")].iloc[0] == _("yes")


def test_a_change_is_printed_with_its_sign() -> None:
    indices = pd.DataFrame({"change": [16.67, -8.33, 0.0]})
    steps = pd.DataFrame({"change": pd.Series([2, -1, 0], dtype="Int8")})
    assert list(readable(indices)[_("Change")]) == ["+16,67", "−8,33", "0,00"]
    assert list(readable(steps)[_("Change")]) == ["+2", "−1", "0"]
