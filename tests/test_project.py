"""The project is found from the package, the current folder or a folder below it."""

from pathlib import Path

import pytest

from assessment.errors import BermaknaError
from assessment.project import PACKAGE_PARENT, find_root
from tests.projects import make_project


def test_the_project_of_this_package_comes_first() -> None:
    assert find_root() == PACKAGE_PARENT


def test_a_folder_inside_the_project_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project(tmp_path / "buku")
    monkeypatch.setattr("assessment.project.PACKAGE_PARENT", tmp_path / "elsewhere")
    monkeypatch.chdir(root / "notebooks" / "contoh")
    assert find_root() == root


@pytest.mark.parametrize("missing", ["_config.yml", "book"])
def test_without_settings_or_pages_a_folder_is_no_project(tmp_path: Path, missing: str) -> None:
    root = make_project(tmp_path)
    (root / missing).rename(root / "away")
    with pytest.raises(BermaknaError) as caught:
        find_root([root, Path(tmp_path / "nowhere")])
    assert "\n" not in str(caught.value)
