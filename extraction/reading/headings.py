"""A heading may say what became of the lines under it, delivered or promised; it holds until another says otherwise."""

import re

from pledges.domain.values import Kind

_THING = (
    r"(?:(?:military|lethal|non-lethal|security|defen[cs]e|weapons?|arms|further|other) )*"
    r"(?:support|aid|assistance|equipment|items|weapons|deliver(?:y|ies)|donations?|packages?|pledges|commitments|"
    r"systems|goods|supplies|mat[eé]riel|capabilities|hardware|vehicles|ammunition)"
)
_DONE = r"(?:delivered|handed over|provided|supplied|sent|donated|transferred|shipped|given)"
_AHEAD = (
    r"(?:planned|in planning(?: or in execution)?|in preparation|in the pipeline|promised|pledged|committed|announced|"
    r"approved|to (?:be delivered|come|follow)|still to come|yet to be delivered|agreed|under way|outstanding|pending|"
    r"(?:but )?not (?:yet )?(?:delivered|sent|handed over|contracted)|upcoming|in production)"
)
_ORDERED = r"(?:on order|ordered|under contract|contracted|contracts (?:placed|signed|awarded|concluded))"
_STOPPED = r"(?:refused|rejected|cancell?ed|withdrawn|suspended|halted|ruled out|denied|turned down|put on hold)"
_ADVERB = r"(?:(?:already|previously|newly|recently|most recently|so far|to date) )?"
_TAIL = r"(?:,? (?:to|for|so far|to date|since|by|from|this|in|of|until|as of|and)\b.{0,60})?[:.]?\W*"
_DELIVERED = re.compile(rf"\W*{_ADVERB}(?:{_DONE}(?: {_THING})?|{_THING} {_ADVERB}{_DONE}){_TAIL}", re.IGNORECASE)
_PROMISED = re.compile(rf"\W*{_ADVERB}(?:{_AHEAD}(?: {_THING})?|{_THING} {_ADVERB}{_AHEAD}){_TAIL}", re.IGNORECASE)
_CALLED_OFF = re.compile(
    rf"\W*{_ADVERB}(?:{_STOPPED}(?: {_THING})?|{_THING} {_ADVERB}{_STOPPED}){_TAIL}", re.IGNORECASE
)
_WANTED = re.compile(
    rf"\W*(?:(?:what )?(?:ukraine|kyiv)(?:[’']s)? )?(?:(?:still|also|urgent(?:ly)?|most|main|further|other|top) )*"
    rf"(?:needs?|wants|wishes|requirements|requests|asks for|wish list|requested|needed|wanted|missing)"
    rf"(?: {_THING})?(?: (?:most|now|next|by ukraine|by kyiv))?[:.?]?\W*",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"\W*(?:(?:already|so far|now|still|items|and|or|but|{_DONE}"
    rf"|(?P<ahead>{_AHEAD})|(?P<ordered>{_ORDERED}))\b[ ,/]*)+"
    r"(?:to ukraine|to date|by \w+)?[:.]?\W*",
    re.IGNORECASE,
)
_TO_GIVE = r"(?:send|giv|provid|suppl|donat|deliver|hand|contribut|transfer|offer|pledg|promis)\w*"
_WHAT = re.compile(
    rf"\W*(?:here(?:’s|'s| is) )?"
    rf"(?:what (?:(?:the )?[\w.’']+ ){{1,4}}|(?:who|which (?:countries|nations|states|allies)) )"
    rf"(?:(?P<given>(?:has|have)(?: already)? (?:been )?{_DONE})"
    rf"|(?:will|is|are|plans? to|has yet to)(?: be)? {_TO_GIVE}"
    r"|(?:has|have) (?:pledged|promised|committed|announced|offered))\b.{0,50}",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    rf"\W*(?:(?:contents|composition) of (?:the|this) .{{3,40}}"
    r"|what(?:’s|'s| is) (?:in|included in) (?:the|this) .{3,40}"
    rf"|(?:the )?(?:{_THING}|package) (?:contents|list))[:?]?\W*",
    re.IGNORECASE,
)
_ROW = re.compile(
    r"\W*(?:(?:up to|more than|over|around|about|approx\.?|approximately|at least|some|an additional|another|nearly|"
    r"additional|further) )?(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|dozens|"
    r"hundreds|thousands)\b)|[^.!?]{3,60}: ?(?:up to |over |more than |around )?\d[\d.,]*\b",
    re.IGNORECASE,
)

_KINDS = (
    (_WHAT, Kind.PLEDGE),
    (_DELIVERED, Kind.DELIVERY),
    (_PROMISED, Kind.PLEDGE),
    (_CALLED_OFF, Kind.CANCELLATION),
    (_WANTED, Kind.REQUEST),
    (_ALONE, Kind.DELIVERY),
    (_CONTENTS, Kind.PLEDGE),
)
_BY_MARK = {"given": Kind.DELIVERY, "ahead": Kind.PLEDGE, "ordered": Kind.CONTRACT}


def kind_of_list(heading: str) -> Kind | None:
    """What a heading says of the lines under it: "Delivered military support", "Support in planning"; None for nothing.

    A headline with a verb of its own says nothing of the kind.
    """
    for words, kind in _KINDS if len(heading) <= 100 else ():
        if (said := words.fullmatch(heading)) is not None:
            marks = said.groupdict()
            return next((by_mark for mark, by_mark in _BY_MARK.items() if marks.get(mark)), kind)
    return None


def is_contents(heading: str) -> bool:
    """Whether a heading only says that a package's items follow: "Contents of the package", "Package contents:"."""
    return len(heading) <= 100 and _CONTENTS.fullmatch(heading) is not None


def is_row(line: str) -> bool:
    """Whether a line may be a row of a list: it opens with a number, or ends with one after a colon."""
    return len(line) <= 300 and _ROW.match(line) is not None
