"""The terminal: UTF-8 everywhere, no hidden commands in what is printed, errors as sentences."""

import os
import sys
import unicodedata
from io import TextIOWrapper
from pathlib import Path

from assessment.errors import FULL, reason_of


def use_utf8() -> None:
    """Print in UTF-8 whatever the system's habit is, and to nowhere when a stream is closed."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115, stays open
            setattr(sys, name, nowhere)
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """Print lines to the standard output at once, also where another program reads them."""
    print(text, flush=True)  # noqa: T201, this is the place that prints


def printable(text: str) -> str:
    """Replace control characters, with which a file could steer the terminal of its reader."""
    return "".join(
        "\ufffd" if unicodedata.category(letter) == "Cc" and letter != "\n" else letter
        for letter in text
    )


def complain(text: str) -> None:
    """Print lines to the error stream; where nobody reads it any more, that is no new error."""
    try:
        sys.stderr.write(printable(text) + "\n")
        sys.stderr.flush()
    except OSError:
        return


def explain(error: OSError) -> str:
    """Say in one sentence what the system refused, and for which file."""
    reason = reason_of(error)
    return f"{error.filename}: {reason}" if error.filename and error.errno not in FULL else reason


def abandon_output() -> None:
    """Send the rest of the output nowhere, so that Python does not stumble over it at the end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:
        return
