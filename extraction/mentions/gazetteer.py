"""A name counts where all its tokens stand in order, cased as it asks; the longest name wins, systems over types."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extraction.mentions.fold import readable
from extraction.mentions.forms import TOKEN, dotted, forms, near_forms
from extraction.mentions.guards import among_its_kind, names_its_kind, other_person, other_place, titled
from extraction.mentions.shared_heads import Shared, shared_heads
from extraction.mentions.stop_phrases import stop_phrases
from extraction.mentions.taken import Taken
from extraction.mentions.trie import Entry, Hit, Node, hits, insert
from extraction.mentions.values import NameMention
from pledges.domain.catalogue import Catalogue, Category, Donor, Trait
from pledges.domain.values import Span

_SIBLING = re.compile(
    r"(?:, | and | or |/| & |, and )(?:the |(?:\d+|two|three|four|five|six|seven|eight|nine|"
    r"ten) )?-?(?P<tail>[A-Z]?\d{1,3}[A-Z0-9]{0,4}|[A-Z]\d?)(?P<s>s)?(?![\w]|[.,-]\d|-[a-z])"
)
_NOUN_NEXT = re.compile(
    r"s?\b(?: main)?(?: battle)? (?:tank|vehicle|system|launcher|howitzer|missile|model|variant|version|jet|"
    r"helicopter|fighter|aircraft)"
)
_TAIL = re.compile(r"(?:[A-Za-z]{1,3}\d+[A-Za-z]*|[A-Za-z]?\d{1,3}[A-Za-z]{0,4})$")
_CALIBRE = re.compile(
    r"(?<![\d.,])(?:(?P<mm>\d{2,3})(?:[.,]\d)?(?: ?-?)(?:mm|millimet(?:re|er)s?)[ -](?:(?:artillery|howitzer|"
    r"nato|soviet|high explosive|high-explosive|standard|[a-z]+-standard) )?)$"
)
_CALIBRE_AFTER = re.compile(r" (?:of )?(?:calib(?:re|er) )?(?P<mm>\d{2,3}) ?-?mm\b(?! ?[a-z])")
_FIRED = (Trait.FIRED, Trait.FIRED_FAR)
_GUN_CALIBRES = frozenset((105, 122, 130, 152, 155, 203))


class Gazetteer:
    """All names of a catalogue in one trie of tokens. Immutable after `build`."""

    def __init__(self, root: Node, catalogue: Catalogue) -> None:
        self._root, self._catalogue = root, catalogue

    @classmethod
    def build(cls, catalogue: Catalogue) -> "Gazetteer":
        """Compile a catalogue; where two names of one kind have the same form, the first and the plainer stays."""
        root: Node = {}
        for kind, ref, how, name in _names(catalogue):
            for form in forms(name):
                insert(root, Entry(kind=kind, ref=ref, how=how, form=form, plural=False))
        for kind, ref, how, name in _names(catalogue):
            for form, guarded in near_forms(name) if kind == "system" else ():
                insert(root, Entry(kind=kind, ref=ref, how="guarded" if guarded else how, form=form, plural=False))
        return cls(root, catalogue)

    def find(self, text: str) -> list[NameMention]:
        """The names in a text, in its order; no two of one kind overlap, and none overlaps a system."""
        return self.find_in(text, readable(text))

    def find_in(self, text: str, folded: str) -> list[NameMention]:
        """As `find`, where the caller has folded the text already."""
        by_kind: dict[str, list[Hit]] = {"system": [], "donor": [], "category": [], "stop": []}
        for hit in hits(self._root, text, folded):
            by_kind[hit.entry.kind].append(hit)
        systems = self._systems(by_kind["system"], by_kind["stop"], text, folded)
        taken = Taken((hit.start, hit.end) for hit in systems)
        donors = _donors(text, _without_overlap(by_kind["donor"] + by_kind["stop"], taken))
        headed = _by_head(by_kind["category"] + by_kind["stop"], taken)
        categories = [hit for hit in headed if hit.entry.kind == "category"]
        shared = list(shared_heads(folded, categories, taken, self._category))
        taken = taken.joined((one.start, one.end) for one in shared)
        found = [hit for hit in categories if not taken.touches(hit.start, hit.end)] + systems + donors
        mentions = [
            *(self._mention(text, folded, hit) for hit in found),
            *(_shared(text, one, categories) for one in shared),
        ]
        return sorted(mentions, key=lambda mention: (mention.start, mention.end))

    def _mention(self, text: str, folded: str, hit: Hit) -> NameMention:
        """What a hit says, with a calibre before or after it: of ammunition a gun's calibre tells what it is for."""
        entry, start, ref, rule = hit.entry, hit.start, hit.entry.ref, f"gazetteer.{hit.entry.kind}.{hit.entry.how}"
        if entry.kind == "category" and any(self._catalogue.has(ref, trait) for trait in _FIRED):
            before = _CALIBRE.search(folded[max(0, start - 40) : start])
            calibre = before or _CALIBRE_AFTER.match(folded, hit.end)  # "rounds of ammunition 155 mm"
            start -= len(before.group()) if before is not None else 0
            if calibre is not None and int(calibre.group("mm")) in _GUN_CALIBRES:
                ref = self._catalogue.first_with(Trait.FIRED_FAR) or ref
                rule = "gazetteer.category.calibre"
        return NameMention(
            start=start,
            end=hit.end,
            text=text[start : hit.end],
            kind=entry.kind,
            ref=ref,
            how=entry.how,
            plural=hit.plural,
            rule=f"{rule}.loose" if hit.loose else rule,
        )

    def _category(self, words: str) -> str | None:
        """The type that exactly these words name, None where they name none."""
        for found in hits(self._root, words, readable(words)):
            if found.entry.kind == "category" and found.start == 0 and found.end == len(words):
                return found.entry.ref
        return None

    def _systems(self, found: list[Hit], stops: list[Hit], text: str, folded: str) -> list[Hit]:
        """The systems that stand by themselves, then those that need company, then the siblings of both."""
        kept = [hit for hit in _without_overlap(found + stops, Taken(())) if hit.entry.kind == "system"]
        others = [(hit.start, hit.end) for hit in kept if not hit.loose and hit.entry.how != "guarded"]
        systems = [hit for hit in kept if _in_company(text, folded, hit, others)]
        starts, spoken_of = {hit.start for hit in systems}, {hit.entry.ref for hit in systems}
        systems = [hit for hit in kept if hit.start in starts or (hit.entry.ref in spoken_of and _bare(text, hit))]
        return self._with_siblings(text, systems)

    def _with_siblings(self, text: str, systems: list[Hit]) -> list[Hit]:
        taken = Taken((hit.start, hit.end) for hit in systems)
        siblings = [sibling for hit in systems if (sibling := self._sibling(text, hit)) is not None]
        free = [hit for hit in siblings if not taken.touches(hit.start, hit.end)]
        return sorted(systems + free, key=lambda hit: hit.start)

    def _sibling(self, text: str, hit: Hit) -> Hit | None:
        """ "Leopard 2 A4 and A6": the second takes what stands before its like in the first."""
        joint = _SIBLING.match(text, hit.end)
        if joint is None:
            return None
        name = text[hit.start : hit.end].rstrip("s")
        tail = _TAIL.search(name)
        if tail is None or (
            joint.group("tail").isdigit() and not (tail.group().isdigit() and _NOUN_NEXT.match(text, joint.end("tail")))
        ):
            return None
        for stem in {name[: tail.start()]: None, name[: max(name.rfind(" "), name.rfind("-")) + 1]: None}:
            entry = self._entry(stem + joint.group("tail"))
            if entry is not None and entry.ref != hit.entry.ref:
                return Hit(start=joint.start("tail"), end=joint.end(), entry=entry, plural=bool(joint.group("s")))
        return None

    def _entry(self, name: str) -> Entry | None:
        """The system of exactly this name, none for a version that only its family has."""
        folded = readable(name)
        letters = "".join(TOKEN.findall(folded))
        for found in hits(self._root, name, folded):
            if found.entry.kind == "system" and found.start == 0 and "".join(found.entry.form.tokens) == letters:
                return found.entry
        return None


