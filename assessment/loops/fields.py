"""Where several sums stand in one number."""

from dataclasses import dataclass

from assessment.tables import Integers


@dataclass(frozen=True, eq=False)
class Fields:
    """Sums inside one word: ``masks`` has the bits of each, which stand ``shifts`` bits up.

    ``rows`` says which row each is added to, or which bit it sets. All have the shape (fields,).
    """

    shifts: Integers
    masks: Integers
    rows: Integers
