"""The pictures of the roll-up's guide, from its app: ``python -m tests.rollup_screenshots``."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from assessment.i18n import _
from assessment.lab import ROLLUP, running_app
from assessment.rollup_app.app import FOLDER
from assessment.simulate_command import run_simulate
from tests.browser import ADVICE, find_browser
from tests.screenshots import ROOT, opened, picture, show

# As many as a ministry has; all of them are made up.
UNITS, PERIODS, ASSESSORS = 2_000, 4, 5
UNIT = "Unit 00042 (data rekaan)"


def main() -> int:
    """Make a ministry up, walk through the steps and take the pictures."""
    browser = find_browser()
    if browser is None:
        print(ADVICE, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        # The pictures leave out the folder of this file, as those of the other apps do.
        os.environ["BERMAKNA_DATABASE_URL"] = f"sqlite:///{folder / 'tidak-dipakai.sqlite'}"
        os.environ[FOLDER] = str(folder / "kiriman")
        run_simulate(
            folder / "kiriman", units=UNITS, periods=PERIODS, assessors=ASSESSORS, form="parquet"
        )
        shutil.copytree(ROOT / "notebooks", folder / "notebooks")
        with running_app(folder, 18_897, ROLLUP) as app, opened(browser, app.url) as page:
            take_pictures(page)
    return 0


def take_pictures(page: Page) -> None:
    """Take the pictures of what is missing, and of the two views that say most."""
    page.get_by_role("button", name=_("Read"), exact=True).click()
    page.get_by_role("heading", name=_("What came")).wait_for()
    show(page, 2)
    picture(page, "rekap-periksa")
    show(page, 3)
    page.get_by_label(_("Mark a unit"), exact=True).fill(UNIT)
    page.keyboard.press("Enter")
    page.locator(".bm-line", has_text=UNIT).wait_for()
    for view, name in (("Distribution", "sebaran"), ("Units", "unit")):
        page.get_by_role("tab", name=_(view), exact=True).click()
        page.wait_for_load_state("networkidle")
        page.locator(".bm-shades, .bermakna-chart").filter(visible=True).first.wait_for()
        picture(page, f"rekap-{name}")


if __name__ == "__main__":
    sys.exit(main())
