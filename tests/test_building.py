"""The book is built when something it is made of has changed, and only then."""

import json
import os
from pathlib import Path

import pytest

from assessment import building
from assessment.building import build, fingerprint, is_stale
from assessment.errors import BermaknaError
from tests.projects import make_project, write_book

FAKE_JUPYTER_BOOK = """
import json, os, sys

def main():
    with open("said.json", "w") as file:
        json.dump([sys.argv[1:], os.getcwd(), os.environ["BERMAKNA_LANG"]], file)
    sys.exit({status})
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a project whose book is built and up to date, with notebooks run before."""
    project = make_project(tmp_path)
    build(project, run=write_book)
    cached = project / "_build" / ".jupyter_cache"
    cached.mkdir()
    (cached / "global.db").touch()
    return project


def cache_is_kept(root: Path) -> bool:
    return (root / "_build/.jupyter_cache/global.db").exists()


def never(root: Path) -> int:
    pytest.fail(f"{root} is up to date")


def test_a_new_project_is_stale_and_a_built_one_is_not(tmp_path: Path) -> None:
    root = make_project(tmp_path, built=False)
    assert is_stale(root)
    assert build(root, run=write_book) is True
    assert build(root, run=never) is False


@pytest.mark.parametrize(
    "path",
    ["book/beranda.md", "book/gambar/baru.svg", "notebooks/awal.ipynb", "notebooks/dalam/b.md",
     "_config.yml", "_toc.yml"],
)  # fmt: skip
def test_a_changed_page_or_notebook_builds_again_and_keeps_the_outputs_of_the_others(
    root: Path, path: str
) -> None:
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text("baru\n", encoding="utf-8")
    assert build(root, run=write_book)
    assert cache_is_kept(root)


@pytest.mark.parametrize(
    "path",
    ["assessment/kode.py", "assessment/standards/unit.yml", "requirements.txt",
     "notebooks/contoh/satu.json"],
)  # fmt: skip
def test_changed_code_runs_every_notebook_again(root: Path, path: str) -> None:
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text("baru\n", encoding="utf-8")
    assert build(root, run=write_book)
    assert not cache_is_kept(root)


@pytest.mark.parametrize(
    "path",
    ["assessment/__pycache__/kode.pyc", "notebooks/.ipynb_checkpoints/awal.ipynb",
     "notebooks/jawaban-saya.json", "README.md", "_build/html/lain.html"],
)  # fmt: skip
def test_files_that_no_page_shows_do_not_matter(root: Path, path: str) -> None:
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text("baru\n", encoding="utf-8")
    assert not is_stale(root)


def test_a_removed_or_renamed_page_is_a_change(root: Path) -> None:
    before = fingerprint(root)
    (root / "book/beranda.md").rename(root / "book/awal.md")
    renamed = fingerprint(root)
    (root / "book/awal.md").unlink()
    assert len({before["pages"], renamed["pages"], fingerprint(root)["pages"]}) == 3


def test_a_newer_date_alone_is_no_change(root: Path) -> None:
    os.utime(root / "book/beranda.md", (2_000_000_000, 2_000_000_000))
    assert not is_stale(root)


def test_a_lost_book_is_stale(root: Path) -> None:
    (root / "_build/html/index.html").unlink()
    assert is_stale(root)


@pytest.mark.parametrize("text", ["", "{", "[]", "null"])
def test_a_damaged_fingerprint_is_stale_and_no_error(root: Path, text: str) -> None:
    (root / "_build/.fingerprint").write_text(text, encoding="utf-8")
    assert build(root, run=write_book)
    assert not is_stale(root)


def test_force_builds_anyway_and_runs_every_notebook_again(root: Path) -> None:
    assert build(root, force=True, run=write_book)
    assert not cache_is_kept(root)


def test_a_failed_build_is_one_sentence_and_is_tried_again(root: Path) -> None:
    (root / "book/beranda.md").write_text("rusak\n", encoding="utf-8")
    with pytest.raises(BermaknaError) as caught:
        build(root, run=lambda _root: 1)
    assert "\n" not in str(caught.value)
    assert cache_is_kept(root)
    assert build(root, run=write_book)


def test_going_back_after_a_failed_build_builds_again(root: Path) -> None:
    page = (root / "book/beranda.md").read_text(encoding="utf-8")
    (root / "book/beranda.md").write_text("rusak\n", encoding="utf-8")
    with pytest.raises(BermaknaError):
        build(root, run=lambda _root: 1)
    (root / "book/beranda.md").write_text(page, encoding="utf-8")
    assert is_stale(root)


def test_what_changes_during_a_build_is_built_the_next_time(root: Path) -> None:
    def edit_meanwhile(project: Path) -> int:
        (project / "book/beranda.md").write_text("sambil lalu\n", encoding="utf-8")
        return write_book(project)

    build(root, force=True, run=edit_meanwhile)
    assert is_stale(root)


def test_the_fingerprint_tells_code_from_pages(root: Path) -> None:
    stored = json.loads((root / "_build/.fingerprint").read_text(encoding="utf-8"))
    assert stored == fingerprint(root)
    assert set(stored) == {"code", "pages"}


@pytest.mark.parametrize("status", [0, 3])
def test_jupyter_book_is_run_strictly_over_all_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    root = make_project(tmp_path, built=False)
    fake = root / "jupyter_book" / "cli"
    fake.mkdir(parents=True)
    (fake.parent / "__init__.py").touch()
    (fake / "__init__.py").touch()
    (fake / "main.py").write_text(FAKE_JUPYTER_BOOK.format(status=status), encoding="utf-8")
    monkeypatch.setenv("BERMAKNA_LANG", "en")
    assert building._run_jupyter_book(root) == status
    arguments, folder, language = json.loads((root / "said.json").read_text(encoding="utf-8"))
    assert arguments == ["build", str(root), "--all", "-W", "-n", "--keep-going"]
    assert Path(folder) == root.resolve()
    assert language == "id"
