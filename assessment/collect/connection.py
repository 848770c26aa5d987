"""A connection that must come to the point: uvicorn itself waits for a request for ever."""

import asyncio
from http import HTTPStatus
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from assessment.collect.headers import BOOK
from assessment.i18n import _
from assessment.replies import sentence

# From the first byte to the last one of a request, and from the connection to the first.
SECONDS_FOR_A_REQUEST = 10.0

COMING = (h11.IDLE, h11.SEND_BODY)


class PunctualConnection(H11Protocol):
    """Is cut when no whole request has come in time, however slowly it goes on coming."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take bytes, and stop waiting once the request is whole."""
        self._wait()
        super().data_received(data)
        if self.conn.their_state not in COMING:
            self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the deadline."""
        self._stop_waiting()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002, ours is in the reader's words
        """Send one sentence for what is no request, and hang up."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            answer = sentence(
                HTTPStatus.BAD_REQUEST, _("the server does not understand this request")
            )
            headers: dict[str, Any] = {
                **BOOK,
                **answer.headers,
                "Content-Length": str(len(answer.content)),
                "Connection": "close",
            }
            for event in (
                h11.Response(status_code=answer.status, headers=list(headers.items())),
                h11.Data(data=answer.content),
                h11.EndOfMessage(),
            ):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _wait(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(SECONDS_FOR_A_REQUEST, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
