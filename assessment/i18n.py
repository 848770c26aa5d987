"""Words of the interface: English in the source, Indonesian on the screen.

The catalogue ``locales/id.po`` is read as it is; no compiled file has to be kept in step.
"""

import gettext as stdlib_gettext
import os
from functools import cache
from io import BytesIO
from pathlib import Path

LOCALES = Path(__file__).parent / "locales"
DEFAULT_LANGUAGE = "id"


def language() -> str:
    """Return the language of the interface, from ``BERMAKNA_LANG`` (default Indonesian)."""
    return os.environ.get("BERMAKNA_LANG", DEFAULT_LANGUAGE)


@cache
def _translations(code: str) -> stdlib_gettext.NullTranslations:
    """Load one catalogue; a language without one shows the English sources."""
    path = LOCALES / f"{code}.po"
    if not path.exists():
        return stdlib_gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return stdlib_gettext.GNUTranslations(compiled)


def _(message: str) -> str:
    """Translate one message of the interface."""
    return _translations(language()).gettext(message)


def in_every_language(message: str) -> set[str]:
    """Return a message in all languages of the interface, as files of any of them may hold it."""
    return {_translations(code).gettext(message) for code in ("en", DEFAULT_LANGUAGE)}
