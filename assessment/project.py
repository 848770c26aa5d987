"""Where the handbook stands: the folder with the book, the notebooks and their settings."""

from collections.abc import Iterable
from pathlib import Path

from assessment.errors import BermaknaError
from assessment.i18n import _

PACKAGE_PARENT = Path(__file__).resolve().parent.parent


def find_root(places: Iterable[Path] | None = None) -> Path:
    """Return the project's folder: the first of ``places`` with ``_config.yml`` and ``book/``.

    By default the places are the folder above this package, the current folder and all above
    it. Raises ``BermaknaError`` when none of them is a project.
    """
    for place in _usual_places() if places is None else places:
        if (place / "_config.yml").is_file() and (place / "book").is_dir():
            return place
    message = _(
        "no handbook here: go to the folder of the project, the one with _config.yml and book"
    )
    raise BermaknaError(message)


def _usual_places() -> list[Path]:
    here = Path.cwd()
    return [PACKAGE_PARENT, here, *here.parents]
