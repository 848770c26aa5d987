"""``bermakna build --pdf``: every file appears whole, and a failure leaves the older one."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from assessment.errors import BermaknaError
from assessment.press import command
from assessment.press.command import FORMS, PRINTED, print_handbook
from assessment.press.forms import form_names
from tests.projects import make_project


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project in which every file is printed at once, as its own name."""
    monkeypatch.setattr(command, "make_form", lambda standard, _section: standard.id.encode())
    monkeypatch.setattr(command, "read_pages", lambda _root: [])
    monkeypatch.setattr(command, "author", lambda _root: "")
    monkeypatch.setattr(command, "make_book", lambda _pages, _author: b"buku")
    monkeypatch.setattr(command, "make_epub", lambda _pages, _author: b"epub")
    return make_project(tmp_path)


def quiet() -> Console:
    return Console(file=io.StringIO())


def test_all_forms_the_book_and_the_epub_are_printed(root: Path) -> None:
    paths = print_handbook(root, quiet())
    forms = {f"formulir/{name}" for _standard, _section, name in form_names()}
    found = {path.relative_to(root / PRINTED).as_posix() for path in paths}
    assert found == {*forms, "bermakna.pdf", "bermakna.epub"}
    assert (root / PRINTED / "bermakna.pdf").read_bytes() == b"buku"
    assert list((root / PRINTED).rglob("*.tmp")) == []


def test_a_failure_leaves_the_older_book(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    print_handbook(root, quiet())

    def fail(*_arguments: object) -> bytes:
        raise BermaknaError("tidak dapat dicetak")

    monkeypatch.setattr(command, "make_book", fail)
    with pytest.raises(BermaknaError):
        print_handbook(root, quiet())
    assert (root / PRINTED / "bermakna.pdf").read_bytes() == b"buku"


def test_a_form_of_a_section_that_is_no_more_goes_and_other_files_stay(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = root / PRINTED / FORMS
    print_handbook(root, quiet())
    (folder / "catatan.pdf").write_bytes(b"milik pembaca")
    _removed, *kept = form_names()
    monkeypatch.setattr(command, "form_names", lambda: iter(kept))
    print_handbook(root, quiet())
    left = {name for _standard, _section, name in kept}
    assert {path.name for path in folder.glob("*.pdf")} == {"catatan.pdf", *left}


def test_the_reader_is_told_how_many_files_there_are_and_where(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command.run_press(root)
    assert str(root / PRINTED) in capsys.readouterr().out.replace("\n", "")
