"""How much is measured: a unit, a ministry, a tenth of the nation, the nation."""

from dataclasses import dataclass

from assessment.i18n import _

USUAL = "ministry"


@dataclass(frozen=True)
class Scale:
    """So many units, and beside them ``sheets`` from a store and 10 to the power of ``answers``.

    ``without`` names the engines that are not asked: for some of them a usual computer has too
    little memory. All engines are measured in as many ``rounds``, and the least disturbed one of
    each counts.
    """

    name: str
    units: int
    answers: int
    sheets: int
    without: tuple[str, ...] = ("spread", "plain_spread")
    rounds: int = 1


# A long table of a nation's answers would take 50 GB, and a row a unit and section as much memory
# as the answers themselves.
NOT_A_NATION = ("pandas", "ours", "plain", "everything")

# The civil service has 4.3 million people.
SCALES = (
    Scale("unit", 1, answers=6, sheets=10_000),
    # A ministry takes so little that one busy moment of the machine would tell.
    Scale("ministry", 2_000, answers=7, sheets=1_000_000, rounds=2),
    Scale("tenth", 43_000, answers=8, sheets=1_000_000),
    Scale("nation", 430_000, answers=8, sheets=1_000_000, without=NOT_A_NATION),
)
NAMES = tuple(scale.name for scale in SCALES)


def up_to(name: str) -> tuple[Scale, ...]:
    """Return the scales up to the one that is named."""
    return SCALES[: NAMES.index(name) + 1]


def label(scale: Scale) -> str:
    """Return what a scale is called."""
    return {
        "unit": _("one unit"),
        "ministry": _("a ministry"),
        "tenth": _("a tenth of the nation"),
        "nation": _("the nation"),
    }[scale.name]
