"""The handbook: whatever is no address of the workshop is a file of the built book, or nothing."""

from http import HTTPStatus
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from assessment.collect.failures import API
from assessment.replies import reply


class Book:
    """ASGI app of the files of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a file, or one sentence; raises ``HTTPException`` for what no book can do."""
        if scope["path"].startswith(API):
            raise HTTPException(HTTPStatus.NOT_FOUND)
        if scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED)
        asked = dict(Request(scope).headers)
        names = {"If-Modified-Since", "Accept-Encoding"}
        known = {name: asked[name.lower()] for name in names if name.lower() in asked}
        target = scope["raw_path"].decode("ascii")
        found = await run_in_threadpool(reply, self._folder, target, known)
        await Response(found.content, found.status, found.headers)(scope, receive, send)
