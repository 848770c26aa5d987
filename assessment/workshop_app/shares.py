"""How the answers to an item are shared out over its levels, as bars and in words."""

import html
from collections.abc import Mapping

from assessment.i18n import _
from assessment.suppression import MIN_GROUP
from assessment.wording import print_percent

Row = Mapping[str, object]

# A narrower part of a bar has no room for its level.
LEAST_LABELLED = 0.06


def shares_of(row: Row) -> dict[int, float]:
    """Return the share of each level, rising; nothing where it is not shown."""
    return {
        int(name.removeprefix("share_")): float(str(value))
        for name, value in row.items()
        if name.startswith("share_") and value is not None
    }


def ratio(value: float, lowest: float, highest: float) -> float:
    """Return where a value stands between two ends, in percent."""
    return 100 * (value - lowest) / (highest - lowest)


def stack(row: Row) -> str:
    """Return the shares as one bar; the words beside it say the same."""
    shares = shares_of(row)
    parts = "".join(
        f'<span class="bm-level" style="width:{100 * share:.2f}%;{_shade(place, len(shares))}">'
        f"{level if share > LEAST_LABELLED else ''}</span>"
        for place, (level, share) in enumerate(shares.items())
        if share > 0
    )
    return f'<div class="bm-stack" aria-hidden="true">{parts}</div>' if parts else ""


def levels_in_words(row: Row) -> str:
    """Say how many chose each level, and how many none; or that it is not shown."""
    shares, n = shares_of(row), row["n"]
    if n is None:
        return _not_shown()
    counted = [
        _("level {level}: {count}").format(level=level, count=counted_of(share, n))
        for level, share in shares.items()
        if share > 0
    ]
    if not shares:
        counted = [_not_shown()]
    return "; ".join([*counted, *states_in_words(row)])


def counted_of(share: float, n: object) -> int:
    """Return how many of ``n`` a share is."""
    return round(share * int(str(n)))


def states_in_words(row: Row) -> list[str]:
    """Say how many chose no level."""
    texts = {
        "unknown": _("do not know: {count}"),
        "not_applicable": _("not applicable: {count}"),
        "unanswered": _("not answered: {count}"),
    }
    return [text.format(count=row[name]) for name, text in texts.items() if row[name]]


def level_bars(row: Row, labels: Mapping[int, str]) -> str:
    """Return a bar for each level with its label, its number of people and its share."""
    shares = shares_of(row)
    if not shares:
        return f"<p>{html.escape(_not_shown())}</p>"
    lines = []
    for level, share in shares.items():
        name = html.escape(f"{level} {labels[level]}")
        said = _("{count} people ({percent} %)").format(
            count=counted_of(share, row["n"]), percent=print_percent(round(100 * share, 1))
        )
        bar = f'<span style="width:{100 * share:.2f}%"></span>'
        lines.append(
            f'<li><span>{name}</span><div class="bm-share" aria-hidden="true">{bar}</div>'
            f"<span>{html.escape(said)}</span></li>"
        )
    return f'<ul class="bm-shares">{"".join(lines)}</ul>'


def legend(labels: Mapping[int, str]) -> str:
    """Return what each level is called, with its fill."""
    entries = "".join(
        f'<li><span class="bm-level" style="{_shade(place, len(labels))}">{level}</span> '
        f"{html.escape(label)}</li>"
        for place, (level, label) in enumerate(labels.items())
    )
    return f'<ul class="bm-legend">{entries}</ul>'


def _shade(place: int, levels: int) -> str:
    """Return the fill of a level, from pale to dark, with an ink that can be read on it.

    Grey print keeps the order; no fill lies where neither ink nor paper could be read.
    """
    pale = (levels + 1) // 2
    if place < pale:
        percent, ink = 15 + 20 * place / max(pale - 1, 1), "var(--bm-ink)"
    else:
        percent, ink = 85 + 15 * (place - pale) / max(levels - pale - 1, 1), "var(--bm-paper)"
    fill = f"color-mix(in srgb,var(--bm-accent) {percent:.0f}%,var(--bm-paper))"
    return f"background:{fill};color:{ink}"


def _not_shown() -> str:
    return _("fewer than {least} people chose a level; not shown").format(least=MIN_GROUP)
