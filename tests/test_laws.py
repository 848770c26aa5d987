"""Every law and article that an item cites stands in the list of laws."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from assessment import loading
from assessment.errors import StandardError
from assessment.loading import load_laws
from tests.builders import LAW, LAWS, standard_data, validate_standard

TEXT = """\
uu-1-2000:
  name: Undang-Undang Nomor 1 Tahun 2000
  short: UU 1/2000
  about: contoh
  status: berlaku
  certainty: verified
  articles:
    "1": {about: contoh, certainty: verified}
"""


def standard_citing(reference: Mapping[str, object]) -> dict[str, Any]:
    data = standard_data(items_per_section=(2, 1))
    data["sections"][0]["items"][1]["laws"].append(reference)
    return data


@pytest.fixture
def laws_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list of laws of the test's own, in the place of the package's."""
    path = tmp_path / "laws.yml"
    monkeypatch.setattr(loading, "LAWS_FILE", path)
    return path


@pytest.mark.parametrize(
    "reference",
    [
        {"law": "uu-1-2000"},
        {"law": "uu-1-2000", "article": "1"},
        {"law": "uu-1-2000", "article": "1", "letters": ["a", "l"]},
    ],
)
def test_a_law_or_an_article_of_the_list_may_be_cited(reference: dict[str, object]) -> None:
    cited = validate_standard(standard_citing(reference)).items[1].laws[1]
    assert cited.model_dump(exclude_unset=True, mode="json") == reference


@pytest.mark.parametrize(
    ("reference", "named"),
    [
        ({"law": "uu-9-9999"}, ["uu-9-9999", "laws.yml"]),
        ({"law": "uu-9-9999", "article": "1"}, ["uu-9-9999", "laws.yml"]),
        ({"law": "uu-1-2000", "article": "2"}, ["uu-1-2000", "2", "laws.yml", "1"]),
        ({"law": "uu-1-2000", "article": "1(2)"}, ["1(2)", "laws.yml"]),
    ],
)
def test_an_unknown_law_or_article_is_named(reference: dict[str, object], named: list[str]) -> None:
    with pytest.raises(ValidationError) as caught:
        validate_standard(standard_citing(reference))
    (found,) = caught.value.errors()
    assert found["loc"] == ("sections", 0, "items", 1, "laws", 1)
    assert [word for word in named if word not in found["msg"]] == []


@pytest.mark.parametrize(
    "reference", [{"law": "uu-1-2000", "article": 1}, {"article": "1"}, {"law": ""}, "uu-1-2000"]
)
def test_a_reference_of_the_wrong_shape_is_refused(reference: Any) -> None:
    with pytest.raises(ValidationError):
        validate_standard(standard_citing(reference))


def test_a_law_without_articles_says_so() -> None:
    bare = {name: value for name, value in LAW.items() if name != "articles"}
    laws = type(LAWS).model_validate({"uu-1-2000": bare})
    laws.require("uu-1-2000", None)
    with pytest.raises(ValueError, match=r"-$"):
        laws.require("uu-1-2000", "1")


def test_the_laws_of_the_package_are_valid_and_read_once() -> None:
    assert load_laws().root
    assert load_laws() is load_laws()


@pytest.mark.parametrize(
    ("right", "wrong", "line", "named"),
    [
        ("status: berlaku", "status: lama", 5, ["status = 'lama'", "dicabut"]),
        ("short: UU 1/2000", "short: 7", 3, ["short = 7"]),
        ("name: Undang", "nama: Undang", 2, ["nama", "short"]),
        ('"1": {about: contoh, ', '"1": {', 8, ["about"]),
        ("{about: contoh, c", "{pasal: 1, about: contoh, c", 8, ["pasal = 1", "certainty"]),
        ("  about: contoh\n", "  about: contoh\n  about: lagi\n", 5, ["about"]),
        ("uu-1-2000:", "uu-1-2000: x\nuu-2-2000:", 1, ["uu-1-2000 = 'x'"]),
    ],
)
def test_a_mistake_in_the_list_of_laws_is_named_by_line_and_value(
    laws_file: Path, right: str, wrong: str, line: int, named: list[str]
) -> None:
    laws_file.write_text(TEXT.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(StandardError) as caught:
        load_laws.__wrapped__()
    assert {problem.file for problem in caught.value.problems} == {"laws.yml"}
    (problem,) = (found for found in caught.value.problems if found.line == line)
    assert [word for word in named if word not in str(problem)] == []


def test_an_empty_list_of_laws_is_refused(laws_file: Path) -> None:
    laws_file.write_text("", encoding="utf-8")
    with pytest.raises(StandardError, match=r"laws\.yml"):
        load_laws.__wrapped__()
