"""Many answers as a few plain tables: overall, by section, by item, gaps, unproven claims.

Every index, bound, band and gate comes from ``scoring.score_codes``; this module only turns a
tidy frame into its matrix and the figures back into frames.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.answers import AnswerSheet
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.matrix import LOWEST_LEVEL, NOT_APPLICABLE, STATE_NAMES, UNANSWERED, UNKNOWN, Codes
from assessment.plan import ScoringPlan, compile_plan
from assessment.reading import tidy
from assessment.scoring import NONE, Figures, score_codes
from assessment.standard import Item, Standard
from assessment.wording import describe

Counts = npt.NDArray[np.int64]
Gates = Mapping[int, tuple[str, ...]]

WHO = {"sheet": "string", "unit": "string", "period": "string", "assessor": "string"}
FIGURES = {
    "index": "float64",
    "low": "float64",
    "high": "float64",
    "completeness": "float64",
    "band": "string",
    "gates": "string",
    "unsupported": "int64",
    "text": "string",
}
OVERALL = {**WHO, **FIGURES}
SECTIONS = {**WHO, "section": "string", "title": "string", **FIGURES}
# Beside these, one float64 column ``share_<level>`` for every level of the standard's scales.
ITEMS = {
    "section": "string",
    "item": "string",
    "text": "string",
    "n": "int64",
    "median": "Int8",
    "spread": "Int8",
    "unknown": "int64",
    "not_applicable": "int64",
    "unanswered": "int64",
}
GAPS = {
    "rank": "int64",
    "section": "string",
    "item": "string",
    "text": "string",
    "weight": "int64",
    "level": "Int8",
    "gap": "int64",
    "gate": "bool",
    "hint": "string",
}
UNSUPPORTED = {
    "sheet": "string",
    "assessor": "string",
    "section": "string",
    "item": "string",
    "level": "Int8",
    "text": "string",
}

# What ``summarise`` reads of a tidy frame; the other columns may be missing.
NEEDED = ("standard", "version", *WHO, "item", "state", "level", "unsupported")

# Marks a digit that is no level of an item.
NO_LEVEL = 255


@dataclass(frozen=True, eq=False)
class Summary:
    """The tables of one standard's answers; ``standard`` is ``None`` when there were none.

    The columns and dtypes stand in ``OVERALL``, ``SECTIONS``, ``ITEMS``, ``GAPS`` and
    ``UNSUPPORTED``. ``index``, ``low``, ``high`` and ``completeness`` are 0..100 with two
    decimals, NaN where nothing applies. ``index`` may rest on few answers: print ``text``, which
    shows it, like ``band``, only when every applicable item has a level.

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
    frame = answers if isinstance(answers, pd.DataFrame) else tidy(answers)
    frame = frame.reset_index(drop=True)
    _require_columns(frame)
    standard = _standard_of(frame, standard)
    if standard is None or frame.empty:
        return _empty(standard)
    plan = compile_plan(standard)
    rows, columns = _places(plan, frame)
    codes = _codes(plan, frame, rows, columns)
    claims = _claims(plan, frame, rows, columns)
    overall, sections = _scores(standard, plan, codes, _who(frame), claims)
    items = _items(standard, plan, codes)
    return Summary(
        overall=overall,
        sections=sections,
        items=items,
        gaps=_gaps(standard, items),
        unsupported=_unsupported(standard, frame, columns),
        standard=standard,
    )


def _require_columns(frame: pd.DataFrame) -> None:
    missing = [name for name in NEEDED if name not in frame.columns]
    if missing:
        message = _("the frame of answers lacks these columns: {columns}")
        raise BermaknaError(message.format(columns=", ".join(missing)))


