"""The JSON that phones send and get."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StringConstraints

from assessment.workshop import LONGEST_COMMITMENT, MOST_ROUNDS, Phase, SentSheet

# More than any standard has items; which ones a workshop asks, its store knows.
MOST_CHOICES = 200
# What JavaScript counts without losing a step.
HIGHEST_REVISION = 2**53 - 1

SheetId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
ItemId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,12}$")]
Level = Annotated[StrictInt, Field(ge=0, le=9)]
Round = Annotated[StrictInt, Field(ge=1, le=MOST_ROUNDS)]
Revision = Annotated[StrictInt, Field(ge=0, le=HIGHEST_REVISION)]


class Sent(BaseModel):
    """What a phone sends; a field that is not known is refused."""

    model_config = ConfigDict(extra="forbid")


class SheetBody(Sent):
    """A phone's answers to a round: levels and states, no text at all."""

    sheet: SheetId
    round: Round
    revision: Revision
    standard: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
    version: Annotated[str, StringConstraints(pattern=r"^[0-9.]{1,20}$")]
    choices: Annotated[
        dict[ItemId, Level | Literal["unknown", "not_applicable"]], Field(max_length=MOST_CHOICES)
    ]

    def as_sent(self) -> SentSheet:
        """Return it as the store takes it."""
        return SentSheet(
            self.sheet, self.round, self.revision, self.standard, self.version, self.choices
        )


class CommitmentBody(Sent):
    """A phone's commitment; an empty text takes it back."""

    revision: Revision
    text: Annotated[str, StringConstraints(max_length=LONGEST_COMMITMENT)]


class WorkshopState(BaseModel):
    """How far a workshop is, and what it asks; ``seconds_left`` of a round that ends by itself."""

    code: str
    title: str
    standard: str
    version: str
    sections: list[str]
    rounds: int
    round: int
    phase: Phase
    seconds_left: int | None
    kept_until: str


class KeptSheet(BaseModel):
    """The revision that is kept, which may be newer than the one that was sent."""

    revision: int
    phase: Phase
    round: int


class KeptCommitment(BaseModel):
    """The revision of the commitment that is kept."""

    revision: int
