"""The look of the slides: the handbook's colours, its mark, and layouts of their own.

It starts from the empty presentation that python-pptx brings and replaces what is seen of it.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from assessment.handbook.style import mark
from assessment.i18n import _
from assessment.materials.grid import FOOT, HEIGHT, MARGIN, RULE, WIDTH, Box
from assessment.materials.layouts import Layout, Place, layouts, title_place
from assessment.press.palette import light_colours
from assessment.press.typesetting import picture
from assessment.templates import templates

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import SlideLayout, SlideMaster

NUMBER = Place(15, "sldNum", "", Box(FOOT.x + FOOT.width - 80, FOOT.y, 80, 22), (12,), "accent4")
MARK = Box(MARGIN, FOOT.y, 22, 22)
COVER_MARK = Box(MARGIN, 60, 64, 64)
MARK_PIXELS = 200


@dataclass(frozen=True)
class Bar:
    """A coloured rectangle of a layout."""

    name: str
    box: Box
    colour: str


@dataclass(frozen=True)
class Sign:
    """The mark on a layout; ``relation`` names its picture."""

    name: str
    box: Box
    relation: str


def new_presentation() -> "Presentation":
    """Return a presentation without slides, whose layouts have the names of ``layouts()``."""
    import pptx

    presentation = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = Box(0, 0, WIDTH, HEIGHT).emu()[2:]
    # The empty presentation calls its size by the name of another.
    presentation.element.sldSz.attrib.pop("type", None)
    _drop_thumbnail(presentation)
    master = presentation.slide_masters[0]
    _colour(master)
    _shape(master, _("Title and text"), (title_place(_("Title")), NUMBER), ground="bg1")
    wanted = list(layouts().values())
    for spare in list(master.slide_layouts)[len(wanted) :]:
        master.slide_layouts.remove(spare)
    for place, layout in zip(master.slide_layouts, wanted, strict=True):
        _lay_out(place, layout)
    return presentation


def _drop_thumbnail(presentation: "Presentation") -> None:
    """Drop the small picture of another presentation."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    package = presentation.part.package
    for relation in list(package.iter_rels()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package.drop_rel(relation.rId)


def _colour(master: "SlideMaster") -> None:
    from pptx.opc.constants import RELATIONSHIP_TYPE

    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    colours = {name: value.removeprefix("#").upper() for name, value in light_colours().items()}
    colours["paper"] = "FFFFFF"
    made = templates("assessment.materials").get_template("theme.xml").render(colours=colours)
    theme.blob = made.encode()


def _lay_out(place: "SlideLayout", layout: Layout) -> None:
    for attribute in ("type", "preserve"):
        place.element.attrib.pop(attribute, None)
    place.element.set("userDrawn", "1")
    ground, numbered = ("accent1", ()) if layout.dark else ("bg1", (NUMBER,))
    if layout.dark:
        place.element.set("showMasterSp", "0")
    _shape(place, layout.name, (*layout.places, *numbered), ground=ground)


def _shape(
    part: "SlideMaster | SlideLayout", name: str, places: tuple[Place, ...], *, ground: str
) -> None:
    """Put these placeholders, and what is drawn around them, in the place of what was there."""
    from pptx.oxml import parse_xml

    dark = ground != "bg1"
    drawn = dark or part.element.tag.endswith("sldMaster")
    xml = (
        templates("assessment.materials")
        .get_template("layout.xml")
        .render(
            name=name,
            ground=ground,
            places=places,
            bars=_bars(dark=dark) if drawn else (),
            pictures=(_sign(part, dark=dark),) if drawn else (),
        )
    )
    old = part.element.cSld
    old.addprevious(parse_xml(xml))
    old.getparent().remove(old)


def _bars(*, dark: bool) -> tuple[Bar, ...]:
    if dark:
        return (Bar(_("Line"), Box(MARGIN, 294, RULE.width, RULE.height), "accent5"),)
    return (Bar(_("Line"), RULE, "accent1"),)


def _sign(part: "SlideMaster | SlideLayout", *, dark: bool) -> Sign:
    from pptx.opc.constants import RELATIONSHIP_TYPE

    colour = light_colours()["on-accent" if dark else "accent"]
    drawing = mark().replace("currentColor", colour)
    png = picture("drawing.typ", words={}, drawing=drawing, width=MARK_PIXELS)
    image = part.part.package.get_or_add_image_part(BytesIO(png))
    relation = part.part.relate_to(image, RELATIONSHIP_TYPE.IMAGE)
    return Sign("Bermakna", COVER_MARK if dark else MARK, relation)
