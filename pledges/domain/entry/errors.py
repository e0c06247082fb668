"""What was typed is none of what a field takes: the text says which forms it does take."""


class EntryError(ValueError):
    """A text that a field can't take; the message is for the person who typed it."""
