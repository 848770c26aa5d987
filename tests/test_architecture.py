"""The walls of the house: a room imports only rooms below it, and each library has one room."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "assessment"

FLOORS = [
    # 0: what is true
    [
        "clock", "errors", "i18n", "kept_files", "kept_text", "laws", "fields", "document",
        "standard", "crosswalks", "loading", "plan",
    ],
    # 1: what follows
    [
        "matrix", "tables", "loops", "indices", "scoring", "wording", "results", "answers",
        "reading", "columns", "cycle", "workshop", "student_t", "room_answers", "room_items",
        "room_sections", "room_change", "room_results", "coding", "differences", "gaps",
        "summary", "templates", "panel", "alphas", "agreement", "suppression", "leniency",
        "comparison", "pairing",
        "period_tables", "periods", "answer_matrix", "rollup", "simulation",
    ],
    # 2: what people see
    [
        "checklist", "report_card", "charts", "presentation", "derivation", "handbook",
        "csv_files", "exchange",
    ],
    # 3: where it lives, and how it is called
    [
        "store", "panels", "unit_app", "workshop_app", "workshop_session", "collect", "materials",
        "room_report", "materials_command", "bench_workshop", "project", "building",
        "press", "report", "replies", "serving",
        "jupyter_server", "lab", "session", "terminal", "arguments", "printing", "score_command",
        "check_command", "form_command", "report_command", "bench", "bench_app", "bench_page",
        "bench_unit", "bench_rollup", "gathering", "rollup_app", "rollup_command", "rollup_report",
        "simulate_command", "rollup_verbs", "verbs", "showing_verbs", "working_verbs", "cli",
        "__main__",
    ],
]  # fmt: skip
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}

# Which rooms may know a library; every other room must do without it.
OWNERS = {
    "ipywidgets": {"checklist", "panels", "unit_app", "workshop_app", "rollup_app"},
    "anywidget": {"checklist", "panels", "unit_app", "workshop_app", "rollup_app"},
    "traitlets": {"checklist", "panels", "unit_app", "workshop_app", "rollup_app"},
    "jinja2": {"templates"},
    "matplotlib": {"charts"},
    "sphinx": {"handbook"},
    "docutils": {"handbook"},
    "yaml": {"document", "handbook", "press"},
    "rich": {
        "printing", "bench", "press", "report_command", "materials_command", "rollup_command",
        "simulate_command",
    },
    "pyarrow": {"answer_matrix", "bench_rollup"},
    "distributed": {"rollup", "bench_rollup"},
    "numba": {"loops"},
    "polars": {"bench_rollup"},
    "duckdb": {"bench_rollup"},
    "typst": {"press"},
    "pptx": {"materials"},
    "PIL": {"materials"},
    "segno": {"materials", "workshop_app"},
    "fastapi": {"collect"},
    "starlette": {"collect"},
    "uvicorn": {"collect"},
    "limits": {"collect"},
    "h11": {"collect"},
    "psutil": {"collect", "bench_rollup"},
    "bs4": {"press"},
    "xlsxwriter": {"exchange", "report", "rollup_report"},
    "openpyxl": {"exchange"},
    "defusedxml": {"exchange"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "playwright": {"bench_app", "bench_page"},
    "http": {"collect", "jupyter_server", "lab", "replies", "workshop_app"},
}  # fmt: skip


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "assessment":
                yield from (f"assessment.{alias.name}" for alias in node.names)
            yield node.module


def inside(path: Path) -> set[str]:
    """Return the rooms of the package that a module imports."""
    parts = [name.split(".") for name in imported(path)]
    return {
        part[1] for part in parts if part[0] == "assessment" and len(part) > 1 and part[1] in FLOOR
    }


def test_every_room_stands_on_a_floor() -> None:
    assert sorted({room_of(path) for path in modules()} - set(FLOOR)) == []
    assert sorted(set(FLOOR) - {room_of(path) for path in modules()}) == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nobody_imports_upward(path: Path) -> None:
    floor = FLOOR[room_of(path)]
    assert {room for room in inside(path) if FLOOR[room] > floor} == set()


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_library_stays_in_its_room(path: Path) -> None:
    libraries = {name.split(".")[0] for name in imported(path)}
    wrong = {name for name in libraries & set(OWNERS) if room_of(path) not in OWNERS[name]}
    assert wrong == set()


def test_what_is_true_needs_no_table_and_no_array() -> None:
    libraries = {
        name.split(".")[0]
        for path in modules()
        if FLOOR[room_of(path)] == 0
        for name in imported(path)
    }
    assert libraries & {"pandas", "numpy"} == set()
