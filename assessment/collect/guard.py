"""What stands around the whole service: headers on every answer, and what is refused unread."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assessment.collect.failures import (
    RefusalError,
    answer_to,
    broken,
    foreign,
    logger,
    too_large,
)
from assessment.collect.headers import headers_for

LONGEST_BODY = 64 * 1024
READING = ("GET", "HEAD", "OPTIONS")


class Guard:
    """ASGI middleware around the app; what goes wrong inside it becomes an answer too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request or pass it on, and add the headers to what is answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path, started = scope["path"], False

        async def send_guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in headers_for(path).items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            refused = _refusal(scope)
            passed_on = answer_to(path, refused) if refused else self._app
            await passed_on(scope, receive, send_guarded)
        except Exception:
            logger.exception("a request has failed")
            if started:
                raise
            await answer_to(path, broken())(scope, receive, send_guarded)


def _refusal(scope: Scope) -> RefusalError | None:
    headers = Headers(scope=scope)
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length[:20]) > LONGEST_BODY:
        return too_large(LONGEST_BODY)
    origin = headers.get("origin")
    own = origin is None or urlsplit(origin).netloc == headers.get("host", "")
    return None if own or scope["method"] in READING else foreign()
