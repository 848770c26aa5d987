"""Sentences that several views say."""

from assessment.i18n import _
from assessment.suppression import MIN_GROUP

# The part that is all sections together, in a column ``section``.
OVERALL = "overall"


def few_units() -> str:
    """Say why there are no figures across units."""
    message = _(
        "Fewer than {least} units with figures: no figure across units is shown. Select more."
    )
    return message.format(least=MIN_GROUP)


def near_selection(units: int) -> str:
    """Say why answers to items are not shown for a selection that is too near an earlier one."""
    message = _(
        "This selection differs from one you have looked at by {units} units in a period. The "
        "difference would tell how these few have answered, so that nothing of the items is "
        "shown. Select more or fewer units."
    )
    return message.format(units=units)
