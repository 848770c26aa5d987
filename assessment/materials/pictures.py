"""Pictures of the slides: the book's drawings in the light colours, and the code to scan."""

from io import BytesIO

from assessment.press.palette import drawing_style, light_colours
from assessment.press.typesetting import picture

# Points of the picture's width, which become 1.7 times as many pixels: twice those of a slide.
WIDTH = 800
MODULE = 16


def drawing_png(svg: str) -> bytes:
    """Return one of the book's drawings as PNG; its colours come from the handbook's sheet."""
    styled = svg.replace(">", f"><style>{drawing_style()}</style>", 1)
    return picture("drawing.typ", words={}, drawing=styled, width=WIDTH)


def qr_png(address: str) -> bytes:
    """Return the QR code of an address as PNG, with the quiet zone that cameras need."""
    import segno

    made = BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(made, kind="png", scale=MODULE, border=4, dark=light_colours()["ink"])
    return made.getvalue()
