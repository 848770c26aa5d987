"""Which answer belongs to which error."""

from collections.abc import Iterator
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response
from starlette.routing import Match

from assessment.collect.failures import Place, RefusalError, answer_to, logger, too_large
from assessment.collect.guard import LONGEST_BODY
from assessment.collect.pages import join_page
from assessment.errors import AnswerError
from assessment.i18n import _
from assessment.store import (
    OtherTokenError,
    OtherVersionError,
    StoreError,
    UnknownWorkshopError,
    WorkshopClosedError,
)

KINDS: dict[type[Exception], tuple[HTTPStatus, str]] = {
    UnknownWorkshopError: (HTTPStatus.NOT_FOUND, "unknown_workshop"),
    WorkshopClosedError: (HTTPStatus.CONFLICT, "closed"),
    OtherVersionError: (HTTPStatus.CONFLICT, "other_version"),
    OtherTokenError: (HTTPStatus.CONFLICT, "other_sheet"),
}
SECONDS_UNTIL_AGAIN = 5
LONGEST_SHOWN = 60
# The steps to an answer: the body, its choices, the item.
DEPTH = 3


def add_handlers(app: FastAPI) -> None:
    """Let every error of a route become an answer."""
    app.add_exception_handler(RefusalError, _refused)
    app.add_exception_handler(StoreError, _not_kept)
    app.add_exception_handler(AnswerError, _misfit)
    app.add_exception_handler(RequestValidationError, _wrong_shape)
    app.add_exception_handler(HTTPException, _no_route)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusalError)  # noqa: S101, the type under which it is registered
    return answer_to(request.url.path, error)


async def _not_kept(request: Request, error: Exception) -> Response:
    """Answer what the store says; where its file is, is no business of a phone."""
    path = request.url.path
    if isinstance(error, UnknownWorkshopError) and path.startswith("/ikut/"):
        code = path.removeprefix("/ikut/")[:LONGEST_SHOWN]
        page = await run_in_threadpool(join_page, None, code)
        return HTMLResponse(page, HTTPStatus.NOT_FOUND)
    status, kind = KINDS.get(type(error), (HTTPStatus.SERVICE_UNAVAILABLE, "unavailable"))
    if type(error) in KINDS:
        return answer_to(path, RefusalError(status, kind, str(error)))
    logger.error("%s", error)
    message = _("The server cannot keep it just now. Your answers stay on your phone.")
    later = {"Retry-After": str(SECONDS_UNTIL_AGAIN)}
    return answer_to(path, RefusalError(status, kind, message, headers=later))


async def _misfit(request: Request, error: Exception) -> Response:
    assert isinstance(error, AnswerError)  # noqa: S101, the type under which it is registered
    places = [Place(place=one.place, message=one.message) for one in error.problems]
    return answer_to(request.url.path, _refuse_content(places))


async def _wrong_shape(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101, as above
    return answer_to(request.url.path, _refuse_content(list(_places(error))))


def _refuse_content(places: list[Place]) -> RefusalError:
    message = _("These answers do not fit the workshop. Load the page again; they stay.")
    return RefusalError(HTTPStatus.UNPROCESSABLE_ENTITY, "misfit", message, places)


def _places(error: RequestValidationError) -> Iterator[Place]:
    """Yield each wrong field once, with its value and what is allowed."""
    # Deeper than an item are the kinds of answers that pydantic has tried in vain.
    found = {wrong["loc"][:DEPTH]: wrong for wrong in error.errors()}
    for steps, wrong in found.items():
        path = ".".join(str(step) for step in steps)
        value = repr(wrong["input"])
        shown = value if len(value) <= LONGEST_SHOWN else value[: LONGEST_SHOWN - 1] + "…"
        message = _allowed(wrong["type"], inside_choices=len(steps) == DEPTH)
        yield Place(place=f"{path[:LONGEST_SHOWN]} = {shown}", message=message)


def _allowed(kind: str, *, inside_choices: bool) -> str:
    if kind == "missing":
        return _("is missing")
    if kind == "extra_forbidden":
        return _("is not known here")
    if kind == "json_invalid":
        return _("is not JSON")
    if inside_choices:
        return _('allowed: a level, "not_applicable" or "unknown"')
    return _("is not what the page sends here")


async def _no_route(request: Request, error: Exception) -> Response:
    """Answer what Starlette itself refuses."""
    assert isinstance(error, HTTPException)  # noqa: S101, as above
    return answer_to(request.url.path, _refusal_of(request, HTTPStatus(error.status_code)))


def _refusal_of(request: Request, status: HTTPStatus) -> RefusalError:
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return too_large(LONGEST_BODY)
    if status == HTTPStatus.BAD_REQUEST:
        return _refuse_content([Place(place="body", message=_("is not JSON"))])
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        message = _("This address cannot be used in this way.")
        allow = {"Allow": ", ".join(sorted(_methods(request)))}
        return RefusalError(status, "no_such_method", message, headers=allow)
    return RefusalError(status, "no_such_address", _("There is nothing at this address."))


def _methods(request: Request) -> set[str]:
    """Return what may be done at an address, of which Starlette tells the first half only."""
    matching = [
        route
        for route in request.app.state.routes
        if route.matches(request.scope)[0] is not Match.NONE
    ]
    return {method for route in matching for method in route.methods} or {"GET", "HEAD"}
