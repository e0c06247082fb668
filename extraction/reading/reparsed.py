"""Where the parser misses that a clause of promising hangs on a noun, its tree is mended before anything is read of it.

"Five of the 12 guns that Norway promised in May have arrived": the parser may take "Norway, promised in May" for what
has arrived; of "the 12 guns Norway promised" it may make one name. Then nobody promised, and nothing came.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from extraction.reading.syntax import children, is_verb
from extraction.reading.words import words_of

_PROMISED = words_of("promised pledged offered announced committed donated earmarked")
_SUBJECTS = ("nsubj", "nsubjpass")
_LINKS = words_of("that which")
_SAID = words_of("said says wrote writes tweeted posted reported reports confirmed announced")
_HELPERS = words_of("has have had")
_NAMING = ("compound", "nmod", "nummod")


def mended(doc: Doc, names: Sequence[tuple[int, int]]) -> Doc:
    """A parse with the clauses of promising parted from what stands around them; `names` are the donors' tokens."""
    for promised in (token for token in doc if token.lower_ in _PROMISED):
        if promised.dep_ == "acl" and _swallows(promised) and (noun := _noun_before(promised.head)) is not None:
            _part(promised, noun)
        elif (first := _fused(promised, names)) is not None:
            _unfuse(promised, doc[first - 1])
        elif promised.dep_ == "advcl" and _follows_noun(promised):
            _hang(promised, promised.nbor(-1), "acl")  # "has sent ten of the 40 guns promised in May"
            promised.tag_ = "VBN"
    for token in doc[1:-2]:
        _count_apart(token, names)
    for said in (token for token in doc if token.lower_ in _SAID and token.dep_ == "conj"):
        if _ends_as_speech(said):
            _let_govern(said)
    return doc


def _ends_as_speech(said: Token) -> bool:
    """ "Ten guns have arrived, the minister wrote on Monday": a speaker of its own, and no "and" before it."""
    told = said.head
    speakers = list(children(said, *_SUBJECTS))
    joined = any(child.dep_ == "cc" and child.i < said.i for child in told.children)
    return is_verb(told) and told.dep_ == "ROOT" and told.i < said.i and bool(speakers) and not joined


def _let_govern(said: Token) -> None:
    """The verb of speaking over what was told, as the parser has it where the speaker stands first."""
    told = said.head
    _hang(said, said, "ROOT")
    _hang(told, said, "ccomp")


def _count_apart(token: Token, names: Sequence[tuple[int, int]]) -> None:
    """ "Four out of eight tanks" are four of eight; "handed to Ukraine four tanks" counts tanks and not Ukraine."""
    before, after = token.nbor(-1), token.nbor(1)
    if token.lower_ == "out" and before.tag_ == "CD" and after.head == token and token.head.i < token.i:
        _hang(after, before, "prep")
        _hang(token, after, "advmod")
    link = token.head.head
    counts_name = token.dep_ == "nummod" and any(first <= token.head.i <= last < token.i for first, last in names)
    if counts_name and after.lower_ in ("of", "out") and link.lower_ == "to" and not any(children(link.head, "dobj")):
        _hang(token, link.head, "dobj")


def _swallows(promised: Token) -> bool:
    """Whether a promise stands between its giver and a finite verb, with no agent of its own: "that Oslo promised"."""
    giver, verb = promised.head, promised.head.head
    finite = verb.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(children(verb, "aux", "auxpass"))
    between = giver.dep_ in _SUBJECTS and giver.i < promised.i < verb.i and verb.dep_ in ("relcl", "acl")
    return between and finite and not any(children(promised, "agent", "dobj", "nsubj"))


def _follows_noun(promised: Token) -> bool:
    """Whether a participle without a subject stands right behind a noun and before when, by whom or to whom."""
    after = promised.doc[promised.i + 1 : promised.i + 2]
    said = any(word.tag_ in ("IN", "TO") or word.dep_ in ("npadvmod", "amod") for word in after)
    return promised.i > 0 and promised.nbor(-1).tag_ in ("NNS", "NNPS") and said and _has_no_subject(promised)


