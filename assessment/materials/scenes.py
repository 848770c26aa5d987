"""What a section's page shows on its slide: picture, made-up scene and questions for the team."""

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import normpath

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.materials.chapters import BookPage
from assessment.materials.lines import text_of
from assessment.standard import Section

ALT = re.compile(r":alt: (.+)")


@dataclass(frozen=True)
class Scene:
    """A section with its setting, the scene before anything is better, and the questions.

    ``drawing`` is the picture as an SVG document, ``alt`` the same in words.
    """

    section: Section
    setting: str
    before: str
    questions: tuple[str, ...]
    drawing: str
    alt: str

    @property
    def title(self) -> str:
        """The title of the page."""
        return f"{self.section.id} {self.section.title}"


def read_scene(root: Path, section: Section) -> Scene:
    """Read what a section's page shows; raises ``BermaknaError`` where the page lacks a part."""
    page = BookPage(root, f"{section.page}.md")
    picture = page.directive("{picture}")
    file = normpath(str(PurePosixPath(page.name).parent / picture.arguments))
    alt = ALT.search(picture.content)
    return Scene(
        section=section,
        setting=_texts(page, "## Contoh"),
        before=_texts(page, "### Sebelum"),
        questions=tuple(map(text_of, page.chapter("### Pertanyaan untuk tim").entries)),
        drawing=_drawing(root, file),
        alt=alt[1] if alt else "",
    )


def _texts(page: BookPage, heading: str) -> str:
    return " ".join(map(text_of, page.chapter(heading).paragraphs))


def _drawing(root: Path, file: str) -> str:
    try:
        return (root / file).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BermaknaError(_("{file}: this picture is missing").format(file=file)) from error
