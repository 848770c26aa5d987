"""The checklist in Python: answers in, score out, nothing lost and nothing wrong accepted."""

from pathlib import Path
from typing import Any

import pytest

from assessment import Checklist, load_standard
from assessment.answers import Answer, AnswerSheet
from assessment.errors import AnswerError
from assessment.results import score


@pytest.fixture
def checklist() -> Checklist:
    return Checklist("unit", section="P2")


def test_the_score_follows_the_answers_at_once(checklist: Checklist) -> None:
    checklist.answers = {"P2-1": 3, "P2-2": "unknown"}
    whole = score(load_standard("unit"), {"P2-1": 3, "P2-2": "unknown"})
    assert checklist.score.sections == tuple(part for part in whole.sections if part.id == "P2")


def test_answers_and_score_can_be_observed(checklist: Checklist) -> None:
    seen: list[Any] = []
    checklist.observe(lambda change: seen.append(change["name"]), ["answers", "score"])
    checklist.answers = {"P2-1": 2}
    assert sorted(seen) == ["answers", "score"]


def test_a_tick_from_the_page_is_taken_over_as_it_comes(checklist: Checklist) -> None:
    answer = Answer(choice=1, note="<b>=1+1</b>").model_dump()
    checklist.set_state({"answers": {"P2-4": answer}})
    assert checklist.sheet.choices() == {"P2-4": 1}
    assert checklist.sheet.answers["P2-4"].note == "<b>=1+1</b>"


@pytest.mark.parametrize(
    ("answers", "place"),
    [
        ({"P2-1": 4}, "P2-1 = 4"),
        ({"P99-1": 1}, "P99-1"),
        ({"P2-2": {"choice": "not_applicable", "reason": "x"}}, "P2-2"),
        ({"P2-4": "not_applicable"}, "P2-4"),
    ],
)
def test_what_the_standard_forbids_is_refused_and_changes_nothing(
    checklist: Checklist, answers: dict[str, Any], place: str
) -> None:
    checklist.answers = {"P2-1": 2}
    with pytest.raises(AnswerError) as refused:
        checklist.answers = answers
    assert place in str(refused.value)
    assert checklist.sheet.choices() == {"P2-1": 2}


def test_two_checklists_do_not_share_answers() -> None:
    first, second = Checklist("unit", "P2"), Checklist("unit", "P2")
    first.answers = {"P2-1": 3}
    assert second.answers == {}


def test_a_checklist_with_a_file_finds_its_answers_again(tmp_path: Path) -> None:
    file = tmp_path / "jawaban.json"
    before = Checklist("unit", file=file)
    before.answers = {"P1-1": 2}
    before.answers = {"P1-1": 3}
    after = Checklist("unit", file=file)
    assert after.answers == before.answers
    assert after.sheet.sheet == before.sheet.sheet


def test_the_file_of_an_earlier_session_is_kept_as_one_copy(tmp_path: Path) -> None:
    file = tmp_path / "jawaban.json"
    Checklist("unit", file=file).answers = {"P1-1": 1}
    later = Checklist("unit", file=file)
    for level in (2, 3, 0):
        later.answers = {"P1-1": level}
    copies = list(tmp_path.glob("*.bak"))
    assert len(copies) == 1
    assert AnswerSheet.read(copies[0]).choices() == {"P1-1": 1}


def test_a_file_that_cannot_be_written_is_said_and_the_answers_stay(tmp_path: Path) -> None:
    blocked = tmp_path / "berkas"
    blocked.write_text("ini bukan folder", encoding="utf-8")
    checklist = Checklist("unit")
    checklist.file = blocked / "jawaban.json"
    checklist.answers = {"P1-1": 2}
    assert checklist.sheet.choices() == {"P1-1": 2}
    assert "jawaban.json" not in checklist.status


def test_saved_answers_load_into_another_checklist(tmp_path: Path, checklist: Checklist) -> None:
    checklist.answers = {"P2-1": {"choice": 3, "evidence": "Catatan waktu"}}
    other = Checklist("unit")
    other.load(checklist.save(tmp_path / "baru" / "simpanan.json"))
    assert other.answers == checklist.answers


def test_answers_to_another_standard_are_not_loaded(tmp_path: Path, checklist: Checklist) -> None:
    foreign = AnswerSheet(standard="praktik", version="1.0.0", answers={"B1-1": Answer(choice=4)})
    with pytest.raises(AnswerError, match="praktik"):
        checklist.load(foreign.write(tmp_path / "praktik.json"))
    assert checklist.answers == {}


def test_a_page_without_a_kernel_gets_the_form(checklist: Checklist) -> None:
    data, _metadata = checklist._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert "<bermakna-checklist" in data["text/html"]
    assert data["text/plain"] == repr(checklist) == "Checklist('unit', section='P2')"


def test_an_unknown_section_is_named_with_those_there_are() -> None:
    with pytest.raises(KeyError, match="P1, P2"):
        Checklist("unit", section="P99")
