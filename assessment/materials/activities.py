"""The activity that the book has for a practice."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.materials.chapters import BookPage, Chapter
from assessment.materials.lines import Line, Run, led

PAGE = "book/pelatih/kegiatan.md"


@dataclass(frozen=True)
class Activity:
    """An activity: what it needs, what the trainer says first, its steps, what is asked after.

    ``cards`` are the rows of its table, the heading first, where it has one.
    """

    title: str
    needs: Line
    opening: Line
    steps: tuple[Line, ...]
    asked: Line
    care: Line
    cards: tuple[tuple[Line, ...], ...]


def read_activity(root: Path, section: str) -> Activity:
    """Read the activity of a practice; raises ``BermaknaError`` where the page lacks a part."""
    page = BookPage(root, PAGE)
    found = page.headings(rf"## {section} .+")
    if not found:
        message = _("{file}: this heading is missing: {wanted}")
        raise BermaknaError(message.format(file=PAGE, wanted=f"## {section}"))
    chapter = page.below(found[0])
    parts = dict(_parts(chapter))
    return Activity(
        title=found[0].text.removeprefix(f"## {section} "),
        needs=_part(parts, section, "Bahan."),
        opening=_part(parts, section, "Ucapan pembuka."),
        steps=chapter.entries,
        asked=_part(parts, section, "Tanya sesudahnya."),
        care=_part(parts, section, "Perhatikan."),
        cards=chapter.rows,
    )


def _parts(chapter: Chapter) -> Iterator[tuple[str, Line]]:
    """Yield the paragraphs by the bold words that they begin with, with those that go on."""
    last: str = ""
    whole: Line = ()
    for paragraph in chapter.paragraphs:
        name, rest = led(paragraph)
        if name:
            yield last, whole
            last, whole = name, rest
        else:
            whole = (*whole, Run(" "), *rest)
    yield last, whole


def _part(parts: dict[str, Line], section: str, name: str) -> Line:
    if name not in parts:
        message = _("{file}: {section} has no paragraph that begins with {wanted}")
        raise BermaknaError(message.format(file=PAGE, section=section, wanted=f"**{name}**"))
    return parts[name]
