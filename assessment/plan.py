"""The rules of a standard compiled to integers: all that an evaluator may know.

``scoring.py`` evaluates a plan in NumPy and ``checklist/static/score.js`` in the browser. Both
get the same plan, and no other place computes a score.
"""

from dataclasses import asdict, dataclass, fields, replace
from functools import cached_property, lru_cache

from assessment.standard import Item, Standard


@dataclass(frozen=True)
class PlannedItem:
    """One item: its section (position), weight, level digits with their points, and its gate.

    ``gate`` is ``(level, band)``: a level below it caps the band at that position, or ``None``.
    What is ``confidential`` is in no share code and not collected from a room.
    """

    id: str
    section: int
    weight: int
    levels: tuple[int, ...]
    points: tuple[int, ...]
    gate: tuple[int, int] | None
    not_applicable: bool
    confidential: bool = False


@dataclass(frozen=True)
class PlannedSection:
    """One section and its weight in the overall index."""

    id: str
    weight: int


@dataclass(frozen=True)
class PlannedBand:
    """One band: its lowest index in hundredths, and the label that is printed."""

    id: str
    lowest: int
    label: str


@dataclass(frozen=True)
class ScoringPlan:
    """A standard's rules as integers. ``points`` (least, most) map linearly to ``values``."""

    standard: str
    version: str
    points: tuple[int, int]
    values: tuple[int, int]
    sections: tuple[PlannedSection, ...]
    items: tuple[PlannedItem, ...]
    bands: tuple[PlannedBand, ...]
    evidence_asked: bool

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Hash the rules once: tables are found by them at every turn."""
        return hash(tuple(getattr(self, part.name) for part in fields(self)))

    def __getstate__(self) -> dict[str, object]:
        """Leave the hash behind: texts have another one in every process."""
        return {part.name: getattr(self, part.name) for part in fields(self)}

    def to_dict(self) -> dict[str, object]:
        """Return the plan as plain data for the page's evaluator."""
        return asdict(self)

    def only(self, section_id: str) -> "ScoringPlan":
        """Return the plan of one section alone, for a checklist that shows just that one."""
        position = [section.id for section in self.sections].index(section_id)
        items = [replace(item, section=0) for item in self.items if item.section == position]
        return replace(self, sections=(self.sections[position],), items=tuple(items))


def compile_plan(standard: Standard) -> ScoringPlan:
    """Compile the rules of a standard; the same rules are the same object."""
    return _first_made(_compiled(standard))


# Tables are found by their plan: one that is only equal is compared with it item by item.
@lru_cache(maxsize=64)
def _first_made(plan: ScoringPlan) -> ScoringPlan:
    return plan


def _compiled(standard: Standard) -> ScoringPlan:
    return ScoringPlan(
        standard=standard.id,
        version=standard.version,
        points=standard.index.points,
        values=standard.index.values,
        sections=tuple(PlannedSection(part.id, part.weight) for part in standard.sections),
        items=tuple(
            _planned(standard, position, item)
            for position, section in enumerate(standard.sections)
            for item in section.items
        ),
        bands=tuple(
            PlannedBand(band.id, round(band.lowest * 100), str(band.label))
            for band in standard.bands
        ),
        evidence_asked=standard.evidence_asked,
    )


def _planned(standard: Standard, section: int, item: Item) -> PlannedItem:
    scale = standard.scales[item.scale]
    bands = [band.id for band in standard.bands]
    return PlannedItem(
        id=item.id,
        section=section,
        weight=item.weight,
        levels=tuple(level.level for level in scale),
        points=tuple(level.points for level in scale),
        gate=(item.gate.below, bands.index(item.gate.caps_at)) if item.gate else None,
        not_applicable=item.not_applicable == "allowed",
        confidential=item.confidential,
    )
