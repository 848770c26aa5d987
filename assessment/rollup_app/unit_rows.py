"""Units × sections as a table of coloured cells with their numbers."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from assessment.i18n import _
from assessment.indices import NONE
from assessment.panels.parts import listing, sentence, unfolding
from assessment.rollup import RollUp
from assessment.scoring import Figures
from assessment.standard import Standard
from assessment.wording import print_index, print_percent

# The shades of the heat map, from low to high; a number can be read on each.
SHADES = 5


@dataclass(frozen=True, eq=False)
class UnitRows:
    """The units of a period in the order of their names; figures in hundredths, -1 for none."""

    rollup: RollUp
    rows: npt.NDArray[np.intp]

    @classmethod
    def of(cls, rollup: RollUp, period: str) -> "UnitRows":
        """Find the rows of a period."""
        return cls(rollup, np.flatnonzero((rollup.keys["period"] == period).to_numpy()))

    @property
    def names(self) -> list[str]:
        """The names of the units."""
        return self.rollup.keys["unit"].iloc[self.rows].astype(str).tolist()

    def html(self, places: Sequence[int], marked: str = "") -> str:
        """Return the rows at some places as a table; ``marked`` is the name of the own unit."""
        rows = self.rows[list(places)]
        names = self.rollup.keys["unit"].iloc[rows].astype(str)
        body = "".join(
            _row(name, self._cells(row), own=name == marked)
            for name, row in zip(names, rows, strict=True)
        )
        label = html.escape(_("Units and sections"), quote=True)
        return (
            f'<div class="bm-scroll bm-heat" tabindex="0" role="group" aria-label="{label}">'
            f"<table><thead>{self._head()}</thead><tbody>{body}</tbody></table></div>"
        )

    @cached_property
    def _bounds(self) -> list[Figures]:
        return [self.rollup.figures(part) for part in range(len(self.rollup.parts))]

    def _head(self) -> str:
        names = (_("Unit"), _("Index"), *self.rollup.parts[1:])
        cells = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in names)
        return f"<tr>{cells}</tr>"

    def _cells(self, row: int) -> str:
        index = self.rollup.hundredths[row]
        return "".join(
            self._cell(int(index[part]), int(ends.low[row]), int(ends.high[row]))
            for part, ends in enumerate(self._bounds)
        )

    def _cell(self, index: int, low: int, high: int) -> str:
        """Return the index, or its bounds while items are open, on the shade of the index."""
        if low == NONE:
            return '<td class="bm-none">–</td>'
        shade = "bm-none" if index == NONE else f"bm-h{self._shade(index)}"
        if low == high:
            return f'<td class="{shade}">{_number(low)}</td>'
        return f'<td class="{shade} bm-open">{_number(low)}–<br>{_number(high)}</td>'

    def _shade(self, index: int) -> int:
        low, high = self.rollup.standard.index.values
        return min((index - 100 * low) * SHADES // (100 * (high - low)), SHADES - 1)


def _row(name: str, cells: str, *, own: bool) -> str:
    said = f"<strong>{html.escape(name)}</strong> ◆" if own else html.escape(name)
    kind = ' class="bm-own"' if own else ""
    return f'<tr{kind}><th scope="row">{said}</th>{cells}</tr>'


def _number(hundredths: int) -> str:
    return print_index(hundredths / 100)


def heat_legend(standard: Standard) -> str:
    """Explain the shades, the cells with two numbers, and the columns."""
    low, high = standard.index.values
    ends = [print_percent(low + (high - low) * step / SHADES) for step in range(SHADES + 1)]
    steps = "".join(
        f'<li><span class="bm-shade bm-h{step}"></span> {start}–{end}</li>'
        for step, (start, end) in enumerate(pairwise(ends))
    )
    text = _("Two numbers are bounds: items are still open. A dash: nothing was answered.")
    columns = listing(f"{one.id} {one.title}" for one in standard.sections)
    about = unfolding(_("What the columns are"), columns)
    return f'<ul class="bm-shades">{steps}</ul>{sentence(text)}{about}'
