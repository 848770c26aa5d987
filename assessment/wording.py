"""A score in words and printed numbers, the same sentence on every surface."""

from functools import lru_cache

from babel.numbers import format_decimal

from assessment.i18n import _, language


def templates() -> dict[str, str]:
    """Return the sentences of a result; the page's evaluator gets these very ones."""
    return {
        "incomplete": _("between {low} and {high}; {completeness} % filled in"),
        "complete": _("{score} ({band})"),
        "nothing": _("no applicable item"),
        "shut": _("{text}; held back by {gates}"),
    }


def print_index(value: float) -> str:
    """Print an index with two decimals, as the language writes them: ``77,78``."""
    return _print(value, "0.00", language())


def print_count(count: int) -> str:
    """Print a number of things, its thousands apart: ``2.000``."""
    return _print(count, "#,##0", language())


def print_amount(value: float) -> str:
    """Print an amount with two decimals, its thousands apart: ``1.234,50``."""
    return _print(value, "#,##0.00", language())


def print_percent(value: float) -> str:
    """Print a share of 0..100 with no more decimals than it needs: ``75`` or ``66,67``."""
    return _print(value, "0.##", language())


def print_points(value: float) -> str:
    """Print points of a hundred with one decimal: ``29,0``, or a difference, as ``−1,2``."""
    rounded = round(value, 1)
    return ("−" if rounded < 0 else "") + _print(abs(rounded), "0.0", language())


def print_coefficient(value: float) -> str:
    """Print a coefficient with three decimals: ``0,812``."""
    return _print(value + 0.0, "0.000", language())  # no sign before a zero


# Room for every hundredth of 0..100 in both forms: formatting is most of the time of a summary.
@lru_cache(maxsize=2**15)
def _print(value: float, form: str, code: str) -> str:
    return str(format_decimal(value, format=form, locale=code))


def describe(
    score: float | None,
    low: float | None,
    high: float | None,
    completeness: float | None,
    band: str | None,
    shut: tuple[str, ...],
) -> str:
    """Say a result: bounds and progress while items are open, then the index and its band."""
    sentence = templates()
    if low is None or high is None or completeness is None:
        return sentence["nothing"]
    if band is None or score is None:
        text = sentence["incomplete"].format(
            low=print_index(low), high=print_index(high), completeness=print_percent(completeness)
        )
    else:
        text = sentence["complete"].format(score=print_index(score), band=band)
    return sentence["shut"].format(text=text, gates=", ".join(shut)) if shut else text


def print_change(change: float) -> str:
    """Print a change of an index with its sign."""
    return _sign(change) + print_index(abs(change))


def print_steps(steps: int) -> str:
    """Print a change of a level in steps with its sign."""
    return _sign(steps) + print_count(abs(steps))


def _sign(change: float) -> str:
    return "+" if change > 0 else "−" if change < 0 else ""
