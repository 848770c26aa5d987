"""The stylesheet of the handbook, put together from its parts, and the pictures of its frame."""

from pathlib import Path

STATIC = Path(__file__).parent / "static"

# In the order in which they stand in the stylesheet: a later part may refine an earlier one.
PARTS = (
    "tokens.css",
    "text.css",
    "icons.css",
    "frame.css",
    "section.css",
    "picture.css",
    "landing.css",
    "print.css",
)
MARK = STATIC / "logo.svg"
PICTURES = (STATIC / "favicon.svg", STATIC / "card.png")


def stylesheet() -> str:
    """Return the whole stylesheet, which stands in the place of the themes' own."""
    return "\n".join((STATIC / name).read_text(encoding="utf-8") for name in PARTS)


def mark() -> str:
    """Return the logo as a drawing that takes the colour of the text around it."""
    drawing = MARK.read_text(encoding="utf-8").strip()
    return drawing.replace("<svg ", '<svg aria-hidden="true" ')
