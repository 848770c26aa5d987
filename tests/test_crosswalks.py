"""Every section is held against every framework, and nothing unknown is named."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from assessment import loading
from assessment.crosswalks import Crosswalks, Known
from assessment.errors import StandardError
from assessment.loading import load_crosswalks, load_standard, standard_ids

SECTIONS = {section.id for name in standard_ids() for section in load_standard(name).sections}
ITEMS = {item.id: item for name in standard_ids() for item in load_standard(name).items}

TEXT = """\
kerangka:
  title: Kerangka
  element: Unsur
  elements:
    satu: {name: Satu}
    dua: {name: Dua, gap: Hampir kosong.}
  links:
"""
LINKS = "".join(f"    {section}: []\n" for section in sorted(SECTIONS - {"P1"}))
RIGHT = f"{TEXT}    P1: [{{to: satu}}, {{to: dua, aspect: sisi}}]\n{LINKS}"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of the test's own, in the place of the package's."""
    path = tmp_path / "crosswalks.yml"
    monkeypatch.setattr(loading, "CROSSWALKS_FILE", path)
    return path


def test_the_crosswalks_of_the_package_name_the_four_frameworks() -> None:
    counts = {name: len(found.elements) for name, found in load_crosswalks().root.items()}
    assert counts == {"berakhlak": 7, "skm": 9, "pekppp": 6, "servqual": 5}


@pytest.mark.parametrize("name", load_crosswalks().root)
def test_every_section_stands_in_every_crosswalk(name: str) -> None:
    assert set(load_crosswalks().root[name].links) == SECTIONS


@pytest.mark.parametrize("name", load_crosswalks().root)
def test_an_element_without_a_section_says_that_it_is_not_covered(name: str) -> None:
    crosswalk = load_crosswalks().root[name]
    empty = [key for key in crosswalk.elements if not crosswalk.sections_of(key)]
    assert [key for key in empty if crosswalk.elements[key].gap is None] == []


def test_a_gap_that_was_filled_names_items_that_were_added() -> None:
    elements = [x for found in load_crosswalks().root.values() for x in found.elements.values()]
    named = {code for x in elements for code in re.findall(r"[PB]\d-\d", x.gap or "")}
    assert named
    assert [code for code in named if not ITEMS[code].added] == []


def test_both_ways_say_the_same() -> None:
    for crosswalk in load_crosswalks().root.values():
        there = {(s, link.to) for s, links in crosswalk.links.items() for link in links}
        back = {(s, key) for key in crosswalk.elements for s, _link in crosswalk.sections_of(key)}
        assert there == back


def test_the_list_of_crosswalks_is_not_a_standard() -> None:
    assert loading.CROSSWALKS_FILE.stem not in standard_ids()


def test_a_right_file_is_read(file: Path) -> None:
    file.write_text(RIGHT, encoding="utf-8")
    crosswalk = load_crosswalks.__wrapped__().root["kerangka"]
    ((section, link),) = crosswalk.sections_of("dua")
    assert (section, link.aspect) == ("P1", "sisi")


@pytest.mark.parametrize(
    ("right", "wrong", "line", "named"),
    [
        ("to: satu", "to: tiga", 8, ["to = 'tiga'", "satu, dua"]),
        ("aspect: sisi", "side: sisi", 8, ["side = 'sisi'", "to, aspect"]),
        ("to: dua", "to: satu", 8, ["satu"]),
        ("    P1: [", "    P77: [", 8, ["P77", "P1"]),
        ("    P2: []\n", "", 7, ["P2"]),
        ("gap: Hampir", "lack: Hampir", 6, ["lack", "name, about, gap"]),
        ("name: Satu", "name: 1", 5, ["name = 1"]),
        ("  element: Unsur\n", "", 1, ["element"]),
        ("  title: Kerangka\n", "  title: Kerangka\n  title: Lain\n", 3, ["title"]),
        ("  element: Unsur\n", "  unsur: Unsur\n", 3, ["unsur", "title, element, elements, links"]),
    ],
)
def test_a_mistake_is_named_by_line_and_value(
    file: Path, right: str, wrong: str, line: int, named: list[str]
) -> None:
    assert RIGHT.count(right) == 1
    file.write_text(RIGHT.replace(right, wrong), encoding="utf-8")
    with pytest.raises(StandardError) as caught:
        load_crosswalks.__wrapped__()
    assert {problem.file for problem in caught.value.problems} == {"crosswalks.yml"}
    texts = [str(problem) for problem in caught.value.problems if problem.line == line]
    assert [text for text in texts if all(word in text for word in named)], caught.value


def test_an_element_that_is_wrong_itself_does_not_make_its_links_wrong(file: Path) -> None:
    file.write_text(RIGHT.replace("name: Satu", "nama: Satu"), encoding="utf-8")
    with pytest.raises(StandardError) as caught:
        load_crosswalks.__wrapped__()
    assert {problem.line for problem in caught.value.problems} == {5}


@pytest.mark.parametrize("text", ["", "kerangka: 1\n", "- kerangka\n"])
def test_a_file_that_holds_no_crosswalk_is_refused(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(StandardError, match=r"crosswalks\.yml"):
        load_crosswalks.__wrapped__()


def test_what_may_be_named_has_to_be_given() -> None:
    data = {"a": {"title": "A", "element": "B", "elements": {"c": {"name": "C"}}, "links": {}}}
    with pytest.raises(TypeError, match="Known"):
        Crosswalks.model_validate(data)
    with pytest.raises(ValidationError):
        Crosswalks.model_validate(data, context=Known(("P1",)))
