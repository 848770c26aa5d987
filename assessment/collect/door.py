"""Who comes in: the code, the token and the kind of body that a request must bring."""

import re
from asyncio import sleep
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from assessment.collect.failures import RefusalError
from assessment.collect.service import Service
from assessment.i18n import _
from assessment.store import UnknownWorkshopError
from assessment.store.workshops import Workshops
from assessment.workshop import CODE_DIGITS

CODE = re.compile(rf"[0-9]{{{CODE_DIGITS}}}")
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")

# Long enough that guessing is slow, short enough for a person who has mistyped.
SECONDS_FOR_A_WRONG_CODE = 0.5

bearer = HTTPBearer(
    auto_error=False, description="32 random bytes, chosen by the phone, as 43 url-safe characters"
)


class Visit:
    """A request about the workshop of a code, which may turn out to be nobody's."""

    def __init__(self, service: Service, code: str) -> None:
        self._service = service
        self.code = code

    @property
    def workshops(self) -> Workshops:
        """The workshops of the store; it is opened here, in a thread, not in the event loop."""
        if not CODE.fullmatch(self.code):
            raise UnknownWorkshopError
        return self._service.store().workshops


def service_of(request: Request) -> Service:
    """Return the state of the app that a request came to."""
    service: Service = request.app.state.service
    return service


async def visit(request: Request, code: str) -> AsyncIterator[Visit]:
    """Let a request look up a code; one that no workshop has is answered late, whatever it is."""
    service = service_of(request)
    throttle, address = service.throttle, request.client.host if request.client else ""
    throttle.admit_address(address)
    throttle.admit_code(address, code)
    try:
        yield Visit(service, code)
    except UnknownWorkshopError:
        throttle.note_wrong_code(address)
        await sleep(SECONDS_FOR_A_WRONG_CODE)
        raise
    throttle.note_right_code(address, code)


async def own_token(
    request: Request, brought: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]
) -> str:
    """Return the token of the phone."""
    if brought is None or not TOKEN.fullmatch(brought.credentials):
        message = _("The phone has not said which one it is. Load the page again.")
        headers = {"WWW-Authenticate": "Bearer"}
        raise RefusalError(HTTPStatus.UNAUTHORIZED, "no_token", message, headers=headers)
    service_of(request).throttle.admit_token(brought.credentials)
    return brought.credentials


async def json_alone(request: Request) -> None:
    """Refuse a body of another kind, as a form of another site would send it."""
    kind = request.headers.get("content-type", "").partition(";")[0]
    if kind.strip().lower() != "application/json":
        message = _("Only application/json is taken here.")
        raise RefusalError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "not_json", message)


OwnVisit = Annotated[Visit, Depends(visit)]
OwnToken = Annotated[str, Depends(own_token)]
