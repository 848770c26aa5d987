"""A standard's file is read whole, and everything wrong with it is said at once."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.errors import Problem, StandardError
from assessment.loading import load_standard, read_standard, standard_ids

TEXT = """\
id: contoh
version: 1.0.0
title: Contoh
about: Standar untuk pengujian.
respondent: unit
question: {id: Seberapa jauh?, en: How far?}
evidence_asked: true
index:
  points: [0, 2]
  values: [0, 100]
scales:
  langkah:
    - {level: 0, points: 0, label: Belum, description: Belum tampak.}
    - {level: 1, points: 1, label: Sebagian, description: Sebagian tampak.}
    - {level: 2, points: 2, label: Penuh, description: Tampak seluruhnya.}
bands:
  - {id: awal, from: 0, label: Awal, description: Rendah.}
  - {id: lanjut, from: 62.5, label: Lanjut, description: Tinggi.}
sections:
  - id: P1
    title: Bagian pertama
    weight: 1
    page: book/prinsip/p1
    items:
      - id: P1-1
        text: Petugas menyapa.
        weight: 2
        scale: langkah
        source: P1
        levels: {0: Tidak, 1: Kadang, 2: Selalu}
        criteria: [Semua petugas.]
        evidence: [Catatan.]
        laws:
          - {law: uu-25-2009, article: "34"}
        hints: {0: Mulailah., 1: Lanjutkan.}
        gate: {below: 1, caps_at: awal}
        not_applicable: allowed
  - id: P2
    title: Bagian kedua
    weight: 3
    page: book/prinsip/p2
    items:
      - id: P2-1
        text: Petugas mendengar.
        weight: 1
        scale: langkah
        source: P2
        added: true
        criteria: [Setiap hari.]
        evidence: [Rekaman.]
        laws:
          - law: uu-25-2009
            article: "15"
        hints: {0: Dengarkan., 1: Tanyakan.}
        not_applicable: never
