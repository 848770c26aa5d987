"""What the units of a ministry have sent, in a folder or a database, as one matrix.

What can be read is read. What cannot is named, and what is missing is listed.
"""

from assessment.gathering.databases import gather_store
from assessment.gathering.folder import gather
from assessment.gathering.gathered import Gathered
from assessment.gathering.register import Register, read_register

__all__ = ["Gathered", "Register", "gather", "gather_store", "read_register"]
