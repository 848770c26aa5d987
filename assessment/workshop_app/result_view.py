"""The group's results as the room sees them: bars that also say in words what they show."""

import html

import pandas as pd

from assessment.i18n import _
from assessment.panels.parts import sentence, unfolding
from assessment.room_change import GroupChange
from assessment.room_results import GroupResults, RoundResults
from assessment.standard import Standard
from assessment.suppression import MIN_GROUP, suppressed
from assessment.workshop_app.shares import Row, legend, levels_in_words, ratio, stack


def result_view(results: GroupResults) -> str:
    """Return everything that may be shown of a group; the last round stands open."""
    *earlier, last = results.rounds
    parts = [f'<p class="bm-state">{html.escape(results.text)}</p>']
    if results.change is not None:
        parts.append(_change(results.change))
    parts.append(_round(results, last))
    parts += [unfolding(_name(results, one), _round(results, one)) for one in earlier]
    return "".join(parts)


def _name(results: GroupResults, one: RoundResults) -> str:
    name = results.round_name(one.round)
    return _("Round {name}").format(name=name.lower()) if name else _("Results")


def _round(results: GroupResults, one: RoundResults) -> str:
    title = f"<h3>{html.escape(_name(results, one))}</h3>"
    if suppressed(one.people):
        return title + sentence(_too_few())
    low, high = results.standard.index.values  # noqa: PD011, the ends of the index
    sections = "".join(_section(row, low, high) for row in rows_of(one.sections))
    items = "".join(_item(row) for row in rows_of(one.items))
    first = html.escape(_("Items, the widest difference first"))
    ends = _("Each bar runs from {low} to {high}, the ends of the index.")
    about = sentence(ends.format(low=low, high=high))
    names = legend(level_labels(results.asked))
    return (
        f'{title}{about}<ul class="bm-rows">{sections}</ul>'
        f'<h3>{first}</h3>{names}<ol class="bm-rows">{items}</ol>'
    )


def level_labels(standard: Standard) -> dict[int, str]:
    """Return what each level of the items is called, rising."""
    scales = {item.scale for item in standard.items}
    steps = [step for name in sorted(scales) for step in standard.scales[name]]
    found: dict[int, list[str]] = {}
    for step in sorted(steps, key=lambda step: step.level):
        found.setdefault(step.level, []).append(str(step.label))
    return {level: " / ".join(dict.fromkeys(labels)) for level, labels in found.items()}


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of a frame; what is not shown is ``None``."""
    known = frame.astype(object).where(frame.notna(), None)
    return [dict(zip(known.columns, row, strict=True)) for row in known.itertuples(index=False)]


def _section(row: Row, lowest: float, highest: float) -> str:
    """Return a section with its bounds as a bar on the whole index."""
    name = f"{row['section']} {row['title']}"
    return _ranged(name, row, (lowest, highest), "")


def _ranged(name: str, row: Row, ends: tuple[float, float], mark: str) -> str:
    """Return a name, a bar from ``low`` to ``high`` between two ends, and the sentence."""
    words = f"<p>{html.escape(str(row['text']))}</p>"
    title = f"<strong>{html.escape(name)}</strong>"
    if row["low"] is None or row["high"] is None:
        return f"<li>{title}{words}</li>"
    start, end = (ratio(float(str(row[side])), *ends) for side in ("low", "high"))
    bar = f'<span style="left:{start:.2f}%;width:{max(end - start, 1):.2f}%"></span>{mark}'
    kind = "bm-bounds bm-change" if mark else "bm-bounds"
    return f'<li>{title}<div class="{kind}" aria-hidden="true">{bar}</div>{words}</li>'


def _item(row: Row) -> str:
    name = f"<strong>{html.escape(str(row['item']))}</strong> {html.escape(str(row['text']))}"
    words = html.escape(levels_in_words(row))
    return f"<li>{name}{stack(row)}<p>{words}</p></li>"


def _change(change: GroupChange) -> str:
    """Return how the same people have changed, with its uncertainty as a bar around zero."""
    rows = rows_of(change.sections)
    ends = [abs(float(str(row[side]))) for row in rows for side in ("low", "high")
            if row[side] is not None]  # fmt: skip
    shown = "".join(_changed(row, max(ends, default=0) or 1) for row in rows)
    title = html.escape(_("From before to after"))
    about = _(
        "The mark is the mean change of the same people. The bar holds the true one in 95 of 100 "
        "such workshops; where it crosses the line, chance alone may be the reason."
    )
    return f'<h3>{title}</h3>{sentence(about)}<ul class="bm-rows">{shown}</ul>'


def _changed(row: Row, reach: float) -> str:
    section = "" if row["section"] == "overall" else f"{row['section']} "
    middle = (
        "" if row["change"] is None else f"{ratio(float(str(row['change'])), -reach, reach):.2f}"
    )
    return _ranged(
        f"{section}{row['title']}", row, (-reach, reach), f'<i style="left:{middle}%"></i>'
    )


def _too_few() -> str:
    return _("Fewer than {least} people answered; nothing of so few is shown.").format(
        least=MIN_GROUP
    )
