"""What every page keeps to: a review, items and laws that exist, no other host, a length."""

from pathlib import Path

import pytest

from assessment.handbook.policies import check_policies

HEAD = '---\nreviewed: "2026-01-31"\n---\n\n# Judul\n\n'


def problems_of(root: Path, text: str, name: str = "lain") -> list[tuple[int, str]]:
    path = root / "book" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return [(problem.line, problem.message) for problem in check_policies(root)]


def test_a_page_that_keeps_to_all_of_it_is_right(tmp_path: Path) -> None:
    text = f"{HEAD}Butir P2-1 bertumpu pada UU 25/2009.\n\n![Sebuah loket](loket.png)\n"
    assert problems_of(tmp_path, text) == []


@pytest.mark.parametrize(
    "head", ["", "---\nreviewed: 2026-01-31\n---\n", '---\nreviewed: "kemarin"\n---\n']
)
def test_a_page_says_when_it_was_reviewed(tmp_path: Path, head: str) -> None:
    ((line, message),) = problems_of(tmp_path, f"{head}# Judul\n")
    assert line == 1
    assert "reviewed:" in message


def test_nobody_reviews_a_page_in_the_future(tmp_path: Path) -> None:
    ((_line, message),) = problems_of(tmp_path, '---\nreviewed: "2999-01-01"\n---\n\n# Judul\n')
    assert "2999-01-01" in message


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ("Lihat butir P2-99.", "P2-99"),
        ("Menurut UU 5/2014 tentang ASN.", "UU 5/2014"),
        ("Menurut Perpres 1/2001.", "Perpres 1/2001"),
        ("Buka https://contoh.example/halaman.", "https://contoh.example"),
        ("Ada sembilan prinsip.", "sembilan prinsip"),
        ("Bila penilainya kurang dari lima, diam.", "kurang dari lima"),
        ("![](loket.png)", ""),
    ],
)
def test_what_is_not_there_is_named_with_its_line(tmp_path: Path, wrong: str, named: str) -> None:
    ((line, message),) = problems_of(tmp_path, f"{HEAD}Baris benar.\n\n{wrong}\n")
    assert line == 9
    assert named in message


@pytest.mark.parametrize("words", [500, 1_500])
def test_a_section_page_is_neither_a_leaflet_nor_a_treatise(tmp_path: Path, words: int) -> None:
    ((line, message),) = problems_of(tmp_path, HEAD + "kata " * words, name="prinsip/p1")
    assert line == 1
    assert "700" in message
    assert "1200" in message
