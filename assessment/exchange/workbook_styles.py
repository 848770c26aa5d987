"""The colours and formats of the workbook, in the handbook's own light colours."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

INK, MUTED, PAPER = "#1d2733", "#566270", "#ffffff"
EDGE, ACCENT, ON_ACCENT, TINT = "#c9d2d9", "#0d5e6d", "#ffffff", "#dceef0"
WARM, WARM_TINT = "#9a4a12", "#fbeadd"

FONT = {"font_name": "Calibri", "font_size": 10, "font_color": INK, "valign": "top"}
# Without an alignment, programs pass over the indent.
SET_IN = {"align": "left", "indent": 1}
BOXED = {**FONT, "border": 1, "border_color": EDGE, "text_wrap": True, **SET_IN}
# Text, so that a date, a number or what starts like a formula stays as it is typed.
INPUT = {**BOXED, "locked": False, "num_format": "@", "bg_color": PAPER}
BAND = {**FONT, "bg_color": TINT, "font_color": ACCENT, "bold": True, "valign": "vcenter"}

GUIDE = {**FONT, "font_size": 11, "bold": True, "text_wrap": True}
LINED = {"top": 1, "top_color": EDGE, "valign": "vcenter"}

STYLES: dict[str, dict[str, Any]] = {
    "title": {**FONT, "font_size": 14, "bold": True, "font_color": ACCENT, "valign": "vcenter"},
    "progress": {**FONT, "font_color": MUTED, "valign": "vcenter"},
    "label": {**FONT, "font_size": 9, "font_color": MUTED, "valign": "bottom", **SET_IN},
    "field": {**INPUT, "font_size": 11, "valign": "vcenter", "border_color": ACCENT},
    "heading": {
        **BOXED,
        "bg_color": ACCENT,
        "font_color": ON_ACCENT,
        "bold": True,
        "valign": "vcenter",
    },
    "section": BAND,
    "section title": {**BAND, **SET_IN},
    "section progress": {**BAND, "bold": False, "align": "right", "indent": 1},
    "item": {**BOXED, "bold": True, "font_color": ACCENT, "indent": 0},
    "text": {**BOXED, "bold": True},
    "words": BOXED,
    "choice": {
        **INPUT,
        "num_format": "General",
        "align": "center",
        "indent": 0,
        "bold": True,
        "font_size": 11,
        "border_color": ACCENT,
    },
    "input": INPUT,
    # Keeps what looks like a formula a text even after someone edits the cell.
    "quoted": {**INPUT, "quote_prefix": True},
    "never": {**BOXED, "bg_color": "#f2f5f7", "font_color": MUTED},
    "code": {**FONT, "font_size": 8, "font_color": MUTED},
    "bold": {"bold": True, "font_name": "Calibri", "font_size": 10, "font_color": INK},
    "plain": {"font_name": "Calibri", "font_size": 10, "font_color": INK},
    "gate": {"font_name": "Calibri", "font_size": 9, "font_color": WARM},
    # Only for cells that wait: what a rule of the sheet paints over a format.
    "waiting": {"bg_color": TINT},
    "missing": {"bg_color": WARM_TINT},
    # The page of help.
    "guide title": {**FONT, "font_size": 20, "bold": True, "font_color": ACCENT},
    "guide heading": {
        **FONT,
        "font_size": 13,
        "bold": True,
        "font_color": ACCENT,
        "valign": "vcenter",
    },
    "guide text": {**FONT, "font_size": 11, "text_wrap": True},
    "guide term": {**GUIDE, **LINED},
    "guide words": {**FONT, "font_size": 11, "text_wrap": True, **LINED},
    "guide number": {**GUIDE, "font_color": ACCENT, "align": "right"},
}


class Styles:
    """The formats of one workbook by their names, made when they are first used."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def __getitem__(self, name: str) -> Format:
        if name not in self._made:
            self._made[name] = self._book.add_format(STYLES[name])
        return self._made[name]
