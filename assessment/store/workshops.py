"""Workshops: their phases, the sheets that come in, and the wall of commitments."""

from assessment.store.commitments import Commitments
from assessment.store.sent_sheets import SentSheets
from assessment.store.workshop_phases import WorkshopPhases


class Workshops(WorkshopPhases, SentSheets, Commitments):
    """All that a store does for workshops; it can be erased, and stands in no history."""