def _bare(text: str, hit: Hit) -> bool:
    """Whether a guarded name may lean on the same system elsewhere in the text: one sense to an article."""
    return hit.entry.how == "guarded" and not hit.loose and not titled(text, hit.end)


def _in_company(text: str, folded: str, hit: Hit, others: list[tuple[int, int]]) -> bool:
    if hit.loose:
        return names_its_kind(folded, hit.end)
    if hit.entry.how != "guarded":
        return True
    if titled(text, hit.end):
        return False
    name = text[hit.start : hit.end].rstrip("s")
    if (
        len(name) >= 4
        and name.isalpha()
        and name.isupper()
        and text[hit.end : hit.end + 40].upper() != text[hit.end : hit.end + 40]
    ):
        return True  # "HARMs", "HAWK": no other word is printed so
    near = [span for span in others if abs(span[0] - hit.start) < 120]
    return among_its_kind(folded, hit.start, hit.end, near)


def _someone_else(text: str, hit: Hit) -> bool:
    if hit.entry.how == "leader":
        return len(hit.entry.form.tokens) == 1 and other_person(text, hit.start, hit.end)
    return hit.entry.how in ("name", "capital") and other_place(text, hit.start, hit.end)


def _of_another(text: str, hit: Hit, donors: list[Hit]) -> bool:
    """ "the Dutch MoD", "Canada's Defence Department": an institution of the state that is named right before it."""
    return hit.entry.how == "institution" and any(
        other.entry.how in ("name", "adjective")
        and other.entry.ref != hit.entry.ref
        and text[other.end : hit.start] in (" ", "'s ", "’s ", "\u00a0")
        for other in donors
    )


