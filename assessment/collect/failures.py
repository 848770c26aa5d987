"""What is answered when something is not done: JSON to scripts, one sentence to people."""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from assessment.i18n import _
from assessment.replies import sentence

logger = logging.getLogger(__name__)

API = "/api/"


class Place(BaseModel):
    """One thing that does not fit: where it stands, and what is allowed there."""

    place: str
    message: str


class Failure(BaseModel):
    """Why a request was not done: a word for the script, sentences for the person."""

    error: str
    message: str
    problems: list[Place] = []


@dataclass
class RefusalError(Exception):
    """A request that is not done, with what is answered."""

    status: HTTPStatus
    kind: str
    message: str
    problems: Sequence[Place] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


class AsciiJSON(JSONResponse):
    """JSON in ASCII: half a surrogate pair, sent by whoever, has no bytes in UTF-8."""

    def render(self, content: Any) -> bytes:
        """Return the bytes of plain data."""
        return json.dumps(content, separators=(",", ":")).encode()


def answer_to(path: str, refusal: RefusalError) -> Response:
    """Return what is sent for a refusal: to scripts JSON, to people a page of one sentence."""
    if path.startswith(API):
        body = Failure(error=refusal.kind, message=refusal.message, problems=list(refusal.problems))
        return AsciiJSON(body.model_dump(), refusal.status, dict(refusal.headers))
    page = sentence(refusal.status, refusal.message.rstrip("."), _("to the book's start"))
    return Response(page.content, page.status, {**page.headers, **refusal.headers})


def too_large(limit: int) -> RefusalError:
    """Make the refusal of a body that is longer than anything a phone has to send."""
    message = _("This is more than {size} KB, which no sheet is.").format(size=limit // 1024)
    return RefusalError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", message)


def foreign() -> RefusalError:
    """Make the refusal of a change that a page of another site asks for."""
    message = _("A page of another address may not send here.")
    return RefusalError(HTTPStatus.FORBIDDEN, "foreign_origin", message)


def broken() -> RefusalError:
    """Make the answer to a request at which this program has failed."""
    message = _("Something is wrong with the server. Your answers stay on your phone.")
    return RefusalError(HTTPStatus.INTERNAL_SERVER_ERROR, "broken", message)
