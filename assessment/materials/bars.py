"""A bar chart as plain data."""

from dataclasses import dataclass

Ends = tuple[float, float] | tuple[None, None]


@dataclass(frozen=True)
class Series:
    """One number a category; ``None`` leaves its place empty. ``colour`` is one of the theme's.

    ``reach`` are the ends of the interval around each number.
    """

    name: str
    values: tuple[float | None, ...]
    colour: str = "ACCENT_1"
    reach: tuple[Ends, ...] = ()


@dataclass(frozen=True)
class Bars:
    """A bar chart: the same in words, its categories, its series, the ends of its axis.

    ``sideways`` bars begin at the left, ``stacked`` ones stand on each other; ``labelled`` ones
    carry their numbers as percentages.
    """

    alt: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    ends: tuple[float, float]
    sideways: bool = True
    stacked: bool = False
    labelled: bool = False
