"""Serve the built book on this computer alone, and only files of the book."""

import gzip
import os
import socketserver
from email.utils import formatdate, parsedate_to_datetime
from functools import lru_cache
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from assessment.errors import BermaknaError
from assessment.i18n import _, language

HOST = "127.0.0.1"
PORTS_TRIED = 50

# Fixed here, because the system's own table differs from one computer to the next.
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".ipynb": "application/x-ipynb+json",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
OTHER_TYPE = "application/octet-stream"
TEXT_SUFFIXES = set(
    ".css .csv .html .ipynb .js .json .map .md .mjs .svg .txt .webmanifest .xml".split()
)
WORTH_COMPRESSING = 1_000

HEADERS = {
    "Cache-Control": "no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    # The theme holds inline scripts and styles, and pictures as data.
    "Content-Security-Policy": "default-src 'self'; script-src 'self' 'unsafe-inline'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
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
        """The address of the book."""
        return f"http://{HOST}:{self.server_port}/"

    def server_bind(self) -> None:
        """Bind without asking a name server who this computer is, as the base class does."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that closes a connection early is no news."""


class BookHandler(SimpleHTTPRequestHandler):
    """Answers GET and HEAD with files of the book, compressed where that pays."""

    server: BookServer
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:  # noqa: N802, the base class names it
        """Send a file with its content."""
        self._answer(with_content=True)

    def do_HEAD(self) -> None:  # noqa: N802
        """Send the headers of a file."""
        self._answer(with_content=False)

    def end_headers(self) -> None:
        """Add what every answer says to the browser."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send one sentence instead of the page of the standard library."""
        self.close_connection = True
        self._send_page(code)

    def version_string(self) -> str:
        """Name the program, not its versions."""
        return "bermakna"

    def log_message(self, format: str, *args: object) -> None:
        """Keep the terminal free for what a person has to read."""

    def _answer(self, with_content: bool) -> None:
        path = find_file(self.server.folder, self.path)
        try:
            content, changed = _content(path), path.stat().st_mtime
        ...
