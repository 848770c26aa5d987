"""Text that every database and file can keep."""


def keepable(text: str) -> bool:
    """Tell whether a text is free of NUL, which PostgreSQL refuses, and of half characters."""
    return not any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in text)
