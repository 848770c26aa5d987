"""A workshop in the terminal: the trainer's app, and the service that the phones go to."""

import os
from pathlib import Path

from assessment.building import build
from assessment.lab import WORKSHOP, running_app
from assessment.session import (
    BOOK_PORT,
    announce_lab,
    announce_room,
    open_browser,
    running_book,
    until_stopped,
    wait,
)
from assessment.workshop_app.reaching import ADDRESS, room_address


def workshop_alone(root: Path, port: int, *, browser: bool, fresh: bool) -> None:
    """Run the trainer's app, and let the phones of the room in, until stopped.

    ``fresh`` builds first what is stale of the book, which the phones may read; ``browser`` opens
    the app. An address that the environment names stays. Raises ``BermaknaError``.
    """
    if fresh:
        build(root)
    with until_stopped(), running_book(root, BOOK_PORT, lan=True, workers=1) as service:
        os.environ.setdefault(ADDRESS, room_address(service.server_port))
        announce_room(service.server_port)
        with running_app(root, port, WORKSHOP) as app:
            announce_lab(app, port)
            if browser:
                open_browser(app.url)
            wait(service, app)
