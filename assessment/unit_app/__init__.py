"""The whole cycle of a unit as one app of widgets: prepare, fill in, compare, agree, plan, review.

``UnitApp()`` shows it in a notebook; ``bermakna app`` shows it without any code in sight.
"""

from assessment.unit_app.app import UnitApp

__all__ = ["UnitApp"]
