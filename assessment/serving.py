"""The server of the built book, for this computer alone."""

import os
import socketserver
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.replies import Reply, reply, sentence

HOST = "127.0.0.1"
PORTS_TRIED = 50

HEADERS = {
    "Cache-Control": "no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    # No other host, ever. The theme holds inline scripts and styles and pictures as data, and
    # Sphinx's search evaluates the plural rule of its catalogue.
    "Content-Security-Policy": "default-src 'self'; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'",
}


class BookServer(ThreadingHTTPServer):
    """Serves one folder at ``http://127.0.0.1:<port>/``; ``serve_forever`` runs it."""

    # On Windows the option would let two programs listen on one port.
    allow_reuse_address = os.name != "nt"

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder.resolve()
        super().__init__((HOST, port), BookHandler)

    @property
    def url(self) -> str:
        """The address of the book's start."""
        return f"http://{HOST}:{self.server_port}/"

    def server_bind(self) -> None:
        """Bind without asking a name server who this computer is, as the base class does."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """Pass over browsers that close a connection early; they are no news."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class BookHandler(BaseHTTPRequestHandler):
    """Sends what ``replies.py`` answers."""

    server: BookServer
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        """Send a file with its content."""
        self._send(reply(self.server.folder, self.path, self._asked()))

    def do_HEAD(self) -> None:
        """Send the headers of a file."""
        self._send(reply(self.server.folder, self.path, self._asked()), with_content=False)

    def send_error(self, code: int, *_words: str | None, **_named: str | None) -> None:
        """Send one sentence instead of the page of the standard library."""
        self.close_connection = True
        self._send(sentence(HTTPStatus(code), _("the server does not understand this request")))

    def version_string(self) -> str:
        """Name the program, but not its version."""
        return "bermakna"

    def log_message(self, *_message: object) -> None:
        """Keep the terminal free for what a person has to read."""

    def _asked(self) -> dict[str, str]:
        names = ("If-Modified-Since", "Accept-Encoding")
        return {name: self.headers[name] for name in names if name in self.headers}

    def _send(self, answer: Reply, *, with_content: bool = True) -> None:
        self.send_response(answer.status)
        for name, value in {**HEADERS, **answer.headers}.items():
            self.send_header(name, value)
        if answer.status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(answer.content)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if with_content:
            self.wfile.write(answer.content)


def open_server(folder: Path, port: int) -> BookServer:
    """Return a server of ``folder`` on ``port``, or on the next free one after it.

    Raises ``BermaknaError`` when none of the ports tried is free.
    """
    for candidate in ports_from(port):
        try:
            return BookServer(folder, candidate)
        except OSError:
            continue
    raise no_free_port(port)


def ports_from(port: int) -> range:
    """Return the ports to try: the one that is wished for and those after it."""
    return range(port, min(port + PORTS_TRIED, 65_536))


def no_free_port(port: int) -> BermaknaError:
    """Make the error of a computer whose ports are all taken."""
    message = _("no free port from {first} to {last}; name another one with --port")
    return BermaknaError(message.format(first=port, last=ports_from(port)[-1]))
