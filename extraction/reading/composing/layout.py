"""What a list line leaves unsaid its opener says: kind and donors; a remark in the line itself says it better."""

import re
from dataclasses import replace

from spacy.tokens import Token

from extraction.mentions import NameMention, QuantityMention
from extraction.reading.composing.thread import Lead, Thread
from extraction.reading.donors.by_and_from import attached
from extraction.reading.donors.giver import AGGRESSORS, RECIPIENT, Giver, giver_of_names
from extraction.reading.headings import is_contents, is_row, kind_of_list
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.syntax import children
from pledges.domain.values import Kind

_REMARKS = (
    (
        Kind.PLEDGE,
        (
            r"not yet (?:delivered|sent|contracted|handed over|ordered|arrived)|pledged|promised|announced|planned"
            r"|(?:to be|being) (?:delivered|sent|handed over)|in (?:preparation|planning)|pending|committed|expected"
        ),
    ),
    (Kind.CONTRACT, r"on order|ordered|under contract|contracted|in production"),
    (Kind.DISPATCH, r"on (?:the|its|their) way|in transit|shipped|en route"),
    (Kind.DELIVERY, r"delivered|handed over|received|arrived|sent|completed|in service"),
)
_REMARK = tuple(
    (kind, re.compile(rf"^\W*(?:\w+ly |already |all |were |have been )*(?:{words})\b", re.IGNORECASE))
    for kind, words in _REMARKS
)
_TABLED = re.compile(r"[\w ’'-]{0,40}?\s*(?:[:–—|(\t-]|\bx)\s*", re.IGNORECASE)
_LINE_END = re.compile(r"\s*(?:units?|pieces|pcs)?[\s*.;,]*(?:$|[|(\t–])", re.IGNORECASE)
_JOINT = re.compile(
    r"\b(?:joint|jointly|together|cooperation|shared|co-financed)\b[^()]{0,40}?\b(?:with|between|by)\b", re.IGNORECASE
)
_BRACKET = re.compile(r"[(\[–—:,|\t-]([^()\[\]]*)")
_LABEL = re.compile(r"^\W*(?:the )?$", re.IGNORECASE)
_AFTER_LABEL = re.compile(r"^\s*(?:\([^)]*\)\s*)?[:–—|\t-]")


def under_lead(thread: Thread, scene: Scene) -> Thread:
    """With what the opener of a sentence's list gives to it, and the donor whose name heads its part of the list."""
    ordinal = scene.sentence.ordinal
    opener = thread.outline.openers.get(ordinal)
    if opener is None:
        return replace(thread, lead=_of_section(thread, scene))
    if opener not in thread.leads:
        thread = thread.opened(opener, _of_heading(thread, scene, opener))
    lead = thread.leads[opener]
    below = thread.outline.headings.get(ordinal)
    if lead is None or below is None:
        return replace(thread, lead=lead)
    headed = thread.memory.donors_of(below)
    kind = kind_of_list(thread.memory.text_of(below)) or lead.kind
    giver = headed.by("donors.heading") if headed.codes else lead.giver
    return replace(thread, lead=replace(lead, giver=giver, kind=kind))


def _of_section(thread: Thread, scene: Scene) -> Lead | None:
    """ "Canada" over "40 rifles and a field hospital.": what a donor's part of an overview lists without a clause."""
    giver = thread.outline.sections.get(scene.sentence.ordinal)
    if giver is None or not thread.about_ukraine or says_more(scene):
        return None
    kind = kind_of_list(thread.memory.text_of(0)) or Kind.PLEDGE
    return Lead(kind=kind, giver=giver, rule="heading")


def _of_heading(thread: Thread, scene: Scene, opener: int) -> Lead | None:
    """ "Delivered military support" over a list: its kind, and who is named in it or speaks in the whole text."""
    kind = kind_of_list(thread.memory.text_of(opener))
    if kind is None:
        return None
    if kind is Kind.REQUEST:
        return Lead(kind=kind, giver=Giver(rule="donors.heading"), rule="heading", headed=True)
    giver = thread.memory.donors_of(opener)
    if is_contents(thread.memory.text_of(opener)) and not giver.codes and thread.package is not None:
        return Lead(kind=thread.package.kind, giver=thread.package.giver.by("donors.lead"), rule="package")
    for found in (giver, thread.memory.publisher, thread.memory.title, thread.memory.giver_before(scene, near=False)):
        if found.codes and not set(found.codes) & AGGRESSORS:
            return Lead(kind=kind, giver=found.by("donors.heading"), rule="heading", headed=True)
    return Lead(kind=kind, giver=thread.memory.only_giver(), rule="heading", headed=True)


def takes_lead(lead: Lead, scene: Scene, phrase: ItemPhrase) -> bool:
    """Whether an item of a list line is what the list gives: no clause of its own, and not in words about another."""
    if _serves_another(scene, phrase) and not _for_a_sum(scene, phrase):
        return False
    if scene.sentence.block.kind == "body" and in_relative(phrase.head):
        return False
    return not lead.headed or in_row(lead, scene) or not has_clause(scene)


def _serves_another(scene: Scene, phrase: ItemPhrase) -> bool:
    """ "rounds for rifles and machine guns": what another item of the line is for, alone or in a list."""
    noun = phrase.head
    while noun.dep_ == "conj" and noun.head.tag_[0] == "N" and phrase.quantity is None:
        noun = noun.head
    joined = noun is not phrase.head and noun.dep_ == "pobj" and noun.head.lower_ == "for"
    return scene.doc[max(0, phrase.first - 1)].lower_ in ("for", "on", "with") or joined


