"""Lines of text with their bold parts, as slides and prints show them."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

# Where a sentence ends: before a blank and a letter or mark that begins the next one.
SENTENCE = re.compile(r"(?<=[.?!…])([”’)]?)\s+(?=[“‘(]?[A-Z0-9“])")


@dataclass(frozen=True)
class Run:
    """A part of a line."""

    text: str
    strong: bool = False


Line = tuple[Run, ...]


def line(text: str, *, strong: bool = False) -> Line:
    """Return a text as a line."""
    return (Run(text, strong),)


def text_of(parts: Line) -> str:
    """Return a line as plain text."""
    return "".join(run.text for run in parts)


def led(parts: Line) -> tuple[str, Line]:
    """Part the bold words that a line begins with from the rest: ``Pelatih:`` and what is said."""
    if not parts or not parts[0].strong:
        return "", parts
    first, *rest = parts
    if rest:
        rest[0] = replace(rest[0], text=rest[0].text.lstrip())
    return first.text.strip(), tuple(rest)


def sentences(text: str) -> list[str]:
    """Part a text into its sentences; what is said between quotation marks stays together."""
    found: list[str] = []
    for part in _parts(text):
        if found and found[-1].count("“") > found[-1].count("”"):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found


def _parts(text: str) -> Iterator[str]:
    start = 0
    for end in SENTENCE.finditer(text):
        yield text[start : end.end(1)]
        start = end.end()
    if start < len(text):
        yield text[start:]


def runs_of(parts: Line) -> list[dict[str, Any]]:
    """Return a line as plain data for the templates of prints."""
    return [asdict(run) for run in parts]
