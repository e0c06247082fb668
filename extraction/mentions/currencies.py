"""A currency is what sign, code or word says; "$" alone is the United States', a bare crown is whose nation is near."""

import re
from collections.abc import Iterator

SIGNS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₴": "UAH",
    "₽": "RUB",
    "₺": "TRY",
    "₩": "KRW",
    "₪": "ILS",
    "₹": "INR",
}
CODES = frozenset(
    ["USD", "EUR", "GBP", "CAD", "AUD", "NZD", "JPY", "CHF", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF",
    "RON", "BGN", "HRK", "TRY", "UAH", "RUB", "KRW", "TWD", "SGD", "CNY", "INR", "ILS", "ZAR", "BRL", "MXN",
    "GEL", "MDL", "RSD", "ALL", "MKD", "BAM", "AZN", "KZT", "AED", "SAR", "QAR", "KWD", "HKD", "THB", "PHP",
    "IDR", "MYR", "CLP", "ARS", "COP", "MAD", "EGP", "JOD", "PKR"]
)  # fmt: skip
_DOLLARS = {
    "us": "USD", "u.s.": "USD", "american": "USD", "c": "CAD", "ca": "CAD", "can": "CAD", "cdn": "CAD", "cad":
    "CAD", "canadian": "CAD",
    "a": "AUD", "au": "AUD", "aus": "AUD", "aud": "AUD", "aussie": "AUD", "australian": "AUD", "nz": "NZD",
    "nzd": "NZD", "new zealand": "NZD",
    "kiwi": "NZD", "s": "SGD", "sg": "SGD", "singapore": "SGD", "singaporean": "SGD", "hk": "HKD", "hong kong":
    "HKD", "nt": "TWD",
    "taiwan": "TWD", "taiwanese": "TWD", "new taiwan": "TWD", "usd": "USD",
}  # fmt: skip
_CROWNS = {
    "swedish": "SEK", "sweden": "SEK", "norwegian": "NOK", "norway": "NOK", "danish": "DKK", "denmark": "DKK",
    "czech": "CZK",
    "czechia": "CZK", "icelandic": "ISK", "iceland": "ISK", "stockholm": "SEK", "oslo": "NOK", "copenhagen":
    "DKK", "prague": "CZK",
    "reykjavik": "ISK",
}  # fmt: skip
_CROWN_CODES = {"skr": "SEK", "nkr": "NOK", "dkr": "DKK", "kc": "CZK", "sek": "SEK", "nok": "NOK", "dkk": "DKK"}
_WORDS = {
    "euro": "EUR", "euros": "EUR", "yen": "JPY", "zloty": "PLN", "zlotys": "PLN", "zlotych": "PLN", "zl": "PLN",
    "hryvnia": "UAH", "hryvnias": "UAH", "hryvnya": "UAH", "rouble": "RUB", "roubles": "RUB", "ruble": "RUB",
    "rubles": "RUB",
    "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "franc": "CHF", "francs": "CHF", "forint": "HUF", "forints": "HUF",
    "lei": "RON", "leu": "RON", "leva": "BGN", "lev": "BGN", "levs": "BGN", "kuna": "HRK", "kunas": "HRK",
    "lira": "TRY", "liras": "TRY",
    "shekel": "ILS", "shekels": "ILS", "rupees": "INR", "rupee": "INR", "rand": "ZAR", "reais": "BRL", "dirhams": "AED",
    "kronor": "SEK", "krona": "SEK", "kronas": "SEK", "kronur": "ISK", "koruna": "CZK", "korunas": "CZK",
    "korun": "CZK", "kc": "CZK",
}  # fmt: skip
_WON = re.compile(r"(?:(?:south )?korean )?won\b(?= |[.,;)]|$)")
_ADJECTIVES = (
    r"us|u\.s\.|american|canadian|australian|new zealand|singapore|singaporean|hong kong|taiwan|taiwanese|"
    r"new taiwan|swedish|norwegian|"
    r"danish|czech|icelandic|swiss|polish|japanese|turkish|ukrainian|russian|chinese|hungarian|romanian|"
    r"bulgarian|israeli|british|"
    r"south korean|korean|croatian|indian|south african"
)
_AFTER = re.compile(
    r"[ -]?(?:(?:worth )?(?:of |in )?(?:(?P<adjective>" + _ADJECTIVES + r") )?"
    r"(?P<word>dollars?|bucks|pounds sterling|pounds?|sterling|crowns?|kroner|krone|kr\b|"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + r")\b"
    r"|(?P<sign>[$€£¥₴₽])(?!\s?\d)|(?P<us>us\$|c\$|a\$)(?!\s?\d)|(?P<code>[a-z]{3})\b)"
)
_DOLLAR_TAIL = re.compile(
    r" (?:\((?P<inner>canadian|australian|us|cad|aud|usd|nzd)\)|(?P<code>[a-z]{3})\b|(?P<adjective>canadian|"
    r"australian|new zealand)(?: dollars)?\b(?! (?:military|government|army|armed|aid|defen[cs]e|forces|"
    r"officials)))"
)
BEFORE = re.compile(
    r"(?<![a-z])(?:(?P<word>us|u\.s\.|cad|canadian|aud|australian|nzd|new zealand|usd|american)[ -]|"
    r"(?P<prefix>us|u\.s\.|ca?|can|cdn|cad|a|aus?|aud|nz|nzd|sg?|hk|nt|usd))?"
    r"(?P<dollar>\$)(?P<suffix>us|nz|ca?|au?)? ?(?=\d)"
    r"|(?:(?P<coded>usd|eur|gbp|sek|nok|dkk|pln|czk|cad|aud) ?)?(?P<sign>[€£¥₴₽₺₩₪₹]) ?(?=\d)|"
    r"(?<![a-z])(?P<crown>skr|nkr|dkr|kc|kr\.?|sek|nok|dkk) ?(?=\d)|(?<![a-z])(?P<code>[a-z]{3})[ -]?(?=\d)"
)
"""A sign or code before an amount. The digit must follow, so that each match is a sum."""


