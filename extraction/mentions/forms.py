"""A name becomes the token sequences under which it may stand in print: joined, split, dotted, plural, misspelt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from extraction.mentions.fold import fold

TOKEN = re.compile(r"[^\W\d_]+|\d+")
"""A run of letters or a run of digits: "F-16" and "F16" have the same tokens."""

_SPELLINGS = {
    "defense": "defence",
    "armored": "armoured",
    "armor": "armour",
    "caliber": "calibre",
    "maneuver": "manoeuvre",
    "center": "centre",
    "missile": "missle",
    "howitzer": "howizter",
    "gray": "grey",
}
_BOTH = _SPELLINGS | {
    british: american for american, british in _SPELLINGS.items() if american not in ("missile", "howitzer")
}
_IRREGULAR = {"man": "men", "person": "people", "vehicle": "vehicles"}
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ö": "Oe", "Ä": "Ae", "Ü": "Ue"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """`tokens` as folded; `gaps` what stands between them in the name; `cases` how each must be cased (`case_of`)."""

    tokens: tuple[str, ...]
    gaps: tuple[str, ...]
    cases: tuple[str, ...]


def forms(alias: str) -> Iterator[Form]:
    """Every form of one name, the name itself first: "Iris-T" also as "IrisT", "air defense" as "air defence"."""
    seen: set[tuple[str, ...]] = set()
    for spelt in (alias, alias.translate(_UMLAUTS)) if not alias.isascii() else (alias,):
        plain = _form(spelt)
        for form in (plain, *_respelt(plain), *_joined(plain)):
            if form.tokens and form.tokens not in seen:
                seen.add(form.tokens)
                yield form


def near_forms(alias: str) -> Iterator[tuple[Form, bool]]:
    """How newsrooms misspell a proper name, each with whether it needs company.

    "Challenger II" for Challenger 2, "Piranha 3" for Piranha III, "StormShadow" or "Storm-Shadow" for Storm Shadow,
    "Abram" for one Abrams, "Himar" for one HIMARS: what looks like a plural loses its ending.
    """
    plain = _form(alias)
    if plain.tokens and (numeral := _ROMAN.get(plain.tokens[-1])) is not None and len(plain.tokens) > 1:
        yield replace(plain, tokens=(*plain.tokens[:-1], numeral), cases=(*plain.cases[:-1], "exact")), False
    if plain.tokens and (digit := _ARABIC.get(plain.tokens[-1])) is not None and plain.cases[-1] == "exact":
        yield replace(plain, tokens=(*plain.tokens[:-1], digit), cases=(*plain.cases[:-1], "any")), False
    for place, gap in enumerate(plain.gaps):
        left, right = plain.tokens[place : place + 2]
        if gap == " " and min(len(left), len(right)) >= 3 and (left + right).isalpha() and _proper(plain, place):
            yield _as_one(plain, place), False
    last = plain.tokens[-1] if plain.tokens else ""
    if len(last) >= 6 and last.endswith("s") and not last.endswith("ss") and plain.cases[-1] in ("capital", "acronym"):
        yield replace(plain, tokens=(*plain.tokens[:-1], last[:-1]), cases=(*plain.cases[:-1], "capital")), True


_ROMAN = {"2": "ii", "3": "iii", "4": "iv"}
_ARABIC = {numeral: digit for digit, numeral in _ROMAN.items()}


def _proper(form: Form, place: int) -> bool:
    """Whether both words at a gap are proper nouns."""
    return all(case in ("capital", "acronym") for case in form.cases[place : place + 2])


def dotted(alias: str) -> str | None:
    """ "US" as "U.S.", "EU" as "E.U."; None where no one writes dots."""
    return ".".join(alias) + "." if alias.isalpha() and alias.isupper() and len(alias) <= 3 else None


def plurals(token: str) -> tuple[str, ...]:
    """The plural spellings of a last word: "batteries", "launchers", "boxes"."""
    if token.isdigit():
        return ()
    if token in _IRREGULAR:
        return (_IRREGULAR[token],)
    if token.endswith("y") and token[-2:-1] not in tuple("aeiou"):
        return (token[:-1] + "ies", token + "s")
    if token.endswith(("s", "x", "ch", "sh", "z")):
        return (token + "es",)
    if token.endswith("o"):
        return (token + "es", token + "s")
    return (token + "s",)


def case_of(token: str, *, only: bool, with_digits: bool) -> str:
    """How a word of a name must be cased in the text.

    `any`: the name itself is in lower case. `exact`: a short acronym, "US". `acronym`: a longer one, which some
    papers print as "Himars". `capital`: a proper noun.
    """
    if token.isdigit() or token.islower():
        return "any"
    if token.isupper() and len(token) > 1:
        return "exact" if len(token) <= 3 and not with_digits else "acronym"
    return "capital"


def cased_well(case: str, word: str) -> bool:
    """Whether a word of the text has the case that the name asks for."""
    if case == "any":
        return True
    if case == "exact":
        return word.isupper() or (len(word) > 2 and word[-1] == "s" and word[:-1].isupper())
    return word[0].isupper()


def _form(alias: str) -> Form:
    matches = list(TOKEN.finditer(alias))
    gaps = tuple(_gap(alias[a.end() : b.start()]) for a, b in pairwise(matches))
    words = [match.group() for match in matches]
    digits = any(word.isdigit() for word in words)
    cases = tuple(case_of(word, only=len(words) == 1, with_digits=digits) for word in words)
    return Form(tokens=tuple(fold(word) for word in words), gaps=gaps, cases=cases)


def _gap(between: str) -> str:
    return fold(between).strip() or " " if between else ""


def _respelt(form: Form) -> Iterator[Form]:
    """British for American spelling and back, and the two misspellings that newsrooms make most."""
    for place, token in enumerate(form.tokens):
        if token in _BOTH:
            tokens = (*form.tokens[:place], _BOTH[token], *form.tokens[place + 1 :])
            yield Form(tokens=tokens, gaps=form.gaps, cases=form.cases)


def _joined(form: Form) -> Iterator[Form]:
    """Words with a hyphen between them also as one: "anti-tank" as "antitank"."""
    for place, gap in enumerate(form.gaps):
        left, right = form.tokens[place : place + 2]
        if gap == "-" and left.isalpha() and right.isalpha():
            yield _as_one(form, place)


def _as_one(form: Form, place: int) -> Form:
    """The form with the two words at a gap written as one."""
    return Form(
        tokens=(*form.tokens[:place], form.tokens[place] + form.tokens[place + 1], *form.tokens[place + 2 :]),
        gaps=(*form.gaps[:place], *form.gaps[place + 1 :]),
        cases=(*form.cases[: place + 1], *form.cases[place + 2 :]),
    )
