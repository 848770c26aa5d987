"""Every word of the interface is in the Indonesian catalogue."""

import ast
import re
import string
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from assessment.checklist.assets import PARTS, STATIC
from assessment.checklist.words import script_words
from assessment.i18n import LOCALES, _
from tests.conftest import ROOT

METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]


def catalogue() -> dict[str, str]:
    with (LOCALES / "id.po").open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}


def sources() -> set[str]:
    found = extract_from_dir(ROOT / "assessment", METHODS, {"**/templates/**.html": {}})
    return {message for _file, _line, message, _comments, _context in found}


def test_the_catalogue_holds_exactly_the_words_of_the_source() -> None:
    assert set(catalogue()) == sources()


def hidden_words(path: Path) -> list[int]:
    """Return the lines where a word stands inside an f-string, which the extractor skips."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        call.lineno
        for text in ast.walk(tree)
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "_"
    ]


def test_no_word_hides_inside_an_f_string() -> None:
    found = {str(path): hidden_words(path) for path in (ROOT / "assessment").rglob("*.py")}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_no_word_is_left_untranslated() -> None:
    assert [source for source, words in catalogue().items() if not words] == []


def test_a_translation_keeps_the_fields_of_its_source() -> None:
    def fields(text: str) -> set[str | None]:
        return {name for _text, name, _spec, _conversion in string.Formatter().parse(text)} - {None}

    assert [
        source for source, words in catalogue().items() if fields(source) != fields(words)
    ] == []


def test_indonesian_is_the_default_and_english_the_source(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _("Undo") == "Urungkan"
    monkeypatch.setenv("BERMAKNA_LANG", "en")
    assert _("Undo") == "Undo"


def test_the_script_uses_every_word_it_gets_and_no_other() -> None:
    script = "".join((STATIC / part).read_text(encoding="utf-8") for part in PARTS)
    named = set(re.findall(r"\bWORDS\.(\w+)", script))
    by_field = {"evidence", "note", "reason", "unit", "period", "assessor"}
    assert named | by_field == set(script_words())
