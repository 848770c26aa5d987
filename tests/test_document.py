"""A YAML file knows the line of every field, and says plainly why it cannot be read."""

from pathlib import Path

import pytest

from assessment.document import Document
from assessment.errors import Problem, StandardError

TEXT = """\
id: contoh
sections:
  - id: P1
    items:
      - id: P1-1
        weight: 0
        levels: {0: tidak, 1: ya}
      - id: P1-2
        text: >-
          dua
          baris
        criteria: [{id: Satu., en: One.}]
        weight: 2
scale: {low: 1,
  high: 2}
"""


def document(folder: Path, text: str | bytes) -> Document:
    path = folder / "contoh.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Document(path)


def only_problem(path: Path) -> Problem:
    with pytest.raises(StandardError) as caught:
        Document(path)
    (problem,) = caught.value.problems
    assert problem.file == path.name
    assert problem.message
    return problem


@pytest.mark.parametrize(
    ("location", "line", "place"),
    [
        (("id",), 1, "id = 'contoh'"),
        (("sections", 0, "id"), 3, "P1: id = 'P1'"),
        (("sections", 0, "items", 0, "weight"), 6, "P1-1: weight = 0"),
        (("sections", 0, "items", 0, "levels"), 7, "P1-1: levels"),
        (("sections", 0, "items", 0, "levels", 1), 7, "P1-1: levels.1 = 'ya'"),
        (("sections", 0, "items", 1, "text"), 9, "P1-2: text = 'dua baris'"),
        (("sections", 0, "items", 1, "criteria", 0, "en"), 12, "P1-2: criteria.0.en = 'One.'"),
        (("sections", 0, "items", 1, "weight"), 13, "P1-2: weight = 2"),
        (("scale", "high"), 15, "scale.high = 2"),
    ],
)
def test_a_field_is_named_by_its_line_item_and_value(
    tmp_path: Path, location: tuple[int | str, ...], line: int, place: str
) -> None:
    problem = document(tmp_path, TEXT).problem(location, "salah")
    assert problem == Problem("contoh.yml", line, place, "salah")
    assert str(problem) == f"contoh.yml:{line}: {place}: salah"


@pytest.mark.parametrize(
    ("location", "line", "place"),
    [
        (("sections", 0, "items", 1, "source"), 8, "P1-2: source"),
        (("sections", 0, "items", 7, "id"), 4, "P1: items.7.id"),
        (("title",), 1, "title"),
        ((), 1, ""),
    ],
)
def test_a_missing_field_is_placed_in_the_part_that_lacks_it(
    tmp_path: Path, location: tuple[int | str, ...], line: int, place: str
) -> None:
    problem = document(tmp_path, TEXT).problem(location, "salah")
    assert (problem.line, problem.place) == (line, place)


def test_keys_that_stand_twice_are_found_at_every_depth(tmp_path: Path) -> None:
    text = "a: 1\nb:\n  - c: 1\n    d: 2\n    c: 3\n  - {e: 1, e: 2}\na: 2\n"
    problems = sorted(document(tmp_path, text).repeated_keys())
    assert [(problem.line, problem.place) for problem in problems] == [(5, "c"), (6, "e"), (7, "a")]


def test_the_last_of_a_repeated_key_is_the_one_that_is_named(tmp_path: Path) -> None:
    problem = document(tmp_path, "a: 1\nb: 2\na: 3\n").problem(("a",), "salah")
    assert (problem.line, problem.place) == (3, "a = 3")


def test_a_file_without_repeated_keys_has_no_such_problem(tmp_path: Path) -> None:
    assert list(document(tmp_path, TEXT).repeated_keys()) == []


@pytest.mark.parametrize("text", ["", "\n\n", "# hanya komentar\n"])
def test_an_empty_file_has_no_content_and_a_place(tmp_path: Path, text: str) -> None:
    empty = document(tmp_path, text)
    assert empty.data is None
    assert list(empty.repeated_keys()) == []
    assert empty.problem(("id",), "salah") == Problem("contoh.yml", 1, "id", "salah")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert only_problem(tmp_path / "tiada.yml").line == 0


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    assert only_problem(tmp_path).line == 0


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "latin.yml"
    path.write_bytes("a: caf\u00e9\n".encode("latin-1"))
    assert "UTF-8" in only_problem(path).message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", 3),
        ("a: 1\nb: x: y\n", 2),
        ("a: 1\n\tb: 2\n", 2),
        ("a: 1\n---\nb: 2\n", 2),
        ("a: *tiada\n", 1),
        ("a: 1\nb: !!python/object:os.system {}\n", 2),
    ],
    ids=["open list", "two colons", "tab", "two documents", "unknown anchor", "python tag"],
)
def test_bad_yaml_is_reported_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "rusak.yml"
    path.write_text(text, encoding="utf-8")
    assert only_problem(path).line == line


@pytest.mark.parametrize(
    "text",
    ["a: 2026-02-31\n", "a: !!int tiga\n", "a: \x00\n"],
    ids=["no such day", "no number", "control character"],
)
def test_a_value_that_yaml_cannot_make_is_a_problem_of_the_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rusak.yml"
    path.write_text(text, encoding="utf-8")
    assert only_problem(path)
