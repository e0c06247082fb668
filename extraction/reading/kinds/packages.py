"""What "includes" an item is a package of aid, and not a weapon with its parts or a list of losses."""

from spacy.tokens import Token

from extraction.reading.syntax import passive, subject
from extraction.reading.words import words_of

_PACKAGES = words_of(
    "package packages aid assistance support drawdown tranche it this that which they these "
    "shipment delivery donation gift"
    " contribution list commitment deal announcement initiative equipment capabilities weapons arms "
    "batch supply supplies"
    " tranches deliveries shipments help plan programme program weaponry materiel items total "
    "installment instalment move"
    " pledge offer order contract consignment hardware donations pledges systems vehicles munitions sum amount"
    " money funds cash grant loan financing funding"
)


_MADE_OF = words_of("made composed comprised")


def holds_package(token: Token) -> bool:
    """Whether what includes the item is a package, and not a weapon with its parts or a list of losses."""
    word = holder(token)
    if token.lower_ in _MADE_OF and token.tag_ in ("VBN", "VBD") and word is None:
        return True
    if word is None:
        return (token.dep_ in ("acl", "advcl", "prep", "ROOT", "conj") and token.tag_ != "VBN") or passive(token)
    return word.lower_ in _PACKAGES or passive(token)


def holder(token: Token) -> Token | None:
    """What includes: the subject, or that of the verb over an infinitive, "the package is expected to include"."""
    word = subject(token)
    return subject(token.head) if word is None and token.dep_ == "xcomp" and token.tag_ == "VB" else word
