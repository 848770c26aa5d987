"""The layouts of the slides: their names, and the placeholders that texts are put into."""

from dataclasses import dataclass
from typing import Any

from assessment.i18n import _
from assessment.materials.grid import BODY, EMU, INSET, MARGIN, TITLE, WIDE, Box, cells


@dataclass(frozen=True)
class Place:
    """A placeholder: its number, its kind, where it stands, and how its letters look.

    ``sizes`` are the sizes of letters it may be set in, the usual one first; ``panel`` gives it a
    tinted ground.
    """

    number: int
    kind: str
    prompt: str
    box: Box
    sizes: tuple[float, ...] = (20,)
    colour: str = "tx1"
    strong: bool = False
    anchor: str = "t"
    panel: bool = False

    @property
    def inset(self) -> float:
        """What the text keeps free on each side."""
        return INSET if self.panel else 0

    @property
    def rim(self) -> int:
        """The same in the units of a presentation."""
        return round(self.inset * EMU)


@dataclass(frozen=True)
class Layout:
    """A kind of slide. ``dark`` stands on the accent colour, without what all others share."""

    name: str
    places: tuple[Place, ...]
    dark: bool = False


BODY_SIZES = (24.0, 22.0, 20.0, 18.0)
SMALL_SIZES = (22.0, 20.0, 18.0, 16.0, 14.0)
TEXT, SECOND, THIRD, FOURTH, MEDIA = 1, 11, 12, 13, 14


def title_place(prompt: str) -> Place:
    """Return the placeholder that every slide but the first has its title in."""
    sizes = (30.0, 27.0, 24.0)
    return Place(0, "title", prompt, TITLE, sizes, "tx2", strong=True, anchor="b")


def layouts() -> dict[str, Layout]:
    """Return the layouts by the names that the code uses."""
    title = title_place(_("Title"))
    text = _("Text")
    lead = Place(SECOND, "body", text, Box(MARGIN, 122, WIDE, 58), SMALL_SIZES, anchor="ctr")
    note = Place(THIRD, "body", text, Box(MARGIN, 440, WIDE, 46), (16.0, 14.0), "accent4")
    chart = Box(MARGIN, 188, WIDE, 246)
    numbers = (TEXT, SECOND, THIRD, FOURTH)
    return {
        "cover": Layout(_("Cover"), _cover(), dark=True),
        "text": Layout(_("Title and text"), (title, Place(TEXT, "body", text, BODY, BODY_SIZES))),
        "four": Layout(
            _("Four texts"),
            (
                title,
                *(
                    Place(number, "body", text, box, SMALL_SIZES, panel=True)
                    for number, box in zip(numbers, cells(BODY, 2, 2, 20), strict=True)
                ),
            ),
        ),
        "two": Layout(_("Text and panel"), (title, *_two())),
        "scene": Layout(_("Scene with picture"), (title, *_scene())),
        "join": Layout(_("Joining"), (title, *_join())),
        "table": Layout(
            _("Table"), (title, Place(MEDIA, "tbl", _("Table"), BODY, (20.0, 18.0, 16.0, 14.0)))
        ),
        "chart": Layout(_("Chart"), (title, lead, Place(MEDIA, "chart", _("Chart"), chart), note)),
        "cards": Layout(_("Cards"), (title,)),
    }


def _cover() -> tuple[Place, ...]:
    title = Place(
        0, "ctrTitle", _("Title"), Box(MARGIN, 150, 760, 130), (48.0, 40.0, 34.0, 28.0), "bg1",
        strong=True, anchor="b",
    )  # fmt: skip
    below = Place(
        TEXT,
        "subTitle",
        _("Subtitle"),
        Box(MARGIN, 316, 820, 176),
        (22.0, 20.0, 18.0, 16.0),
        "accent5",
    )
    return title, below


def _two() -> tuple[Place, ...]:
    left, right = cells(BODY, 2, 1, 36)
    text = _("Text")
    return (
        Place(TEXT, "body", text, left, BODY_SIZES),
        Place(SECOND, "body", text, right, SMALL_SIZES, panel=True),
    )


def _scene() -> tuple[Place, ...]:
    left, text = 536, _("Text")
    return (
        Place(TEXT, "body", text, Box(MARGIN, 130, left, 72), (16.0, 14.0), "accent4"),
        Place(SECOND, "body", text, Box(MARGIN, 216, left, 138), BODY_SIZES),
        Place(THIRD, "body", text, Box(MARGIN, 366, left, 120), SMALL_SIZES, panel=True),
        Place(MEDIA, "pic", _("Picture"), Box(MARGIN + left + 28, 130, WIDE - left - 28, 356)),
    )


def _join() -> tuple[Place, ...]:
    left, text = 464, _("Text")
    address = Box(MARGIN, 270, left, 60)
    digits = Box(MARGIN, 344, left, 142)
    loud: dict[str, Any] = {"colour": "tx2", "strong": True, "anchor": "ctr"}
    return (
        Place(TEXT, "body", text, Box(MARGIN, 130, left, 128), BODY_SIZES),
        Place(SECOND, "body", text, address, SMALL_SIZES, **loud),
        Place(THIRD, "body", text, digits, (72.0, 64.0), panel=True, **loud),
        Place(MEDIA, "pic", _("QR code"), Box(MARGIN + left + 32, 130, 356, 356)),
    )
