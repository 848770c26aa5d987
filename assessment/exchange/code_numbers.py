"""The characters of a share code: one number that holds a sheet, its answers and a checksum.

Answers are digits in mixed radix, as many as an item has states. The whole is an arithmetic code
(Diamond 1955, "Checking codes for digital computers"): divided by ``PRIME`` it leaves the
remainder that its readable head asks for. The least character comes first, and a group begins
with a letter, so that no group is taken for a phone number.

A change of one or two characters changes the number by no multiple of ``PRIME``, in codes of at
most 45 characters, and is always found; so is a change of place of any two. Of other damage, one
in a thousand million passes.
"""

from collections.abc import Iterator, Mapping
from itertools import count

from assessment.matrix import Choice
from assessment.plan import PlannedItem, ScoringPlan

# Crockford's alphabet, letters first: a letter is worth the same where only letters may stand.
ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ0123456789"
LETTERS = 22
GROUP = 5

# The greatest prime below 2 to the 30th.
PRIME = 1_073_741_789


def pack(plan: ScoringPlan, sheet: str, choices: Mapping[str, Choice]) -> str:
    """Return the characters that follow the head, for the id of a sheet and its choices.

    A confidential item is packed as not answered, whatever was chosen.
    """
    number = fold(sheet)
    for item in plan.items:
        states = _states(item)
        choice = None if item.confidential else choices.get(item.id)
        number = number * len(states) + states.index(choice)
    number = number * PRIME + fold(head_of(plan))
    characters = ""
    for radix in radices(plan):
        number, value = divmod(number, radix)
        characters += ALPHABET[value]
    return characters


def unpack(plan: ScoringPlan, characters: str) -> tuple[int, dict[str, Choice]] | None:
    """Return the folded id of the sheet, and its choices; ``None`` for a mistyped code.

    An id of ``PRIME`` or more is none that ``pack`` has written.
    """
    number, weight = 0, 1
    for character, radix in zip(characters, radices(plan), strict=True):
        value = ALPHABET.find(character)
        if not 0 <= value < radix:
            return None
        number += value * weight
        weight *= radix
    number, remainder = divmod(number, PRIME)
    if remainder != fold(head_of(plan)):
        return None
    choices: dict[str, Choice] = {}
    for item in reversed(plan.items):
        states = _states(item)
        number, place = divmod(number, len(states))
        choices[item.id] = states[place]
    return number, dict(reversed(choices.items()))


def head_of(plan: ScoringPlan) -> str:
    """Return the readable beginning of all codes of a plan."""
    return f"BERMAKNA-{plan.standard}-{plan.version.replace('.', '-')}".upper()


def length_of(plan: ScoringPlan) -> int:
    """Return how many characters follow the head in all codes of a plan."""
    return sum(1 for _radix in radices(plan))


def radices(plan: ScoringPlan) -> Iterator[int]:
    """Yield for each character of a plan's codes how many there are to choose from."""
    room = PRIME * PRIME
    for item in plan.items:
        room *= len(_states(item))
    for place in count():
        if room == 1:
            return
        radix = len(ALPHABET) if place % GROUP else LETTERS
        yield radix
        room = -(-room // radix)


def fold(text: str) -> int:
    """Return the remainder by ``PRIME`` of a text that is read as a number of code points."""
    number = 0
    for character in text:
        number = (number * 0x110000 + ord(character)) % PRIME
    return number


def shared_id(number: int) -> str:
    """Return the id that a sheet has for whoever knows no more of it than its folded id."""
    return f"share-{number:08x}"


def _states(item: PlannedItem) -> list[Choice]:
    """Return all that may be chosen for an item, in the order of the digits."""
    not_applicable: list[Choice] = ["not_applicable"] if item.not_applicable else []
    return [None, "unknown", *not_applicable, *item.levels]
