"""The terminal: errors as sentences, and no commands of others in what is printed."""

import errno
import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.terminal import complain, explain, printable, use_utf8


@given(st.text())
def test_nothing_that_is_printed_steers_the_terminal(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert not any(ord(letter) < 32 and letter != "\n" for letter in shown)
    assert not any(0x7F <= ord(letter) <= 0x9F for letter in shown)


@given(st.text(st.characters(exclude_categories=["Cc"])))
def test_ordinary_text_is_printed_as_it_is(text: str) -> None:
    assert printable(text) == text


def test_a_terminal_of_another_encoding_still_prints_every_letter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252"))
    use_utf8()
    sys.stdout.write("≈ 77,78 → é")
    sys.stdout.flush()
    assert raw.getvalue() == "≈ 77,78 → é".encode()


def test_a_closed_stream_takes_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    use_utf8()
    with sys.stdout:
        sys.stdout.write("tidak terbaca")


def test_an_error_that_nobody_reads_is_no_new_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stderr", Gone())
    complain("rusak")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space", "a.csv"), "the disk is full; make room and try again"),
        (PermissionError(errno.EACCES, "Permission denied", "a.csv"), "a.csv: not allowed"),
        (FileNotFoundError(errno.ENOENT, "No such file", "a.csv"), "a.csv: does not exist"),
        (FileExistsError(errno.EEXIST, "File exists", "a"), "a: is a file, not a folder"),
        (OSError(errno.EIO, "I/O error", "a"), "a: I/O error"),
        (OSError("odd"), "odd"),
    ],
)
def test_what_the_system_refused_is_one_sentence_with_its_file(
    monkeypatch: pytest.MonkeyPatch, error: OSError, sentence: str
) -> None:
    monkeypatch.setenv("BERMAKNA_LANG", "en")
    assert explain(error) == sentence
