"""Signs of leniency are questions, asked only where enough answers speak."""

import pandas as pd
import pytest

from assessment.leniency import LENIENCY, MIN_ANSWERS, leniency_table, questions
from assessment.matrix import Choice
from assessment.panel import panel_of
from assessment.standard import Standard
from tests.builders import make_standard
from tests.panels import blind_sheet

LONG = make_standard(items_per_section=(7, 7))
ITEMS = [item.id for item in LONG.items]
MIXED: tuple[Choice, ...] = (0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3)


def signs(
    *choices: Choice, evidence: str = "Catatan", standard: Standard = LONG
) -> list[tuple[str, str, int]]:
    found = table(*choices, evidence=evidence, standard=standard)
    return list(found[["assessor", "sign", "n"]].itertuples(index=False, name=None))


def table(*choices: Choice, evidence: str = "Catatan", standard: Standard = LONG) -> pd.DataFrame:
    answers = dict(zip(ITEMS, choices, strict=False))
    panel = panel_of([blind_sheet(standard, answers, evidence=evidence)], standard)
    assert panel is not None
    return leniency_table(panel)


@pytest.mark.parametrize(("count", "found"), [(MIN_ANSWERS, 1), (MIN_ANSWERS - 1, 0)])
@pytest.mark.parametrize(("level", "sign"), [(3, "all_top"), (2, "straight_line")])
def test_a_sign_needs_enough_answers(count: int, found: int, level: int, sign: str) -> None:
    assert signs(*[level] * count) == [("A", sign, count)] * found


def test_the_smallest_number_of_answers_is_one_that_chance_seldom_fills_alike() -> None:
    assert 0.7**MIN_ANSWERS < 0.03 < 0.7 ** (MIN_ANSWERS - 1)


def test_one_other_level_breaks_the_line() -> None:
    assert signs(*[3] * 12, 2) == []
    assert signs(*[2] * 12, 3) == []


def test_answers_without_a_level_do_not_break_the_line_and_do_not_count() -> None:
    assert signs(*[3] * 11, "unknown", "not_applicable", None) == [("A", "all_top", 11)]


def test_all_the_lowest_is_a_line_too() -> None:
    assert signs(*[0] * 12) == [("A", "straight_line", 12)]


def test_claims_without_any_evidence_are_asked_about() -> None:
    more = (*MIXED, 1, 2)
    claims = sum(choice != 0 for choice in more)
    assert claims >= MIN_ANSWERS
    assert signs(*more, evidence=" ") == [("A", "no_evidence", claims)]
    assert signs(*more) == []


def test_one_piece_of_evidence_answers_the_question() -> None:
    bare = blind_sheet(LONG, dict(zip(ITEMS, (*MIXED, 1, 2), strict=True)), evidence="")
    noted = bare.answers["A1-2"].model_copy(update={"evidence": "Register"})
    panel = panel_of([bare.model_copy(update={"answers": {**bare.answers, "A1-2": noted}})], LONG)
    assert panel is not None
    assert leniency_table(panel).empty


def test_the_lowest_level_needs_no_evidence() -> None:
    assert signs(*[0] * 14, evidence="") == [("A", "straight_line", 14)]


def test_evidence_is_not_missed_where_none_is_asked() -> None:
    free = make_standard(items_per_section=(7, 7), evidence_asked=False)
    assert signs(*MIXED, 1, 2, evidence="", standard=free) == []


@pytest.mark.parametrize("sign", questions())
def test_every_sign_is_a_question_with_its_number_and_nobody_s_name(sign: str) -> None:
    question = questions()[sign]
    assert question.endswith("?")
    assert question.format(n=12).count("12") == 1
    assert "{assessor}" not in question


def test_the_question_of_a_row_has_the_number_of_answers() -> None:
    assert table(*[3] * 12)["question"].tolist() == [questions()["all_top"].format(n=12)]


@pytest.mark.parametrize("choices", [(3,) * 12, MIXED, ()])
def test_the_table_has_its_columns_and_dtypes(choices: tuple[Choice, ...]) -> None:
    found = table(*choices)
    assert found.dtypes.astype(str).to_dict() == LENIENCY
    assert list(found) == list(LENIENCY)