"""


@dataclass(frozen=True)
class Mistake:
    """One wrong line of the file, and the place, value and allowed words its problem names."""

    right: str
    wrong: str
    place: str
    allowed: str = ""

    @property
    def line(self) -> int:
        return TEXT[: TEXT.index(self.right)].count("\n") + 1


# What other fields refer to: while it is wrong, they cannot be judged.
REFERRED = [
    Mistake("values: [0, 100]", "values: [0, seratus]", "index.values.1 = 'seratus'"),
    Mistake("{level: 1,", "{level: 11,", "scales.langkah.1.level = 11", "9"),
    Mistake("points: 2, label", "points: -2, label", "scales.langkah.2.points = -2", "0"),
    Mistake("{id: awal,", "{id: Awal 1,", "id = 'Awal 1'", "[a-z]"),
    Mistake("from: 62.5", "from: 62.505", "lanjut: from = 62.505"),
]
SCALE = Mistake("langkah\n        source: P1", "x\n        source: P1", "scale = 'x'", "langkah")
HINTS = Mistake("hints: {0: Mulailah.", "hints: {5: Mulailah.", "P1-1: hints", "0, 1")
BELOW = Mistake("below: 1", "below: 0", "P1-1: gate", "1, 2")
CAP = Mistake("caps_at: awal", "caps_at: akhir", "P1-1: gate.caps_at = 'akhir'", "awal, lanjut")
ALONE = [
    Mistake("version: 1.0.0", "version: 1.0", "version = 1.0"),
    Mistake("title: Contoh", "title: ''", "title"),
    Mistake("unit\nquestion", "kantor\nquestion", "respondent = 'kantor'", "unit"),
    Mistake("?, en: How far?", "?, fr: Combien", "question.fr = 'Combien'", "id, en"),
    Mistake("asked: true", "asked: mungkin", "evidence_asked = 'mungkin'"),
    Mistake("- id: P1\n", "- id: satu\n", "id = 'satu'", "[A-Z]"),
    Mistake("    weight: 1\n    page", "    weight: 0\n    page", "P1: weight = 0", "1"),
    Mistake("page: book/prinsip/p1", "page: p1", "P1: page = 'p1'", "book/"),
    Mistake("- id: P1-1", "- id: P1.1", "id = 'P1.1'", "[A-Z]"),
    Mistake("text: Petugas menyapa.", "text: 7", "text = 7"),
    Mistake("weight: 2", "weight: dua", "weight = 'dua'"),
    Mistake("criteria: [Semua petugas.]", "criteria: []", "criteria", "1"),
    Mistake("evidence: [Catatan.]", "evidence: Catatan", "evidence = 'Catatan'"),
    Mistake('article: "34"', 'article: "999"', "laws.0", "34"),
    Mistake("allowed\n", "boleh\n", "not_applicable = 'boleh'", "never"),
    Mistake("    weight: 3", "    weight: 10", "P2: weight = 10", "9"),
    Mistake("        weight: 1\n", "        weight: 1.5\n", "P2-1: weight = 1.5"),
    Mistake("source: P2", "source: [P2]", "P2-1: source"),
    Mistake("added: true", "added: entah", "P2-1: added = 'entah'"),
    Mistake("law: uu-25-2009\n", "law: uu-99-1999\n", "P2-1: laws.0", "laws.yml"),
    Mistake("[Rekaman.]", "[Rekaman., 3]", "P2-1: evidence.1 = 3"),
]

several = st.one_of(
    st.sets(st.sampled_from([*together, *ALONE]), min_size=2)
    for together in (REFERRED, [HINTS, CAP], [HINTS, BELOW], [SCALE, CAP])
)


def problems_of(path: Path, text: str | bytes) -> tuple[Problem, ...]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(StandardError) as caught:
        read_standard(path)
    problems = caught.value.problems
    assert {problem.file for problem in problems} == {path.name}
    assert str(caught.value) == "\n".join(map(str, problems))
    return problems


def test_a_right_file_is_a_standard(tmp_path: Path) -> None:
    path = tmp_path / "contoh.yml"
    path.write_text(TEXT, encoding="utf-8")
    assert [item.id for item in read_standard(path).items] == ["P1-1", "P2-1"]


@pytest.mark.parametrize(
    "mistake", [*REFERRED, SCALE, HINTS, BELOW, CAP, *ALONE], ids=lambda mistake: mistake.place
)
def test_a_mistake_is_named_by_line_place_value_and_what_is_allowed(
    tmp_path: Path, mistake: Mistake
) -> None:
    text = TEXT.replace(mistake.right, mistake.wrong, 1)
    (problem,) = (
        problem
        for problem in problems_of(tmp_path / "contoh.yml", text)
        if problem.line == mistake.line
    )
    assert mistake.place in problem.place
    assert mistake.allowed in problem.message


@given(several)
def test_all_mistakes_of_a_file_are_reported_at_once(
    tmp_path_factory: pytest.TempPathFactory, mistakes: set[Mistake]
) -> None:
    text = TEXT
    for mistake in mistakes:
        text = text.replace(mistake.right, mistake.wrong, 1)
    problems = problems_of(tmp_path_factory.getbasetemp() / "contoh.yml", text)
    assert [problem.line for problem in problems] == sorted(mistake.line for mistake in mistakes)


def test_a_misspelt_field_is_unknown_and_the_right_one_missing(tmp_path: Path) -> None:
    text = TEXT.replace("about: Standar", "abaut: Standar")
    missing, unknown = problems_of(tmp_path / "contoh.yml", text)
    assert (missing.line, missing.place) == (1, "about")
    assert (unknown.line, unknown.place) == (4, "abaut = 'Standar untuk pengujian.'")
    assert "about" in unknown.message


@pytest.mark.parametrize(
    ("before", "allowed"),
    [
        ("version: 1.0.0", "respondent"),
        ("  points: [0, 2]", "values"),
        ("    title: Bagian pertama", "page"),
        ("        source: P1", "not_applicable"),
        ("            article: ", "letters"),
    ],
)
def test_an_unknown_field_is_told_what_its_part_may_hold(
    tmp_path: Path, before: str, allowed: str
) -> None:
    indent = before[: len(before) - len(before.lstrip())]
    text = TEXT.replace(before, f"{indent}nota: x\n{before}", 1)
    line = text[: text.index("nota")].count("\n") + 1
    unknown = [found for found in problems_of(tmp_path / "a.yml", text) if found.line == line]
    assert [problem.place.split(": ")[-1].endswith("nota = 'x'") for problem in unknown] == [True]
    assert allowed in re.findall(r"\w+", unknown[0].message)


@pytest.mark.parametrize(
    ("right", "wrong", "allowed"),
    [
        ("{level: 0,", "{nota: x, level: 0,", "points"),
        ("{id: awal,", "{nota: x, id: awal,", "from"),
        ("{below: 1,", "{nota: x, below: 1,", "caps_at"),
        ("label: Awal", "label: {id: Awal, nota: x}", "en"),
        ("{0: Tidak", "{0: {id: Tidak, nota: x}", "en"),
        ("[Semua petugas.]", "[{id: Semua., nota: x}]", "en"),
    ],
)
def test_an_unknown_field_within_a_line_is_told_so_too(
    tmp_path: Path, right: str, wrong: str, allowed: str
) -> None:
    problems = problems_of(tmp_path / "contoh.yml", TEXT.replace(right, wrong, 1))
    (unknown,) = (problem for problem in problems if "nota" in problem.place)
    assert allowed in re.findall(r"\w+", unknown.message)


TOO_MANY = Mistake("points: [0, 2]", "points: [0, 2, 3]", "index.points", "2")


@pytest.mark.parametrize(
    "mistake", [*REFERRED, SCALE, HINTS, BELOW, CAP, *ALONE, TOO_MANY], ids=lambda each: each.place
)
def test_a_mistake_is_told_in_the_language_of_the_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mistake: Mistake
) -> None:
    text = TEXT.replace(mistake.right, mistake.wrong, 1)
    messages = []
    for code in ("id", "en"):
        monkeypatch.setenv("BERMAKNA_LANG", code)
        messages.append(problems_of(tmp_path / "contoh.yml", text)[0].message)
    indonesian, english = messages
    assert indonesian != english
    assert " or " not in indonesian


@pytest.mark.parametrize("value", ["7", "2026-02-01", "[Petugas menyapa.]", "true", ""])
def test_a_text_that_is_none_is_told_to_be_text(tmp_path: Path, value: str) -> None:
    path = tmp_path / "contoh.yml"
    (text,) = problems_of(path, TEXT.replace("text: Petugas menyapa.", f"text: {value}"))
    (source,) = problems_of(path, TEXT.replace("source: P1", f"source: {value or '[]'}"))
    assert text.message == source.message


def test_a_list_with_one_wrong_entry_is_not_called_empty(tmp_path: Path) -> None:
    text = TEXT.replace("[Catatan.]", "[3]")
    (problem,) = problems_of(tmp_path / "contoh.yml", text)
    assert problem.place == "P1-1: evidence.0 = 3"


def test_repeated_keys_are_reported_beside_wrong_values(tmp_path: Path) -> None:
    text = TEXT.replace("weight: 3\n", "weight: 3\n    weight: 12\n") + "version: 1.0.0\n"
    problems = problems_of(tmp_path / "contoh.yml", text)
    assert [(problem.line, problem.place) for problem in problems] == [
        (41, "P2: weight = 12"),
        (41, "weight"),
        (text.count("\n"), "version"),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("# belum ada isinya\n", 1),
        ("hanya teks\n", 1),
        ("- id: contoh\n", 1),
        ("id: contoh\nversion: [\n", 3),
        (b"title: caf\xe9\n", 0),
    ],
    ids=["empty", "only a comment", "only text", "a list", "not YAML", "not UTF-8"],
)
def test_a_file_that_is_no_standard_at_all_gets_one_sentence(
    tmp_path: Path, text: str | bytes, line: int
) -> None:
    (problem,) = problems_of(tmp_path / "contoh.yml", text)
    assert problem.line == line
    assert problem.message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StandardError, match=r"tiada\.yml"):
        read_standard(tmp_path / "tiada.yml")


def test_a_file_with_only_an_id_lacks_every_other_field(tmp_path: Path) -> None:
    problems = problems_of(tmp_path / "contoh.yml", "id: contoh\n")
    fields = {line.split(":")[0] for line in TEXT.splitlines() if line[0].isalpha()}
    assert {problem.place for problem in problems} == fields - {"id"}


def test_an_unknown_standard_names_those_there_are() -> None:
    with pytest.raises(StandardError) as caught:
        load_standard("tiada")
    (problem,) = caught.value.problems
    assert problem.file == "tiada"
    for known in standard_ids():
        assert known in problem.message


def test_the_list_of_laws_is_not_a_standard() -> None:
    assert "laws" not in standard_ids()
    with pytest.raises(StandardError):
        load_standard("laws")


@pytest.mark.parametrize("standard_id", standard_ids())
def test_every_standard_of_the_package_is_valid_and_named_by_its_file(standard_id: str) -> None:
    assert load_standard(standard_id).id == standard_id


def test_a_standard_is_read_once() -> None:
    assert load_standard("unit") is load_standard("unit")
