"""Text pasted from a chat, as a program can search it: what chats put in is taken out."""

import re
from bisect import bisect_right

LINE_END = re.compile(r"\r\n|\r|\n")
# Blanks of all kinds, soft hyphens, zero-width characters and marks of writing direction.
NOTHING = re.compile(r"[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+")
DASH = re.compile(r"[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]")
QUOTED = ">"


class PastedText:
    """A text without blanks, line ends and quotation marks of chats, in ``bare``.

    All hyphens and dashes are plain hyphens in it.
    """

    def __init__(self, text: str) -> None:
        lines = [_bare(line) for line in LINE_END.split(text)]
        self.bare = "".join(lines)
        self._starts = [0]
        for line in lines:
            self._starts.append(self._starts[-1] + len(line))

    def line(self, place: int) -> int:
        """Return the line of the text, from 1, on which a place of ``bare`` stands."""
        return bisect_right(self._starts, place)


def _bare(line: str) -> str:
    return DASH.sub("-", NOTHING.sub("", line).lstrip(QUOTED))
