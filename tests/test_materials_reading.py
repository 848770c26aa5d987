"""What the materials take from the book: all in its words, and a clear error where it is not."""

import shutil
from pathlib import Path

import pytest

from assessment.errors import BermaknaError
from assessment.materials.fitting import fitted, shortened
from assessment.materials.grid import Box
from assessment.materials.layouts import Place
from assessment.materials.lines import Run, led, line, sentences, text_of
from assessment.materials.measuring import count_lines, height_of
from assessment.materials.plan import read_plan
from assessment.standard import Standard
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BERMAKNA_LANG", "en")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "book", tmp_path / "book")
    return tmp_path


def change(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_without_sections_the_pair_of_the_book_is_taken() -> None:
    plan = read_plan(ROOT)
    assert [section.id for section in plan.sections] == ["B1", "B3"]
    assert [act.outcome for act in plan.acts if act.activity] == [
        "Kalimat pembuka dan penutup",
        "Naskah kabar keterlambatan",
    ]


def test_other_sections_bring_their_own_activities() -> None:
    plan = read_plan(ROOT, "praktik", ("b6", "B8"))
    assert [act.title for act in plan.acts if act.activity] == [
        "Kegiatan pertama: B6 Dinding senyap",
        "Kegiatan kedua: B8 Tangan di belakang",
    ]
    # What comes of an activity is known for those of the book's own pair only.
    assert {act.outcome for act in plan.acts if act.activity} == {""}
    assert "B3" not in "".join(text_of(said) for act in plan.acts for said in act.script)


def test_the_numbers_of_sections_and_activities_need_not_be_two() -> None:
    plan = read_plan(ROOT, "praktik", ("B2",))
    names = [act.title for act in plan.acts]
    assert "Isi sendiri" in names
    assert names[2:4] == ["Kegiatan pertama: B2 Estafet rujukan", "Kegiatan kedua"]


def test_acts_follow_each_other_without_a_gap() -> None:
    acts = read_plan(ROOT).acts
    assert [act.end for act in acts[:-1]] == [act.start for act in acts[1:]]
    assert all(act.script for act in acts)


def test_a_change_of_the_book_is_a_change_of_the_materials(book: Path) -> None:
    change(book, "book/pelatih/panduan.md", "**Tanpa nama.**", "**Tanpa nama siapa pun.**")
    rules = read_plan(book).rules
    assert led(rules[1])[0] == "Tanpa nama siapa pun."


@pytest.mark.parametrize(
    ("name", "old", "said"),
    [
        ("book/pelatih/panduan.md", "## Menjaga rasa aman", "## Menjaga rasa aman"),
        ("book/pelatih/dua-jam.md", "## Susunan acara", "## Susunan acara"),
        ("book/pelatih/dua-jam.md", "## Bahan", "## Bahan"),
        ("book/pelatih/kegiatan.md", "## B3 ", "## B3"),
        ("book/pelatih/lembar-peserta.md", "## Komitmen pribadi", "## Komitmen pribadi"),
        ("book/praktik/b1.md", "### Sebelum", "### Sebelum"),
        ("book/praktik/b1.md", "### Pertanyaan untuk tim", "### Pertanyaan untuk tim"),
        ("book/praktik/b1.md", "```{picture}", "{picture}"),
        ("book/pelatih/kegiatan.md", "**Ucapan pembuka.**", "**Ucapan pembuka.**"),
    ],
)
def test_what_the_book_lacks_is_named_with_its_file(
    book: Path, name: str, old: str, said: str
) -> None:
    change(book, name, old, "```{lain}" if "picture" in old else "## Lain ")
    with pytest.raises(BermaknaError) as caught:
        read_plan(book)
    assert name in str(caught.value)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_page_or_picture_that_is_gone_is_named(book: Path) -> None:
    (book / "book/gambar/b1.svg").unlink()
    with pytest.raises(BermaknaError, match=r"book/gambar/b1\.svg"):
        read_plan(book)
    (book / "book/praktik/b1.md").unlink()
    with pytest.raises(BermaknaError, match=r"book/praktik/b1\.md"):
        read_plan(book)


def test_numbers_of_the_book_come_from_the_data() -> None:
    steps = "".join(text_of(step) for step in read_plan(ROOT).steps)
    assert "lima orang atau lebih" in steps
    assert "{count}" not in steps


def test_every_item_of_a_plan_is_asked_or_kept_back() -> None:
    plan = read_plan(ROOT, "praktik", ("B5", "B8"))
    standard: Standard = plan.standard
    wanted = [item.id for item in standard.items if item.id.startswith(("B5", "B8"))]
    asked = [item.id for section in plan.sections for item in plan.items(section)]
    assert sorted([*asked, *(item.id for item in plan.kept_back())]) == sorted(wanted)
    assert "B8-5" not in asked


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Satu. Dua! Tiga?", ["Satu.", "Dua!", "Tiga?"]),
        ("Ia bertanya, “Apa?” Warga diam.", ["Ia bertanya, “Apa?”", "Warga diam."]),
        ("“Mana? Di sini.” Ia pergi.", ["“Mana? Di sini.”", "Ia pergi."]),
        ("“Apa?” tanya ibu itu. Ya.", ["“Apa?” tanya ibu itu.", "Ya."]),
        ("Pukul 15.00 loket tutup.", ["Pukul 15.00 loket tutup."]),
        ("“Hilang, Pak, padahal ….” Ia pergi.", ["“Hilang, Pak, padahal ….”", "Ia pergi."]),
    ],
)
def test_a_text_is_parted_where_its_sentences_end(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_a_text_that_is_too_long_loses_whole_sentences_first() -> None:
    assert shortened("Satu dua. Tiga empat.", lambda text: len(text) <= 12) == "Satu dua."
    assert shortened("Satu dua tiga", lambda text: len(text) <= 10) == "Satu dua…"
    assert shortened("x" * 20, lambda text: len(text) <= 5) == "xxxx…"


def test_letters_become_smaller_before_words_are_lost() -> None:
    place = Place(1, "body", "Teks", Box(0, 0, 200, 60), (20.0, 14.0))
    short, large = fitted([line("Singkat.")], place)
    assert (text_of(short[0]), large) == ("Singkat.", 20)
    middle, small = fitted([line("Kalimat yang agak panjang untuk kotak ini.")], place)
    assert (text_of(middle[0])[-4:], small) == ("ini.", 14)
    cut, _size = fitted([line("Satu kalimat. " * 20)], place)
    assert text_of(cut[0]).endswith(".")
    assert height_of(cut, 14, 200) <= 60


def test_a_word_longer_than_its_line_takes_as_many_as_it_needs() -> None:
    assert count_lines((Run("x" * 200),), 14, 100) > 10
    assert count_lines((Run("x"),), 14, 100) == 1
