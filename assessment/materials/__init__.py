"""What a trainer hands out and shows: slides, sheets, certificates, the run of a workshop.

All of it says what the book and the standards say: their texts are read when it is made.
"""

from assessment.materials.deck import workshop_deck
from assessment.materials.joining import Join, read_join
from assessment.materials.plan import WorkshopPlan, read_plan
from assessment.materials.prints import certificate, participant_sheets
from assessment.materials.results_deck import results_deck
from assessment.materials.run_sheet import run_sheet

__all__ = [
    "Join",
    "WorkshopPlan",
    "certificate",
    "participant_sheets",
    "read_join",
    "read_plan",
    "results_deck",
    "run_sheet",
    "workshop_deck",
]
