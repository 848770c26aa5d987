"""Typst, which sets all that is printed: a template of this folder and plain data make a PDF."""

import json
import sys
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from assessment.errors import BermaknaError
from assessment.i18n import _, language
from assessment.press.palette import light_colours

if TYPE_CHECKING:
    from typst import Fonts

TEMPLATES = Path(__file__).parent / "templates"

# The pictures and charts are lettered in this font, which comes with matplotlib; all other text
# is in the fonts that Typst brings.
SANS = Path("mpl-data", "fonts", "ttf")


def typeset(template: str, **content: object) -> bytes:
    """Return the tagged PDF (PDF/UA-1) that a template makes of JSON-like content.

    Texts are set as they are: nothing in them is read as markup. Fonts of the machine are left
    alone, so that the pages are the same everywhere. Raises ``BermaknaError`` when Typst is not
    installed or cannot set the content.
    """
    return _compile(template, content, format="pdf", pdf_standards="ua-1")


def picture(template: str, **content: object) -> bytes:
    """Return the one page that a template makes of its content as a PNG, 1000 pixels wide."""
    return _compile(template, content, format="png", ppi=121)


def _compile(template: str, content: dict[str, object], **form: Any) -> bytes:
    typst = _load_typst()
    data = {"language": language(), "colours": light_colours(), **content}
    try:
        made = typst.compile(
            TEMPLATES / template,
            root=TEMPLATES,
            font_paths=_fonts(),
            sys_inputs={"data": json.dumps(data, ensure_ascii=False, default=str)},
            **form,
        )
    except typst.TypstError as error:
        message = _("{template} was not set: {reason}")
        raise BermaknaError(message.format(template=template, reason=error.message)) from error
    return bytes(made)


def _load_typst() -> ModuleType:
    try:
        return import_module("typst")
    except ImportError as error:
        message = _("printing needs the package typst; install it with: {command}")
        command = f'"{sys.executable}" -m pip install -r requirements.txt'
        raise BermaknaError(message.format(command=command)) from error


@cache
def _fonts() -> "Fonts":
    from typst import Fonts

    sans = Path(str(files("matplotlib"))) / SANS
    return Fonts(include_system_fonts=False, font_paths=[sans])
