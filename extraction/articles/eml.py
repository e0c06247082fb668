"""A mail (a newsletter, a press release) is its own text: its subject, sender and day are what its head says."""

import email
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from email import policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from extraction.articles.html import take_html
from extraction.articles.offers import Refused, Taken
from extraction.articles.plain import take_plain
from extraction.articles.raw import Raw
from pledges.domain.notes import DayFrom, Note, NoteKind


def take_eml(raw: Raw) -> Taken:
    """The plain part of a mail, else its HTML part read like a page; what hangs on it is told and not read.

    Raises Refused, naming the file, where it is no mail or has no text.
    """
    try:
        mail = email.message_from_bytes(raw.data, policy=policy.default)
        body = mail.get_body(("plain", "html"))
        if not mail.keys() or not isinstance(body, EmailMessage):
            raise Refused(f"{raw.name}: has no text part, or is no mail")
        taken = _body(body, raw)
        published = _day(_head(mail, "date"))
        return replace(
            taken,
            media_type="message/rfc822",
            title=_head(mail, "subject") or taken.title,
            publisher=_sender(_head(mail, "from")),
            published=published,
            day_from=DayFrom.META if published else DayFrom.NOWHERE,
            notes=(*taken.notes, *_attached(mail.iter_attachments())),
        )
    except Refused:
        raise
    except Exception as error:  # the parser of a hostile mail raises what it likes
        raise Refused(f"{raw.name}: can't be read as a mail ({type(error).__name__})") from None


def _body(part: EmailMessage, raw: Raw) -> Taken:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    inner = replace(raw, data=data, charset=str(part.get_content_charset() or ""), strict=False)
    return take_html(inner) if part.get_content_subtype() == "html" else take_plain(inner)


def _head(mail: EmailMessage, name: str) -> str:
    text = " ".join(str(mail.get(name) or "").split())
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


def _sender(text: str) -> str:
    name, address = parseaddr(text)
    return name or address.rpartition("@")[2]


def _day(text: str) -> date | None:
    """The day in the sender's own time zone."""
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, OverflowError):
        return None


def _attached(parts: Iterable[EmailMessage]) -> tuple[Note, ...]:
    names = [" ".join((part.get_filename() or part.get_content_type()).split())[:100] for part in parts]
    return tuple(Note(kind=NoteKind.NOT_TAKEN, detail=f"{name}, attached to the mail, was not read") for name in names)
