"""Reading turns a text into claims, field by field, each with the words and the rule behind it."""

from extraction.reading.documents import Document, TextTooLong
from extraction.reading.reader import EXTRACTOR_VERSION, Reader

__all__ = ["EXTRACTOR_VERSION", "Document", "Reader", "TextTooLong"]
