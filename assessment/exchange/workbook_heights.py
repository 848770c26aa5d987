"""How high a row must be for its texts.

LibreOffice keeps the heights of a file and makes none of its own, so a row that is left to the
program would show one line there. The estimates leave a little room, as letters are not equally
wide everywhere.
"""

import math
from textwrap import wrap

# Letters of running text to one unit of a column's width, which is a digit of 11 points.
LETTERS = {10: 1.3, 11: 1.2}
LINE_OF_SIZE = 1.24
PADDING = 10
# What Excel allows, in points.
HIGHEST = 409


def height(texts: dict[str, float], size: int = 10) -> float:
    """Return a height in points for texts that stand in columns of these widths in one row."""
    most = max(lines(text, width, size) for text, width in texts.items())
    return min(math.ceil(most * size * LINE_OF_SIZE) + PADDING, HIGHEST)


def lines(text: str, width: float, size: int) -> int:
    """Count the lines of a text in a column of a width."""
    letters = max(1, int(width * LETTERS[size]))
    return sum(max(1, len(wrap(line, letters))) for line in text.split("\n"))
