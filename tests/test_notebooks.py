"""Notebooks hold prose and calls; what is not compared says why."""

from pathlib import Path

import nbformat
import pytest

from tests.conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LONGEST_CELL = 4


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> nbformat.NotebookNode:
    path: Path = request.param
    return nbformat.read(path, as_version=4)


def code(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_cells_are_short_and_hold_no_logic(notebook: nbformat.NotebookNode) -> None:
    words = ("def ", "class ", "for ", "while ", "if ", "lambda")
    for cell in code(notebook):
        assert len(cell.source.splitlines()) <= LONGEST_CELL, cell.source
        assert not any(word in cell.source for word in words), cell.source


def test_a_cell_that_is_not_compared_says_why(notebook: nbformat.NotebookNode) -> None:
    for cell in code(notebook):
        ignored = "nbval-ignore-output" in cell.metadata.get("tags", [])
        assert ignored == bool(cell.metadata.get("not_compared_because")), cell.source
        assert "NBVAL" not in cell.source


def test_every_cell_has_been_run_in_order(notebook: nbformat.NotebookNode) -> None:
    counts = [cell.execution_count for cell in code(notebook)]
    assert counts == list(range(1, len(counts) + 1))


def test_no_state_of_a_widget_is_kept(notebook: nbformat.NotebookNode) -> None:
    assert "widgets" not in notebook.metadata
