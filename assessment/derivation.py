"""Every number of a score step by step, in lines that an auditor can follow with a pencil.

The results are those of ``results.py``; the lines only show which sums and which division lead
to them, with exact fractions where a later line goes on with a number.
"""

from collections.abc import Iterator
from fractions import Fraction

from assessment.i18n import _
from assessment.matrix import Choice
from assessment.plan import PlannedItem, ScoringPlan
from assessment.results import Result, SheetScore, TraceRow
from assessment.wording import print_index, print_percent


def derive(plan: ScoringPlan, result: SheetScore) -> Iterator[str]:
    """Yield the derivation of a result, a paragraph for each section and one for the whole."""
    for section in result.sections:
        rows = [row for row in result.trace if row.section == section.id]
        yield section.id
        yield from (f"  {line}" for line in _section(plan, section, rows))
    yield _("the whole")
    yield from (f"  {line}" for line in _whole(plan, result))


def _section(plan: ScoringPlan, result: Result, rows: list[TraceRow]) -> Iterator[str]:
    answered = [row for row in rows if row.product is not None]
    waiting = sum(row.weight for row in rows if row.choice in (None, "unknown"))
    points, weight = _points(answered), sum(row.weight for row in answered)
    yield from map(_item, rows)
    if result.low is None or result.high is None or result.completeness is None:
        yield result.text
        return
    yield _("points: {sum}").format(sum=_sum([row.product for row in answered]))
    yield _("weights: {sum}").format(sum=_sum([row.weight for row in answered]))
    if result.score is not None:
        yield _("index: {division}").format(division=_division(plan, points, weight, result.score))
    if waiting:
        all_weights = weight + waiting
        share = f"{weight} / {all_weights} = {print_percent(result.completeness)} %"
        yield _("filled in: {share}").format(share=share)
        ends = zip((_("lowest"), _("highest")), plan.points, (result.low, result.high), strict=True)
        for name, open_points, index in ends:
            whole = points + waiting * open_points
            words = f"{points} + {waiting} × {open_points} = {whole}"
            yield f"{name}: {words}; {_division(plan, whole, all_weights, index)}"


def _item(row: TraceRow) -> str:
    """Say one item's part: ``P1-1: level 3; 2 × 3 = 6``."""
    if row.product is None:
        return f"{row.item}: {_state(row.choice)}"
    level = _("level {level}").format(level=row.choice)
    return f"{row.item}: {level}; {row.weight} × {row.points} = {row.product}"


def _state(choice: Choice) -> str:
    names = {"unknown": _("unknown"), "not_applicable": _("not applicable")}
    return names.get(str(choice), _("not answered"))


def _points(rows: list[TraceRow]) -> int:
    return sum(row.product or 0 for row in rows)


def _sum(numbers: list[int | None] | list[int]) -> str:
    """Write out an addition; ``0`` for none and ``3`` for a single number."""
    total = str(sum(number or 0 for number in numbers))
    return f"{' + '.join(map(str, numbers))} = {total}" if len(numbers) > 1 else total


def _division(plan: ScoringPlan, points: int, weight: int, printed: float) -> str:
    """Write out how points and weights become the index that is printed."""
    (least, most), (low, high) = plan.points, plan.values
    steps = f"{low} + ({points} - {weight} × {least}) × {high - low} / ({weight} × {most - least})"
    return f"{steps} = {_exact(_index(plan, points, weight), printed)}"


def _index(plan: ScoringPlan, points: int, weight: int) -> Fraction:
    (least, most), (low, high) = plan.points, plan.values
    return low + Fraction((points - weight * least) * (high - low), weight * (most - least))


def _exact(value: Fraction, printed: float) -> str:
    """Write a number exactly, and rounded if that is another number: ``700/9 ≈ 77,78``."""
    shown = print_index(printed)
    return shown if value == Fraction(str(printed)) else f"{value} ≈ {shown}"


def _whole(plan: ScoringPlan, result: SheetScore) -> Iterator[str]:
    """Yield the mean of the sections' indices, and of their bounds while items are open."""
    overall = result.overall
    indices = {"score": _indices(plan, result, None)}
    if overall.low != overall.high:
        ends = zip(("low", "high"), plan.points, strict=True)
        indices |= {name: _indices(plan, result, points) for name, points in ends}
    names = {"score": _("index"), "low": _("lowest"), "high": _("highest")}
    for name, parts in indices.items():
        printed = getattr(overall, name)
        if printed is not None:
            yield f"{names[name]}: {_mean(parts, printed)}"
    yield from _gates(plan, result)
    yield overall.text


def _indices(
    plan: ScoringPlan, result: SheetScore, open_points: int | None
) -> list[tuple[int, Fraction]]:
    """Return weight and exact index of the sections that have one.

    Open items count ``open_points`` each, or not at all for ``None``.
    """
    found = []
    for section in plan.sections:
        rows = [row for row in result.trace if row.section == section.id]
        counted = [row for row in rows if row.product is not None]
        points, weight = _points(counted), sum(row.weight for row in counted)
        if open_points is not None:
            waiting = sum(row.weight for row in rows if row.choice in (None, "unknown"))
            points, weight = points + waiting * open_points, weight + waiting
        if weight:
            found.append((section.weight, _index(plan, points, weight)))
    return found


def _mean(parts: list[tuple[int, Fraction]], printed: float) -> str:
    terms = " + ".join(f"{weight} × {index}" for weight, index in parts)
    weights = sum(weight for weight, _index in parts)
    mean = sum(weight * index for weight, index in parts) / weights
    return f"({terms}) / {weights} = {_exact(Fraction(mean), printed)}"


def _gates(plan: ScoringPlan, result: SheetScore) -> Iterator[str]:
    """Yield what each gate that is shut does to the band."""
    items: dict[str, PlannedItem] = {item.id: item for item in plan.items}
    for name in result.overall.shut:
        gate = items[name].gate
        if gate:
            message = _("{item} is below level {level}: no higher band than {band}")
            band = plan.bands[gate[1]].label
            yield message.format(item=name, level=gate[0], band=band)
