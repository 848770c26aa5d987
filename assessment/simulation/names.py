"""What made-up units, periods and people are called: every name says that it is made up.

These are data, the same in every language of the interface.
"""

from collections.abc import Sequence

MADE_UP = "data rekaan"
AGREED = "Kesepakatan"
SERVICES = ("loket", "lapangan", "daring", "telepon", "loket dan daring")
REASON = f"Tidak ada pada layanan ini ({MADE_UP})."

FIRST_YEAR = 2026
PERIODS_A_YEAR = 2
WIDTH = 5


def unit_names(numbers: Sequence[int], most: int) -> list[str]:
    """Name units by their numbers, counted from 0, so that names sort as the numbers do."""
    width = max(WIDTH, len(str(most)))
    return [f"Unit {number + 1:0{width}d} ({MADE_UP})" for number in numbers]


def ministry_names(count: int) -> list[str]:
    """Name so many ministries."""
    return [f"Instansi {number:02d} ({MADE_UP})" for number in range(1, count + 1)]


def region_names(count: int) -> list[str]:
    """Name so many regions."""
    return [f"Wilayah {number} ({MADE_UP})" for number in range(1, count + 1)]


def period_names(count: int) -> list[str]:
    """Name so many half-years."""
    halves = (divmod(place, PERIODS_A_YEAR) for place in range(count))
    return [f"{FIRST_YEAR + year}-{half + 1}" for year, half in halves]


def assessor_name(slot: int) -> str:
    """Name the assessor in a place of the group, counted from 0."""
    return f"Penilai {slot + 1}"


def bare(name: str) -> str:
    """Return a name as it may stand in the name of a file: ``unit-00042``."""
    return name.removesuffix(f" ({MADE_UP})").lower().replace(" ", "-")
