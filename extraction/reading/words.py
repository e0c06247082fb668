"""A short closed set of words is written as a sentence of words, and asked by membership."""


def words_of(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())
