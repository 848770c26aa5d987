"""The form of a personal commitment, as the book's hand-out has it."""

import re
from dataclasses import dataclass
from pathlib import Path

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.materials.chapters import BookPage
from assessment.materials.lines import Line, text_of

PAGE = "book/pelatih/lembar-peserta.md"
HEADING = "## Komitmen pribadi"
TABLE = "Komitmen saya"
ROW = re.compile(r"^\* - (?P<question>.*?)(?P<room>(<br/>&nbsp;)*)$", re.MULTILINE)


@dataclass(frozen=True)
class Question:
    """A question of the form, and how many lines there are to write on."""

    text: str
    lines: int


@dataclass(frozen=True)
class CommitmentForm:
    """The form: its title, how to fill it in, its questions, and what is written later."""

    title: str
    explained: Line
    questions: tuple[Question, ...]
    later: str


def read_commitment(root: Path) -> CommitmentForm:
    """Read the form; raises ``BermaknaError`` where the page lacks a part of it."""
    page = BookPage(root, PAGE)
    chapter = page.chapter(HEADING)
    table = page.directive("{list-table}", TABLE)
    _head, *rows = ROW.finditer(table.content)
    written = [text_of(paragraph).strip() for paragraph in chapter.paragraphs]
    later = [text for text in written if text.endswith(":")]
    if not rows or not later:
        message = _("{file}: the form under {wanted} is not whole")
        raise BermaknaError(message.format(file=PAGE, wanted=HEADING))
    return CommitmentForm(
        title=HEADING.lstrip("# "),
        explained=chapter.paragraphs[0],
        questions=tuple(_question(row) for row in rows),
        later=later[0],
    )


def _question(row: re.Match[str]) -> Question:
    return Question(row["question"], row["room"].count("<br/>") + 1)
