"""The desk of an analyst: what was collected, the selection of it, and the unit in view."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from assessment.gathering import Gathered
from assessment.i18n import _
from assessment.panels.desk import SharedDesk
from assessment.rollup import roll_up
from assessment.rollup_app.collected import Collected, Part
from assessment.rollup_app.selection import Marks, Selection, too_near
from assessment.suppression import suppressed
from assessment.wording import print_count


@dataclass(kw_only=True)
class Desk(SharedDesk):
    """The desk at which an analyst works.

    ``gathered`` is what was read last, ``collected`` its sheets, ``None`` until there are any.
    ``part`` is what the selection leaves, ``period`` the one in view, ``unit`` the name of the
    unit that is marked, or empty.
    """

    gathered: Gathered | None = None
    collected: Collected | None = None
    part: Part | None = None
    period: str = ""
    unit: str = ""
    answers_shown: list[Marks] = field(default_factory=list)

    @property
    def kept(self) -> str:
        """Say that nothing is kept, and when it is."""
        return _("Nothing is written before you make a file in step 4.")

    @property
    def whole(self) -> Collected:
        """What was collected; steps that need it are not shown before."""
        if self.collected is None:
            raise RuntimeError
        return self.collected

    @property
    def chosen(self) -> Part:
        """The part that is looked at."""
        if self.part is None:
            raise RuntimeError
        return self.part

    def take(self, gathered: Gathered) -> None:
        """Put what was gathered on the desk, all of it selected, and let every step show it."""
        self.gathered = gathered
        self.collected = self.part = None
        self.period = self.unit = ""
        self.answers_shown = []
        if len(gathered.matrix):
            rollup = roll_up(gathered.matrix, register=gathered.register)
            self.collected = Collected(gathered, rollup)
            self.choose(Selection())
        self.tell_all()

    def choose(self, selection: Selection) -> None:
        """Select a part, and keep the period in view where it is part of it."""
        self.part = self.whole.part(selection)
        periods = self.part.periods
        if self.period not in periods:
            self.period = periods[-1] if periods else ""

    def in_view(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of the period in view."""
        return rows[rows["period"] == self.period]

    def own(self) -> pd.DataFrame:
        """Return the figures of the unit that is marked; no rows without one."""
        figures = self.whole.figures
        return figures[figures["unit"] == self.unit]

    def units_like(self, name: str) -> list[str]:
        """Return the unit of a name, or those that have it in theirs."""
        wanted = name.casefold()
        names = [str(one) for one in self.whole.rollup.keys["unit"].unique()]
        whole = [one for one in names if one.casefold() == wanted]
        return whole or [one for one in names if wanted and wanted in one.casefold()]

    def few(self) -> bool:
        """Whether too few units have figures in the period in view."""
        rows = self.in_view(self.chosen.rollup.keys)
        return suppressed(len(rows))

    def near(self, part: Part | None = None) -> int:
        """Return by how few units a part differs from one whose answers were shown, else 0."""
        marks = (part or self.chosen).marks
        return too_near(marks, self.answers_shown, self.whole.rollup.keys)

    def answers_were_shown(self, part: Part | None = None) -> None:
        """Remember that how the units of a part answered was shown."""
        marks = (part or self.chosen).marks
        if not any(np.array_equal(marks, one) for one in self.answers_shown):
            self.answers_shown.append(marks)

    def renew(self) -> None:
        """Nothing to read again: what was collected stays as it was until it is read anew."""

    def in_words(self) -> str:
        """Say how much was collected."""
        keys = self.whole.rollup.keys
        message = _("{units} units, {periods} periods, {sheets} sheets")
        return message.format(
            units=print_count(keys["unit"].nunique()),
            periods=print_count(keys["period"].nunique()),
            sheets=print_count(len(self.whole.gathered.matrix)),
        )
