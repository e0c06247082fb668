"""A verb of giving may tell of no act: of a stop, of what never was, of what only belongs to a thing or follows it."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from extraction.reading.kinds.packages import holds_package
from extraction.reading.kinds.tenses import OPEN
from extraction.reading.kinds.triggers import has_particle, trigger_row
from extraction.reading.lexicon import Row, lexicon, noun_role
from extraction.reading.rules import Rule, Table, says
from extraction.reading.syntax import conditional, negated, passive, subject, tense
from extraction.reading.words import words_of

_WAYS = words_of("to into in on yesterday today")
_STORES = words_of(
    "stock stocks stockpile stockpiles inventory inventories depot depots storage warehouse warehouses arsenal arsenals"
    " reserve reserves surplus surpluses store stores holdings armoury armouries production line lines manufacturer"
    " manufacturers factory factories industry army armies forces bundeswehr fleet units brigades"
)
_DEFINITE = words_of("the these those this that its their")


def _stopped(token: Token, row: Row, nouns: Sequence[Token]) -> str | None:
    """ "announced a pause in shipments": no promise but a stop."""
    if row.role not in ("promise", "order", "give") or not any(noun_role(noun.lower_) == "refuse" for noun in nouns):
        return None
    return "none" if negated(token) else "cancellation"


def _never_was(token: Token, row: Row, nouns: Sequence[Token]) -> bool:
    """ "if Germany had sent tanks earlier", "had the US provided jets": what did not happen."""
    had = [child for child in token.children if child.lower_ == "had" and child.dep_ in ("aux", "auxpass")]
    if tense(token) != "perfect" or not had:
        return False
    word = subject(token)
    return (conditional(token) and token.dep_ == "advcl") or (word is not None and had[0].i < word.i)


def _is_next_in_a_row(token: Token, row: Row, nouns: Sequence[Token]) -> bool:
    """ "followed by Norway": who came next, not what was to follow."""
    return row.role == "arrive" and token.lower_ == "followed" and passive(token)


def _belongs_to(token: Token, row: Row, nouns: Sequence[Token]) -> bool:
    """ "the two launchers come with 500 rockets": what is part of a thing came with it."""
    comes = row.role == "arrive" and token.lower_ in ("come", "comes", "came")
    return comes and any(child.lower_ == "with" for child in token.children)


def _origin_told(token: Token, row: Row, nouns: Sequence[Token]) -> str | None:
    """ "the 19 jets that Denmark is giving come from its air force": where what a clause gives is from.

    None is told where that clause says who gives, a pledge where it only says that they were promised.
    """
    word = subject(token) if row.role == "arrive" and token.lower_ in ("come", "comes") else None
    if word is None or tense(token) != "present" or not any(child.lower_ == "from" for child in token.children):
        return None
    clauses = [child for child in word.children if child.dep_ in ("relcl", "acl")]
    if any(_says_who(clause) for clause in clauses):
        return "none"
    acts = (trigger_row(clause, lexicon()) for clause in clauses)
    return "pledge" if any(act is not None and act.role == "promise" for act in acts) else None


def _says_who(clause: Token) -> bool:
    who = (child for child in clause.children if child.dep_ in ("nsubj", "agent"))
    return any(child.lower_ not in ("that", "which", "who") for child in who)


def _taken_from_stores(token: Token, row: Row, nouns: Sequence[Token]) -> bool:
    """ "They come from the stocks of the army", "20 of them will come from storage": where things are taken from.

    Not "Ten tanks came from the stocks of Spain", which alone tells of ten, nor "have come to Kyiv from its stocks".
    """
    word = subject(token) if row.word == "come" else None
    if word is None or _goes_somewhere(token):
        return False
    sources, points = list(_sources(token)), _names_nothing_new(word)
    if tense(token) == "present":
        thing = points and word.tag_ in ("PRP", "DT")  # "They come from a dealer"
        return any(_is_store(near) or (thing and near.tag_ in ("NN", "NNS")) for near in sources)
    return points and any(_is_store(near) for near in sources)


def _goes_somewhere(verb: Token) -> bool:
    """ "came to Ukraine from its stocks", "came from its stocks last week", "on Monday": a way or a day of coming."""
    beside = {child.lower_ for child in verb.children if child.dep_ in ("prep", "advmod", "prt")}
    dated = any(child.dep_ == "npadvmod" and child.tag_ != "CD" for child in verb.children)
    return dated or not beside.isdisjoint(_WAYS)


def _sources(verb: Token) -> Iterator[Token]:
    """What a verb has after "from" or "out of", over adverbs: "come straight from the depots of the army"."""
    links = [child for child in verb.children if child.dep_ in ("prep", "advmod")]
    links += [inner for child in links for inner in child.children if inner.dep_ == "prep"]
    for link in links:
        if link.lower_ == "from" or (link.lower_ == "of" and link.head.lower_ == "out"):
            yield from link.children


def _is_store(noun: Token) -> bool:
    return noun.lower_ in _STORES or any(child.lower_ in _STORES for child in noun.children if child.dep_ == "conj")


def _names_nothing_new(word: Token) -> bool:
    """Whether a subject points back to what was told: "they", "the tanks", "these", "twelve", "all of them"."""
    marks = {child.lower_ for child in word.children if child.dep_ in ("det", "poss")}
    points = word.tag_ in ("PRP", "DT", "WDT", "CD") or word.lower_ in ("all", "both", "most", "some", "half", "rest")
    return points or not marks.isdisjoint(_DEFINITE)


def _is_added_to(token: Token, row: Row, nouns: Sequence[Token]) -> bool:
    """ "which come on top of the ten": what they are added to."""
    return row.role in ("get", "arrive", "leave", "learn") and has_particle(token, "on top of")


def _only_wonders(token: Token, row: Row, nouns: Sequence[Token]) -> bool:
    """ "Asked about its tanks", "if Kyiv were to ask for jets": a question, and what nobody has asked for yet."""
    about = any(child.lower_ == "about" and child.dep_ == "prep" for child in token.children)
    unreal = any(child.lower_ == "if" for near in (token, token.head) for child in near.children)
    asked = token.lower_ in ("asked", "asks", "ask", "asking") and about
    return row.role in ("ask", "need") and (asked or (unreal and tense(token) in OPEN))


def _left_behind(token: Token, row: Row, nouns: Sequence[Token]) -> bool:
    """ "were left behind", "Some $3 billion is left", "left 70 tons of shells": what stayed where it was."""
    behind = any(child.lower_ == "behind" for child in token.children) or has_particle(token, "behind")
    things = (child for child in token.children if child.dep_ == "dobj")
    kept = any(near.dep_ == "nummod" for thing in things for near in thing.children)
    return row.word == "leave" and (behind or kept or passive(token))


def _passes_a_number(token: Token, row: Row, nouns: Sequence[Token]) -> bool:
    """ "Output is to pass 100,000": grows beyond a number; "passed $61 billion" is a sum that was voted."""
    things = [child for child in token.children if child.dep_ == "dobj" and child.tag_ == "CD"]
    sums = any(near.tag_ == "$" for thing in things for near in thing.subtree)
    return row.word == "pass" and bool(things) and not sums


def _cut_open(token: Token, row: Row, nouns: Sequence[Token]) -> bool:
    """ "A third has been cut open": a thing that is cut, and no help."""
    return row.word == "cut" and any(has_particle(token, way) for way in ("open", "apart", "off", "through", "up"))


def _ends_with(token: Token, row: Row, nouns: Sequence[Token]) -> bool:
    """ "The conference ended with promises of tanks": it stopped no gift."""
    return row.word == "end" and has_particle(token, "with")


def _holds_no_gift(token: Token, row: Row, nouns: Sequence[Token]) -> bool:
    """ "a tank contains a gun", "the package does not include jets"."""
    return row.role == "contain" and (negated(token) or not holds_package(token))


NO_ACT = Table(
    name="verbs that tell of no act of giving",
    rules=(
        Rule(
            id="stopped",
            apply=_stopped,
            examples=("Norway announced a pause in the delivery of ten tanks to Ukraine.",),
            counterexamples=("Norway announced the delivery of ten tanks to Ukraine.",),
        ),
        Rule(
            id="never was",
            apply=says("none", _never_was),
            examples=("Had Norway sent Leopard 2s in 2022, Ukraine might have won back the town.",),
            counterexamples=("Norway had sent Ukraine 20 tanks earlier.",),
        ),
        Rule(
            id="next in a row",
            apply=says("none", _is_next_in_a_row),
            examples=("Ten tanks from Norway for Ukraine will be followed by eight from Spain.",),
            counterexamples=("Eight tanks for Ukraine followed in May.",),
        ),
        Rule(
            id="part of a thing",
            apply=says("none", _belongs_to),
            examples=("The two launchers for Ukraine come with 500 rockets.",),
            counterexamples=("The 500 rockets for Ukraine come from Norway.",),
        ),
        Rule(
            id="where it is from",
            apply=_origin_told,
            examples=(
                "The 19 jets that Norway is giving to Kyiv come from its air force.",
                "The 14 tanks promised to Ukraine come from the stocks of the Norwegian army.",
            ),
            counterexamples=("The 500 rockets for Ukraine come from Norway.",),
        ),
        Rule(
            id="from stores",
            apply=says("none", _taken_from_stores),
            examples=(
                "Norway will send Ukraine ten Leopard 2 tanks. They come from the stocks of its army.",
                "Norway will send Ukraine ten Leopard 2 tanks. The tanks came straight from depots of the army.",
                "Norway will send Ukraine ten Leopard 2 tanks. Six of them will come from existing inventories.",
                "Ten Leopard 2 tanks for Ukraine come out of storage.",
                "Norway will send Ukraine ten Leopard 2 tanks. They come from a dealer.",
            ),
            counterexamples=(
                "Ten Leopard 2 tanks for Ukraine came from Norway.",
                "They have come to Ukraine from the stocks of the Norwegian army.",
                "Ten Leopard 2 tanks for Ukraine came from the stocks of Norway.",
                "Norway promised Ukraine ten Leopard 2 tanks. They came from army stocks last week.",
                "Another ten Leopard 2 tanks for Ukraine will come from Norwegian stocks.",
            ),
        ),
        Rule(
            id="on top of others",
            apply=says("none", _is_added_to),
            examples=("Norway promised Ukraine six tanks, which come on top of the ten tanks of May.",),
            counterexamples=("Norway promised Ukraine six tanks, which come in May.",),
        ),
        Rule(
            id="only a question",
            apply=says("none", _only_wonders),
            examples=("Asked about Leopard 2 tanks for Ukraine, the Norwegian minister said nothing.",),
            counterexamples=("Kyiv asked Norway for Leopard 2 tanks.",),
        ),
        Rule(
            id="left behind",
            apply=says("none", _left_behind),
            examples=(
                "40 helicopters were left behind by the United States, which arms Ukraine.",
                "Norway, which arms Ukraine, left 70 tanks in its depots.",
            ),
            counterexamples=("40 helicopters for Ukraine left Norway.",),
        ),
        Rule(
            id="passes a number",
            apply=says("none", _passes_a_number),
            examples=("The US gave Ukraine shells. Monthly output of shells is to pass 100,000.",),
            counterexamples=("Congress passed $61 billion in military aid for Ukraine.",),
        ),
        Rule(
            id="cut open",
            apply=says("none", _cut_open),
            examples=("Norway repairs tanks for Ukraine. Two of the tanks were cut open in the hall.",),
            counterexamples=("Norway cut its military aid to Ukraine by half.",),
        ),
        Rule(
            id="ends with",
            apply=says("none", _ends_with),
            examples=("The talks on Ukraine ended with a promise of ten tanks by Norway.",),
            counterexamples=("Norway ended the delivery of tanks to Ukraine.",),
        ),
        Rule(
            id="holds no gift",
            apply=says("none", _holds_no_gift),
            examples=("The package of aid for Ukraine does not include F-16 jets.",),
            counterexamples=("The package of aid for Ukraine includes F-16 jets.",),
        ),
    ),
)
