"""The headers that keep pages to this server, for the book and, stricter, for the workshop."""

HEADERS = {
    "Cache-Control": "no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

# No other host, ever. The theme holds inline scripts and styles and pictures as data, and
# Sphinx's search evaluates the plural rule of its catalogue.
BOOK = HEADERS | {
    "Content-Security-Policy": "default-src 'self'; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'",
}

# Nothing of a workshop stays behind on a phone that someone else may use next.
WORKSHOP = HEADERS | {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}


def headers_for(path: str) -> dict[str, str]:
    """Return the headers of every answer at a path."""
    workshop = path.startswith(("/api/", "/ikut/")) or path in ("/ikut", "/openapi.json")
    return WORKSHOP if workshop else BOOK