def currency_before(match: re.Match[str], text: str, folded: str) -> str | None:
    """The currency of a `BEFORE` match, None where three letters are no code."""
    if match.group("dollar"):
        return _DOLLARS.get(match.group("word") or match.group("prefix") or match.group("suffix") or "us")
    if match.group("sign"):
        return SIGNS[match.group("sign")]
    if crown := match.group("crown"):
        return _CROWN_CODES.get(crown) or _crown_near(folded, match.start(), "NOK")
    code = text[match.start("code") : match.end("code")]
    return code if code in CODES else None


def currency_after(text: str, folded: str, end: int, *, scaled: bool) -> tuple[str, int] | None:
    """The currency whose word, sign or code follows an amount, with the place where it ends."""
    won = _WON.match(folded, end + 1) if scaled else None
    if won:
        return "KRW", won.end()
    match = _AFTER.match(folded, end)
    if match is None:
        return None
    if match.group("code"):
        code = text[match.start("code") : match.end("code")]
        return (code, match.end()) if code in CODES else None
    if match.group("sign"):
        return SIGNS[match.group("sign")], match.end()
    if match.group("us"):
        return _DOLLARS[match.group("us")[:-1]], match.end()
    currency = _of_word(folded, match, scaled)
    return (currency, match.end()) if currency else None


def dollar_tail(text: str, folded: str, end: int) -> tuple[str, int] | None:
    """What narrows a dollar after its amount: "$30 million AUD", "$5 million Canadian"."""
    match = _DOLLAR_TAIL.match(folded, end)
    if match is None:
        return None
    if code := match.group("code"):
        return (code.upper(), match.end()) if text[match.start("code") : match.end("code")] in CODES else None
    return _DOLLARS[match.group("inner") or match.group("adjective")], match.end()


_CROWN_WORDS = {
    "crown": "CZK", "crowns": "CZK", "koruna": "CZK", "korunas": "CZK", "krona": "SEK", "kronas": "SEK",
    "kroner": "NOK", "krone": "NOK", "kr": "NOK",
}  # fmt: skip


def _of_word(folded: str, match: re.Match[str], scaled: bool) -> str | None:
    word, adjective = match.group("word"), match.group("adjective")
    if word.startswith(("dollar", "bucks")):
        return _DOLLARS.get(adjective, "USD") if adjective else "USD"
    if word.startswith("pound") and word != "pounds sterling" and not scaled and adjective != "british":
        return None  # a weight
    if word.startswith(("pound", "sterling")):
        return "GBP"
    if word in _CROWN_WORDS:
        return _CROWNS.get(adjective or "", "") or _crown_near(folded, match.start(), _CROWN_WORDS[word])
    return _WORDS.get(word)


def _crown_near(folded: str, place: int, default: str) -> str:
    """Whose crown: the last Nordic or Czech nation named within 400 code points before."""
    nations = list(crowns_named(folded[max(0, place - 400) : place]))
    return nations[-1][1] if nations else default


def crowns_named(folded: str) -> Iterator[tuple[int, str]]:
    """Where a text names a nation that pays in crowns, with that currency, in the text's order."""
    return ((match.start(), _CROWNS[match.group()]) for match in _CROWN_NATION.finditer(folded))


def bare_crown(folded: str) -> str | None:
    """The word of a sum in crowns that does not say whose ("3.7 billion kroner"), else None."""
    match = _BARE_CROWN.search(folded)
    return match.group() if match is not None and _CROWN_NATION.search(folded) is None else None


_CROWN_NATION = re.compile(r"\b(?:" + "|".join(_CROWNS) + r")\b")
_BARE_CROWN = re.compile(r"\b(?:kroner|krone|kr|crowns?)\b")
