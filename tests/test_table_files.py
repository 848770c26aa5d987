"""Tables of answers: what is read is what was written, whatever a spreadsheet did in between."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.answers import Answer, AnswerSheet
from assessment.csv_files import FORMULA_STARTS
from assessment.errors import AnswerError, Problem
from assessment.exchange.table_files import read_tables, write_tables
from assessment.i18n import _
from assessment.loading import load_standard, standard_ids
from assessment.plan import compile_plan
from assessment.reading import COLUMNS, tidy
from tests.builders import answer_sets, unit_item, unit_sheet

PLANS = {name: compile_plan(load_standard(name)) for name in standard_ids()}
UNIT_ITEMS = [item.id for item in load_standard("unit").items]
LACKING, ALWAYS = (unit_item(not_applicable=may).id for may in (True, False))
NASTY = ["=1+1", "+62", "-1", "@a", "\t=1", "\r", "\n=1", "'=1", "''=1", "'a", "'", '"a"', ";", ","]
NASTY += [
    "a\r\nb",
    "a\rb",
    "a\nb",
    "😀",
    " tepi ",
    "\ufeff",
    "\x00",
    "NA",
    "nan",
    "None",
    "1.0",
    "≥",
]
KINDS = ["satu.csv", "satu.parquet"]

texts = st.one_of(st.just(""), st.sampled_from(NASTY), st.text())
filled = texts.filter(str.strip)


@st.composite
def sheets(draw: st.DrawFn) -> AnswerSheet:
    """Draw sheets of all standards, with texts of all kinds."""
    plan = PLANS[draw(st.sampled_from(sorted(PLANS)))]
    choices = draw(answer_sets(plan))
    answers = {
        item: {
            "choice": choice,
            "evidence": draw(texts),
            "note": draw(texts),
            "reason": draw(filled if choice == "not_applicable" else texts),
        }
        for item, choice in [*choices.items()][:6]
    }
    head = {name: draw(texts) for name in ("unit", "period", "assessor")}
    return AnswerSheet.model_validate(
        {
            "sheet": str(draw(st.uuids())),
            "standard": plan.standard,
            "version": plan.version,
            "answers": {
                **{item: {"choice": c, "reason": "x"} for item, c in choices.items()},
                **answers,
            },
            **head,
        }
    )


many = st.lists(sheets(), max_size=4, unique_by=lambda sheet: sheet.sheet)


def kept(sheet: AnswerSheet) -> dict[str, Any]:
    """Return what a tidy table keeps of a sheet: all but empty answers and its creation."""
    answers = {item: answer for item, answer in sheet.answers.items() if answer != Answer()}
    return sheet.model_copy(update={"answers": answers}).model_dump(exclude={"created"})


def bare(sheet: AnswerSheet) -> dict[str, Any]:
    """Return what a wide table keeps of a sheet: its head and choices."""
    choices = {item: choice for item, choice in sheet.choices().items() if choice is not None}
    return {**sheet.model_dump(exclude={"created", "answers"}), "choices": choices}


def cells(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def put(path: Path, rows: list[list[str]], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """Write rows as a spreadsheet does."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def good(path: Path) -> list[AnswerSheet]:
    """Return the sheets of a file without a problem."""
    read, problems = read_tables(path)
    assert problems == []
    return read


