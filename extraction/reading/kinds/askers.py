"""Only the recipient requests: a government that asks its own parliament, and a third party that urges, but intend."""

from spacy.tokens import Token

from extraction.reading.syntax import children, passive, subject
from extraction.reading.words import words_of

_HOUSES = words_of("congress parliament lawmakers legislators senate bundestag riksdag folketing storting mps")
_RECIPIENTS = ("ukrai", "zelen", "kyiv", "kiev", "kuleb", "rezni", "umero", "yerma", "sybih", "shmyh")
_OTHERS = words_of(
    "lawmakers lawmaker senators senator congressmen mps members republicans democrats allies partners critics analysts"
    " experts generals activists campaigners opposition party parliament congress think-tankers commentators"
)


def asks_its_house(verb: Token) -> bool:
    """ "asked Congress for": a government that asks its own parliament, unless the asker is the recipient."""
    if _is_executive(subject(verb)):
        return True
    asked = [child.lower_ for child in children(verb, "dobj", "dative")]
    asked += [word.lower_ for child in children(verb, "prep") for word in children(child, "pobj")]
    asker = subject(verb)
    return bool(_HOUSES.intersection(asked)) and not (asker is not None and _of_recipient(asker))


def _is_executive(asker: Token | None) -> bool:
    """ "The administration is requesting": nobody but a parliament can be meant."""
    return asker is not None and asker.lower_ == "administration" and not _of_recipient(asker)


def another_urges(verb: Token) -> bool:
    """ "Lawmakers urged Oslo to send": who urges is a third party."""
    asker = subject(verb)
    return asker is not None and asker.lower_ in _OTHERS and not passive(verb) and not _of_recipient(asker)


def _of_recipient(asker: Token) -> bool:
    return any(word.lower_.startswith(_RECIPIENTS) for word in asker.subtree)
