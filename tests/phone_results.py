"""The results of a group, as the web service gives them after the reveal."""

from typing import Any

SHARES = {
    "B1-1": {"1": 0.2, "2": 0.6, "3": 0.2, "4": 0.0},
    "B1-2": {"1": 0.4, "2": 0.0, "3": 0.0, "4": 0.6},
    "B1-3": None,
}


def item(name: str, shares: dict[str, float] | None) -> dict[str, Any]:
    """Return an item of which three in eight gave no level."""
    counts = {"n": 5, "unknown": 2, "not_applicable": 1, "unanswered": 0, "median": 2}
    return {"item": name, "text": f"Butir <i>{name}</i>", "shares": shares, **counts}


def section(name: str, low: float, high: float) -> dict[str, Any]:
    """Return a section with its bounds and their sentence."""
    text = f"antara {low} dan {high}"
    return {"section": name, "title": "Bagian", "low": low, "high": high, "text": text}


def round_results(number: int, *, suppressed: bool = False) -> dict[str, Any]:
    """Return the results of one round, its widest disagreement first."""
    if suppressed:
        return {"round": number, "people": 3, "suppressed": True, "items": [], "sections": []}
    return {
        "round": number,
        "people": 8,
        "suppressed": False,
        "items": [item(name, SHARES[name]) for name in ("B1-2", "B1-1", "B1-3")],
        "sections": [section("overall", 40.0, 60.0), section("B1", 50.0, 62.5)],
    }


CHANGE = {
    "sections": [
        {"section": "overall", "title": "Semua", "n": 8, "change": 5.0, "text": "naik 5 poin"},
        {"section": "B1", "title": "Bagian", "n": 8, "change": -1.0, "text": "turun 1 poin"},
    ]
}
TEXT = "Delapan orang menjawab kedua putaran."
ONE = {"people": 8, "rounds": [round_results(1)], "change": None, "text": TEXT}
BOTH = {
    "people": 8,
    "rounds": [round_results(1), round_results(2)],
    "change": CHANGE,
    "text": TEXT,
}
FEW = {"people": 3, "rounds": [round_results(1, suppressed=True)], "change": None, "text": TEXT}
