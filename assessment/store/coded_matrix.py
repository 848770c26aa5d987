"""The texts of many sheets, one after another, as a matrix of codes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

import numpy as np
import numpy.typing as npt

from assessment.i18n import _
from assessment.matrix import Codes, code_of
from assessment.plan import ScoringPlan
from assessment.store.coded import SIGNS, Order, sign_of
from assessment.wording import print_count

Signs = npt.NDArray[np.uint8]
Tables = Sequence[tuple[int, Signs]]

# The code of a sign that an item does not know; it is larger than every other.
WRONG = 255

# A letter outside ASCII would be several bytes; no item knows the sign that takes its place.
FOREIGN = re.compile(r"[^\x00-\x7f]")
NO_SIGN = "!"

# Between texts: no item knows it as a sign, an id is a UUID, and a folded alias has none in it.
BREAK = "\n"

# Sheets of a batch that are named when they are wrong.
NAMED = 20


def signs_of(text: str, width: int) -> Signs:
    """Return the signs of texts of ``width`` letters each, shape (texts, width)."""
    plain = text if text.isascii() else FOREIGN.sub(NO_SIGN, text)
    return np.frombuffer(plain.encode("ascii"), dtype=np.uint8).reshape(-1, width)


def tables_of(plan: ScoringPlan, order: Order) -> Tables:
    """Return where the sign of each item stands in a text, and the code of every sign of it.

    ``order`` holds every item of the plan.
    """
    return [
        (order.index(item.id), _codes_of_signs(plan, column))
        for column, item in enumerate(plan.items)
    ]


def codes_of(tables: Tables, signs: Signs) -> Codes:
    """Return the codes of sheets whose signs have the shape (sheets, letters of a text).

    A sign that its item does not know becomes ``WRONG``.
    """
    codes = np.empty((len(signs), len(tables)), dtype=np.uint8, order="F")
    for column, (place, table) in enumerate(tables):
        # With "clip" NumPy writes into the column itself; every sign has a code.
        np.take(table, signs[:, place], out=codes[:, column], mode="clip")
    return codes


def fitting(plan: ScoringPlan, order: Order) -> str:
    """Return the pattern of the texts in which ``fault_of`` finds nothing wrong."""
    columns = {item.id: column for column, item in enumerate(plan.items)}
    known = ("".join(_signs(plan, columns[item])) for item in order)
    return "".join(f"[{re.escape(signs)}]" for signs in known)


def fault_of(plan: ScoringPlan, order: Order, text: str) -> tuple[str, str] | None:
    """Return the place and rule of the first thing wrong with a sheet's text."""
    if len(text) != len(order):
        message = _("holds {found} answers, not {wanted}; this sheet is left out")
        return "", message.format(found=len(text), wanted=len(order))
    for column, item in enumerate(plan.items):
        sign, known = text[order.index(item.id)], _signs(plan, column)
        if sign not in known:
            message = _("is no answer; allowed: {allowed}; this sheet is left out")
            return f"{item.id} = {sign!r}", message.format(allowed=" ".join(known))
    return None


def faults(plan: ScoringPlan, order: Order, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the place and rule of what is wrong with texts, by the ids of their sheets."""
    for sheet, text in [*texts.items()][:NAMED]:
        for place, rule in filter(None, [fault_of(plan, order, text)]):
            yield ", ".join(filter(None, (f"sheet = {sheet!r}", place))), rule
    if len(texts) > NAMED:
        message = _("{n} more sheets were left out for reasons like these")
        yield "", message.format(n=print_count(len(texts) - NAMED))


def _codes_of_signs(plan: ScoringPlan, column: int) -> Signs:
    """Return the code of each sign of one item, shape (256,)."""
    table = np.full(256, WRONG, dtype=np.uint8)
    for sign, code in _signs(plan, column).items():
        table[ord(sign)] = code
    return table


def _signs(plan: ScoringPlan, column: int) -> dict[str, int]:
    """Return the signs that an item knows, with their codes."""
    known = {}
    for choice in (*SIGNS, *plan.items[column].levels):
        # Not every item may be not applicable.
        with suppress(ValueError):
            known[sign_of(choice)] = code_of(plan, column, choice)
    return known
