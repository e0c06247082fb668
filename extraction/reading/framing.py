"""An item belongs to the nearest clause of giving above it in the parse, or right before it in the line."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from extraction.reading.kinds import Frame, read_frame, trigger_row
from extraction.reading.lexicon import Lexicon
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.syntax import is_verb, passive
from extraction.reading.words import words_of
from pledges.domain.values import Kind

_INTO = frozenset(
    {"of", "including", "like", "as", "with", "in", "plus", "alongside", "such", "between", "and", "from"}
)
_FOR_ROLES = frozenset({"ask", "need", "order", "promise", "pay", "contain", "permit", "consider", "refuse"})
_LIGHT = words_of(
    "help helps helped helping begin began begun beginning start started starting continue "
    "continued continues continuing complete completed completing get see need be is are was were "
    "been being"
)
_BLOCKING = words_of(
    "loss losses destruction capture attack attacks strike strikes production manufacture maker use "
    "threat range wreckage"
    " crew crews operators reluctance manufacturer price cost stock stocks stockpile stockpiles shortage lack crash"
)
_LISTED = words_of("items weapons arms systems equipment capabilities donations gifts vehicles")
_LINE_TAGS = frozenset(
    {
        "JJ",
        "JJR",
        "JJS",
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "CD",
        "DT",
        "CC",
        ",",
        "HYPH",
        "RB",
        "RBR",
        "RBS",
        "VBN",
        "PRP$",
        "PDT",
        ":",
        "``",
        "''",
        "$",
        "-LRB-",
        "-RRB-",
        "FW",
        "POS",
        "AFX",
        "SYM",
        "NFP",
    }
)


@dataclass(slots=True)
class Frames:
    """The frames of one sentence, each trigger read once."""

    scene: Scene
    lexicon: Lexicon
    cache: dict[tuple[int, tuple[int, ...]], Frame | None] = field(default_factory=dict)

    def frame(self, trigger: Token, nouns: list[Token]) -> Frame | None:
        """The frame of a trigger with the nouns of giving passed below it."""
        key = (trigger.i, tuple(noun.i for noun in nouns))
        if key not in self.cache:
            row = trigger_row(trigger, self.lexicon)
            self.cache[key] = read_frame(trigger, row, self.lexicon, nouns) if row is not None else None
        return self.cache[key]

    def of(self, item: ItemPhrase, others: list[ItemPhrase]) -> Frame | None:
        """The frame of an item: the clause above it, else the one that hangs on it, else the one before it."""
        if item.rule == "items.train":
            return self.frame(item.head, [])
        found, stopped = self._above(item, others)
        if found is not None:
            return found
        if stopped and item.head.dep_ == "conj" and item.quantity is not None and item.category is not None:
            return self._before(item)
        below = self._below(item)
        if below is not None:
            return below
        if item.category == "training" and trigger_row(item.head, self.lexicon) is not None:
            own = self.frame(item.head, [])
            return own if own is not None and self._led(own) else None
        return None if stopped else self._before(item)

    def beside(self, item: ItemPhrase, before: ItemPhrase) -> bool:
        """Whether nothing but a list stands between an item and the one before it."""
        timed = {
            place
            for time in self.scene.mentions.times
            for place in range(self.scene.at[time.start], self.scene.tokens(time.start, time.end)[1] + 1)
        }
        between = [
            token
            for token in self.scene.doc[before.last + 1 : item.first]
            if not (token.lower_ == "by" and token.i and self.scene.doc[token.i - 1].tag_ == "VBN")
            and token.i not in timed
            and not self._for_them(token)
        ]
        if len(between) > 9 or not any(
            token.text in ",;:" or token.lower_ in ("and", "or", "plus", "as", "with") for token in between
        ):
            return False
        return all(token.tag_ in _LINE_TAGS or token.lower_ in _INTO or token.text == ";" for token in between)

    def _for_them(self, token: Token) -> bool:
        """The words "for them" within a list: "18 howitzers, 36,000 rounds for them and two radars"."""
        doc, place = self.scene.doc, token.i - (token.lower_ in ("them", "it", "these"))
        return 0 <= place < len(doc) - 1 and doc[place].lower_ == "for" and doc[place + 1].lower_ in ("them", "it")

    def sole(self) -> Frame | None:
        """The first frame of the sentence: what opens a list, or what a fragment's writer left to be understood."""
        nouns: list[Token] = []
        for token in self.scene.doc:
            row = trigger_row(token, self.lexicon)
            if row is None:
                continue
            if not is_verb(token):
                nouns.append(token)
            elif (found := self.frame(token, [noun for noun in nouns if noun.i < token.i][-1:])) is not None:
                return found
        return self._nominal(nouns[:1])

    def _above(self, item: ItemPhrase, others: list[ItemPhrase]) -> tuple[Frame | None, bool]:
        token, nouns, steps = item.head, list[Token](), 0
        if item.refers == "pronoun" and token.dep_ == "pobj":
            return None, True
        while token.head.i != token.i and steps < 25:
            head, steps = token.head, steps + 1
            if not self._passes(token, head, nouns):
                return self._nominal(nouns), True
            if (
                self._inside_other(item, head, others)
                and token.dep_ == "prep"
                and token.lower_ not in _INTO - {"from", "in"}
            ):
                return None, True
            if head.lower_ in _BLOCKING and not item.first <= head.i <= item.last:
                return None, True
            row = trigger_row(head, self.lexicon)
            if (
                token.dep_ == "prep"
                and head.tag_[0] == "N"
                and token.lower_ in ("including", "like", "as")
                and (clause := self._clause_on(head)) is not None
            ):
                return clause, True
            if row is not None and is_verb(head):
                if not _fits(token, head, row.role) and not (item.quantity is not None and token.dep_ == "dobj"):
                    return self._nominal(nouns), True
                return self.frame(head, nouns), True
            if row is not None and row.rule.startswith("nouns.") and not item.first <= head.i <= item.last:
                nouns.append(head)
            elif row is not None:
                return self.frame(head, nouns), True
            elif is_verb(head) and (lower := self._lowered(token, head, item)) is not None:
                return self.frame(lower, nouns), True
            elif is_verb(head) and head.lower_ not in _LIGHT and token.dep_ not in ("conj",):
                if head.lower_ != "including":
                    return self._nominal(nouns), bool(nouns) or token.dep_ in ("dobj", "nsubj", "nsubjpass")
            elif head.lower_ in ("is", "are", "was", "were", "be") and token.dep_ in ("attr", "acomp"):
                return self._by_copula(head, nouns), True
            token = head
        if nouns or (
            token.head.i == token.i and trigger_row(token, self.lexicon) is not None and token is not item.head
        ):
            return self._nominal(nouns or [token]), True
        return None, False

    def _clause_on(self, noun: Token) -> Frame | None:
        """ "the systems we provided, like the launchers": the clause on the noun that the item is an example of."""
        for child in noun.children:
            if child.dep_ in ("relcl", "acl"):
                row = trigger_row(child, self.lexicon)
                if row is not None and row.role in ("give", "ship", "promise", "order"):
                    return self.frame(child, [])
        return None

    def _lowered(self, token: Token, head: Token, item: ItemPhrase) -> Token | None:
        """ "are expected to arrive", "is due to be sent": the verb of giving below the item's own verb."""
        if token.dep_ not in ("nsubj", "nsubjpass", "dobj", "conj", "appos", "npadvmod", "dep"):
            return None
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in ("on", "en", "in") and token.dep_ == "nsubj":
                for word in child.children:
                    row = trigger_row(word, self.lexicon)
                    if row is not None and row.role == "leave" and word.lower_ in ("way", "route", "transit"):
                        return word
        queue = [child for child in head.children if child.dep_ in ("xcomp", "acomp", "oprd", "conj", "attr")]
        found = None
        while queue:
            child = queue.pop(0)
            if is_verb(child) and trigger_row(child, self.lexicon) is not None:
                if token.dep_ in ("nsubj", "nsubjpass"):
                    row = trigger_row(child, self.lexicon)
                    if child.dep_ == "conj" or row is None or not (row.role in ("arrive", "leave") or passive(child)):
                        continue
                    return child
                if child.i < item.first:
                    found = child
            queue.extend(
                word for word in child.children if word.dep_ in ("xcomp", "conj", "prep", "pcomp") and word.i > child.i
            )
        return found

    def _passes(self, token: Token, head: Token, nouns: list[Token]) -> bool:
        """Whether a relation leads from a thing given towards the act of giving it."""
        if token.dep_ in ("agent", "advcl", "relcl", "poss", "csubj"):
            return False
        if token.dep_ == "ccomp" or token.dep_ == "advmod":
            return False
        if token.dep_ == "prep":
            word = token.lower_
            if word in _INTO:
                return True
            row = trigger_row(head, self.lexicon)
            if word in ("for", "on", "to", "over", "about", "towards", "toward", "by"):
                if row is None:
                    return word in ("for", "to") and (bool(nouns) or self._money(head))
                if word == "by":
                    return row.role == "promise" and head.lower_[:5] in ("incre", "boost", "raise", "expan", "toppe")
                return row.role in _FOR_ROLES or (
                    word == "on" and row.role == "give" and head.lower_.startswith(("spen", "spent"))
                )
            return False
        return True

    def promised(self, item: ItemPhrase) -> Frame | None:
        """The clause of promising on an item of which only a part moved: "of the 24 F-16s promised by"."""
        found = self._below(item)
        return found if found is not None and found.kind.value == "pledge" else None

    def _led(self, frame: Frame) -> bool:
        """Whether a word that the lexicon knows stands above a noun: "completed the training", not "training helps"."""
        return any(
            word.lower_ in self.lexicon.governors or word.lower_ in self.lexicon.verbs for word in frame.chain[1:]
        )

    def _money(self, token: Token) -> bool:
        place = token.idx
        return any(money.start <= place < money.end for money in self.scene.mentions.money)

    def _inside_other(self, item: ItemPhrase, head: Token, others: list[ItemPhrase]) -> bool:
        return any(
            other is not item and other.first <= head.i <= other.last and other.category is not None for other in others
        )

    def _nominal(self, nouns: list[Token]) -> Frame | None:
        return self.frame(nouns[-1], nouns[:-1]) if nouns else None

    def _by_copula(self, verb: Token, nouns: list[Token]) -> Frame | None:
        """ "The main part of the package is the four launchers": the noun of giving stands in the subject."""
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ in ("among", "in", "inside") and child.i < verb.i:
                for token in child.children:
                    if token.dep_ == "pobj" and (token.lower_ in _LISTED or self._is_package(token)):
                        return self._among(verb)
            if child.dep_ in ("nsubj", "csubj"):
                for token in child.subtree:
                    row = trigger_row(token, self.lexicon)
                    if row is None:
                        continue
                    if row.rule.startswith("nouns.") and row.role in ("package", "give", "promise"):
                        return self.frame(token, nouns)
                    if is_verb(token) and token.dep_ in ("acl", "relcl") and row.role in ("give", "ship", "promise"):
                        return self.frame(token, nouns)
        return self._nominal(nouns)

    def _is_package(self, token: Token) -> bool:
        row = trigger_row(token, self.lexicon)
        return row is not None and row.role == "package"

    def _among(self, verb: Token) -> Frame:
        """ "Among the items are 200 carriers": what the package holds."""
        row = self.lexicon.verbs["include"][0]
        return Frame(trigger=verb, row=row, kind=Kind.PLEDGE, rule=f"{row.rule}:among", chain=[verb])

    def _below(self, item: ItemPhrase) -> Frame | None:
        """ "systems donated by Italy", "the missiles that Norway sent", "two of which have arrived"."""
        if item.category is None:
            return None
        for token in self.scene.doc[item.core : item.last + 1]:
            for child in token.children:
                if child.dep_ in ("relcl", "acl") and child.i > item.core:
                    row = trigger_row(child, self.lexicon)
                    if row is None:
                        continue
                    if row.role in ("give", "ship", "promise", "order", "pay"):
                        placed = any(word.dep_ in ("agent", "prep", "dative", "npadvmod") for word in child.children)
                        if child.dep_ == "relcl" or (passive(child) and placed):
                            return self.frame(child, [])
                    if row.role in ("arrive", "leave"):
                        return self.frame(child, [])
        return None

    def _before(self, item: ItemPhrase) -> Frame | None:
        """The trigger that stands before an item with nothing but a list between them."""
        doc, nouns = self.scene.doc, list[Token]()
        for place in range(item.first - 1, max(-1, item.first - 70), -1):
            token = doc[place]
            row = trigger_row(token, self.lexicon)
            if token.lower_ in _BLOCKING:
                return None
            if row is not None and is_verb(token):
                if token.dep_ in ("amod", "compound") or (token.tag_ == "VBN" and token.dep_ in ("acl",)):
                    continue
                return self.frame(token, nouns) if row.role not in ("arrive", "leave", "need", "permit") else None
            if row is not None and row.rule.startswith("nouns."):
                nouns.append(token)
                continue
            if token.lower_ == "by" and place and doc[place - 1].tag_ == "VBN" and doc[place - 1].dep_ == "acl":
                continue
            if self._for_them(token):
                continue
            if (
                token.tag_ in _LINE_TAGS
                or token.lower_ in _INTO
                or token.lower_ in ("worth", "also", "up", "to", "for", "than", "at", "least")
            ):
                if token.lower_ in ("for", "to") and not nouns and doc[place + 1].tag_ not in ("CD", "NNP", "JJ"):
                    return None
                continue
            break
        return self._nominal(nouns)


def _fits(token: Token, head: Token, role: str) -> bool:
    """Whether an item may stand to a verb as it does: object of giving, subject of arriving or of a passive."""
    if token.dep_ in ("nsubj", "csubj"):
        return role in ("arrive", "leave")
    if token.dep_ == "nsubjpass":
        return role != "equip"
    if role in ("arrive", "leave"):
        return token.dep_ not in ("dobj", "pobj") and token.dep_ != "prep"
    return True
