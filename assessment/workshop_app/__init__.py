"""A workshop as the trainer leads it: begin, collect, reveal, talk, keep, in one app of widgets.

``WorkshopApp()`` shows it in a notebook; ``bermakna workshop`` shows it without any code in sight
and takes answers in beside it. No part of it shows who has answered what.
"""

from assessment.workshop_app.app import WorkshopApp

__all__ = ["WorkshopApp"]
