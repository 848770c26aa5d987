"""The formats of the workbook: those of the other workbooks, and those of figures."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from assessment.exchange.workbook_styles import BOXED, Styles

NUMBER = {**BOXED, "align": "right", "indent": 0, "text_wrap": False}
FIGURES: dict[str, dict[str, Any]] = {
    "figure": {**NUMBER, "num_format": "0.00"},
    # Stays a number, and says that items are open.
    "figure*": {**NUMBER, "num_format": '0.00"*"'},
    "change": {**NUMBER, "num_format": '+0.00;"−"0.00;0.00'},
    "count": {**NUMBER, "num_format": "0"},
    "share": {**NUMBER, "num_format": "0.0%"},
}
# Ink stands on both at more than 4.5:1, and one hue grows darker also for the colour-blind.
PALEST, DARKEST = "#ffffff", "#86b8c0"


class Formats(Styles):
    """The formats of one workbook by their names."""

    def __init__(self, book: Workbook) -> None:
        super().__init__(book)
        self._figures = {name: book.add_format(look) for name, look in FIGURES.items()}

    def __getitem__(self, name: str) -> Format:
        return self._figures.get(name) or super().__getitem__(name)
