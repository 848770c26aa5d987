"""A sheet of answers is kept whole, and refused with a clear word where it does not fit."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from assessment.answers import FORMAT, Answer, AnswerSheet, misfits
from assessment.errors import AnswerError, Problem
from assessment.loading import load_standard, standard_ids
from tests.builders import make_plan, unit_item, unit_sheet

FREE = unit_item(not_applicable=True).id
BOUND = unit_item(not_applicable=False).id
ITEMS = [item.id for item in load_standard("unit").items]
LAST = ITEMS[-1]

HARD_TEXTS = [
    "<script>alert(1)</script> & \"kutip\" 'tunggal'",
    '=HYPERLINK("http://contoh","klik")',
    "+62 812, @nama, -1, |pipa",
    "👩🏽\u200d💼 é e\u0301 \u202ekanan-ke-kiri\u202c \u2028 \x00 \x7f",
    "baris\r\nbaris\rbaris\n\ttab  dua spasi ",
    "x" * 10_000,
]

answers = st.builds(
    Answer,
    choice=st.sampled_from([None, "unknown", 0, 1, 2, 3]),
    evidence=st.text(),
    note=st.text(),
    reason=st.text(),
)
lacking = st.builds(
    Answer, choice=st.just("not_applicable"), reason=st.text(min_size=1).filter(str.strip)
)


def data_of(**answers: Any) -> dict[str, Any]:
    """Return a sheet of the standard ``unit`` as plain data."""
    return unit_sheet().model_dump() | {"answers": answers}


def problems_of(data: object) -> tuple[Problem, ...]:
    with pytest.raises(AnswerError) as caught:
        AnswerSheet.from_data(data, "isian.json")
    assert {problem.file for problem in caught.value.problems} == {"isian.json"}
    assert str(caught.value).count("isian.json") == len(caught.value.problems)
    return caught.value.problems


def only_problem(data: object) -> Problem:
    (problem,) = problems_of(data)
    assert problem.message
    return problem


@settings(max_examples=50)
@given(
    st.dictionaries(st.sampled_from(ITEMS), answers),
    st.fixed_dictionaries({}, optional={FREE: lacking}),
    st.fixed_dictionaries({}, optional=dict.fromkeys(["unit", "period", "assessor"], st.text())),
)
def test_every_sheet_comes_back_from_its_file_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    answered: dict[str, Answer],
    not_applicable: dict[str, Answer],
    texts: dict[str, str],
) -> None:
    sheet = unit_sheet(answers=answered | not_applicable, **texts)
    path = sheet.write(tmp_path_factory.mktemp("isian") / "isian.json")
    assert AnswerSheet.read(path) == sheet


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_hard_texts_are_stored_whole_wherever_they_stand(tmp_path: Path, text: str) -> None:
    answer = Answer(choice=1, evidence=text, note=text, reason=text)
    sheet = unit_sheet(answers={BOUND: answer}, unit=text, period=text, assessor=text)
    assert AnswerSheet.read(sheet.write(tmp_path / "isian.json")) == sheet


def test_a_lone_surrogate_does_not_lose_the_sheet(tmp_path: Path) -> None:
    """A browser that cuts a text through an emoji leaves half of it."""
    path = tmp_path / "isian.json"
    path.write_text(json.dumps(data_of(**{BOUND: {"note": "baik \ud83d"}})), encoding="utf-8")
    again = AnswerSheet.read(AnswerSheet.read(path).write(tmp_path / "salinan.json"))
    assert again.answers[BOUND].note.startswith("baik ")


def test_a_new_sheet_has_its_own_id_and_times() -> None:
    first, second = unit_sheet(), unit_sheet()
    assert first.sheet != second.sheet
    assert first.format == FORMAT
    assert first.created.endswith("+00:00")


def test_choices_are_what_a_score_needs() -> None:
    sheet = unit_sheet(answers={BOUND: Answer(choice=2, note="x"), FREE: Answer(note="belum")})
    assert sheet.choices() == {BOUND: 2, FREE: None}


@pytest.mark.parametrize("data", [None, [], "teks", 7, {}, {"format": 1}, {"format": [FORMAT]}])
def test_other_json_is_not_a_sheet(data: object) -> None:
    assert FORMAT in only_problem(data).message


def test_another_standard_is_named_with_those_there_are() -> None:
    problem = only_problem(data_of() | {"standard": "mutu"})
    assert "'mutu'" in problem.place
    assert [known for known in standard_ids() if known not in problem.message] == []


def test_an_unknown_version_is_named_with_the_known_one() -> None:
    problem = only_problem(data_of() | {"version": "77.0.0"})
    assert "'77.0.0'" in problem.place
    assert load_standard("unit").version in problem.message


def test_every_unknown_item_is_named() -> None:
    found = problems_of(data_of(**{"P77-1": {"choice": 1}, BOUND: {"choice": 1}, "x": {}}))
    assert [problem.place for problem in found] == ["P77-1", "x"]
    assert all(LAST in problem.message for problem in found)


@pytest.mark.parametrize("level", [4, -1, 10**30])
def test_a_level_out_of_range_is_named_with_the_allowed_ones(level: int) -> None:
    problem = only_problem(data_of(**{BOUND: {"choice": level}}))
    assert problem.place == f"{BOUND} = {level}"
    assert "0, 1, 2, 3" in problem.message


@pytest.mark.parametrize("choice", [1.0, 2.5, True, False, "2", "", "N/A", [2], {"level": 2}])
def test_a_choice_of_another_kind_is_one_problem_with_item_and_value(choice: object) -> None:
    problem = only_problem(data_of(**{BOUND: {"choice": choice}}))
    assert problem.place.endswith(f"{BOUND}.choice = {choice!r}")
    assert "not_applicable" in problem.message
    assert "unknown" in problem.message


@pytest.mark.parametrize("choice", [float("nan"), float("inf")])
def test_a_choice_that_is_no_number_is_refused(choice: float) -> None:
    assert BOUND in only_problem(data_of(**{BOUND: {"choice": choice}})).place


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_not_applicable_needs_a_reason(reason: str) -> None:
    problem = only_problem(data_of(**{FREE: {"choice": "not_applicable", "reason": reason}}))
    assert problem.place == f"{FREE} = 'not_applicable'"


def test_not_applicable_with_a_reason_is_an_answer() -> None:
    data = data_of(**{FREE: {"choice": "not_applicable", "reason": "tidak ada loket"}})
    assert AnswerSheet.from_data(data, "isian.json").choices() == {FREE: "not_applicable"}


def test_an_item_that_always_applies_cannot_be_not_applicable() -> None:
    problem = only_problem(data_of(**{BOUND: {"choice": "not_applicable", "reason": "x"}}))
    assert problem.place == f"{BOUND} = 'not_applicable'"


def test_all_problems_of_a_sheet_are_named_at_once() -> None:
    found = problems_of(
        data_of(
            **{
                BOUND: {"choice": "not_applicable", "reason": "x"},
                FREE: {"choice": "not_applicable"},
                LAST: {"choice": 9},
                "P77-1": {"choice": 1},
            }
        )
    )
    assert len(found) == 4


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"unit": None}, "unit = None"),
        ({"period": 2026}, "period = 2026"),
        ({"nama": "x"}, "nama = 'x'"),
        ({"answers": [1]}, "answers = [1]"),
        ({"answers": {BOUND: 3}}, f"{BOUND} = 3"),
        ({"answers": {BOUND: {"catatan": "x"}}}, f"{BOUND}.catatan = 'x'"),
        ({"answers": {BOUND: {"note": 3}}}, f"{BOUND}.note = 3"),
        ({"unit": ["x" * 10_000]}, "unit = ['xxx"),
    ],
)
def test_a_field_of_the_wrong_shape_is_named_briefly(change: dict[str, Any], named: str) -> None:
    problem = only_problem(data_of() | change)
    assert named in problem.place
    assert len(problem.place) < 120


def test_a_sheet_without_standard_or_version_lacks_both() -> None:
    found = problems_of({"format": FORMAT})
    assert [problem.place for problem in found] == ["standard", "version"]


def test_an_answer_made_in_python_keeps_the_same_rules() -> None:
    for choice in (True, 1.0, "2"):
        with pytest.raises(ValidationError):
            Answer(choice=choice)


def test_misfits_follow_the_plan_they_are_given() -> None:
    plan = make_plan(items_per_section=(1,), scale=(1, 2, 3, 4), never=["A1-1"])
    assert list(misfits(plan, {"A1-1": Answer(choice=4)})) == []
    ((place, rule),) = misfits(plan, {"A1-1": Answer(choice=0)})
    assert place == "A1-1 = 0"
    assert "1, 2, 3, 4" in rule


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"isian", b"\xff\xfe{}", b"[" * 200_000, b'{"a": ' + b"9" * 5_000 + b"}"],
    ids=["empty", "half", "text", "not UTF-8", "endlessly nested", "endless number"],
)
def test_a_file_that_is_not_json_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "isian.json"
    path.write_bytes(content)
    with pytest.raises(AnswerError, match=r"isian\.json"):
        AnswerSheet.read(path)


@pytest.mark.parametrize("name", ["tiada.json", ""], ids=["missing", "a folder"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with pytest.raises(AnswerError, match=path.name):
        AnswerSheet.read(path)


def copies_of(path: Path) -> list[str]:
    found = sorted(path.parent.glob(f"{path.name}.*.bak"))
    return [copy.read_text(encoding="utf-8") for copy in found]


def test_a_first_file_leaves_nothing_else_behind(tmp_path: Path) -> None:
    path = unit_sheet().write(str(tmp_path / "isian.json"))
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_text(encoding="utf-8").endswith("}\n")


def test_the_same_sheet_twice_makes_no_copy(tmp_path: Path) -> None:
    sheet = unit_sheet(unit="Loket A")
    path = sheet.write(tmp_path / "isian.json")
    sheet.write(path)
    assert list(tmp_path.iterdir()) == [path]


def test_an_overwritten_file_is_kept_as_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "isian.json"
    older = []
    for unit in ("Loket A", "Loket B", "Loket C"):
        unit_sheet(unit=unit).write(path)
        older.append(path.read_text(encoding="utf-8"))
    assert copies_of(path) == older[:2]
    assert AnswerSheet.read(path).unit == "Loket C"


def test_an_autosave_may_write_on_without_a_copy(tmp_path: Path) -> None:
    path = unit_sheet(unit="A").write(tmp_path / "isian.json")
    unit_sheet(unit="B").write(path, keep_copy=False)
    assert list(tmp_path.iterdir()) == [path]
    assert AnswerSheet.read(path).unit == "B"


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    path = unit_sheet(unit="A").write(tmp_path / "2026" / "loket" / "isian.json")
    assert AnswerSheet.read(path).unit == "A"


def test_a_file_that_was_no_sheet_is_kept_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "isian.json"
    path.write_bytes(b"\xff bukan isian")
    unit_sheet().write(path)
    (copy,) = tmp_path.glob("*.bak")
    assert copy.read_bytes() == b"\xff bukan isian"


@pytest.mark.parametrize("keep_copy", [True, False])
def test_a_failing_write_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, keep_copy: bool
) -> None:
    def full_disk(_file: int) -> None:
        raise OSError(28, "No space left on device")

    path = unit_sheet(unit="lama").write(tmp_path / "isian.json")
    before = path.read_bytes()
    monkeypatch.setattr("assessment.kept_files.os.fsync", full_disk)
    with pytest.raises(OSError, match="No space left"):
        unit_sheet(unit="baru").write(path, keep_copy=keep_copy)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_held_open_elsewhere_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = unit_sheet(unit="lama").write(tmp_path / "isian.json")
    replace = Path.replace

    def refuse(moved: Path, target: Path) -> Path:
        if target == path:
            raise PermissionError(13, "held open")
        return replace(moved, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        unit_sheet(unit="baru").write(path)
    assert AnswerSheet.read(path).unit == "lama"
    assert list(tmp_path.glob("*.tmp")) == list(tmp_path.glob(".*.tmp")) == []


def test_an_item_that_stands_twice_is_refused_and_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "dua.json"
    head = '{"format": "bermakna-sheet", "standard": "unit", "version": "1.0.0", "answers": '
    path.write_text(head + '{"P1-1": {"choice": 1}, "P1-1": {"choice": 3}}}', encoding="utf-8")
    with pytest.raises(AnswerError, match="P1-1"):
        AnswerSheet.read(path)
