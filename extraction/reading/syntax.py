"""Grammar is read from the parse by small questions: who is the subject, what governs the verb, what does it deny."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.reading.words import words_of

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_MODALS = {
    "will": "future", "'ll": "future", "’ll": "future", "wo": "future", "shall": "future",
    "would": "would", "'d": "would", "could": "may", "can": "may", "ca": "may", "may": "may", "might": "may",
    "should": "should", "must": "should", "ought": "should",
}  # fmt: skip
type _Marks = tuple[tuple[str, frozenset[str]], ...]
_BY_HELPER: _Marks = (
    ("past", words_of("did")),
    ("present", words_of("do does")),
    ("perfect", words_of("have has had 've ’ve")),
)
_OTHER_FORM: tuple[_Marks, str] = ((), "participle")
_BY_FORM: dict[str, tuple[_Marks, str]] = {  # by an auxiliary beside the form, or else
    "VB": ((), "infinitive"),
    "VBD": ((), "past"),
    "VBZ": ((), "present"),
    "VBP": ((), "present"),
    "VBG": ((("progressive", words_of("is are was were am be 're ’re 's ’s been")),), "gerund"),
    "VBN": (
        (
            ("progressive", words_of("being")),
            ("past", words_of("was were been got")),
            ("present", words_of("is are be")),
        ),
        "participle",
    ),
}
_NEVER = frozenset({"not", "n't", "n’t", "never", "no"})
_NOBODY = frozenset({"nobody", "none"})
_DOUBTS = frozenset({"potentially", "possibly", "perhaps", "maybe", "conceivably"})


def is_verb(token: Token) -> bool:
    return token.tag_[:2] == "VB"


def children(token: Token, *deps: str) -> Iterator[Token]:
    """A token's children of given relations."""
    return (child for child in token.children if child.dep_ in deps)


def objects(token: Token, *prepositions: str) -> Iterator[Token]:
    """What stands after given prepositions of a token: "from Norway", "by Norway"."""
    after = (child for child in children(token, "prep", "agent") if child.lower_ in prepositions)
    return (word for child in after for word in children(child, "pobj"))


def auxiliaries(token: Token) -> list[Token]:
    """Its auxiliary verbs; those of the first of a series serve the others ("will buy and send")."""
    own = [child for child in token.children if child.dep_ in ("aux", "auxpass")]
    first = joined_to(token)
    if not own and first is not None and is_verb(first) and not any(children(token, *SUBJECTS)):
        return auxiliaries(first)
    return own


def joined_to(token: Token) -> Token | None:
    """What a word is joined to by "and"; a finite verb is joined to a finite one: "refused to send and promised"."""
    if token.dep_ != "conj":
        return None
    first = token.head
    while _only_to(first) and _finite(token) and is_verb(first.head) and first.head.i != first.i:
        first = first.head
    return first


def _only_to(token: Token) -> bool:
    """Whether a verb has "to" before it, or is a gerund, and nothing that a participle could share."""
    helpers = [child for child in token.children if child.dep_ in ("aux", "auxpass")]
    bare = token.tag_ == "VBG" and not helpers
    return bare or (token.tag_ == "VB" and [child.lower_ for child in helpers] == ["to"])


def _finite(token: Token) -> bool:
    return token.tag_ in ("VBD", "VBZ", "VBP", "VBN") and not any(children(token, "aux", "auxpass"))


def negated(token: Token) -> bool:
    """ "did not send", "will never send", "has no plans to send" (asked of the verb)."""
    return any(
        child.dep_ == "neg" or (child.lower_ in _NEVER and child.i < token.i) or _nobody(child)
        for child in token.children
    )


def _nobody(child: Token) -> bool:
    """ "neither Spain nor Greece has sent", "nobody wants to halt", "no minister has called for"."""
    denied = child.lower_ in _NOBODY or any(
        word.lower_ == "neither" or (word.lower_ == "no" and word.dep_ == "det") for word in child.children
    )
    return denied and child.dep_ in SUBJECTS


def passive(token: Token) -> bool:
    """ "were sent", "to be sent", "donated by", and a participle after a noun ("tanks sent in May")."""
    marked = any(children(token, "auxpass", "nsubjpass", "agent"))
    after_a_noun = token.tag_ == "VBN" and token.dep_ in ("acl", "amod") and not any(children(token, "nsubj"))
    return marked or after_a_noun or any(aux.dep_ == "auxpass" for aux in auxiliaries(token))


def tense(token: Token) -> str:
    """past, perfect, present, progressive, future, would, may, should, infinitive, participle or gerund."""
    helpers = auxiliaries(token)
    words = {aux.lower_ for aux in helpers}
    return _by_modal(helpers) or _by_to(helpers, words) or _told_by(_BY_HELPER, words) or _by_form(token, words)


def _by_modal(helpers: list[Token]) -> str | None:
    modals = [aux.lower_ for aux in helpers if aux.tag_ == "MD" or aux.lower_ in _MODALS]
    return _MODALS.get(modals[0], "may") if modals else None


def _by_to(helpers: list[Token], words: set[str]) -> str | None:
    has_to = any(aux.lower_ == "to" or aux.tag_ == "TO" for aux in helpers)
    return ("perfect" if "have" in words else "infinitive") if has_to else None


def _by_form(token: Token, words: set[str]) -> str:
    """By the form of the verb and what stands beside it; a bare one with a subject is no infinitive: "we give"."""
    marks, plain = _BY_FORM.get(token.tag_, _OTHER_FORM)
    bare = token.tag_ == "VB" and token.dep_ == "ROOT" and not words
    return "present" if bare and any(children(token, *SUBJECTS)) else _told_by(marks, words) or plain


def _told_by(marks: _Marks, words: set[str]) -> str | None:
    """The first tense of which a mark is among a verb's auxiliaries."""
    return next((time for time, signs in marks if words & signs), None)


def subject(token: Token) -> Token | None:
    """The grammatical subject of a verb, its own or the one it shares with the verb that it follows."""
    for child in token.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            return child
    first = joined_to(token)
    return subject(first) if first is not None and is_verb(first) else None


def governor(token: Token) -> Token | None:
    """The word that governs a verb or noun: over complements, adjuncts of purpose, clauses and copulas."""
    head = token.head
    if head.i == token.i:
        return None
    first = joined_to(token)
    return governor(first) if first is not None else head


def conjuncts(token: Token) -> list[Token]:
    """A token and all that are joined to it."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found.extend(conjuncts(child))
    return found


def conditional(token: Token) -> bool:
    """Whether the verb's own clause opens with if, unless, whether or should."""
    return any(
        child.dep_ in ("mark", "advmod") and child.lower_ in ("if", "unless", "whether") for child in token.children
    )


def doubted(token: Token) -> bool:
    """ "potentially sending tanks": an adverb leaves it open whether the act is done."""
    return any(child.dep_ == "advmod" and child.lower_ in _DOUBTS for child in token.children)
