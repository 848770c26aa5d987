"""Slides read back: their texts, and how much room these need, reckoned apart from the package."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import ImageFont
from pptx import Presentation

POINT = 12700
LEADING = 1.2


def slides_of(deck: bytes) -> list[Any]:
    return list(Presentation(BytesIO(deck)).slides)


def titles_of(deck: bytes) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in slides_of(deck)]


def notes_of(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text) if slide.has_notes_slide else ""


def text_of(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def alt_of(shape: Any) -> str:
    return str(shape.element.xpath(".//p:cNvPr")[0].get("descr", ""))


def frames_of(slide: Any) -> Iterator[tuple[Any, float, float]]:
    """Yield every shape with text, the height that its text needs, and the height it has."""
    for shape in slide.shapes:
        if shape.has_text_frame and shape.text_frame.text.strip():
            usual = _usual_size(slide, shape)
            # The rim of the text is 14 points in panels, and none elsewhere.
            rim = 28 if _is_panel(slide, shape) else 0
            width = shape.width / POINT - rim
            needed = sum(
                _paragraph_height(paragraph, usual, width)
                for paragraph in shape.text_frame.paragraphs
            )
            yield shape, needed, shape.height / POINT - rim


def _paragraph_height(paragraph: Any, usual: float, width: float) -> float:
    runs = [run for run in paragraph.runs if run.text]
    size = max([run.font.size.pt if run.font.size else usual for run in runs], default=usual)
    before = paragraph.space_before.pt if paragraph.space_before else 0
    lines, used = 1, 0.0
    for run in runs:
        for word in run.text.split():
            font = _font(bool(run.font.bold))
            wide, blank = (font.getlength(text) * size / 100 for text in (word, " "))
            if used and used + wide > width:
                lines, used = lines + 1, 0.0
            used += wide + blank
            while used - blank > width:
                lines, used = lines + 1, used - width
    return float(lines * size * LEADING + before)


def _usual_size(slide: Any, shape: Any) -> float:
    place = _place(slide, shape)
    found = place.xpath(".//a:lvl1pPr/a:defRPr/@sz") if place is not None else []
    return int(found[0]) / 100 if found else 18


def _is_panel(slide: Any, shape: Any) -> bool:
    place = _place(slide, shape)
    return place is None or place.xpath("string(.//a:bodyPr/@lIns)") not in ("", "0")


def _place(slide: Any, shape: Any) -> Any:
    """Return the placeholder of the layout that a shape fills."""
    if not shape.is_placeholder:
        return None
    number = shape.placeholder_format.idx
    for place in slide.slide_layout.placeholders:
        if place.placeholder_format.idx == number:
            return place.element
    return None


@cache
def _font(strong: bool) -> Any:
    """Return DejaVu Sans, wider than the fonts that the slides are shown in."""
    name = "DejaVuSans-Bold.ttf" if strong else "DejaVuSans.ttf"
    folder = Path(str(files("matplotlib")), "mpl-data", "fonts", "ttf")
    return ImageFont.truetype(str(folder / name), 100)
