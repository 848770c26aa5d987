"""Every number of a score step by step, in lines that an auditor can follow with a pencil.

The results are those of ``results.py``; the lines show which sums and which division lead to
them, with exact fractions where a later line goes on with a number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessment.i18n import _
from assessment.matrix import Choice
from assessment.plan import ScoringPlan
from assessment.results import Result, SheetScore, TraceRow
from assessment.wording import print_index, print_percent


@dataclass(frozen=True)
class Sums:
    """What a section's index is divided from: integer sums over its items.

    ``points`` and ``weight`` are over answered items, ``waiting`` is the weight of those that
    apply and have no level yet.
    """

    section_weight: int
    points: int
    weight: int
    waiting: int

    def filled(self, points: int) -> "Sums":
        """Return the sums as they are when every open item counts ``points``."""
        whole = self.points + self.waiting * points
        return Sums(self.section_weight, whole, self.weight + self.waiting, 0)


def derive(plan: ScoringPlan, result: SheetScore) -> Iterator[str]:
    """Yield the derivation of a result, a paragraph for each section and one for the whole."""
    all_sums = []
    for planned, section in zip(plan.sections, result.sections, strict=True):
        rows = [row for row in result.trace if row.section == section.id]
        sums = _sums(planned.weight, rows)
        all_sums.append(sums)
        yield section.id
        yield from (f"  {line}" for line in _section(plan, section, rows, sums))
    yield _("the whole")
    yield from (f"  {line}" for line in _whole(plan, result.overall, all_sums))


def _sums(section_weight: int, rows: Sequence[TraceRow]) -> Sums:
    return Sums(
        section_weight=section_weight,
        points=sum(row.product or 0 for row in rows),
        weight=sum(row.weight for row in rows if row.product is not None),
        waiting=sum(row.weight for row in rows if row.choice in (None, "unknown")),
    )


def _section(
    plan: ScoringPlan, result: Result, rows: Sequence[TraceRow], sums: Sums
) -> Iterator[str]:
    yield from map(_item, rows)
    if result.low is None or result.high is None:
        yield result.text
        return
    answered = [row for row in rows if row.product is not None]
    yield _("points: {sum}").format(sum=_addition([row.product or 0 for row in answered]))
    yield _("weights: {sum}").format(sum=_addition([row.weight for row in answered]))
    if result.score is not None:
        yield f"{_name(result)}: {_division(plan, sums, result.score)}"
    if sums.waiting:
        yield _filled_in(result, [sums])
        ends = zip((_("lowest"), _("highest")), plan.points, (result.low, result.high), strict=True)
        for name, points, index in ends:
            filled = sums.filled(points)
            addition = f"{sums.points} + {sums.waiting} × {points} = {filled.points}"
            yield f"{name}: {addition}; {_division(plan, filled, index)}"
    yield from _band(plan, result)


def _whole(plan: ScoringPlan, result: Result, sections: Sequence[Sums]) -> Iterator[str]:
    """Yield the mean of the sections' indices, and of their bounds while items are open."""
    if result.score is not None:
        yield f"{_name(result)}: {_mean(plan, sections, result.score)}"
    if (
        result.low is not None
        and result.high is not None
        and any(sums.waiting for sums in sections)
    ):
        yield _filled_in(result, sections)
        ends = zip((_("lowest"), _("highest")), plan.points, (result.low, result.high), strict=True)
        for name, points, index in ends:
            filled = [sums.filled(points) for sums in sections]
            yield f"{name}: {_mean(plan, filled, index)}"
    yield from _band(plan, result)
    yield result.text


def _name(result: Result) -> str:
    """Name the index by what it rests on: it stands for the sheet only when nothing is open."""
    return _("index") if result.band else _("index of the answered items")


def _item(row: TraceRow) -> str:
    """Say one item's part: ``P1-1: level 3; 2 × 3 = 6``."""
    if row.product is None:
        return f"{row.item}: {_state(row.choice)}"
    level = _("level {level}").format(level=row.choice)
    return f"{row.item}: {level}; {row.weight} × {row.points} = {row.product}"


def _state(choice: Choice) -> str:
    names = {"unknown": _("unknown"), "not_applicable": _("not applicable")}
    return names.get(str(choice), _("not answered"))


def _addition(numbers: Sequence[int]) -> str:
    """Write out an addition; ``0`` for no number and ``3`` for a single one."""
    total = str(sum(numbers))
    return f"{' + '.join(map(str, numbers))} = {total}" if len(numbers) > 1 else total


def _filled_in(result: Result, sections: Sequence[Sums]) -> str:
    weight = sum(sums.weight for sums in sections)
    applicable = weight + sum(sums.waiting for sums in sections)
    percent = print_percent(result.completeness or 0)
    return _("filled in: {share}").format(share=f"{weight} / {applicable} = {percent} %")


def _division(plan: ScoringPlan, sums: Sums, printed: float) -> str:
    """Write out how points and weights become the index that is printed."""
    (least, most), (low, high) = plan.points, plan.values
    above = f"({sums.points} - {sums.weight} × {least})"
    steps = f"{low} + {above} × {high - low} / ({sums.weight} × {most - least})"
    return f"{steps} = {_exact(_index(plan, sums), printed)}"


def _mean(plan: ScoringPlan, sections: Sequence[Sums], printed: float) -> str:
    """Write out the weighted mean of the sections that have an index."""
    counted = [sums for sums in sections if sums.weight]
    terms = " + ".join(f"{sums.section_weight} × {_index(plan, sums)}" for sums in counted)
    total = sum((sums.section_weight * _index(plan, sums) for sums in counted), Fraction())
    weights = sum(sums.section_weight for sums in counted)
    return f"({terms}) / {weights} = {_exact(total / weights, printed)}"


def _index(plan: ScoringPlan, sums: Sums) -> Fraction:
    (least, most), (low, high) = plan.points, plan.values
    above = (sums.points - sums.weight * least) * (high - low)
    return low + Fraction(above, sums.weight * (most - least))


def _exact(value: Fraction, printed: float) -> str:
    """Write a number exactly, then rounded if that is another number: ``700/9 ≈ 77,78``."""
    shown = print_index(printed)
    return shown if value == Fraction(str(printed)) else f"{value} ≈ {shown}"


def _band(plan: ScoringPlan, result: Result) -> Iterator[str]:
    """Yield the band that the printed index reaches, and what each shut gate makes of it."""
    if result.band is None or result.score is None:
        return
    hundredths = round(result.score * 100)
    reached = [band for band in plan.bands if band.lowest <= hundredths][-1]
    lowest = print_index(reached.lowest / 100)
    yield _("band: {band}, from {lowest}").format(band=reached.label, lowest=lowest)
    for item in plan.items:
        if item.gate and item.id in result.shut:
            level, place = item.gate
            message = _("{item} is below level {level}: no higher band than {band}")
            yield message.format(item=item.id, level=level, band=plan.bands[place].label)
