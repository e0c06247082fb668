"""Registers as sources: what others have coded, read row by row; what can't be read is listed, nothing is guessed."""

from collections.abc import Mapping

from pledges.registers import kiel, sipri
from pledges.registers.documents import Reader, RegisterError, RegisterFile, Unread

READERS: Mapping[str, Reader] = {"kiel": kiel.read, "sipri": sipri.read}
PUBLISHERS: Mapping[str, str] = {"kiel": kiel.PUBLISHER, "sipri": sipri.PUBLISHER}

__all__ = ["PUBLISHERS", "READERS", "Reader", "RegisterError", "RegisterFile", "Unread"]
