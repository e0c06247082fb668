"""A number is read as it was said: "dozens" is an open interval, "half a million" an exact one, "1.500" neither."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from extraction.mentions.number_words import LETTERS, OPEN, SCALES, SET, SMALL, TENS, UNITS

_FEW = r"(?:several|some|a few|few|many|multiple|a number of)"
_UNKNOWN = (
    r"several|a few|a handful of|a handful|a (?:large |small |significant |limited |further |certain |vast )?number of|"
    r"an? (?:undisclosed|unspecified|unknown|unconfirmed|undetermined) (?:number|amount|quantity) of|"
    r"an? (?:large |small |significant |considerable )?(?:quantity|amount) of|(?:large|significant|"
    r"small) (?:numbers|quantities) of|"
    r"quantities of|many|multiple|numerous|various|countless"
)
_DIGIT_CHAIN = re.compile(r"\d++(?:[.,:/]\d++){0,12}+")
_POINT_BEFORE = re.compile(r"(?:^|[^\w.])\.$")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SPACED = re.compile(r"(?<![\d.,-])\d{1,3}(?: \d{3})++(?![\d.,:/-]*\d|[ -]?mm|-[a-z])")
_DECIMAL = re.compile(r"\d+\.\d+")
_SCALE_AFTER = re.compile(
    r"[ -]?(hundred thousand|hundred|dozen|thousand|million|billion|trillion|mln|mio|mn|bln|bn|trn|tn|"
    r"k)\b(?:[ -](thousand|million|billion)\b)?"
)
_LETTER_SCALE = re.compile(r" ?(mil|mm?|b)\b(?!/)|(t)\b(?!/)")
_AND_HALF = re.compile(r"[ -]and[ -]a[ -]half(?:[ -](million|billion|dozen))?\b")
_AFTER_ONE = (
    "another", "a further", "an additional", "an extra", "a good", "a full", "a round", "a cool", "a whole", "first",
    "last", "next",
)  # fmt: skip
_ONE_SCALE = r"(?=(?:dozen|hundred|thousand|million|billion|trillion)\b)"
_BEHIND_ONE = "(?:" + "|".join(f"(?<={words} )" for words in _AFTER_ONE) + ")" + _ONE_SCALE
_WORD = re.compile(r"[a-z]+")
_ONE_MORE = re.compile(_BEHIND_ONE)
_JOINT = re.compile(r" and (?=[a-z])|[ -](?=[a-z])")
_FIXED = re.compile(
    r"(?:" + "|".join(re.escape(phrase) for phrase in sorted(SET, key=len, reverse=True)) + r")\b"
    r"(?!-(?!dollar|euro|pound|kron|crown|plus|odd|strong))"
)
_VAGUE = re.compile(
    r"(?:" + "|".join(sorted(OPEN, key=len, reverse=True)) + r")\b"
    r"|" + _FEW + r" (?P<few>hundred thousand|tens of thousands|score|dozen|dozens|hundred|"
    r"hundreds|thousand|thousands|million|billion)\b"
    r"|" + _FEW + r" tens\b"
)
_NOTHING = re.compile(
    r"(?:" + _UNKNOWN + r")\b(?! (?:times|launch|rocket|years|months|weeks|days|hours|decades|people say)|-)"
)
_ANCHOR_WORDS = (
    *UNITS[1:],
    *TENS,
    *(["dozens", "scores", "hundreds", "thousands", "millions", "billions", "tens", "half", "quarter", "several",
    "many", "multiple", "numerous", "various"]),
    *(["countless", "few", "quantities", "large", "significant", "small", "just"]),
)  # fmt: skip
ANCHOR = re.compile(
    r"(?:(?<![a-z\d])|(?<=[ (\[]x))(?<!as (?=many))(?<!so (?=many))(?<!too (?=many))(?<!how (?=many))(?:\d|(?:"
    + "|".join(sorted(set(_ANCHOR_WORDS), key=len, reverse=True))
    + r")\b"
    r"|an? (?=half|dozen|hundred|thousand|million|billion|trillion|couple|pair|brace|trio|threesome|quartet|"
    r"foursome|quintet|sextet|score|single|lone|solitary|baker's|quarter|few|handful|"
    r"number|large|small|significant|considerable|limited|further|certain|vast|quantity|amount|undisclosed|"
    r"unspecified|unknown|"
    r"unconfirmed|undetermined)|" + _BEHIND_ONE + ")"
)
"""Where a number may begin; each anchor costs a bounded amount of work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in words or digits. `low` and `high` None: unknown. `digits` is the bare integer's print, for years."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    digits: str = ""
    scaled: bool = False
    words: bool = False
    approximate: bool = False
    vague: bool = False  # "dozens", "several hundred": a guess at a word

    @property
    def exact(self) -> bool:
        return self.low is not None and self.low == self.high

    @property
    def integral(self) -> bool:
        return all(bound is None or bound == bound.to_integral_value() for bound in (self.low, self.high))


def number_at(folded: str, start: int, *, letters: bool = False) -> Number | None:
    """The longest number phrase that begins at `start` of a folded text, or None.

    Handles "1,500", "1 500", "1.5 million", "two hundred and fifty", "two dozen", "half a million", "dozens",
    "several hundred", "a pair". With `letters`, "1.2m" and "3b" have scales (money).
    """
    if start < len(folded) and folded[start].isdigit():
        return _in_digits(folded, start, letters)
    fixed = _FIXED.match(folded, start)
    if fixed:
        value = Decimal(SET[fixed.group()])
        return Number(start=start, end=fixed.end(), low=value, high=value, words=True, scaled=value >= 1000)
    vague = _VAGUE.match(folded, start)
    if vague:
        return Number(start=start, end=vague.end(), low=_open_end(vague), high=None, words=True, vague=True)
    words = _in_words(folded, start)
    if words is not None:
        return words
    nothing = _NOTHING.match(folded, start)
    return Number(start=start, end=nothing.end(), low=None, high=None, words=True) if nothing else None