def _for_a_sum(scene: Scene, phrase: ItemPhrase) -> bool:
    """Whether a line opens with a sum, so that what it is "for" is bought: "$92 million to a firm for 30 trucks"."""
    place = scene.doc[phrase.first - 1].idx if phrase.first else 0
    return any(money.start <= 2 and money.end < place for money in scene.mentions.money)


def in_row(lead: Lead | None, scene: Scene) -> bool:
    """Whether a sentence is a row under a heading: what the parser takes for a verb in it ("4 trucks 8x8") is none."""
    if lead is None or not lead.headed or not is_row(scene.sentence.text):
        return False
    return not any(token.tag_ in ("VBD", "MD") for token in scene.doc)


def says_more(scene: Scene) -> bool:
    """Whether a sentence has a finite verb of its own, outside relative clauses: it is no fragment."""
    return any(
        token.tag_ in ("VBZ", "VBP", "VBD", "MD") and not in_relative(token) and _tells(token) for token in scene.doc
    )


def _tells(verb: Token) -> bool:
    """Whether a finite verb has a subject, or opens the sentence without one: "Has lent two jets"."""
    helped = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    told = next(children(helped, "nsubj", "nsubjpass", "expl"), None)
    return verb.i == 0 if told is None else not _describes(verb, told)


def _describes(verb: Token, noun: Token) -> bool:
    """ "14 tanks, bought jointly": a participle right behind a comma, which the parser may take for a past."""
    return verb.tag_ == "VBD" and verb.i == noun.i + 2 and verb.nbor(-1).text == ","


def in_relative(token: Token) -> bool:
    """Whether a word stands in a relative clause: "a fund that buys fuel"."""
    return any(word.dep_ == "relcl" for word in (token, *token.ancestors))


def has_clause(scene: Scene) -> bool:
    """Whether a line has a finite verb of its own, and is no bare list of things."""
    return "|" not in scene.doc.text and any(
        token.tag_ in ("VBZ", "VBP", "MD") or (token.tag_ == "VBD" and any(children(token, "nsubj", "nsubjpass")))
        for token in scene.doc
    )


def counted_after(scene: Scene, phrase: ItemPhrase) -> QuantityMention | None:
    """The number that ends a line of a table: "M109 howitzers: 22", "field guns – 6", "boats (4)"."""
    text, end = scene.doc.text, scene.doc[phrase.last].idx + len(scene.doc[phrase.last])
    for quantity in scene.mentions.quantities:
        if quantity.start >= end and _TABLED.fullmatch(text[end : quantity.start]):
            return quantity if _LINE_END.match(text[quantity.end :]) else None
    return None


def own_words(scene: Scene, phrase: ItemPhrase, lead: Lead) -> tuple[Kind, Giver]:
    """Kind and donors of a list line: "Poland: 14 tanks (delivered)", "30 guns (joint project with Denmark)"."""
    giver = _labelled(scene, phrase) or lead.giver
    if not giver.codes and lead.kind is not Kind.REQUEST:
        named = attached(scene, phrase.head)  # "12 guns from Norway" where the opener names nobody
        giver = named if named.codes else giver
    end = scene.doc[phrase.last].idx + len(scene.doc[phrase.last])
    return _remarked(scene, end) or lead.kind, _with_joint(scene, end, giver) if giver.codes else giver


def _remarked(scene: Scene, end: int) -> Kind | None:
    """The kind that a remark after an item gives it: "(delivered)", "– on order"; a number there counts others."""
    for remark in _BRACKET.finditer(scene.doc.text, end):
        found = next((kind for kind, words in _REMARK if words.match(remark.group(1))), None)
        if found is not None and not any(sign.isdigit() for sign in remark.group(1)[:3]):
            return found
    return None


def _with_joint(scene: Scene, end: int, giver: Giver) -> Giver:
    """With whom a line says that the item is given together."""
    joint = _JOINT.search(scene.doc.text, end)
    reach = range(joint.end(), joint.end() + 81) if joint is not None else ()
    names = [name for name in givers_named(scene) if name.start in reach]
    if not names:
        return giver
    more = giver_of_names(scene, names, "donors.joint", None)
    codes = tuple(sorted({*giver.codes, *more.codes}))
    return Giver(codes=codes, spans=(*giver.spans, *more.spans), rule="donors.joint")


def _labelled(scene: Scene, phrase: ItemPhrase) -> Giver | None:
    """The donor whose name opens a line, before a colon or dash: "Norway: eight tanks", "Spain – ten tanks"."""
    text, names = scene.doc.text, givers_named(scene)
    for name in names[:1]:
        after = text[name.end :]
        if _LABEL.match(text[: name.start]) and _AFTER_LABEL.match(after) and scene.at[name.end] <= phrase.first:
            return giver_of_names(scene, [name], "donors.label", scene.at[name.start])
    return None


def givers_named(scene: Scene) -> list[NameMention]:
    """The names of a sentence that may be who gives: of donors, neither the recipient's nor an aggressor's."""
    return [name for name in scene.donors() if name.ref != RECIPIENT and name.ref not in AGGRESSORS]
