"""Texts made to fit their boxes: smaller letters first, then fewer sentences, then fewer words."""

from collections.abc import Callable, Sequence

from assessment.materials.layouts import Place
from assessment.materials.lines import Line, Run, line, sentences
from assessment.materials.measuring import height_of, largest
from assessment.terminal import printable

MORE = "…"

Fits = Callable[[str], bool]


def fitted(lines: Sequence[Line], place: Place) -> tuple[list[Line], float]:
    """Return the lines that fit a placeholder and the size of their letters.

    What does not fit in the smallest size loses sentences from its end.
    """
    inner = place.box.inner(place.inset)
    size = largest(lines, place.sizes, inner.width, inner.height)
    if size is not None:
        return list(lines), size
    size = place.sizes[-1]

    def fits(kept: Sequence[Line]) -> bool:
        return height_of(kept, size, inner.width) <= inner.height

    kept: list[Line] = []
    for each in lines:
        whole = each if fits([*kept, each]) else _shorter(each, _beside(kept, fits))
        kept += [whole] if whole else []
        if whole != each:
            break
    return kept, size


def _beside(kept: Sequence[Line], fits: Callable[[Sequence[Line]], bool]) -> Callable[[Line], bool]:
    """Return whether one more line fits."""
    return lambda part: fits([*kept, part])


def _shorter(parts: Line, fits: Callable[[Line], bool]) -> Line | None:
    """Shorten the last run of a line until it fits."""
    *before, last = parts
    short = shortened(last.text, lambda text: fits((*before, Run(text, last.strong))))
    return (*before, Run(short, last.strong)) if short else None


def shortened(text: str, fits: Fits) -> str:
    """Return as many sentences of a text as fit; of the first, as many words as fit."""
    whole = sentences(text)
    for count in range(len(whole), 0, -1):
        if fits(" ".join(whole[:count])):
            return " ".join(whole[:count])
    words = text.split()
    for count in range(len(words) - 1, 0, -1):
        short = " ".join(words[:count]) + MORE
        if fits(short):
            return short
    letters = (text[:count] + MORE for count in range(len(text) - 1, 0, -1))
    return next((short for short in letters if fits(short)), "")


def one_line(text: str) -> Line:
    """Return a text that somebody typed as one line without control characters."""
    return line(" ".join(printable(text).split()))
