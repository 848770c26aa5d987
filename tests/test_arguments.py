"""Help and errors of the command line come from the catalogue, word for word."""

import argparse
import re

import pytest

from assessment import arguments, cli, rollup_verbs, showing_verbs, verbs, working_verbs
from assessment.arguments import Parser, port

VERBS = [
    *("", "build", "serve", "lab", "app", "workshop"),
    *("form", "score", "report", "materials", "check", "bench", "rollup", "simulate"),
]

# What stays in every language: what a person types, and the name of the program.
EXAMPLES = r"^  bermakna .*$"
CHOICES = ("pdf", "html", "xlsx", "files", "parquet", "unit", "ministry", "tenth", "nation")
TYPED = rf"--?[a-z-]+|\b(bermakna|{'|'.join([*VERBS[1:], *CHOICES])})\b|'[^']*'|\bx\b"


def blank(message: str) -> str:
    """Play a catalogue that replaces every letter outside of braces."""
    return re.sub(
        r"\{\w+\}|[^\W\d_]", lambda found: found[0] if found[0][0] == "{" else "~", message
    )


@pytest.fixture(autouse=True)
def catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the blank catalogue in the place of the real one."""
    for module in (arguments, cli, verbs, rollup_verbs, showing_verbs, working_verbs):
        monkeypatch.setattr(module, "_", blank)
    monkeypatch.setenv("COLUMNS", "400")


def words_of_argparse(text: str) -> list[str]:
    typed = re.compile(f"{EXAMPLES}|{TYPED}", re.MULTILINE)
    return re.findall(r"[A-Za-z]{2,}", typed.sub("", text))


@pytest.mark.parametrize("verb", VERBS)
def test_every_word_of_the_help_comes_from_the_catalogue(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main([verb, "--help"] if verb else ["--help"])
    shown = capsys.readouterr().out
    assert stopped.value.code == 0
    assert "~" in shown
    assert words_of_argparse(shown) == []


WRONG = {
    "an unknown verb": ["bangun"],
    "a missing file": ["score"],
    "an unknown option": ["serve", "--x"],
    "a shortened option": ["serve", "--no-brow"],
    "a missing value": ["serve", "--port"],
    "a value too many": ["serve", "--lab=1"],
    "a port that is none": ["lab", "--port", "0"],
    "two outputs at once": ["score", "x", "--json", "--csv", "y"],
}


@pytest.mark.parametrize("case", WRONG)
def test_every_word_of_an_error_comes_from_the_catalogue(
    case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(WRONG[case])
    shown = capsys.readouterr()
    assert (stopped.value.code, shown.out) == (2, "")
    assert words_of_argparse(shown.err) == []


def test_the_test_above_would_see_a_word_of_argparse(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        argparse.ArgumentParser(prog="bermakna").parse_args(["--x"])
    assert words_of_argparse(capsys.readouterr().err)


def test_an_error_shows_the_wrong_value_and_what_is_allowed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        cli.main(["bangun"])
    shown = capsys.readouterr().err
    assert "'bangun'" in shown
    assert "'build'" in shown


def test_an_error_that_is_not_known_here_is_shown_as_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        Parser(prog="coba").error("something new in argparse")
    assert capsys.readouterr().err.endswith("coba: something new in argparse\n")


@pytest.mark.parametrize("text", ["1", "8000", "65535"])
def test_a_port_is_a_number_that_exists(text: str) -> None:
    assert port(text) == int(text)


@pytest.mark.parametrize("text", ["0", "65536", "-1", "8000.0", "", "http", "1e3", "²"])
def test_what_is_no_port_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        port(text)
