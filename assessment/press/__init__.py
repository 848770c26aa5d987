"""The handbook on paper: the book as PDF and EPUB, and the checklists as forms of A4."""
