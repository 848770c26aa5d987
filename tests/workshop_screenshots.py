"""The pictures of the trainer's guide, from its app: ``python -m tests.workshop_screenshots``."""

import os
import random
import shutil
import sys
import tempfile
from pathlib import Path

from assessment.lab import WORKSHOP, running_app
from assessment.store import Store, open_store
from assessment.workshop import Workshop
from assessment.workshop_app.reaching import ADDRESS
from tests.browser import ADVICE, find_browser
from tests.rooms import ITEMS, SECTIONS, send
from tests.screenshots import ROOT, opened, picture, show

TITLE = "Lokakarya Kecamatan Contoh (data rekaan)"
# An address that is nobody's: it is kept for examples.
PLACE = "http://192.0.2.20:8000"
PEOPLE = 24


def main() -> int:
    """Fill a store with a made-up workshop, and take a picture of how it begins and is revealed."""
    browser = find_browser()
    if browser is None:
        print(ADVICE, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        address = str(Path(folder) / "contoh.sqlite")
        os.environ["BERMAKNA_DATABASE_URL"] = f"sqlite:///{address}"
        os.environ[ADDRESS] = PLACE
        store = open_store(address, who="Contoh")
        workshop = store.workshops.begin(TITLE, "praktik", SECTIONS, rounds=2)
        shutil.copytree(ROOT / "notebooks", Path(folder) / "notebooks")
        with running_app(Path(folder), 18_898, WORKSHOP) as app, opened(browser, app.url) as page:
            show(page, 1)
            picture(page, "lokakarya-buka")
            fill(store, workshop)
            page.reload()
            show(page, 3)
            picture(page, "lokakarya-tampilkan")
        store.close()
    return 0


def fill(store: Store, workshop: Workshop) -> None:
    """Let a made-up room answer before and after, and reveal it."""
    chance = random.Random(24)  # noqa: S311, made-up answers that are the same every time
    for round_, likely in ((1, (1, 2, 2, 3, 4)), (2, (2, 3, 3, 4, 4))):
        if round_ > 1:
            workshop = store.workshops.next_round(store.workshops.close(workshop))
        workshop = store.workshops.open(workshop)
        for number in range(PEOPLE):
            choices = {item: chance.choice(likely) for item in ITEMS}
            send(store, workshop, number, choices, round_=round_)
    store.workshops.reveal(workshop)


if __name__ == "__main__":
    sys.exit(main())
