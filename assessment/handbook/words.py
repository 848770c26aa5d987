"""The words around the pages (menus, buttons, search), in the language of the book.

Sphinx and its themes bring their own catalogues. ``locales/<language>/LC_MESSAGES/sphinx.po``
goes before them: it holds what they lack and what they say badly.
"""

import json
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sphinx.application import Sphinx
from sphinx.locale import translators

LOCALES = Path(__file__).parent / "locales"

# A page opened as a file may not read other files, so it shows results without their excerpts.
SEARCH_PAGE = """\
Documentation.addTranslations({catalogue});
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
"""


def put_our_words_first(app: Sphinx) -> None:
    """Let our catalogue answer before Sphinx's own, in templates and in Sphinx itself."""
    ours = translations(app.config.language)
    if app.translator is not None:
        ours.add_fallback(app.translator)
    app.translator = ours
    translators["general", "sphinx"] = ours


def translations(language: str) -> GNUTranslations:
    """Return our catalogue of a language, an empty one where there is none."""
    compiled = BytesIO()
    write_mo(compiled, _catalogue(language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def search_page_script(language: str) -> str:
    """Return the script that gives Sphinx's search page its words."""
    messages = {message.id: message.string for message in _catalogue(language) if message.id}
    catalogue = {"locale": language, "messages": messages, "plural_expr": "0"}
    return SEARCH_PAGE.format(catalogue=json.dumps(catalogue, ensure_ascii=False))


def _catalogue(language: str) -> Catalog:
    path = LOCALES / language / "LC_MESSAGES" / "sphinx.po"
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)
