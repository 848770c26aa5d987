"""The web service of a workshop: phones send their sheets, and read what is revealed."""
