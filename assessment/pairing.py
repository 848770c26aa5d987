"""Which items of two versions of a standard are the same, by id and ``replaces``."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from assessment.i18n import _
from assessment.plan import PlannedItem, compile_plan
from assessment.standard import Item, Standard


@dataclass(frozen=True)
class Pairing:
    """The items of a later version by what they were before.

    ``shared`` maps later ids to earlier ones, ``new`` and ``retired`` are ids of the later and
    the earlier version, ``changed`` maps later ids to the reason why they cannot be compared.
    """

    shared: dict[str, str] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    changed: dict[str, str] = field(default_factory=dict)


def pair_items(earlier: Standard, later: Standard) -> Pairing:
    """Pair every item of ``later`` with the one of ``earlier`` that it continues."""
    before, after = _planned(earlier), _planned(later)
    origins = {item.id: list(_origins(item, before)) for item in later.items}
    heirs = Counter(origin for found in origins.values() for origin in found)
    pairing = Pairing(retired=[item for item in before if item not in heirs])
    for item, found in origins.items():
        if not found:
            pairing.new.append(item)
        elif len(found) > 1:
            pairing.changed[item] = _("continues several items: {items}").format(
                items=", ".join(found)
            )
        elif heirs[found[0]] > 1:
            pairing.changed[item] = _("continues {item}, as other items do").format(item=found[0])
        elif _scale(before[found[0]]) != _scale(after[item]):
            pairing.changed[item] = _("its levels or their points have changed")
        else:
            pairing.shared[item] = found[0]
    return pairing


def _planned(standard: Standard) -> dict[str, PlannedItem]:
    return {item.id: item for item in compile_plan(standard).items}


def _origins(item: Item, before: dict[str, PlannedItem]) -> Iterator[str]:
    """Yield the earlier items that an item continues: itself, and those it replaces."""
    yield from dict.fromkeys(known for known in (item.id, *item.replaces) if known in before)


def _scale(item: PlannedItem) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return item.levels, item.points
