"""Which units have no sheet that counts in a period, and why."""

from collections.abc import Mapping

import pandas as pd

from assessment.gathering.names import Pair
from assessment.i18n import _
from assessment.rollup import REGISTER

MISSING = {**REGISTER, "period": "category", "reason": "string"}


def missing_of(
    who: pd.DataFrame, register: pd.DataFrame, left_out: Mapping[Pair, str]
) -> pd.DataFrame:
    """Return a row for every unit and period without a sheet, by name, with ``MISSING``.

    The units are those of the register, or without one all that are known; the periods those in
    which some unit has a sheet, and for a unit itself also those that were ``left_out``.
    """
    there = pd.MultiIndex.from_frame(who[["unit", "period"]].astype(str).drop_duplicates())
    others = pd.MultiIndex.from_tuples(list(left_out), names=there.names) if left_out else there[:0]
    units = register["unit"] if len(register) else there.union(others).unique("unit")
    wanted = pd.MultiIndex.from_product([units, there.unique("period")], names=there.names)
    lacking = wanted.union(others).difference(there)
    nothing = _("nothing was sent")
    frame = lacking.to_frame(index=False).assign(
        reason=[left_out.get(pair, nothing) for pair in lacking]
    )
    told = register.astype("string").drop_duplicates("unit")
    return frame.merge(told, on="unit", how="left").fillna("")[list(MISSING)].astype(MISSING)