def _standard_of(frame: pd.DataFrame, standard: Standard | None) -> Standard | None:
    """Return the one standard of all rows: the given one if it is that, else the package's."""
    versions = frame[["standard", "version"]].drop_duplicates()
    found = list(versions.itertuples(index=False, name=None))
    if not found:
        return standard
    shown = ", ".join(f"{name} {version}" for name, version in found)
    if len(found) > 1:
        message = _("a summary is of one standard and version; found: {found}")
        raise BermaknaError(message.format(found=shown))
    known = standard or load_standard(str(found[0][0]))
    if found[0] != (known.id, known.version):
        message = _("these answers are to {found}, not to {standard} {version}")
        raise BermaknaError(message.format(found=shown, standard=known.id, version=known.version))
    return known


def _empty(standard: Standard | None) -> Summary:
    shares = dict.fromkeys(_shares(standard) if standard else (), "float64")
    return Summary(
        overall=_frame({}, OVERALL),
        sections=_frame({}, SECTIONS),
        items=_frame({}, {**ITEMS, **shares}),
        gaps=_frame({}, GAPS),
        unsupported=_frame({}, UNSUPPORTED),
        standard=standard,
    )


def _frame(columns: Mapping[str, object], dtypes: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame(columns, columns=list(dtypes)).astype(dict(dtypes))


def _shares(standard: Standard) -> dict[str, int]:
    """Name the column of each level digit that some scale of the standard has, rising."""
    digits = {level.level for scale in standard.scales.values() for level in scale}
    return {f"share_{digit}": digit for digit in sorted(digits)}


def _who(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a row a sheet, in the order in which ``_places`` numbers them."""
    return frame.drop_duplicates("sheet")[list(WHO)].reset_index(drop=True)


def _places(plan: ScoringPlan, frame: pd.DataFrame) -> tuple[Counts, Counts]:
    """Return the row (sheet) and column (item) of every answer in the matrix."""
    rows = np.asarray(pd.factorize(frame["sheet"])[0], dtype=np.int64)
    ids = pd.Index([item.id for item in plan.items])
    columns = np.asarray(ids.get_indexer(pd.Index(frame["item"])), dtype=np.int64)
    _refuse(frame, (rows < 0) | (columns < 0), _("{sheet}: no item {item} in this standard"))
    repeated = pd.Series(rows * len(ids) + columns).duplicated().to_numpy()
    _refuse(frame, repeated, _("{sheet}: item {item} stands twice"))
    return rows, columns


def _codes(plan: ScoringPlan, frame: pd.DataFrame, rows: Counts, columns: Counts) -> Codes:
    """Scatter the answers into a matrix of codes, shape (sheets, items)."""
    states = np.asarray(pd.Index(STATE_NAMES).get_indexer(pd.Index(frame["state"])))
    levels = frame["level"].to_numpy(dtype=np.int64, na_value=NO_LEVEL)
    digits = np.where((levels >= 0) & (levels < NO_LEVEL), levels, NO_LEVEL)
    chosen = np.where(states == LOWEST_LEVEL, _codes_of_digits(plan)[columns, digits], states)
    message = _("{sheet}: item {item} has no state {state} with level {level}")
    _refuse(frame, (states < 0) | (chosen == NO_LEVEL), message)
    codes = np.zeros((rows.max() + 1, len(plan.items)), dtype=np.uint8, order="F")
    codes[rows, columns] = chosen
    return codes


def _codes_of_digits(plan: ScoringPlan) -> Counts:
    """Return the code of each level digit of each item, shape (items, 256)."""
    table = np.full((len(plan.items), NO_LEVEL + 1), NO_LEVEL, dtype=np.int64)
    for column, item in enumerate(plan.items):
        table[column, item.levels] = LOWEST_LEVEL + np.arange(len(item.levels))
    return table


def _refuse(frame: pd.DataFrame, wrong: npt.NDArray[np.bool_], message: str) -> None:
    """Raise ``BermaknaError`` about the first wrong row of the frame, if there is one."""
    if wrong.any():
        row = frame.iloc[int(wrong.argmax())]
        raise BermaknaError(message.format(**{name: row[name] for name in NEEDED}))


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
        _frame({**{name: who[name] for name in WHO}, **overall}, OVERALL),
        _frame({**named, **by_section}, SECTIONS),
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


def _items(standard: Standard, plan: ScoringPlan, codes: Codes) -> pd.DataFrame:
    widest = LOWEST_LEVEL + max(len(item.levels) for item in plan.items)
    counts = np.stack([np.bincount(column, minlength=widest) for column in codes.T])
    chosen = counts[:, LOWEST_LEVEL:]
    n = chosen.sum(axis=1)
    places = np.arange(chosen.shape[1])
    middle = (chosen.cumsum(axis=1) >= (n[:, None] + 1) // 2).argmax(axis=1)
    highest = np.where(chosen > 0, places, -1).max(axis=1)
    lowest = np.where(chosen > 0, places, len(places)).min(axis=1)
    medians = [item.levels[place] for item, place in zip(plan.items, middle, strict=True)]
    columns: dict[str, object] = {
        "section": [plan.sections[item.section].id for item in plan.items],
        "item": [item.id for item in plan.items],
        "text": [str(item.text) for item in standard.items],
        "n": n,
        "median": pd.array(np.array(medians), dtype="Int8"),
        "spread": pd.array(highest - lowest, dtype="Int8"),
        "unknown": counts[:, UNKNOWN],
        "not_applicable": counts[:, NOT_APPLICABLE],
        "unanswered": counts[:, UNANSWERED],
    }
    shares = _level_shares(standard, plan, chosen)
    frame = _frame({**columns, **shares}, {**ITEMS, **dict.fromkeys(shares, "float64")})
    frame.loc[n == 0, ["median", "spread"]] = pd.NA
    return frame


def _level_shares(
    standard: Standard, plan: ScoringPlan, chosen: Counts
) -> dict[str, npt.NDArray[np.float64]]:
    """Return the shares by column; NaN for a level the item lacks, or without any answer."""
    shares = {}
    for name, digit in _shares(standard).items():
        shares[name] = np.full(len(plan.items), np.nan)
        for row, item in enumerate(plan.items):
            if digit in item.levels and chosen[row].any():
                shares[name][row] = chosen[row, item.levels.index(digit)] / chosen[row].sum()
    return shares


def _gaps(standard: Standard, items: pd.DataFrame) -> pd.DataFrame:
    columns = [name for name in GAPS if name != "rank"]
    found = pd.DataFrame(_gap_rows(standard, items), columns=columns)
    # Sorting by two columns is stable: equal gaps stay in the order of the items.
    ranked = found.sort_values(["gate", "gap"], ascending=False, ignore_index=True)
    ranked.insert(0, "rank", range(1, len(ranked) + 1))
    return ranked.astype(GAPS)


def _gap_rows(standard: Standard, items: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    """Yield the items whose median is below the top of their scale, in item order."""
    for item, section, median in zip(
        standard.items, items["section"], items["median"], strict=True
    ):
        if pd.isna(median):
            continue
        level = int(median)
        points = {step.level: step.points for step in standard.scales[item.scale]}
        gap = item.weight * (max(points.values()) - points[level])
        if gap:
            misses = _misses_its_bar(item, level)
            text, hint = str(item.text), str(item.hints[level])
            yield section, item.id, text, item.weight, level, gap, misses, hint


def _misses_its_bar(item: Item, level: int) -> bool:
    return item.gate is not None and level < item.gate.below


def _unsupported(standard: Standard, frame: pd.DataFrame, columns: Counts) -> pd.DataFrame:
    claimed = frame["unsupported"].to_numpy(dtype=bool)
    sections = np.array([part.id for part in standard.sections for _item in part.items])
    texts = np.array([str(item.text) for item in standard.items], dtype=object)
    rows = frame.loc[claimed].reset_index(drop=True)
    placed = columns[claimed]
    found = {name: rows[name] for name in ("sheet", "assessor", "item", "level")}
    return _frame({**found, "section": sections[placed], "text": texts[placed]}, UNSUPPORTED)
