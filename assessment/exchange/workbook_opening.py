"""Open a workbook that came from somewhere else, or say in one sentence why not."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from defusedxml import DefusedXmlException
from openpyxl import Workbook, load_workbook

from assessment.errors import AnswerError, Problem, reason_of
from assessment.i18n import _

# The form itself is 0.03 MB, and 0.2 MB unpacked; pictures that someone pasted in may be large.
LARGEST_FILE = 20 * 1024**2
LARGEST_UNPACKED = 64 * 1024**2
# In memory a cell takes some ten times its XML.
LARGEST_XML = 16 * 1024**2
# Excel packs its sheets to a twentieth or so, an empty one with many formats to a hundredth.
MOST_PACKED = 200
SMALL = 1024**2

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def open_workbook(path: Path) -> Workbook:
    """Open an ``.xlsx`` file without running or fetching anything; raises ``AnswerError``."""
    content = _read(path)
    reason = _why_not(content)
    if reason is None:
        try:
            return _load(content)
        except Exception as error:  # noqa: BLE001, openpyxl lets through what a broken part raises
            entities = isinstance(error.__cause__ or error, DefusedXmlException)
            reason = _hostile() if entities else _damaged()
    raise AnswerError([Problem(path.name, 0, "", reason)])


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size <= LARGEST_FILE:
            return path.read_bytes()
        message = _("larger than {most} MB; remove pictures from it and save it again")
        reason = message.format(most=LARGEST_FILE // 1024**2)
    except PermissionError:
        reason = _("is not allowed to be read; close it in Excel, or ask whoever keeps it")
    except OSError as error:
        reason = _("cannot be read: {reason}").format(reason=reason_of(error))
    raise AnswerError([Problem(path.name, 0, "", reason)])


def _load(content: bytes) -> Workbook:
    with warnings.catch_warnings():
        # openpyxl warns of parts that it would lose by saving; nothing is saved here.
        warnings.simplefilter("ignore")
        return load_workbook(BytesIO(content), keep_links=False)


def _damaged() -> str:
    return _("is damaged or not complete; save it in Excel once more as .xlsx")


def _hostile() -> str:
    return _("holds XML entities, which no workbook needs; it was not opened")


def _why_not(content: bytes) -> str | None:
    """Say why a file is not opened at all, or return ``None``."""
    if content.startswith(OLE):
        if ENCRYPTED in content:
            return _("is locked with a password; save it without one")
        return _("is a workbook of the old kind (.xls); save it as .xlsx")
    if not content.startswith(b"PK"):
        return _("is no Excel workbook (.xlsx)")
    try:
        with ZipFile(BytesIO(content)) as archive:
            return next(_faults(archive), None)
    except BadZipFile:
        return _damaged()


def _faults(archive: ZipFile) -> Iterator[str]:
    """Yield what is wrong with the parts of a workbook, before any of them is unpacked."""
    parts = archive.infolist()
    names = [part.filename.casefold() for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        yield _("is locked with a password; save it without one")
    if "xl/workbook.bin" in names or "mimetype" in names:
        yield _("is a workbook of another kind; save it as .xlsx")
    if any("vbaproject" in name or "macrosheets" in name for name in names):
        yield _("holds macros, which are not opened; save it as .xlsx without macros")
    if "[content_types].xml" not in names:
        yield _("is no Excel workbook (.xlsx)")
    if _swells(parts):
        yield _("is packed in a way that no workbook is; it was not opened")


def _swells(parts: list[ZipInfo]) -> bool:
    """Tell whether parts unpack to more than a workbook holds."""
    xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    return (
        xml > LARGEST_XML
        or sum(part.file_size for part in parts) > LARGEST_UNPACKED
        or any(part.file_size > max(SMALL, MOST_PACKED * part.compress_size) for part in parts)
    )