def chain_end(folded: str, start: int) -> int:
    """The end of the run of digits and signs between them that begins at `start`."""
    match = _DIGIT_CHAIN.match(folded, start)
    return match.end() if match else start + 1


def _open_end(vague: re.Match[str]) -> Decimal:
    few = vague.group("few")
    if few is None:
        return Decimal(OPEN.get(vague.group(), 20))
    return Decimal(OPEN.get(few) or OPEN.get(few + "s") or 200_000)


def _in_digits(folded: str, start: int, letters: bool) -> Number | None:
    chain = _DIGIT_CHAIN.match(folded, start)
    spaced = _SPACED.match(folded, start)
    if chain is None:
        return None
    print_, end = chain.group(), chain.end()
    if _POINT_BEFORE.search(folded[max(0, start - 2) : start]):
        return None  # ".5 billion"
    if spaced and spaced.end() > end:
        print_, end = spaced.group().replace(" ", ""), spaced.end()
    value, digits = _digits_value(folded, print_, end)
    if value is None:
        return None
    scale = _SCALE_AFTER.match(folded, end)
    factor = 1
    if scale:
        factor, end = _factor(scale), scale.end()
    elif letters and (letter := _LETTER_SCALE.match(folded, end)):
        factor, end = LETTERS[letter.group(1) or letter.group(2)], letter.end()
    elif print_.count(".") == 1 and print_.split(".")[1] == "000":
        return None  # "1.000": a thousand to some and one to others
    value *= factor
    return Number(
        start=start, end=end, low=value, high=value, digits="" if factor > 1 else digits, scaled=factor > 1, words=False
    )


def _digits_value(folded: str, chain: str, end: int) -> tuple[Decimal | None, str]:
    """The value of a chain of digits, None where it is a clock, a fraction, a section or a badly grouped list."""
    if len(chain) > 24:
        return None, ""
    if chain.isdigit():
        return Decimal(chain), chain
    if _GROUPED.fullmatch(chain):
        return Decimal(chain.replace(",", "")), ""
    if _DECIMAL.fullmatch(chain):
        return Decimal(chain), ""
    if re.fullmatch(r"\d+,\d{1,2}", chain) and _SCALE_AFTER.match(folded, end):
        return Decimal(chain.replace(",", ".")), ""  # the decimal comma of continental prose
    return None, ""


def _factor(scale: re.Match[str]) -> int:
    first, second = scale.group(1), scale.group(2)
    if first == "hundred thousand":
        return 100_000
    return SCALES[first] * (SCALES[second] if second else 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spoken:
    """A number in words as far as it is read: what its last scale closed, what is open, and where it ends."""

    total: Decimal = Decimal(0)
    current: Decimal = Decimal(0)
    end: int
    seen: int = 0
    scaled: bool = False
    last_scale: int | None = None
    closed: bool = False  # a dozen or a score ends it

    def with_word(self, word: str, end: int) -> "_Spoken | None":
        """With one word more; None where it does not go on with the number."""
        if word in SMALL:
            goes_on = not self.seen or _may_follow(int(self.current), SMALL[word])
            return self._told(end, current=self.current + SMALL[word]) if goes_on else None
        if word in ("dozen", "score"):
            times = 12 if word == "dozen" else 20
            counts = self.seen and self.total == 0
            return self._told(end, current=self.current * times, closed=True) if counts else None
        factor = SCALES.get(word) if len(word) > 3 and self.seen else None
        if factor is None or factor == self.last_scale:
            return None
        scaled = self.scaled or factor >= 1000
        if factor == 100:
            return self._told(end, current=self.current * 100, last_scale=factor, scaled=scaled)
        total = self.total + (self.current or 1) * factor
        return self._told(end, total=total, current=Decimal(0), last_scale=factor, scaled=scaled)

    def _told(self, end: int, **changed: Any) -> "_Spoken":
        return replace(self, end=end, seen=self.seen + 1, **changed)


def _in_words(folded: str, start: int) -> Number | None:
    """ "two hundred and fifty", "one and a half million", "twenty-five", "another billion"; at most a dozen words."""
    one_more = _ONE_MORE.match(folded, start) is not None
    spoken, place = _Spoken(end=start, current=Decimal(int(one_more)), seen=int(one_more)), start
    for _ in range(12):
        match = _WORD.match(folded, place)
        told = spoken.with_word(match.group(), match.end()) if match is not None else None
        if told is None:
            break
        spoken = told
        half = _AND_HALF.match(folded, spoken.end)
        if half and half.group(1) and not spoken.closed:
            value = (spoken.total + spoken.current + Decimal("0.5")) * SCALES[half.group(1)]
            return _whole(start, half.end(), value, scaled=True)
        joint = _JOINT.match(folded, spoken.end)
        parted = joint is not None and joint.group() == " and " and not spoken.scaled and spoken.last_scale != 100
        if joint is None or parted or spoken.closed:
            break
        place = joint.end()
    return (
        _whole(start, spoken.end, spoken.total + spoken.current, scaled=spoken.scaled) if spoken.end > start else None
    )


def _may_follow(current: int, value: int) -> bool:
    """ "twenty five" and "hundred five" go on; "five six" and "twenty twelve" are two numbers."""
    if current == 0:
        return True
    if value < 10:
        return current % 10 == 0 and (current % 100 >= 20 or current % 100 == 0)
    return current % 100 == 0


def _whole(start: int, end: int, value: Decimal, *, scaled: bool) -> Number:
    return Number(start=start, end=end, low=value, high=value, scaled=scaled, words=True)
