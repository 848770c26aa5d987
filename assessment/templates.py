"""The HTML and XHTML templates of the package's rooms, all filled in by the same rules."""

from functools import cache
from typing import TYPE_CHECKING

from assessment.i18n import _

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def templates(room: str, folder: str = "templates") -> "Environment":
    """Return the templates of a room, such as ``assessment.checklist``.

    All text is escaped, a missing value is an error, and ``_`` is the catalogue's.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader(room, folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    environment.globals["_"] = _
    return environment
