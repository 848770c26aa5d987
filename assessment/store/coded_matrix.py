"""The texts of many sheets, one after another, as a matrix of codes."""

import re
from contextlib import suppress

import numpy as np
import numpy.typing as npt

from assessment.i18n import _
from assessment.matrix import Codes, code_of
from assessment.plan import ScoringPlan
from assessment.store.coded import SIGNS, Order, sign_of

Signs = npt.NDArray[np.uint8]

# The code of a sign that an item does not know; it is larger than every other.
WRONG = 255

# A letter outside ASCII would be several bytes; no item knows the sign that takes its place.
FOREIGN = re.compile(r"[^\x00-\x7f]")
NO_SIGN = "!"


def signs_of(text: str, width: int) -> Signs:
    """Return the signs of texts of ``width`` letters each, shape (texts, width)."""
    plain = text if text.isascii() else FOREIGN.sub(NO_SIGN, text)
    return np.frombuffer(plain.encode("ascii"), dtype=np.uint8).reshape(-1, width)


def codes_of(plan: ScoringPlan, order: Order, signs: Signs) -> Codes:
    """Return the codes of sheets whose signs, shape (sheets, items), are in ``order``.

    A sign that its item does not know becomes ``WRONG``. ``order`` holds every item of the plan.
    """
    codes = np.empty((len(signs), len(plan.items)), dtype=np.uint8, order="F")
    for column, item in enumerate(plan.items):
        written = signs[:, order.index(item.id)]
        # With "clip" NumPy writes into the column itself; every sign has a code.
        np.take(_codes_of_signs(plan, column), written, out=codes[:, column], mode="clip")
    return codes


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
