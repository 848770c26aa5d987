"""The bench measures what it says; how fast it is, no test judges."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assessment.bench import Row, python_rows, run_bench, undisturbed, undisturbed_ms
from assessment.bench_page import page_rows
from assessment.bench_unit import unit_rows
from tests.conftest import ROOT

FIELDS = ("name", "value", "unit", "peer_name", "peer")


def assert_complete(rows: list[Row], how_many: int) -> None:
    assert len({row.name for row in rows}) == len(rows) == how_many
    assert all(row.value > 0 and row.peer > 0 and row.ratio > 0 for row in rows)


def test_python_is_measured_from_a_standard_to_a_chart() -> None:
    assert_complete(list(python_rows(repeats=2)), 5)


def test_a_unit_is_measured_from_an_answer_to_the_report() -> None:
    assert_complete(list(unit_rows(repeats=1)), 4)


@pytest.mark.usefixtures("book")
def test_the_command_measures_python_and_the_page() -> None:
    # A process of its own: Playwright's plain interface starts only once in one.
    done = subprocess.run(
        [sys.executable, "-m", "assessment", "bench", "--json", "--scale", "unit"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    rows = json.loads(done.stdout)
    assert_complete([Row(**{key: row[key] for key in FIELDS}) for row in rows], 47)


def test_a_run_that_something_else_made_longer_does_not_count() -> None:
    assert undisturbed([9.0, 2.0, 3.0]) == 2.0
    assert undisturbed([5.0] * 17 + [1.0, 2.0, 3.0]) == 3.0


def test_the_first_run_only_warms_up() -> None:
    runs: list[int] = []
    assert undisturbed_ms(lambda: runs.append(1), repeats=3) >= 0
    assert len(runs) == 4


def test_without_a_browser_the_page_is_left_out_and_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("BERMAKNA_CHROMIUM", raising=False)
    assert list(page_rows()) == []
    assert "Chromium" in capsys.readouterr().err


def test_without_a_built_book_the_page_is_left_out_and_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("assessment.bench_page.is_stale", lambda _root: True)
    assert list(page_rows()) == []
    assert "bermakna build" in capsys.readouterr().err


def test_programs_get_one_json_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("assessment.bench.python_rows", lambda: [Row("a", 2.0, "ms", "b", 4.0)])
    large = Row("c", 3.0, "ms", "np.sum", 1.0, memory=20.5)
    monkeypatch.setattr("assessment.bench_rollup.rows.rollup_rows", lambda _scale, _plot: [large])
    for others in ("bench_unit.unit_rows", "bench_workshop.workshop_rows", "bench_page.page_rows"):
        monkeypatch.setattr(f"assessment.{others}", list)
    assert run_bench(as_json=True) == 0
    first, second, *_others = json.loads(capsys.readouterr().out)
    assert first["ratio"] == 0.5
    assert first["memory"] is None
    assert second["memory"] == 20.5
