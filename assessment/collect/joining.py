"""The pages of a phone, and what they load."""

import gzip
import re
from functools import lru_cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import PurePath
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assessment.collect.door import OwnVisit, service_of
from assessment.collect.pages import join_page
from assessment.replies import TYPES, takes_gzip

START = "/ikut"
METHODS = ["GET", "HEAD"]

router = APIRouter(prefix=START, include_in_schema=False, default_response_class=HTMLResponse)


@router.api_route("", methods=METHODS)
@router.api_route("/", methods=METHODS)
def ask_for_code(request: Request, kode: str = "") -> Response:
    """Show the field for the code, or go on with what was typed into it."""
    if code := re.sub(r"[\s.-]", "", kode):
        return RedirectResponse(f"{START}/{quote(code, safe='')}", HTTPStatus.SEE_OTHER)
    return _answer(request, join_page(None, "").encode(), ".html")


@router.api_route("/static/{name}", methods=METHODS)
def asset(request: Request, name: str) -> Response:
    """Give a file that the page loads; a phone that has it asks only whether it is still right."""
    content = service_of(request).assets.get(name)
    if content is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    mark = f'"{sha256(content).hexdigest()[:20]}"'
    headers = {"Cache-Control": "no-cache", "ETag": mark}
    if request.headers.get("if-none-match") == mark:
        return Response(None, HTTPStatus.NOT_MODIFIED, headers)
    return _answer(request, content, PurePath(name).suffix, headers)


@router.api_route("/{code:path}", methods=METHODS)
def join(request: Request, visit: OwnVisit) -> Response:
    """Show the page of a workshop."""
    workshop = visit.workshops.find(visit.code)
    return _answer(request, join_page(workshop, workshop.code).encode(), ".html")


def _answer(
    request: Request, content: bytes, suffix: str, headers: dict[str, str] | None = None
) -> Response:
    headers = {"Content-Type": TYPES[suffix], "Vary": "Accept-Encoding", **(headers or {})}
    if not takes_gzip(request.headers.get("accept-encoding", "")):
        return Response(content, headers=headers)
    return Response(_compressed(content), headers={**headers, "Content-Encoding": "gzip"})


@lru_cache(maxsize=32)
def _compressed(content: bytes) -> bytes:
    """Compress what a whole room loads, once."""
    return gzip.compress(content, mtime=0)
