"""Slides with native text: filled placeholders, pictures that also say in words what they show."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from assessment.i18n import _, language
from assessment.materials.fitting import fitted
from assessment.materials.grid import Box
from assessment.materials.layouts import MEDIA, Layout, Place, layouts
from assessment.materials.lines import Line, line
from assessment.materials.look import NUMBER, new_presentation
from assessment.materials.texts import describe, set_text, settle

if TYPE_CHECKING:
    from pptx.slide import Slide as Native

SLIDE_NUMBER = """
<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:nvSpPr>
<p:cNvPr id="{id}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>
<p:ph type="sldNum" idx="{number}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>
<a:p><a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="id-ID"/>
<a:t>{page}</a:t></a:fld><a:endParaRPr lang="id-ID"/></a:p></p:txBody></p:sp>"""


class Deck:
    """Slides one after the other."""

    def __init__(self, title: str, subject: str) -> None:
        self._layouts = layouts()
        self._presentation = new_presentation()
        about = self._presentation.core_properties
        about.title, about.subject, about.author = title, subject, "Bermakna"
        about.last_modified_by, about.language = "", language()

    def add(self, layout: str, title: str, notes: Sequence[Line] = ()) -> "Slide":
        """Add a slide of a layout with its title and what the trainer says."""
        kind = self._layouts[layout]
        native = self._presentation.slides.add_slide(
            self._presentation.slide_layouts.get_by_name(kind.name)
        )
        slide = Slide(native, kind)
        slide.write(0, line(title))
        if notes:
            set_text(native.notes_slide.notes_text_frame, notes)
        if not kind.dark:
            _number(native, len(self._presentation.slides))
        return slide

    def save(self) -> bytes:
        """Return the file."""
        file = BytesIO()
        self._presentation.save(file)
        return file.getvalue()


class Slide:
    """One slide and the placeholders of its layout."""

    def __init__(self, native: "Native", layout: Layout) -> None:
        self.native = native
        self._places = {place.number: place for place in layout.places}

    def place(self, number: int) -> Place:
        """Return the placeholder of a number as the layout has it."""
        return self._places[number]

    def write(self, number: int, *lines: Line, sizes: tuple[float, ...] = ()) -> None:
        """Put lines into a placeholder, in letters and with sentences that fit it.

        Without lines the placeholder goes; ``sizes`` take the place of the layout's.
        """
        shape = self._find(number)
        if not lines:
            shape.element.getparent().remove(shape.element)
            return
        place = self._places[number]
        usual, *_smaller = place.sizes
        kept, size = fitted(lines, replace(place, sizes=sizes or place.sizes))
        set_text(shape.text_frame, kept, None if size == usual else size, usual)

    def write_alike(self, texts: Mapping[int, Sequence[Line]]) -> None:
        """Fill placeholders with letters of one size: the largest in which all of them fit."""
        sizes = [fitted(lines, self._places[number])[1] for number, lines in texts.items()]
        for number, lines in texts.items():
            self.write(number, *lines, sizes=(min(sizes),))

    def drop(self, *numbers: int) -> None:
        """Take out placeholders that this slide does not need."""
        for number in numbers:
            self.write(number)

    def picture(self, png: bytes, alt: str) -> None:
        """Put a picture into the placeholder for it, whole and in its proportions."""
        shape: Any = self._find(MEDIA).insert_picture(BytesIO(png))
        shape.crop_left = shape.crop_right = shape.crop_top = shape.crop_bottom = 0
        box = self._places[MEDIA].box.holding(*shape.image.size)
        shape.left, shape.top, shape.width, shape.height = box.emu()
        describe(shape, alt)

    def media(self) -> Any:
        """Return the placeholder of a table or chart."""
        return self._find(MEDIA)

    def panel(self, box: Box, lines: Sequence[Line], size: float) -> None:
        """Draw a tinted rectangle with text in it, or to write in."""
        from pptx.enum.dml import MSO_THEME_COLOR
        from pptx.enum.shapes import MSO_SHAPE

        shape = self.native.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.emu())
        # Without a style of its own, its text is as the presentation has it, also what is typed.
        for style in shape.element.xpath("p:style"):
            shape.element.remove(style)
        shape.fill.solid()
        shape.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_5
        shape.line.fill.background()
        set_text(shape.text_frame, lines, size, size)
        settle(shape.text_frame)

    def _find(self, number: int) -> Any:
        found = (
            shape for shape in self.native.placeholders if shape.placeholder_format.idx == number
        )
        return next(found)


def _number(native: "Native", page: int) -> None:
    """Show the number of a slide, which its program keeps in step."""
    from pptx.oxml import parse_xml

    taken = [int(shape.shape_id) for shape in native.shapes]
    made = SLIDE_NUMBER.format(
        id=max(taken) + 1, name=_("Slide number"), number=NUMBER.number, page=page
    )
    native.shapes.element.append(parse_xml(made))
