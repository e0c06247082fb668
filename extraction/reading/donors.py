"""A donor is who the clause says gives; where it only points (it, the country, we), one candidate must remain."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Token

from extraction.mentions import NameMention
from extraction.reading.kinds import Frame
from extraction.reading.scene import Scene
from extraction.reading.syntax import is_verb, passive, subject

RECIPIENT = "UA"
AGGRESSORS = frozenset({"RU", "BY"})
_INWARD = frozenset({"of", "including", "like", "and", "as", "with", "plus", "by"})
_WE = frozenset({"we", "our", "us", "i", "my"})
_THIRD = frozenset({"it", "they", "he", "she", "its", "their", "his", "her"})
_NOT_GIVERS = frozenset({"president", "minister", "officials", "official"})
_SUPPLIED = frozenset(
    [
        "supplied",
        "provided",
        "donated",
        "gifted",
        "delivered",
        "given",
        "sent",
        "funded",
        "financed",
        "backed",
        "owned",
        "bought",
        "purchased",
        "led",
    ]
)
_MANY = frozenset(
    [
        "allies",
        "partners",
        "countries",
        "nations",
        "states",
        "members",
        "supporters",
        "governments",
        "donors",
        "backers",
        "powers",
        "leaders",
        "west",
        "capitals",
        "companies",
        "lawmakers",
        "companions",
    ]
)
_DEFINITE_STATE = frozenset(
    {"country", "nation", "government", "ministry", "alliance", "bloc", "state", "administration"}
)


@dataclass(slots=True)
class Giver:
    """Who gives, by which words and rule; `points` marks words that only point back (a pronoun, "the country")."""

    codes: tuple[str, ...] = ()
    spans: list[tuple[int, int]] = field(default_factory=list)  # characters of the stored text
    rule: str = "donors.none"
    points: str = ""  # "", "we", "third"
    first: int | None = None  # first token of the words, None where they stand elsewhere


def mentions_in(scene: Scene, first: int, last: int) -> list[NameMention]:
    """Donor names that lie within a run of tokens."""
    return [
        name
        for name in scene.donors()
        if first <= scene.tokens(name.start, name.end)[0] and scene.tokens(name.start, name.end)[1] <= last
    ]


def _phrase_tokens(token: Token) -> Iterator[Token]:
    """The words of a noun phrase without its clauses and outward prepositions."""
    yield token
    for child in token.children:
        if child.dep_ in ("relcl", "acl", "advcl", "punct", "ccomp"):
            if child.dep_ == "acl" and child.lower_ in ("led", "including"):
                yield from _phrase_tokens(child)
            continue
        if child.dep_ in ("prep", "agent") and child.lower_ not in _INWARD:
            continue
        yield from _phrase_tokens(child)


def from_phrase(scene: Scene, token: Token, rule: str) -> Giver:
    """The donors that a noun phrase names: "Germany, the Netherlands and Denmark", "the British prime minister"."""
    allowed = {word.i for word in _phrase_tokens(token)}
    names = [
        name for name in scene.donors() if allowed & set(range(*_range(scene, name))) and name.ref not in (RECIPIENT,)
    ]
    if names:
        names = _whole_list(scene, names)
        first = min(scene.tokens(name.start, name.end)[0] for name in names)
        return _giver(scene, names, rule, first)
    word = token.lower_
    if word in _WE or any(child.lower_ in _WE and child.dep_ == "poss" for child in token.children):
        return Giver(rule=f"{rule}.we", points="we", first=token.i)
    if word in _MANY:
        of_group = any(_said_before(child) for child in token.subtree)
        return Giver(rule=f"{rule}.unnamed", points="group" if of_group else "many", first=token.left_edge.i)
    if _said_before(token):
        return Giver(rule=f"{rule}.group", points="group", first=token.left_edge.i)
    if word in _THIRD or word in _DEFINITE_STATE:
        return Giver(rule=f"{rule}.pronoun", points="third", first=token.left_edge.i)
    return Giver()


_JOINING = frozenset({",", "and", "the", "&", "as", "well"})


def _whole_list(scene: Scene, names: list[NameMention]) -> list[NameMention]:
    """A list of donors whole, where the parser took only a part: "Germany, the Netherlands and Denmark"."""
    everyone = [name for name in scene.donors() if name.ref != RECIPIENT]
    run, joined = list(names), False
    for name in everyone:
        if name not in run and name.start >= run[-1].end:
            if (joint := _joint(scene, run[-1], name)) is None:
                break
            joined = joined or joint
            run.append(name)
    if joined and (_after_preposition(scene, run[0]) or any(name.how != names[0].how for name in run)):
        run, joined = list(names), False
    for name in reversed(everyone):
        if name not in run and name.end <= run[0].start:
            joint = _joint(scene, name, run[0])
            if joint is None or _after_preposition(scene, name) or name.how != run[0].how:
                break
            joined = joined or joint
            run.insert(0, name)
    inner = any(_joint(scene, one, other) for one, other in pairwise(run))
    return run if joined or inner else names


def _joint(scene: Scene, one: NameMention, other: NameMention) -> bool | None:
    """Whether "and" stands between two names of one list; None where something else does."""
    between = scene.doc[scene.tokens(one.start, one.end)[1] + 1 : scene.at[other.start]]
    if not between or len(between) > 3 or any(token.lower_ not in _JOINING for token in between):
        return None
    return any(token.lower_ in ("and", "&") for token in between)


def _after_preposition(scene: Scene, name: NameMention) -> bool:
    """ "In Poland, Germany and France": Poland is a place and no part of the list."""
    first = scene.at[name.start]
    before = scene.doc[first - 1] if first else None
    if before is not None and before.lower_ == "the" and first > 1:
        before = scene.doc[first - 2]
    return before is not None and before.tag_ == "IN"


def _said_before(token: Token) -> bool:
    """ "this group", "the coalition": one that was named before."""
    return token.lower_ in ("group", "coalition") and any(child.lower_ in ("this", "the") for child in token.children)


def _range(scene: Scene, name: NameMention) -> tuple[int, int]:
    first, last = scene.tokens(name.start, name.end)
    return first, last + 1


def _giver(scene: Scene, names: list[NameMention], rule: str, first: int | None) -> Giver:
    base = scene.sentence.start
    codes = tuple(sorted({name.ref for name in names}))
    if len(codes) > 1:
        codes = tuple(code for code in codes if code not in AGGRESSORS) or codes
    return Giver(
        codes=codes,
        spans=[(base + name.start, base + name.end) for name in names],
        rule=f"{rule}.{names[0].how}",
        first=first,
    )


def is_recipient(scene: Scene, token: Token) -> bool:
    """Whether a noun phrase is the recipient: Ukraine, Kyiv, its army, its soldiers."""
    names = mentions_in(scene, token.left_edge.i, token.i)
    return bool(names) and all(name.ref == RECIPIENT for name in names)


def giver_of(scene: Scene, frame: Frame) -> Giver:
    """The donors of a frame by its grammar alone."""
    row, trigger = frame.row, frame.trigger
    by_agent = _agent(scene, frame)
    if by_agent.codes:
        return by_agent
    if row.role in ("ask", "need"):
        asked = _asked(scene, frame)
        return asked if asked.codes else _from_phrase(scene, frame)
    if row.role in ("get", "arrive", "leave"):
        return _from_phrase(scene, frame)
    if row.role == "contain" or row.rule.startswith("nouns."):
        found = _around_nouns(scene, [trigger, *frame.nouns])
        if found.codes or found.points:
            return found
    if frame.request_to:
        return _asked(scene, frame)
    found = _by_subject(scene, frame)
    if found.codes or found.points:
        return found
    around = _around_nouns(scene, frame.nouns)
    return around if around.codes else found


def _agent(scene: Scene, frame: Frame) -> Giver:
    for token in [frame.trigger, *frame.nouns]:
        for child in token.children:
            if token.tag_ == "VBD" and not passive(token) and child.i != token.i + 1:
                continue  # "announced ... tanks stored by German firms": the words belong to another verb
            if child.dep_ == "agent" or (child.lower_ == "by" and child.dep_ == "prep"):
                for word in child.children:
                    if word.dep_ == "pobj" and (found := from_phrase(scene, word, "donors.agent")).codes:
                        return found
    return Giver()


def _from_phrase(scene: Scene, frame: Frame) -> Giver:
    """ "received from Poland", "donated by", "arrived from": the source of what is got or comes."""
    for token in scene.doc:
        if token.lower_ == "from" and token.dep_ == "prep":
            for word in token.children:
                if (word.dep_ == "pobj" and (found := from_phrase(scene, word, "donors.from")).codes) and not set(
                    found.codes
                ) & AGGRESSORS:
                    return found
    return Giver()


def _around_nouns(scene: Scene, nouns: list[Token]) -> Giver:
    """ "Germany's delivery of", "the latest U.S. package", "a pledge by Norway"."""
    for noun in nouns:
        names: list[NameMention] = []
        for child in noun.children:
            if child.dep_ in ("poss", "compound", "amod", "nmod") and child.i < noun.i:
                names.extend(n for n in mentions_in(scene, child.left_edge.i, child.i) if n.ref != RECIPIENT)
                if child.lower_ in _WE:
                    return Giver(rule="donors.noun.we", points="we", first=child.i)
            if child.dep_ == "prep" and child.lower_ in ("from", "by"):
                for word in child.children:
                    found = from_phrase(scene, word, "donors.noun")
                    if found.codes:
                        return found
        if names:
            return _giver(scene, names, "donors.noun", scene.tokens(names[0].start, names[0].end)[0])
    return Giver()


def _asked(scene: Scene, frame: Frame) -> Giver:
    """Who is asked to give: "urged Germany to send", "called on Berlin to"."""
    asking = frame.row.role in ("ask", "need")
    for token in (None if asking else subject(frame.trigger), *frame.chain[: 1 if asking else 2][-1:]):
        if token is None:
            continue
        if not is_verb(token):
            found = from_phrase(scene, token, "donors.asked")
            if found.codes:
                return found
            continue
        for child in token.children:
            words = (
                list(child.children) if child.dep_ == "prep" else [child] if child.dep_ in ("dobj", "dative") else []
            )
            for word in words:
                found = from_phrase(scene, word, "donors.asked")
                if found.codes:
                    return found
    return Giver()


def _by_subject(scene: Scene, frame: Frame) -> Giver:
    """The subject of the verb, or of the first verb above it that has one that gives."""
    first_pointer: Giver | None = None
    for token in frame.chain:
        if not is_verb(token) and not (token.dep_ in ("acomp", "oprd") and is_verb(token.head)):
            found = _around_nouns(scene, [token])
            if found.codes:
                return found
            continue
        word = subject(token if is_verb(token) else token.head)
        if word is not None and is_verb(word) and (listed := _ends_before(scene, token)).codes:
            return listed  # the parser took the clause before for the subject
        if word is None and token.dep_ in ("relcl", "acl") and token.head.tag_[:2] == "NN":
            word = token.head if not passive(token) else None
        if word is None:
            if is_verb(token) and not passive(token) and (listed := _ends_before(scene, token)).codes:
                return listed
            continue
        if word.tag_ in ("WDT", "WP") or word.lower_ in ("which", "who"):
            if token.dep_ == "relcl":
                word = token.head
            elif (listed := _just_before(scene, word)).codes:
                return listed
        elif token.dep_ == "relcl" and any(child.lower_ == "whose" for child in word.children):
            word = token.head
        if passive(token) and token is frame.trigger and frame.row.role != "promise":
            found = _source(scene, token)
            if found.codes:
                return found
            if subject(token) is word:
                continue
        found = from_phrase(scene, word, "donors.subject")
        if found.codes:
            return found
        if found.points and first_pointer is None:
            first_pointer = found
            if found.points == "third" and (same := _same_sentence(scene, word, frame)).codes:
                return same
            if found.points == "we":
                return found
    return first_pointer or Giver()


def _ends_before(scene: Scene, verb: Token) -> Giver:
    """The names that end right before a verb whose subject the parser hung on a day: "On 7 May, Norway said they"."""
    for name in scene.donors():
        if scene.tokens(name.start, name.end)[1] == verb.i - 1 and name.ref != RECIPIENT:
            names = _whole_list(scene, [name])
            return Giver() if _after_preposition(scene, names[0]) else _giver(scene, names, "donors.before", None)
    return Giver()


def _just_before(scene: Scene, word: Token) -> Giver:
    """The run of donor names that ends right before a "which" that the parser hung elsewhere."""
    names: list[NameMention] = []
    edge = word.i
    for name in reversed(list(scene.donors())):
        first, last = scene.tokens(name.start, name.end)
        if last >= word.i:
            continue
        if edge - last > 3:
            break
        names.append(name)
        edge = first
    names = [name for name in names if name.ref != RECIPIENT]
    return _giver(scene, names[::-1], "donors.relative", edge) if names else Giver()


def _source(scene: Scene, token: Token) -> Giver:
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "from":
            for word in child.children:
                found = from_phrase(scene, word, "donors.from")
                if found.codes:
                    return found
    return Giver()


def _same_sentence(scene: Scene, pronoun: Token, frame: Frame) -> Giver:
    """A pronoun takes the subject of a verb above it in the sentence: "Norway said it would send"."""
    token = pronoun.head
    while token.head.i != token.i:
        token = token.head
        if (
            is_verb(token)
            and subject(token) is None
            and token.i < pronoun.i
            and (listed := _ends_before(scene, token)).codes
        ):
            return listed
        if (is_verb(token) and (word := subject(token)) is not None and word.i != pronoun.i) and (
            word.i < pronoun.i or token.i > pronoun.i
        ):
            found = from_phrase(scene, word, "donors.pronoun")
            if found.codes:
                return found
    return Giver()


def sole_before(scene: Scene, frame: Frame) -> Giver:
    """The one donor that the sentence names before its verb, not as a place: where the parser lost the subject."""
    names = [
        name
        for name in scene.donors()
        if name.ref != RECIPIENT and name.ref not in AGGRESSORS and scene.at[name.start] < frame.trigger.i
    ]
    if len({name.ref for name in names}) != 1 or _after_preposition(scene, names[0]):
        return Giver()
    return _giver(scene, names[:1], "donors.sole", scene.at[names[0].start])


def thanked(scene: Scene, verb: Token) -> Giver:
    """ "thanked Sunak for the donation of": whom the recipient thanks gives."""
    for child in verb.children:
        words = [child] if child.dep_ in ("dobj", "dative") else list(child.children) if child.lower_ == "to" else []
        for word in words:
            found = from_phrase(scene, word, "donors.thanked")
            if found.codes:
                return found
    return Giver()


def in_item(scene: Scene, first: int, last: int) -> Giver:
    """ "British-supplied", "U.S.-provided", "Polish tanks" is a maker at best and not read here."""
    doc = scene.doc
    for name in mentions_in(scene, max(0, first - 6), last):
        _, end = scene.tokens(name.start, name.end)
        if name.ref in AGGRESSORS or name.ref == RECIPIENT:
            continue
        if end + 2 < len(doc) and doc[end + 1].text in "-–‑" and doc[end + 2].lower_ in _SUPPLIED and end + 2 <= last:
            return _giver(scene, [name], "donors.supplied", scene.tokens(name.start, name.end)[0])
    return Giver()


def by_adjective(scene: Scene, first: int, core: int) -> Giver:
    """ "received German tanks": whose they are, where nothing else says who gave."""
    names = [name for name in mentions_in(scene, first, core) if name.ref not in AGGRESSORS and name.ref != RECIPIENT]
    names = [name for name in names if name.how == "adjective" or name.how == "name"]
    return _giver(scene, names[:1], "donors.adjective", None) if len({name.ref for name in names}) == 1 else Giver()


_NOT_GIVING = frozenset(
    [
        "stored",
        "held",
        "kept",
        "owned",
        "made",
        "built",
        "produced",
        "manufactured",
        "developed",
        "designed",
        "operated",
        "used",
        "captured",
        "seized",
        "fired",
        "flown",
        "crewed",
        "driven",
    ]
)


def attached(scene: Scene, token: Token) -> Giver:
    """ "systems donated by Italy", "guns from Germany": what hangs on the item itself."""
    for child in token.children:
        if (child.dep_ == "acl" or child.dep_ == "relcl") and child.lower_ not in _NOT_GIVING:
            for word in child.children:
                if word.dep_ == "agent":
                    for name in word.children:
                        if (found := from_phrase(scene, name, "donors.agent")).codes:
                            return found
        if child.dep_ == "prep" and child.lower_ in ("from", "by"):
            for name in child.children:
                if name.dep_ == "pobj" and (found := from_phrase(scene, name, "donors.from")).codes:
                    return found
    return Giver()