def _noun_before(giver: Token) -> Token | None:
    """The noun right before "that Norway" or "Norway", on which the clause is."""
    place = giver.left_edge.i - 1
    place -= place > 0 and giver.doc[place].lower_ in _LINKS
    return giver.doc[place] if place >= 0 and giver.doc[place].tag_[:2] in ("NN", "CD") else None


def _part(promised: Token, noun: Token) -> None:
    """Hang a promise on its noun, and the noun, or what counts it, on the verb that the promise was swallowed by."""
    giver, verb, top = promised.head, promised.head.head, _counting(noun)
    if top.dep_ == "pobj":
        return
    above, held = top.head, top.head.i != top.i
    links = [child for child in verb.children if child.lower_ in _LINKS and child.i < giver.i]
    top_is = "nsubjpass" if giver.dep_ == "nsubjpass" or any(children(verb, "auxpass")) else "nsubj"
    _hang(verb, above if held else verb, "ccomp" if held else "ROOT")
    _hang(top, verb, top_is)
    _hang(promised, noun, "relcl")
    _hang(giver, promised, "nsubj")
    for link in links:
        _hang(link, promised, "dobj")


def _counting(noun: Token) -> Token:
    """What counts a noun over "of": "five" of "five of the 12 guns"; the noun where nothing does."""
    while noun.dep_ in _NAMING and noun.head.i > noun.i:
        noun = noun.head
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and not is_verb(noun.head.head):
        noun = noun.head.head
    return noun


def _fused(promised: Token, names: Sequence[tuple[int, int]]) -> int | None:
    """Where a donor's name begins that the parser made one with the counted noun before it: "20 guns Oslo offered"."""
    end = promised.i - 1 - (promised.i > 1 and promised.nbor(-1).lower_ in _HELPERS)
    first = next((first for first, last in names if last == end), 0)
    noun = promised.doc[first - 1] if first else None
    if noun is None or noun.dep_ not in _NAMING or not first <= noun.head.i <= end:
        return None
    near = (noun.head, *noun.head.children)
    counted = any(child.dep_ in ("nummod", "det") for word in near for child in word.children)
    plural = noun.tag_ in ("NNS", "NNPS", "CD") or noun.lower_.endswith("s")
    behind = (child for child in children(promised, "dobj", "xcomp", "ccomp", "agent") if child.i > promised.i)
    more = any(child != _held_behind(promised) for child in behind)
    return first if counted and plural and not more else None


def _held_behind(promised: Token) -> Token | None:
    """The verb that tells of the noun, where the parser takes it for what is promised: "guns Oslo gave are there"."""
    clauses = (child for child in children(promised, "ccomp") if child.i > promised.i)
    return next((verb for verb in clauses if any(children(verb, "aux", "auxpass")) and _has_no_subject(verb)), None)


def _has_no_subject(verb: Token) -> bool:
    return not any(children(verb, *_SUBJECTS, "mark"))


def _unfuse(promised: Token, noun: Token) -> None:
    """Give a noun the place of the name that was taken for its head, and hang the name's promise on it."""
    name, old = noun.head, promised.head
    above, place = name.head, name.dep_
    before = [child for child in name.children if child.i < noun.i]
    left = min((child.left_edge.i for child in (*before, noun)), default=noun.i)
    verb = _held_behind(promised)
    if verb is not None:
        _hang(verb, verb if old == promised else old, promised.dep_)
        above, place = verb, "nsubjpass" if any(children(verb, "auxpass")) else "nsubj"
    elif above == promised:
        link = noun.doc[left - 1] if left else noun
        if link.tag_ != "IN":
            return
        if link.head == promised:
            _hang(link, old, "prep")
        above, place = link, "pobj"
    parts = [child for child in promised.children if child.dep_ in _SUBJECTS and child != name and child.i < left]
    for part in parts:
        _hang(part, old, "dobj")  # "has got [five of the 20 guns Oslo pledged]"
    _hang(noun, above, place)
    _hang(promised, noun, "relcl")
    _hang(name, promised, "nsubj")
    for child in before:
        _hang(child, noun, child.dep_)


def _hang(token: Token, head: Token, relation: str) -> None:
    token.head = head
    token.dep_ = relation
