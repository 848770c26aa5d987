"""Many files are read together: the good ones as one table, the others each with a reason."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assessment.answers import Answer, AnswerSheet
from assessment.errors import Problem
from assessment.loading import load_standard, standard_ids
from assessment.reading import COLUMNS, AnswerWarning, read_answers, read_sheets, tidy
from tests.builders import unit_item, unit_sheet

FREE = unit_item(not_applicable=True).id
BOUND = unit_item(not_applicable=False).id
ITEMS = [item.id for item in load_standard("unit").items]
VERSION = load_standard("unit").version

Content = Callable[[], str]


def sheet_with(**changes: Any) -> str:
    return json.dumps(unit_sheet().model_dump() | changes)


def choosing(item: str, **answer: Any) -> str:
    return sheet_with(answers={item: answer})


CHOICES = ["not_applicable", "unknown"]

# What a wrong file holds, and the words that its problem must name: item, value, what is allowed.
WRONG = {
    "not JSON": ("bukan JSON", []),
    "half a file": (sheet_with()[:50], []),
    "another format": (sheet_with(format="lain"), ["bermakna-sheet"]),
    "another standard": (sheet_with(standard="mutu"), ["standard", "'mutu'", *standard_ids()]),
    "an unknown version": (sheet_with(version="77.0.0"), ["version", "'77.0.0'", VERSION]),
    "an unknown item": (choosing("P77-1", choice=1), ["P77-1", "unit", VERSION, ITEMS[-1]]),
    "a level too high": (choosing(BOUND, choice=7), [BOUND, "7", "0, 1, 2, 3"]),
    "a level too low": (choosing(BOUND, choice=-1), [BOUND, "-1", "0, 1, 2, 3"]),
    "a fraction": (choosing(BOUND, choice=2.5), [BOUND, "2.5", *CHOICES]),
    "a whole float": (choosing(BOUND, choice=2.0), [BOUND, "2.0", *CHOICES]),
    "a boolean": (choosing(BOUND, choice=True), [BOUND, "True", *CHOICES]),
    "a digit as text": (choosing(BOUND, choice="2"), [BOUND, "'2'", *CHOICES]),
    "no reason": (choosing(FREE, choice="not_applicable"), [FREE, "not_applicable"]),
    "always applies": (
        choosing(BOUND, choice="not_applicable", reason="x"),
        [BOUND, "not_applicable"],
    ),
    "an unknown field": (choosing(BOUND, level=2), [BOUND, "level", "2"]),
}


def write_good(folder: Path, name: str, **fields: Any) -> Path:
    return unit_sheet(**fields).write(folder / name)


@pytest.mark.parametrize(("content", "named"), WRONG.values(), ids=WRONG)
def test_a_wrong_file_gets_one_clear_word_and_the_others_are_read(
    tmp_path: Path, content: str, named: list[str]
) -> None:
    write_good(tmp_path, "a.json", unit="A")
    (tmp_path / "b.json").write_text(content, encoding="utf-8")
    write_good(tmp_path, "c.json", unit="C")
    sheets, (problem,) = read_sheets(tmp_path)
    assert [sheet.unit for sheet in sheets] == ["A", "C"]
    assert problem.file == "b.json"
    assert problem.message
    assert [word for word in named if word not in str(problem)] == []


def test_many_wrong_files_are_all_listed(tmp_path: Path) -> None:
    for number, (content, _named) in enumerate(WRONG.values()):
        (tmp_path / f"{number:02}.json").write_text(content, encoding="utf-8")
    sheets, problems = read_sheets([tmp_path, tmp_path / "tiada.json"])
    assert sheets == []
    names = [f"{number:02}.json" for number in range(len(WRONG))]
    assert list(dict.fromkeys(problem.file for problem in problems)) == [*names, "tiada.json"]


def test_a_sheet_in_two_files_counts_once(tmp_path: Path) -> None:
    sheet = unit_sheet(unit="A")
    sheet.write(tmp_path / "a.json")
    sheet.write(tmp_path / "salinan.json")
    sheets, (problem,) = read_sheets(tmp_path)
    assert sheets == [sheet]
    assert problem.file == "salinan.json"
    assert "a.json" in problem.message


def test_two_sheets_of_one_assessor_count_once(tmp_path: Path) -> None:
    same = {"unit": "A", "period": "2026-1", "assessor": "kenanga"}
    write_good(tmp_path, "a.json", **same)
    write_good(tmp_path, "b.json", **same)
    write_good(tmp_path, "c.json", **same | {"period": "2026-2"})
    write_good(tmp_path, "d.json", **same | {"unit": "B"})
    sheets, (problem,) = read_sheets(tmp_path)
    assert len(sheets) == 3
    assert (problem.file, "a.json" in problem.message) == ("b.json", True)


def test_sheets_without_an_alias_are_different_people(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        write_good(tmp_path, name, unit="A", period="2026-1")
    assert len(read_sheets(tmp_path)[0]) == 2


def test_files_and_folders_may_be_given_together(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    one = write_good(tmp_path, "satu.json", unit="satu")
    write_good(tmp_path / "map", "tiga.json", unit="tiga")
    write_good(tmp_path / "map", "dua.json", unit="dua")
    (tmp_path / "map" / "catatan.txt").write_text("bukan isian", encoding="utf-8")
    for paths in ([str(one), tmp_path / "map"], (path for path in [one, str(tmp_path / "map")])):
        sheets, problems = read_sheets(paths)
        assert [sheet.unit for sheet in sheets] == ["satu", "dua", "tiga"]
        assert problems == []


def test_copies_of_overwritten_files_are_not_read(tmp_path: Path) -> None:
    write_good(tmp_path, "a.json", unit="lama")
    write_good(tmp_path, "a.json", unit="baru")
    assert len(list(tmp_path.iterdir())) == 2
    assert [sheet.unit for sheet in read_sheets(tmp_path)[0]] == ["baru"]


def test_an_empty_folder_gives_an_empty_table(tmp_path: Path) -> None:
    frame = read_answers(tmp_path)
    assert frame.empty
    assert dict(frame.dtypes.astype(str)) == COLUMNS


def test_every_item_of_a_sheet_has_its_row(tmp_path: Path) -> None:
    path = write_good(tmp_path, "a.json", unit="A", period="2026", answers={})
    frame = read_answers(path)
    assert list(frame.columns) == list(COLUMNS)
    assert dict(frame.dtypes.astype(str)) == COLUMNS
    assert list(frame["item"]) == ITEMS
    assert set(frame["state"]) == {"unanswered"}
    assert frame["level"].isna().all()
    assert not frame["unsupported"].any()
    sections = [section.id for section in load_standard("unit").sections for _ in section.items]
    assert list(frame["section"]) == sections


def test_the_five_states_stay_apart() -> None:
    answers = {
        BOUND: Answer(choice=3, evidence="foto"),
        FREE: Answer(choice="not_applicable", reason="tidak ada loket"),
    }
    open_items = [item for item in ITEMS if item not in answers][:3]
    answers |= {
        open_items[0]: Answer(choice=2, evidence="  "),
        open_items[1]: Answer(choice="unknown", note="tanya dahulu"),
        open_items[2]: Answer(choice=0),
    }
    frame = tidy([unit_sheet(answers=answers)]).set_index("item")
    found = frame[["state", "level", "unsupported"]].astype(object).where(frame.notna(), None)
    assert tuple(found.loc[BOUND]) == ("level", 3, False)
    assert tuple(found.loc[FREE]) == ("not_applicable", None, False)
    assert tuple(found.loc[open_items[0]]) == ("level", 2, True)
    assert tuple(found.loc[open_items[1]]) == ("unknown", None, False)
    assert tuple(found.loc[open_items[2]]) == ("level", 0, False)
    assert frame.loc[FREE, "reason"] == "tidak ada loket"
    assert frame.loc[open_items[1], "note"] == "tanya dahulu"
    assert (frame["state"] == "unanswered").sum() == len(ITEMS) - 5


def test_no_claim_is_unsupported_where_no_evidence_is_asked() -> None:
    standard = load_standard("praktik")
    assert not standard.evidence_asked
    top = standard.scales[standard.items[0].scale][-1].level
    sheet = AnswerSheet(
        standard="praktik",
        version=standard.version,
        answers={standard.items[0].id: Answer(choice=top)},
    )
    frame = tidy([sheet])
    assert frame["level"].max() == top
    assert not frame["unsupported"].any()


def test_sheets_of_two_standards_share_a_table() -> None:
    other = AnswerSheet(standard="praktik", version=load_standard("praktik").version)
    rows = tidy([unit_sheet(), other]).groupby("standard")["item"].agg(list)
    assert rows["unit"] == ITEMS
    assert rows["praktik"] == [item.id for item in load_standard("praktik").items]


def test_a_given_standard_stands_for_its_own_sheets_only() -> None:
    unit = load_standard("unit")
    shorter = unit.model_copy(update={"sections": unit.sections[:1]})
    other = AnswerSheet(standard="praktik", version=load_standard("praktik").version)
    rows = tidy([unit_sheet(), other], shorter).groupby("standard")["item"].agg(list)
    assert rows["unit"] == [item.id for item in shorter.items]
    assert rows["praktik"] == [item.id for item in load_standard("praktik").items]


def test_texts_are_kept_whole_in_the_table(tmp_path: Path) -> None:
    text = '=1+1 <b>"x"</b> 👩🏽‍💼\n' + "x" * 10_000
    path = write_good(tmp_path, "a.json", answers={BOUND: Answer(choice=1, evidence=text)})
    frame = read_answers(path)
    assert frame.set_index("item").loc[BOUND, "evidence"] == text


def test_sheets_follow_one_another_in_the_table(tmp_path: Path) -> None:
    for name in ("b", "a"):
        write_good(tmp_path, f"{name}.json", unit=name)
    frame = read_answers(tmp_path)
    assert list(frame["unit"].unique()) == ["a", "b"]
    assert frame["sheet"].nunique() == 2
    assert isinstance(frame.index, pd.RangeIndex)


def test_one_warning_lists_all_files_that_were_left_out(tmp_path: Path) -> None:
    write_good(tmp_path, "a.json", unit="A")
    (tmp_path / "b.json").write_text("bukan JSON", encoding="utf-8")
    (tmp_path / "c.json").write_text(choosing(BOUND, choice=9), encoding="utf-8")
    with pytest.warns(AnswerWarning) as caught:
        frame = read_answers(tmp_path)
    (warning,) = caught
    first, second = str(warning.message).splitlines()
    assert first.startswith("b.json: ")
    assert second.startswith(f"c.json: {BOUND} = 9: ")
    assert list(frame["unit"].unique()) == ["A"]


def test_problems_say_nothing_of_other_files(tmp_path: Path) -> None:
    write_good(tmp_path, "a.json")
    assert read_sheets(tmp_path / "a.json")[1] == []
    _sheets, (problem,) = read_sheets([tmp_path / "a.json", tmp_path / "tiada.json"])
    assert isinstance(problem, Problem)
    assert (problem.file, problem.line) == ("tiada.json", 0)
