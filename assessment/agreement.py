"""How far the assessors of a unit agree, section by section, and what the values mean."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
import pandas as pd

from assessment.alphas import Agreement, cronbach_alpha, krippendorff_alpha
from assessment.answers import AnswerSheet
from assessment.i18n import _
from assessment.panel import Panel, Points, panel_of
from assessment.standard import Standard
from assessment.wording import print_coefficient

# An alpha is printed, and held against the thresholds, with this many decimals.
DECIMALS = 3

AGREEMENT = {
    "measure": "string",
    "section": "string",
    "title": "string",
    "value": "Float64",
    "n": "int64",
    "reason": "string",
    "text": "string",
}


@dataclass(frozen=True)
class Reading:
    """What an alpha means from its lowest value upwards."""

    lowest: float
    meaning: str


def krippendorff_readings() -> tuple[Reading, ...]:
    """Return Krippendorff's thresholds, the highest first."""
    return (
        Reading(0.800, _("the assessors' answers can be relied on")),
        Reading(0.667, _("only for tentative conclusions")),
        Reading(-inf, _("draw no conclusions; first agree on what the items mean")),
    )


def cronbach_readings() -> tuple[Reading, ...]:
    """Return Nunnally's (1978) and Nunnally and Bernstein's (1994) thresholds, highest first."""
    return (
        Reading(0.90, _("what decisions about persons demand, but it is not meant for those")),
        Reading(0.80, _("better than the lowest threshold for groups")),
        Reading(0.70, _("the lowest threshold for an early stage or for groups")),
        Reading(-inf, _("below the lowest threshold for groups")),
    )


def say(found: Iterable[Agreement], readings: Sequence[Reading]) -> list[str]:
    """Say what values mean, always with their ``n``, or why there are none."""
    lacking, sentence = _("cannot be computed: {reason}"), _("{value} from {n} sheets: {meaning}")
    return [
        lacking.format(reason=one.reason)
        if one.value is None
        else _said(sentence, round(one.value, DECIMALS), one.n, readings)
        for one in found
    ]


def _said(sentence: str, value: float, n: int, readings: Sequence[Reading]) -> str:
    meaning = next(reading.meaning for reading in readings if value >= reading.lowest)
    return sentence.format(value=print_coefficient(value), n=n, meaning=meaning)


def agreement_table(
    answers: pd.DataFrame | Sequence[AnswerSheet], standard: Standard | None = None
) -> pd.DataFrame:
    """Return both alphas with the columns of ``AGREEMENT``, a row a measure and section.

    ``answers`` is what ``summarise`` takes: the blind sheets, without the consensus. The first
    row is Krippendorff's alpha over all items (section ``overall``).
    """
    panel = panel_of(answers, standard)
    rows = list(_rows(panel)) if panel else []
    return pd.DataFrame(rows, columns=list(AGREEMENT)).astype(AGREEMENT)


def _rows(panel: Panel) -> Iterator[tuple[object, ...]]:
    points = panel.points
    section_of = np.array([item.section for item in panel.plan.items])
    parts = [
        (section.id, str(section.title), points[:, section_of == place])
        for place, section in enumerate(panel.standard.sections)
    ]
    for section, title, part in [("overall", _("Overall"), points), *parts]:
        found = _agreement(panel, part)
        yield _row("krippendorff", section, title, found, krippendorff_readings())
    for section, title, part in parts:
        yield _row("cronbach", section, title, cronbach_alpha(part), cronbach_readings())


def _agreement(panel: Panel, points: Points) -> Agreement:
    """Return Krippendorff's alpha of sheets that are about the same thing, and of no others."""
    if panel.standard.respondent == "person":
        return Agreement(None, len(points), _("everybody answers about themselves"))
    if len(panel.groups) > 1:
        return Agreement(None, len(points), _("the sheets are about several units or periods"))
    return krippendorff_alpha(points)


def _row(
    measure: str, section: str, title: str, found: Agreement, readings: Sequence[Reading]
) -> tuple[object, ...]:
    (text,) = say([found], readings)
    return measure, section, title, found.value, found.n, found.reason, text
