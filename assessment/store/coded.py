"""A sheet's answers as one short text, a sign an item in the standard's order."""

from collections.abc import Mapping, Sequence

from assessment.answers import Answer
from assessment.matrix import Choice

SIGNS: dict[Choice, str] = {None: ".", "unknown": "?", "not_applicable": "x"}
CHOICES: dict[str, Choice] = {sign: choice for choice, sign in SIGNS.items()}

Order = Sequence[str]


def to_text(order: Order, answers: Mapping[str, Answer]) -> str:
    """Return the signs of all items of ``order``."""
    return "".join(sign_of(answers.get(item, Answer()).choice) for item in order)


def to_choices(order: Order, text: str) -> dict[str, Choice]:
    """Return the choices by item; the inverse of ``to_text``."""
    return dict(zip(order, map(choice_of, text), strict=True))


def sign_of(choice: Choice) -> str:
    """Return the sign of one choice; every scale has levels of one digit."""
    return str(choice) if isinstance(choice, int) else SIGNS[choice]


def choice_of(sign: str) -> Choice:
    """Return the choice of one sign."""
    return int(sign) if sign.isdigit() else CHOICES[sign]


def replace_sign(order: Order, text: str, item: str, choice: Choice) -> str:
    """Return the text with another choice for one item."""
    place = order.index(item)
    return text[:place] + sign_of(choice) + text[place + 1 :]
