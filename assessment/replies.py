"""What the book's server answers: a file of the book, or one sentence. No sockets here."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from functools import lru_cache
from html import escape
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, unquote

from assessment.i18n import _, language

TEXT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ipynb": "application/x-ipynb+json",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
}
# Both tables stand here because the system's own differs from one computer to the next.
TYPES = TEXT_TYPES | {
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
OTHER_TYPE = "application/octet-stream"


@dataclass(frozen=True)
class Reply:
    """One answer: status, headers of its own, and the content that GET sends and HEAD does not."""

    status: HTTPStatus
    headers: dict[str, str]
    content: bytes = b""


def reply(folder: Path, target: str, asked: Mapping[str, str]) -> Reply:
    """Answer the request for ``target`` (path and query as sent) with a file below ``folder``.

    ``folder`` is an absolute path without links. ``asked`` holds the headers of the request.
    """
    name = unquote(target.partition("?")[0].partition("#")[0]).lstrip("/")
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder):
            return missing()
        if path.is_dir() and (path / "index.html").is_file():
            if name and not name.endswith("/"):
                return Reply(HTTPStatus.MOVED_PERMANENTLY, {"Location": f"/{quote(name)}/"})
            path /= "index.html"
        return _file(path, asked) if path.is_file() else missing()
    except (OSError, ValueError, RuntimeError):
        # A name no file can have, a circle of links, or a file that a build has just replaced.
        return missing()


def missing() -> Reply:
    """Answer that the book has no such page."""
    return sentence(HTTPStatus.NOT_FOUND, _("the book has no such page"), _("to the book's start"))


def sentence(status: HTTPStatus, text: str, link: str = "") -> Reply:
    """Answer with a page of one sentence, and a link to the start if there are words for it."""
    shown = escape(_capital(text))
    start = f' <a href="/">{escape(_capital(link))}</a>' if link else ""
    page = (
        f'<!doctype html><html lang="{language()}"><meta charset="utf-8">'
        f"<title>{shown}</title><p>{shown}.{start}</p></html>\n"
    )
    return Reply(status, {"Content-Type": TYPES[".html"]}, page.encode())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _file(path: Path, asked: Mapping[str, str]) -> Reply:
    """Answer with a file, or that the browser's copy of it is still right."""
    changed = path.stat()
    headers = {"Last-Modified": formatdate(changed.st_mtime, usegmt=True)}
    if _has_it(asked.get("If-Modified-Since"), changed.st_mtime):
        return Reply(HTTPStatus.NOT_MODIFIED, headers)
    suffix = path.suffix.lower()
    headers["Content-Type"] = TYPES.get(suffix, OTHER_TYPE)
    if suffix not in TEXT_TYPES:
        return Reply(HTTPStatus.OK, headers, path.read_bytes())
    headers["Vary"] = "Accept-Encoding"
    if not takes_gzip(asked.get("Accept-Encoding", "")):
        return Reply(HTTPStatus.OK, headers, path.read_bytes())
    headers["Content-Encoding"] = "gzip"
    return Reply(HTTPStatus.OK, headers, _compressed(path, changed.st_mtime_ns))


@lru_cache(maxsize=2_000)
def _compressed(path: Path, _changed: int) -> bytes:
    """Compress a file, once for each time it was changed."""
    return gzip.compress(path.read_bytes(), mtime=0)


def takes_gzip(accepted: str) -> bool:
    """Tell whether a browser takes gzip, from its ``Accept-Encoding``."""
    offers = [offer.replace(" ", "") for offer in accepted.lower().split(",")]
    return any(
        offer.split(";")[0] == "gzip" and not offer.endswith((";q=0", ";q=0.0")) for offer in offers
    )


def _has_it(since: str | None, changed: float) -> bool:
    """Tell whether a copy of the time ``since`` (HTTP date) is as new as the file."""
    if since is None:
        return False
    try:
        return parsedate_to_datetime(since).timestamp() >= int(changed)
    except (ValueError, OverflowError):
        return False
