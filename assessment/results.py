"""The result of one sheet, with the derivation of every number."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from assessment.indices import NONE
from assessment.matrix import LOWEST_LEVEL, Choice, Codes, encode
from assessment.plan import PlannedItem, ScoringPlan, compile_plan
from assessment.scoring import Figures, score_codes
from assessment.standard import Standard
from assessment.wording import describe


@dataclass(frozen=True)
class Result:
    """The figures of one section, or of the whole sheet (id ``overall``).

    ``score``, ``low`` and ``high`` are the index with two decimals, ``completeness`` is 0..100,
    ``band`` a band's id; ``None`` where a number does not exist. ``shut`` names the gates that
    hold the band back, and ``text`` is what is printed.
    """

    id: str
    score: float | None
    low: float | None
    high: float | None
    completeness: float | None
    band: str | None
    shut: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class TraceRow:
    """One item's part in a score: ``product`` is weight times points, ``None`` if unanswered."""

    section: str
    item: str
    choice: Choice
    weight: int
    points: int | None
    product: int | None


@dataclass(frozen=True)
class SheetScore:
    """The whole result of one sheet: overall, by section, and the trace item by item."""

    overall: Result
    sections: tuple[Result, ...]
    trace: tuple[TraceRow, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the result as plain data, the same as the page's evaluator returns."""
        return asdict(self)


def score(standard: Standard, answers: Mapping[str, Choice]) -> SheetScore:
    """Score one sheet of a standard.

    ``answers`` maps item ids to a level digit, ``"not_applicable"``, ``"unknown"`` or ``None``;
    items left out are not answered. Raises ``KeyError`` or ``ValueError`` for what the standard
    does not hold.
    """
    return score_plan(compile_plan(standard), answers)


def score_plan(plan: ScoringPlan, answers: Mapping[str, Choice]) -> SheetScore:
    """Score one sheet by a compiled plan; see ``score``."""
    codes = encode(plan, [answers])
    scores = score_codes(plan, codes)
    shut = [item.id for item, is_shut in zip(plan.items, scores.shut[0], strict=True) if is_shut]
    return SheetScore(
        overall=_result(plan, "overall", scores.overall, (0,), tuple(shut)),
        sections=tuple(
            _result(plan, section.id, scores.sections, (0, place), _of(plan, place, shut))
            for place, section in enumerate(plan.sections)
        ),
        trace=tuple(_trace(plan, codes)),
    )


def _of(plan: ScoringPlan, section: int, shut: list[str]) -> tuple[str, ...]:
    return tuple(item.id for item in plan.items if item.section == section and item.id in shut)


def _result(
    plan: ScoringPlan, name: str, figures: Figures, place: tuple[int, ...], shut: tuple[str, ...]
) -> Result:
    score, low, high, completeness = (
        None if value == NONE else value / 100
        for value in (
            int(part[place])
            for part in (figures.score, figures.low, figures.high, figures.completeness)
        )
    )
    place_of_band = int(figures.band[place])
    band = None if place_of_band == NONE else plan.bands[place_of_band]
    text = describe(score, low, high, completeness, band.label if band else None, shut)
    return Result(name, score, low, high, completeness, band.id if band else None, shut, text)


def _trace(plan: ScoringPlan, codes: Codes) -> list[TraceRow]:
    return [
        _trace_row(plan, item, int(code)) for item, code in zip(plan.items, codes[0], strict=True)
    ]


def _trace_row(plan: ScoringPlan, item: PlannedItem, code: int) -> TraceRow:
    section = plan.sections[item.section].id
    if code < LOWEST_LEVEL:
        named: tuple[Choice, ...] = (None, "unknown", "not_applicable")
        return TraceRow(section, item.id, named[code], item.weight, None, None)
    place = code - LOWEST_LEVEL
    points = item.points[place]
    return TraceRow(section, item.id, item.levels[place], item.weight, points, item.weight * points)
