"""Workshops and sheets that tests send to them."""

from collections.abc import Mapping
from uuid import UUID

from assessment.loading import load_standard
from assessment.matrix import Choice
from assessment.plan import compile_plan
from assessment.store import Store
from assessment.workshop import SentSheet, Workshop, asked_items

PLAN = compile_plan(load_standard("praktik"))
SECTIONS = ("B1", "B3")
ITEMS = [item.id for item in asked_items(PLAN, SECTIONS)]


def open_workshop(store: Store, *, rounds: int = 1) -> Workshop:
    """Begin a workshop about B1 and B3, and open its first round."""
    begun = store.workshops.begin("Lokakarya contoh", "praktik", SECTIONS, rounds=rounds)
    return store.workshops.open(begun)


def phone(number: int) -> tuple[str, str]:
    """Return the token and the sheet id of a phone."""
    return f"{number:043}", str(UUID(int=number, version=4))


def full(level: int) -> dict[str, Choice]:
    """Return one level for every item that is asked."""
    return dict.fromkeys(ITEMS, level)


def sheet_from(
    number: int,
    choices: Mapping[str, Choice],
    *,
    revision: int = 1,
    round_: int = 1,
    version: str = PLAN.version,
) -> SentSheet:
    """Return a sheet as a phone sends it."""
    return SentSheet(phone(number)[1], round_, revision, PLAN.standard, version, choices)


def send(
    store: Store,
    workshop: Workshop,
    number: int,
    choices: Mapping[str, Choice],
    *,
    revision: int = 1,
    round_: int = 1,
) -> int:
    """Send a sheet from a phone, and return the revision that is kept."""
    sheet = sheet_from(number, choices, revision=revision, round_=round_)
    return store.workshops.receive(workshop.code, phone(number)[0], sheet)