def only_problem(path: Path) -> Problem:
    """Return the problem of a file of which nothing was taken."""
    read, problems = read_tables(path)
    assert read == []
    (problem,) = problems
    return problem


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A tidy table of one sheet; its rows begin in line 2 with P1-1."""
    answers = {"P1-1": {"choice": 2, "evidence": "Buku é ≥"}, "P1-2": {"choice": "unknown"}}
    return write_tables(tmp_path / "satu.csv", [unit_sheet(sheet="s", answers=answers)])


@pytest.fixture
def wide_table(tmp_path: Path) -> Path:
    """A wide table of two sheets, in lines 2 and 3."""
    two = [unit_sheet(sheet=name, answers={"P1-1": {"choice": 2}}) for name in ("s", "t")]
    return write_tables(tmp_path / "lebar.csv", two, wide=True)


def changed(path: Path, line: int, column: str, value: str) -> Path:
    """Change one cell of a file, as a person may in a spreadsheet."""
    rows = cells(path)
    rows[line - 1][rows[0].index(column)] = value
    return put(path, rows)


# What is written is read


@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=50)
@given(written=many)
def test_a_tidy_table_gives_back_the_sheets(
    tmp_path_factory: pytest.TempPathFactory, name: str, written: list[AnswerSheet]
) -> None:
    path = write_tables(tmp_path_factory.mktemp("tabel") / name, written)
    assert [kept(sheet) for sheet in good(path)] == [kept(sheet) for sheet in written]


@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=50)
@given(written=many)
def test_a_wide_table_gives_back_heads_and_choices(
    tmp_path_factory: pytest.TempPathFactory, name: str, written: list[AnswerSheet]
) -> None:
    path = write_tables(tmp_path_factory.mktemp("tabel") / name, written, wide=True)
    assert [bare(sheet) for sheet in good(path)] == [bare(sheet) for sheet in written]


@pytest.mark.parametrize("text", [text for text in NASTY if text.strip()])
@pytest.mark.parametrize("name", KINDS)
def test_every_nasty_text_comes_back(tmp_path: Path, name: str, text: str) -> None:
    sheet = unit_sheet(unit=text, answers={LACKING: {"choice": "not_applicable", "reason": text}})
    assert [kept(read) for read in good(write_tables(tmp_path / name, [sheet]))] == [kept(sheet)]


@given(written=many)
def test_no_cell_of_a_csv_file_is_run_as_a_formula(
    tmp_path_factory: pytest.TempPathFactory, written: list[AnswerSheet]
) -> None:
    path = write_tables(tmp_path_factory.mktemp("tabel") / "satu.csv", written)
    assert [cell for row in cells(path) for cell in row if cell.startswith(FORMULA_STARTS)] == []


def test_the_tidy_columns_are_those_of_reading(table: Path) -> None:
    assert cells(table)[0] == list(COLUMNS)


def test_a_parquet_file_has_the_types_of_the_tidy_table(tmp_path: Path) -> None:
    sheet = unit_sheet(answers={"P1-1": {"choice": 2}})
    frame = pd.read_parquet(write_tables(tmp_path / "satu.parquet", [sheet]))
    pd.testing.assert_frame_equal(frame, tidy([sheet]))


def test_a_wide_table_has_a_row_for_each_sheet_and_a_column_for_each_item(wide_table: Path) -> None:
    heading, *rows = cells(wide_table)
    assert heading[7:] == UNIT_ITEMS
    assert [row[0] for row in rows] == ["s", "t"]
    assert {"standard", "version"} <= set(heading)


def test_a_csv_file_shows_a_spreadsheet_that_it_is_utf8(table: Path) -> None:
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")


def test_not_applicable_in_a_wide_table_gets_a_reason_that_says_where_it_comes_from(
    tmp_path: Path,
) -> None:
    sheet = unit_sheet(answers={LACKING: {"choice": "not_applicable", "reason": "Rahasia."}})
    (read,) = good(write_tables(tmp_path / "satu.csv", [sheet], wide=True))
    assert read.answers[LACKING].reason == _("given in a table without reasons")


@pytest.mark.parametrize("name", KINDS)
def test_an_older_file_is_kept_as_a_copy(tmp_path: Path, name: str) -> None:
    for level in (1, 2):
        write_tables(tmp_path / "baru" / name, [unit_sheet(answers={"P1-1": {"choice": level}})])
    assert len([*(tmp_path / "baru").glob("*.bak")]) == 1


# What is not written


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(
    ("written", "told"),
    [
        ([{"unit": "\ud800"}], "unit"),
        ([{"answers": {"P1-1": {"note": "a\udfff"}}}], "P1-1.note"),
        ([{"answers": {"P99-1": {"choice": 1}}}], "P99-1"),
        ([{"sheet": "s"}, {"sheet": "s"}], "'s'"),
        ([{"sheet": " "}], "' '"),
        ([{"unit": "a" * 200_000}], "131072"),
    ],
)
def test_what_could_not_be_read_back_is_refused_and_nothing_is_written(
    tmp_path: Path, name: str, written: list[dict[str, Any]], told: str
) -> None:
    with pytest.raises(AnswerError, match=told):
        write_tables(tmp_path / name, [unit_sheet(**fields) for fields in written])
    assert [*tmp_path.iterdir()] == []


def test_another_ending_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(AnswerError, match=r"\.csv, \.parquet"):
        write_tables(tmp_path / "satu.xls", [])
    assert ".csv, .parquet" in only_problem(tmp_path / "satu.xls").message


# What a spreadsheet and its reader do to a file


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@settings(max_examples=10)
@given(written=many, order=st.permutations(range(len(COLUMNS))))
def test_a_file_that_a_spreadsheet_wrote_anew_is_understood(
    tmp_path_factory: pytest.TempPathFactory,
    delimiter: str,
    encoding: str,
    written: list[AnswerSheet],
    order: list[int],
) -> None:
    path = write_tables(tmp_path_factory.mktemp("tabel") / "satu.csv", written)
    rows = cells(path)
    moved = [[row[place] for place in order] + ["", ""] for row in rows]
    empty = [""] * len(moved[0])
    spaced = [empty, [], *[line for row in moved for line in (row, empty)]]
    read = good(put(path, spaced, delimiter, encoding))
    assert [kept(sheet) for sheet in read] == [kept(sheet) for sheet in written]


@pytest.mark.parametrize("wide", [False, True])
def test_rows_may_be_sorted_anew(tmp_path: Path, *, wide: bool) -> None:
    written = [unit_sheet(sheet=name, answers={"P1-1": {"choice": 2}}) for name in "abc"]
    path = write_tables(tmp_path / "satu.csv", written, wide=wide)
    heading, *rows = cells(path)
    put(path, [heading, *sorted(rows, key=lambda row: row[7], reverse=True)])
    assert sorted(sheet.sheet for sheet in good(path)) == ["a", "b", "c"]
    assert [sheet.choices() for sheet in good(path)] == [{"P1-1": 2}] * 3


def test_a_file_of_an_older_excel_is_read_and_that_is_told(table: Path) -> None:
    rows = [[cell.replace("≥", "?") for cell in row] for row in cells(table)]
    (sheet,), (problem,) = read_tables(put(table, rows, ";", "cp1252"))
    assert sheet.answers["P1-1"].evidence == "Buku é ?"
    assert "Windows-1252" in problem.message


@pytest.mark.parametrize("version", ["1.00.00", "01.00.00", "1:00:00", " 1.0.0 "])
def test_a_version_that_became_a_time_of_day_is_understood(table: Path, version: str) -> None:
    rows = cells(table)
    put(table, [rows[0], *([row[0], row[1], version, *row[3:]] for row in rows[1:])])
    assert [sheet.version for sheet in good(table)] == ["1.0.0"]


@pytest.mark.parametrize(
    ("cell", "choice"),
    [
        ("3", 3),
        (" 3 ", 3),
        ("3.0", 3),
        ("3,0", 3),
        ("unknown", "unknown"),
        ("TIDAK TAHU", "unknown"),
        ("Tidak berlaku", "not_applicable"),
        ("unanswered", None),
        ("  ", None),
    ],
)
def test_a_cell_of_a_wide_table_may_be_a_digit_or_a_word(
    wide_table: Path, cell: str, choice: int | str | None
) -> None:
    first = good(changed(wide_table, 2, LACKING, cell))[0]
    assert first.choices().get(LACKING) == choice


def test_a_level_without_a_state_is_a_level(table: Path) -> None:
    assert good(changed(table, 2, "state", ""))[0].choices() == {"P1-1": 2, "P1-2": "unknown"}


def test_columns_that_follow_from_others_may_be_missing_or_wrong(table: Path) -> None:
    (before,) = good(table)
    changed(table, 2, "unsupported", "ya")
    rows = cells(table)
    place = rows[0].index("section")
    put(table, [row[:place] + row[place + 1 :] for row in rows])
    assert good(table) == [before]


def test_a_short_table_made_by_hand_is_understood(tmp_path: Path) -> None:
    rows = [["P1-1", "version", "standard", "sheet"], ["2", "1.0.0", "unit", "a"]]
    (sheet,) = good(put(tmp_path / "tangan.csv", rows, ";"))
    assert (sheet.sheet, sheet.unit, sheet.choices()) == ("a", "", {"P1-1": 2})
    assert sheet.created == sheet.updated or sheet.created < sheet.updated


def test_an_empty_table_holds_no_sheet(tmp_path: Path) -> None:
    for name in KINDS:
        assert good(write_tables(tmp_path / name, [])) == []


# What is refused, with its line and column

WRONG_CELLS: list[tuple[str, str, str, str]] = [
    ("state", "mungkin", "state = 'mungkin'", "unanswered, unknown, not_applicable, level"),
    ("level", "dua", "level = 'dua'", ""),
    ("level", "9", "P1-1 = 9", "0, 1, 2, 3"),
    ("level", "-1", "level = '-1'", ""),
    ("level", "", "level", ""),
    ("state", "unknown", "level = '2'", "unknown"),
    ("item", "P99-1", "P99-1", "unit 1.0.0"),
    ("item", "", "", "unit 1.0.0"),
    ("item", "P1-2", "P1-2", "2"),
    ("sheet", "", "sheet", ""),
]


@pytest.mark.parametrize(("column", "value", "place", "told"), WRONG_CELLS)
def test_a_wrong_cell_is_told_with_its_line_and_place(
    table: Path, column: str, value: str, place: str, told: str
) -> None:
    read, problems = read_tables(changed(table, 2, column, value))
    assert read == []
    assert problems[0].line in ({2, 3} if value == "P1-2" else {2})
    assert (place, True) in {(problem.place, told in problem.message) for problem in problems}


@given(lost=st.sets(st.integers(0, 39), min_size=1, max_size=39))
def test_a_sheet_that_has_lost_rows_is_not_taken(
    tmp_path_factory: pytest.TempPathFactory, lost: set[int]
) -> None:
    path = tmp_path_factory.mktemp("tabel") / "satu.csv"
    heading, *rows = cells(write_tables(path, [unit_sheet(sheet="s")]))
    put(path, [heading, *(row for place, row in enumerate(rows) if place not in lost)])
    problem = only_problem(path)
    assert (problem.line, problem.place) == (2, "sheet = 's'")
    assert all(UNIT_ITEMS[place] in problem.message for place in lost)


@pytest.mark.parametrize("column", ["sheet", "item"])
def test_a_row_that_went_astray_takes_nothing_along(table: Path, column: str) -> None:
    read, problems = read_tables(changed(table, 7, column, "lain"))
    assert read == []
    assert any(problem.line == 7 for problem in problems)


@pytest.mark.parametrize("column", ["unit", "period", "assessor", "updated", "standard", "version"])
def test_rows_of_one_sheet_must_say_the_same_of_it(table: Path, column: str) -> None:
    problem = only_problem(changed(table, 3, column, "lain"))
    assert (problem.line, problem.place) == (3, f"{column} = 'lain'")
    assert "2" in problem.message


def test_not_applicable_needs_its_reason_in_a_tidy_table(table: Path) -> None:
    line = next(n for n, row in enumerate(cells(table), start=1) if LACKING in row)
    problem = only_problem(changed(table, line, "state", "not_applicable"))
    assert (problem.line, problem.message) == (line, _("not applicable needs a reason"))


@pytest.mark.parametrize(
    ("column", "value", "place"),
    [
        ("P1-1", "9", "P1-1 = 9"),
        ("P1-1", "level", "P1-1 = 'level'"),
        ("P1-1", "2;5", "P1-1 = '2;5'"),
        (ALWAYS, "not_applicable", f"{ALWAYS} = 'not_applicable'"),
        ("standard", "skm", "standard = 'skm'"),
        ("standard", "", "standard"),
        ("standard", "praktik", "P1-1"),
        ("version", "2.0.0", "version = '2.0.0'"),
        ("sheet", "t", "sheet = 't'"),
    ],
)
def test_a_wrong_row_of_a_wide_table_leaves_the_others_whole(
    wide_table: Path, column: str, value: str, place: str
) -> None:
    read, (problem,) = read_tables(changed(wide_table, 2, column, value))
    assert [sheet.sheet for sheet in read] == ([] if column == "sheet" else ["t"])
    assert (problem.line, problem.place) == (3 if column == "sheet" else 2, place)


HEADINGS: list[tuple[Callable[[list[str]], list[str]], str]] = [
    (lambda names: ["catatan saya", *names[1:]], "catatan saya"),
    (lambda names: ["unit", *names[1:]], "unit"),
    (lambda names: ["", *names[1:]], _("column {number}").format(number=1)),
]


@pytest.mark.parametrize(("change", "told"), HEADINGS)
def test_a_wrong_heading_is_told_and_nothing_is_taken(
    table: Path, change: Callable[[list[str]], list[str]], told: str
) -> None:
    heading, *rows = cells(table)
    read, problems = read_tables(put(table, [[], change(heading), *rows]))
    assert read == []
    assert {problem.line for problem in problems} == {2}
    assert any(problem.place == told for problem in problems)
    assert any(problem.place == "sheet" for problem in problems)


def test_a_row_with_more_cells_than_columns_is_told(table: Path) -> None:
    rows = cells(table)
    rows[4] += ["", "lebih"]
    assert only_problem(put(table, rows)).line == 5


def test_lines_are_those_of_the_file_also_after_a_text_with_line_ends(tmp_path: Path) -> None:
    sheet = unit_sheet(answers={"P1-1": {"choice": 2, "evidence": "a\r\nb\nc"}})
    path = write_tables(tmp_path / "satu.csv", [sheet])
    assert only_problem(changed(path, 3, "level", "9")).line == 5


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("satu.csv", b""),
        ("satu.csv", b"\r\n ;;\r\n"),
        ("satu.csv", b"ini bukan tabel"),
        ("satu.csv", b"\x81\xff\x00"),
        ("satu.csv", "sheet,item\n".encode("utf-16")),
        ("satu.csv", b'sheet,"standard"x\n'),
        ("satu.csv", b'sheet,"standard\n'),
        ("satu.csv", b"sheet," + b"a" * 200_000),
        ("satu.parquet", b""),
        ("satu.parquet", b"PAR1 bukan PAR1"),
    ],
)
def test_a_file_that_is_no_table_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    read, problems = read_tables(tmp_path / name)
    assert read == []
    assert problems
    assert {problem.file for problem in problems} == {name}


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert only_problem(tmp_path / "tidak-ada.csv").file == "tidak-ada.csv"


@given(content=st.binary(max_size=300))
def test_any_bytes_are_answered_with_problems(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("tabel")
    for name in KINDS:
        (folder / name).write_bytes(content)
        read, problems = read_tables(folder / name)
        assert (read, bool(problems)) == ([], True)


def test_a_parquet_file_of_another_program_is_understood(tmp_path: Path) -> None:
    data = {
        "sheet": "a",
        "standard": "unit",
        "version": "1.0.0",
        "item": UNIT_ITEMS,
        "state": ["level", "unknown", *[None] * 38],
        "level": [2.0, *[None] * 39],
    }
    pd.DataFrame(data).to_parquet(tmp_path / "lain.parquet")
    assert good(tmp_path / "lain.parquet")[0].choices() == {"P1-1": 2, "P1-2": "unknown"}
