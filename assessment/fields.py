"""The parts that standards are made of: texts, levels, bands, gates, law references.

Each field is validated on its own, and references (to a band, a law) against what came before
them in the same file, so that every wrong field of a file is found in one pass.
"""

from dataclasses import dataclass, field
from typing import Annotated, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from assessment.i18n import _, language
from assessment.laws import Laws

Whole = Annotated[int, Field(strict=True, ge=0)]
Weight = Annotated[int, Field(strict=True, ge=1, le=9)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, strict=True)]


def refuse(kind: str, message: str, **values: object) -> PydanticCustomError:
    """Make the error of one field; ``message`` is already in the reader's language."""
    return PydanticCustomError(kind, "{message}", {"message": message.format(**values)})


@dataclass
class References:
    """What later fields of a file may refer to, gathered while the file is validated."""

    laws: Laws
    scales: dict[str, tuple["Level", ...]] = field(default_factory=dict)
    bands: tuple[str, ...] = ()
    ids: set[str] = field(default_factory=set)


def references(info: ValidationInfo) -> References:
    """Return what the file has named so far; raises ``TypeError`` without ``References``."""
    if not isinstance(info.context, References):
        raise TypeError("validate a standard with context=References(laws)")
    return info.context


def unique(value: str, info: ValidationInfo) -> str:
    """Refuse an id that stands twice in one standard."""
    if value in references(info).ids:
        raise refuse("duplicate", _("this id stands twice; every id is used once"))
    references(info).ids.add(value)
    return value


class Model(BaseModel):
    """The strictness that all parts of a standard share."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LocalText(Model):
    """A text in Indonesian that may have an English form."""

    id: Words
    en: Words | None = None

    def __str__(self) -> str:
        return self.en if self.en and language() == "en" else self.id


def _localise(value: object) -> object:
    if not isinstance(value, str | dict | LocalText):
        raise refuse("text", _("must be text"))
    return {"id": value} if isinstance(value, str) else value


Text = Annotated[LocalText, BeforeValidator(_localise)]


class Level(Model):
    """One step of a scale: the digit that is stored, and the points that count."""

    level: Annotated[int, Field(strict=True, ge=0, le=9)]
    points: Whole
    label: Text
    description: Text


class Index(Model):
    """How points become the printed index, linearly: ``points`` 0..3 to ``values`` 0..100."""

    points: tuple[Whole, Whole]
    values: tuple[Whole, Whole]

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if self.points[0] >= self.points[1] or self.values[0] >= self.values[1]:
            raise refuse("index", _("the first number must be lower than the second"))
        return self


class Band(Model):
    """A category of the index, from its lowest value (at most two decimals) upwards."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]+$")]
    lowest: Annotated[
        float, Field(alias="from", multiple_of=0.01, strict=True, allow_inf_nan=False)
    ]
    label: Text
    description: Text


class LawReference(Model):
    """A regulation, or one article of it, that an item rests on."""

    law: Words
    article: Words | None = None
    letters: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _exists(self, info: ValidationInfo) -> Self:
        references(info).laws.require(self.law, self.article)
        return self


class Gate(Model):
    """A bar: answered below this level, the band is capped (the number is not)."""

    below: Whole
    caps_at: str

    @field_validator("caps_at")
    @classmethod
    def _is_a_band(cls, value: str, info: ValidationInfo) -> str:
        if references(info).bands and value not in references(info).bands:
            allowed = ", ".join(references(info).bands)
            raise refuse("band", _("no band of this standard; allowed: {allowed}"), allowed=allowed)
        return value
