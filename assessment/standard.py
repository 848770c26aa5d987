"""A standard as data: sections and items on scales, and the rules that bind them.

``loading.py`` reads one from a file and turns what is wrong into lines of the file.
"""

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo, field_validator

from assessment.fields import (
    Band,
    Gate,
    Index,
    LawReference,
    Level,
    Model,
    Text,
    Weight,
    Whole,
    Words,
    references,
    refuse,
    unique,
)
from assessment.i18n import _


class Item(Model):
    """One observable behaviour, with everything a reader sees of it.

    The answer to a ``confidential`` item stays with the person: it is never sent or collected.
    """

    id: Annotated[str, Field(pattern=r"^[A-Z]+\d+-\d+$"), AfterValidator(unique)]
    text: Text
    weight: Weight
    scale: str
    source: Words
    added: bool = False
    levels: dict[Whole, Text] | None = None
    criteria: Annotated[tuple[Text, ...], Field(min_length=1)]
    evidence: Annotated[tuple[Text, ...], Field(min_length=1)]
    laws: Annotated[tuple[LawReference, ...], Field(min_length=1)]
    hints: dict[Whole, Text]
    gate: Gate | None = None
    confidential: bool = False
    not_applicable: Literal["allowed", "never"]
    replaces: tuple[Words, ...] = ()

    @field_validator("scale")
    @classmethod
    def _is_a_scale(cls, value: str, info: ValidationInfo) -> str:
        scales = references(info).scales
        if scales and value not in scales:
            message = _("no scale of this standard; allowed: {allowed}")
            raise refuse("scale", message, allowed=", ".join(scales))
        return value

    @field_validator("levels", "hints", "gate")
    @classmethod
    def _fits_the_scale(cls, value: object, info: ValidationInfo) -> object:
        """Hold level texts, hints and the gate against the levels of the item's scale."""
        scale = references(info).scales.get(info.data.get("scale", ""), ())
        digits = [level.level for level in scale]
        if not digits or value is None:
            return value
        if isinstance(value, Gate):
            _inside(value.below, digits[1:])
        elif isinstance(value, dict):
            _same_levels(set(value), digits if info.field_name == "levels" else digits[:-1])
        return value


class Section(Model):
    """A principle or practice: the items that are scored together, and the page that teaches it."""

    id: Annotated[str, Field(pattern=r"^[A-Z]+\d+$"), AfterValidator(unique)]
    title: Text
    weight: Weight
    page: Annotated[str, Field(pattern=r"^book/[a-z0-9/-]+$")]
    items: Annotated[tuple[Item, ...], Field(min_length=1)]

    @field_validator("items")
    @classmethod
    def _belong_here(cls, items: tuple[Item, ...], info: ValidationInfo) -> tuple[Item, ...]:
        prefix = f"{info.data.get('id', '')}-"
        strangers = [item.id for item in items if not item.id.startswith(prefix)]
        if strangers and len(prefix) > 1:
            message = _("these items belong to another section: {items}")
            raise refuse("section", message, items=", ".join(strangers))
        return items


class Standard(Model):
    """A whole standard. Make one with ``loading.load_standard`` or ``loading.read_standard``."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]+$")]
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    title: Text
    about: Text
    respondent: Literal["unit", "person"]
    question: Text
    evidence_asked: bool
    index: Index
    scales: Annotated[dict[str, tuple[Level, ...]], Field(min_length=1)]
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]

    @field_validator("scales")
    @classmethod
    def _span_the_index(
        cls, scales: dict[str, tuple[Level, ...]], info: ValidationInfo
    ) -> dict[str, tuple[Level, ...]]:
        """Hold every scale to the index's points: equal ends keep the bounds honest."""
        references(info).scales.update(scales)
        index = info.data.get("index")
        for levels in scales.values():
            _rise([level.level for level in levels])
            _rise([level.points for level in levels])
            if index and (levels[0].points, levels[-1].points) != index.points:
                low, high = index.points
                message = _("points must run from {low} to {high}, as the index says")
                raise refuse("scale", message, low=low, high=high)
        return scales

    @field_validator("bands")
    @classmethod
    def _cover_the_index(cls, bands: tuple[Band, ...], info: ValidationInfo) -> tuple[Band, ...]:
        references(info).bands = tuple(band.id for band in bands)
        _rise([band.lowest for band in bands])
        index = info.data.get("index")
        if index and bands[0].lowest != index.values[0]:
            message = _("the first band must start at {low}, the lowest index")
            raise refuse("bands", message, low=index.values[0])
        return bands

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in the order of the file."""
        return tuple(item for section in self.sections for item in section.items)

    def section(self, section_id: str) -> Section:
        """Return one section; raises ``KeyError`` naming the sections there are."""
        for section in self.sections:
            if section.id == section_id:
                return section
        known = ", ".join(section.id for section in self.sections)
        raise KeyError(_("no section {id}; there are: {known}").format(id=section_id, known=known))


def _same_levels(found: set[int], wanted: list[int]) -> None:
    if found != set(wanted):
        allowed = ", ".join(map(str, wanted))
        raise refuse("levels", _("must hold exactly these levels: {allowed}"), allowed=allowed)


def _inside(level: int, allowed: list[int]) -> None:
    if level not in allowed:
        words = ", ".join(map(str, allowed))
        raise refuse("gate", _("the gate's level must be one of: {allowed}"), allowed=words)


def _rise(numbers: list[int] | list[float]) -> None:
    if not numbers or any(low >= high for low, high in pairwise(numbers)):
        raise refuse("order", _("numbers must rise from one entry to the next"))
