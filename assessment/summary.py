"""Many answers as a few plain tables: overall, by section, by item, gaps, unproven claims.

Every index, bound, band and gate comes from ``scoring.score_codes``; this module only puts the
figures back into frames. ``coding`` makes the matrix, ``gaps`` the tables by item.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import pandas as pd

from assessment.answers import AnswerSheet
from assessment.coding import Counts, places, require_columns, scatter, standard_of
from assessment.columns import (
    GAPS,
    ITEMS,
    OVERALL,
    SECTIONS,
    UNSUPPORTED,
    WHO,
    share_columns,
    typed_frame,
)
from assessment.gaps import gap_table, item_table
from assessment.indices import NONE
from assessment.matrix import Codes
from assessment.plan import ScoringPlan, compile_plan
from assessment.reading import tidy
from assessment.scoring import Figures, score_codes
from assessment.standard import Standard
from assessment.wording import describe

Gates = Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class Summary:
    """The tables of one standard's answers; ``standard`` is ``None`` when there were none.

    The columns and dtypes stand in ``columns``. ``index``, ``low``, ``high`` and
    ``completeness`` are 0..100 with two decimals, NaN where nothing applies. ``index`` may rest
    on few answers: print ``text``, which shows it, like ``band``, only when every applicable item
    has a level.

    ``overall`` has a row a sheet, ``sections`` a row a sheet and section, ``items`` a row an item
    over all sheets: ``n`` sheets chose a level, ``median`` is the lower one when ``n`` is even,
    ``spread`` counts the steps of the scale from the lowest to the highest choice, and the
    ``share_<level>`` add up to 1. ``gaps`` ranks the items below their top level: ``level`` is
    the median, ``gap`` its distance in weighted points, ``gate`` whether it misses the item's
    bar. ``unsupported`` lists the claims without evidence.
    """

    overall: pd.DataFrame
    sections: pd.DataFrame
    items: pd.DataFrame
    gaps: pd.DataFrame
    unsupported: pd.DataFrame
    standard: Standard | None = field(default=None, repr=False)


def summarise(
    answers: pd.DataFrame | Sequence[AnswerSheet], standard: Standard | None = None
) -> Summary:
    """Summarise answers to one version of one standard, which is loaded unless it is given.

    ``answers`` is the frame of ``reading.read_answers`` or a sequence of sheets. An item that a
    sheet has no row of counts as not answered. Raises ``BermaknaError`` when the rows are of
    several standards or versions, or hold an item, state or level that the standard does not.
    """
    frame = answers if isinstance(answers, pd.DataFrame) else tidy(answers, standard)
    frame = frame.reset_index(drop=True)
    require_columns(frame)
    standard = standard_of(frame, standard)
    if standard is None or frame.empty:
        return _empty(standard)
    plan = compile_plan(standard)
    rows, columns = places(plan, frame)
    codes = scatter(plan, frame, rows, columns)
    claims = _claims(plan, frame, rows, columns)
    overall, sections = _scores(standard, plan, codes, _who(frame), claims)
    items = item_table(standard, plan, codes)
    return Summary(
        overall=overall,
        sections=sections,
        items=items,
        gaps=gap_table(standard, items),
        unsupported=_unsupported(standard, frame, columns),
        standard=standard,
    )


def _empty(standard: Standard | None) -> Summary:
    shares = dict.fromkeys(share_columns(standard) if standard else (), "float64")
    return Summary(
        overall=typed_frame({}, OVERALL),
        sections=typed_frame({}, SECTIONS),
        items=typed_frame({}, {**ITEMS, **shares}),
        gaps=typed_frame({}, GAPS),
        unsupported=typed_frame({}, UNSUPPORTED),
        standard=standard,
    )


def _who(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a row a sheet, in the order in which ``places`` numbers them."""
    return frame.drop_duplicates("sheet")[list(WHO)].reset_index(drop=True)


def _claims(plan: ScoringPlan, frame: pd.DataFrame, rows: Counts, columns: Counts) -> Counts:
    """Count the claims without evidence, shape (sheets, sections)."""
    section_of = np.array([item.section for item in plan.items])
    claimed = frame["unsupported"].to_numpy(dtype=bool)
    counts = np.zeros((rows.max() + 1, len(plan.sections)), dtype=np.int64)
    np.add.at(counts, (rows[claimed], section_of[columns[claimed]]), 1)
    return counts


def _scores(
    standard: Standard, plan: ScoringPlan, codes: Codes, who: pd.DataFrame, claims: Counts
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Score the matrix and return the frames ``overall`` and ``sections``."""
    scores = score_codes(plan, codes)
    sections = len(plan.sections)
    of_sheet: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    of_section: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for row, column in np.argwhere(scores.shut).tolist():
        item = plan.items[column]
        of_sheet[row] += (item.id,)
        of_section[row * sections + item.section] += (item.id,)
    overall = _figures(plan, scores.overall, of_sheet, claims.sum(axis=1))
    by_section = _figures(plan, scores.sections, of_section, claims)
    named = {
        **{name: np.repeat(who[name].to_numpy(), sections) for name in WHO},
        "section": [section.id for section in standard.sections] * len(who),
        "title": [str(section.title) for section in standard.sections] * len(who),
    }
    return (
        typed_frame({**{name: who[name] for name in WHO}, **overall}, OVERALL),
        typed_frame({**named, **by_section}, SECTIONS),
    )


def _figures(
    plan: ScoringPlan, figures: Figures, gates: Gates, claims: Counts
) -> dict[str, object]:
    """Return figures of any shape as flat columns; ``gates`` is by the flat position."""
    score, low, high, completeness = (
        np.where(part == NONE, np.nan, part / 100).ravel()
        for part in (figures.score, figures.low, figures.high, figures.completeness)
    )
    bands = [None if place == NONE else plan.bands[place] for place in figures.band.ravel()]
    shut = [gates.get(place, ()) for place in range(len(bands))]
    numbers = [[None if np.isnan(n) else n for n in part.tolist()]
               for part in (score, low, high, completeness)]  # fmt: skip
    labels = [band.label if band else None for band in bands]
    say = cache(describe)  # many sheets share the figures of a section
    return {
        "index": score,
        "low": low,
        "high": high,
        "completeness": completeness,
        "band": [band.id if band else None for band in bands],
        "gates": [", ".join(items) for items in shut],
        "unsupported": claims.ravel(),
        "text": [say(*row) for row in zip(*numbers, labels, shut, strict=True)],
    }


def _unsupported(standard: Standard, frame: pd.DataFrame, columns: Counts) -> pd.DataFrame:
    claimed = frame["unsupported"].to_numpy(dtype=bool)
    sections = np.array([part.id for part in standard.sections for _item in part.items])
    texts = np.array([str(item.text) for item in standard.items], dtype=object)
    rows = frame.loc[claimed].reset_index(drop=True)
    placed = columns[claimed]
    found = {name: rows[name] for name in ("sheet", "assessor", "item", "level")}
    return typed_frame({**found, "section": sections[placed], "text": texts[placed]}, UNSUPPORTED)
