"""Native text in shapes, and the words of what is no text."""

from collections.abc import Sequence
from typing import Any

from assessment.materials.grid import EMU, INSET
from assessment.materials.lines import Line
from assessment.materials.measuring import BETWEEN


def numbered(title: str, at: int) -> str:
    """Return the title of a slide that goes on with what another began; they differ in it."""
    return f"{title} ({at + 1})" if at else title


def describe(shape: Any, alt: str) -> None:
    """Give a picture, table or chart the words that say the same."""
    shape.element.xpath(".//p:cNvPr")[0].set("descr", alt)


def set_text(
    frame: Any, lines: Sequence[Line], size: float | None = None, usual: float = 12
) -> None:
    """Write lines as paragraphs; without a size, letters are as the layout has them."""
    from pptx.enum.lang import MSO_LANGUAGE_ID
    from pptx.util import Pt

    for at, parts in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        if at:
            paragraph.space_before = Pt(round((size or usual) * BETWEEN))
        for run in parts:
            written = paragraph.add_run()
            written.text = run.text
            written.font.language_id = MSO_LANGUAGE_ID.INDONESIAN
            if run.strong:
                written.font.bold = True
            if size is not None:
                written.font.size = Pt(size)


def settle(frame: Any) -> None:
    """Let a text begin in the upper left corner of its shape."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    for side in ("left", "right", "top", "bottom"):
        setattr(frame, f"margin_{side}", INSET * EMU)
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