def _without_overlap(found: Iterable[Hit], taken: Taken) -> list[Hit]:
    """The earliest first, of equals the longest, of those the one that stands first in the catalogue."""
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end, -len(hit.entry.form.tokens))):
        if (not kept or hit.start >= kept[-1].end) and not taken.touches(hit.start, hit.end):
            kept.append(hit)
    return kept


def _by_head(found: Iterable[Hit], taken: Taken) -> list[Hit]:
    """Of names that overlap the one that ends last, for the head of a noun phrase does; of equals the longest.

    "long-range rocket artillery" is rocket artillery and no long-range rocket; the words of both belong to it.
    """
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (-hit.end, hit.start)):
        if taken.touches(hit.start, hit.end):
            continue
        if not kept or hit.end <= kept[-1].start:
            kept.append(hit)
        elif hit.start < kept[-1].start and hit.entry.kind == kept[-1].entry.kind:
            kept[-1] = replace(kept[-1], start=hit.start)
    return kept[::-1]


def _shared(text: str, one: Shared, categories: list[Hit]) -> NameMention:
    """A modifier that shares the head of a later name; where it alone names a type it stays a word."""
    word = any(one.start <= hit.start and hit.end <= one.end for hit in categories)
    return NameMention(
        start=one.start,
        end=one.end,
        text=text[one.start : one.end],
        kind="category",
        ref=one.ref,
        how="word" if word else "shared",
        plural=True,
        head=Span(start=one.head[0], end=one.head[1]),
        rule="gazetteer.category.shared",
    )


def _donors(text: str, found: list[Hit]) -> list[Hit]:
    """Those of donors that are neither somebody else of the same name nor said of another."""
    donors = [hit for hit in found if hit.entry.kind == "donor" and not _someone_else(text, hit)]
    return [hit for hit in donors if not _of_another(text, hit, donors)]


def _names(catalogue: Catalogue) -> Iterator[tuple[str, str, str, str]]:
    """Every name as (kind, ref, how, name), the plainest sorts first."""
    systems, categories = catalogue.systems.values(), catalogue.categories.values()
    yield from (("stop", "", "", phrase) for phrase, _ in stop_phrases())
    yield from (("donor", one.code, how, name) for one in catalogue.donors.values() for how, name in _donor_names(one))
    yield from (("system", one.slug, "guarded" if one.name in one.guarded else "name", one.name) for one in systems)
    yield from (("system", one.slug, "alias", name) for one in systems for name in one.aliases)
    yield from (("system", one.slug, "guarded", name) for one in systems for name in one.guarded)
    yield from (("category", one.slug, "word", word) for one in categories for word in one.words)
    yield from (("category", one.slug, "word", word) for one in categories for word in _of_parts(one))


def _of_parts(category: Category) -> Iterator[str]:
    """A system's words with the part for the whole: "missile defence battery" beside "missile defence system"."""
    for trait, noun in ((Trait.BATTERY, "battery"), (Trait.LAUNCHER, "launcher")):
        if trait in category.traits:
            yield from (f"{word.removesuffix('system')}{noun}" for word in category.words if word.endswith(" system"))


def _donor_names(donor: Donor) -> Iterator[tuple[str, str]]:
    for how, names in (
        ("name", (donor.name, *donor.aliases)),
        ("adjective", donor.adjectives),
        ("capital", donor.capitals),
        ("leader", donor.leaders),
        ("institution", donor.institutions),
    ):
        for name in names:
            yield how, name
            if how == "name" and (with_dots := dotted(name)):
                yield how, with_dots
