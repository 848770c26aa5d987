"""The routes that the phone's script calls."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from assessment.collect.bodies import (
    CommitmentBody,
    KeptCommitment,
    KeptSheet,
    SheetBody,
    WorkshopState,
)
from assessment.collect.door import OwnToken, OwnVisit, json_alone
from assessment.collect.failures import AsciiJSON, Failure, RefusalError
from assessment.collect.guard import LONGEST_BODY
from assessment.collect.result_bodies import Results
from assessment.collect.revealed import revealed_results
from assessment.i18n import _
from assessment.workshop import MOST_ROUNDS, Phase, Workshop

FAILURES = {
    HTTPStatus.UNAUTHORIZED: "The token is missing or is none.",
    HTTPStatus.FORBIDDEN: "The request comes from a page of another origin.",
    HTTPStatus.NOT_FOUND: "No workshop has this code: mistyped, erased, or past its last day.",
    HTTPStatus.CONFLICT: "Not in this phase, round, version, or not from this phone.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The body is longer than 64 KB.",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "The body is not application/json.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Something in the request does not fit; it is named.",
    HTTPStatus.TOO_MANY_REQUESTS: "Too many requests; Retry-After says when to try again.",
    HTTPStatus.SERVICE_UNAVAILABLE: "The store cannot be reached just now; try again later.",
}
READING = (
    HTTPStatus.NOT_FOUND,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
WRITING = (
    *READING,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.CONFLICT,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)
SENDING = (*WRITING, HTTPStatus.UNSUPPORTED_MEDIA_TYPE)


def failing(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """Return failures as OpenAPI describes them."""
    return {int(status): {"model": Failure, "description": FAILURES[status]} for status in statuses}


router = APIRouter(
    prefix="/api/workshops/{code}", default_response_class=AsciiJSON, max_body_size=LONGEST_BODY
)


@router.get("", responses=failing(*READING))
def state(visit: OwnVisit) -> WorkshopState:
    """Say how far a workshop is, and what it asks."""
    found = visit.workshops.find(visit.code)
    return WorkshopState(
        code=found.code,
        title=found.title,
        standard=found.standard,
        version=found.version,
        sections=list(found.sections),
        rounds=found.rounds,
        round=found.round,
        phase=found.phase,
        seconds_left=_seconds_left(found),
        kept_until=found.kept_until,
    )


@router.put("/sheet", responses=failing(*SENDING), dependencies=[Depends(json_alone)])
def send_sheet(body: SheetBody, visit: OwnVisit, token: OwnToken) -> KeptSheet:
    """Keep a phone's sheet; the same or an older revision changes nothing."""
    revision = visit.workshops.receive(visit.code, token, body.as_sent())
    # Nothing is kept in another phase or round.
    return KeptSheet(revision=revision, phase=Phase.OPEN, round=body.round)


@router.delete("/sheet", status_code=HTTPStatus.NO_CONTENT, responses=failing(*WRITING))
def withdraw_sheet(
    visit: OwnVisit,
    token: OwnToken,
    round_: Annotated[int, Query(alias="round", ge=1, le=MOST_ROUNDS)],
) -> None:
    """Take a phone's own sheet back, while its round is open."""
    visit.workshops.withdraw(visit.code, token, round_)


@router.put("/commitment", responses=failing(*SENDING), dependencies=[Depends(json_alone)])
def send_commitment(body: CommitmentBody, visit: OwnVisit, token: OwnToken) -> KeptCommitment:
    """Keep a phone's commitment, or take it back."""
    revision = visit.workshops.promise(visit.code, token, body.revision, body.text)
    return KeptCommitment(revision=revision)


@router.get("/results", responses=failing(*READING, HTTPStatus.CONFLICT))
def results(visit: OwnVisit) -> Results:
    """Give the group's results, once they are revealed and until the workshop ends."""
    workshop = visit.workshops.find(visit.code)
    if workshop.phase is Phase.REVEALED:
        return revealed_results(visit.workshops, workshop)
    ended = workshop.phase is Phase.ENDED
    hidden = _("The results are not shown yet.")
    message = _("The workshop has ended; its results are with the trainer.") if ended else hidden
    raise RefusalError(HTTPStatus.CONFLICT, "not_revealed", message)


def _seconds_left(workshop: Workshop) -> int | None:
    """Return the seconds until the round ends by itself, rounded down; ``None`` if it does not."""
    if workshop.closes is None:
        return None
    rest = datetime.fromisoformat(workshop.closes) - datetime.now(UTC)
    return max(0, int(rest.total_seconds()))
