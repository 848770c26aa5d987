"""The blind answers of several assessors as one matrix, beside their summary."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.answers import AnswerSheet
from assessment.coding import places, scatter
from assessment.i18n import _
from assessment.matrix import LOWEST_LEVEL, Codes
from assessment.plan import ScoringPlan, compile_plan
from assessment.reading import tidy
from assessment.standard import Standard
from assessment.summary import Summary, summarise

Points = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Panel:
    """Sheets of one standard: their codes, shape (sheets, items), and a name for each sheet."""

    standard: Standard
    plan: ScoringPlan
    summary: Summary
    codes: Codes
    names: tuple[str, ...]

    @property
    def points(self) -> Points:
        """Points of the chosen levels, shape (sheets, items), NaN where none was chosen.

        Items may have scales of their own; what these share is the run of points.
        """
        points = np.full(self.codes.shape, np.nan)
        for column, item in enumerate(self.plan.items):
            codes = self.codes[:, column]
            chosen = codes >= LOWEST_LEVEL
            points[chosen, column] = np.take(item.points, codes[chosen] - LOWEST_LEVEL)
        return points

    @property
    def groups(self) -> list[str]:
        """The units and periods that the sheets are about, each once."""
        about = self.summary.overall[["unit", "period"]].fillna("").drop_duplicates()
        return [f"{unit} {period}".strip() for unit, period in about.itertuples(index=False)]


def panel_of(
    answers: pd.DataFrame | Sequence[AnswerSheet], standard: Standard | None = None
) -> Panel | None:
    """Lay sheets, or the frame of ``reading.tidy``, side by side; ``None`` when there are none.

    Raises ``BermaknaError`` as ``summarise`` does.
    """
    frame = answers if isinstance(answers, pd.DataFrame) else tidy(answers, standard)
    summary = summarise(frame, standard)
    if summary.standard is None or frame.empty:
        return None
    plan = compile_plan(summary.standard)
    return Panel(
        standard=summary.standard,
        plan=plan,
        summary=summary,
        codes=scatter(plan, frame, *places(plan, frame)),
        names=_names(summary.overall["assessor"].fillna("").tolist()),
    )


def _names(aliases: Sequence[str]) -> tuple[str, ...]:
    """Name every sheet by its alias, the anonymous by their number, and none like another."""
    names: list[str] = []
    for number, alias in enumerate(aliases, start=1):
        name = alias.strip() or _("Assessor {number}").format(number=number)
        while name in names:
            name = f"{name} ({number})"
        names.append(name)
    return tuple(names)
