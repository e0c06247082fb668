"""Numbers that are said in words, with what each counts: "dozens" is at least 24, "half a billion" exactly that."""

from decimal import Decimal

UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SMALL = {word: value for value, word in enumerate(UNITS)} | {
    word: 10 * value for value, word in enumerate(TENS, start=2)
}
SCALES = {
    "hundred": 100,
    "dozen": 12,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "mn": 10**6,
    "mln": 10**6,
    "mio": 10**6,
    "bn": 10**9,
    "bln": 10**9,
    "tn": 10**12,
    "trn": 10**12,
    "k": 1000,
}
LETTERS = {"m": 10**6, "mm": 10**6, "mil": 10**6, "b": 10**9, "t": 10**12}
OPEN = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "millions": 2 * 10**6,
    "billions": 2 * 10**9,
    "tens of thousands": 20_000,
    "dozens of thousands": 24_000,
    "hundreds of thousands": 200_000,
    "tens of millions": 2 * 10**7,
    "hundreds of millions": 2 * 10**8,
    "tens of billions": 2 * 10**10,
    "hundreds of billions": 2 * 10**11,
}
SET = {
    "half a dozen": 6,
    "a half dozen": 6,
    "a half-dozen": 6,
    "half-dozen": 6,
    "half dozen": 6,
    "half a hundred": 50,
    "a baker's dozen": 13,
    "a couple of dozen": 24,
    "a couple dozen": 24,
    "a couple of hundred": 200,
    "a couple hundred": 200,
    "a couple of thousand": 2000,
    "a couple of": 2,
    "a couple": 2,
    "a pair of": 2,
    "a pair": 2,
    "a brace of": 2,
    "a trio of": 3,
    "a threesome of": 3,
    "a quartet of": 4,
    "a foursome of": 4,
    "a quintet of": 5,
    "a sextet of": 6,
    "a score of": 20,
    "a dozen": 12,
    "a hundred": 100,
    "a thousand": 1000,
    "a million": 10**6,
    "a billion": 10**9,
    "a trillion": 10**12,
    "a single": 1,
    "a lone": 1,
    "a solitary": 1,
    "just one": 1,
}
_PARTS = {
    "half a": Decimal("0.5"), "half-a": Decimal("0.5"), "a half": Decimal("0.5"), "half": Decimal("0.5"),
    "a quarter of a": Decimal("0.25"), "a quarter": Decimal("0.25"), "quarter of a": Decimal("0.25"),
    "three quarters of a": Decimal("0.75"), "three-quarters of a": Decimal("0.75"),
}  # fmt: skip
SET |= {
    f"{part}{joint}{scale}": int(share * SCALES[scale])
    for part, share in _PARTS.items()
    for scale in ("million", "billion", "trillion")
    for joint in (" ", "-")
}
SET |= {f"a hundred {scale}": 100 * SCALES[scale] for scale in ("thousand", "million", "billion")}
SET |= {f"a couple{of} {scale}": 2 * SCALES[scale] for of in (" of", "") for scale in ("million", "billion")}
SET |= {f"a {scale} and a half": SCALES[scale] * 3 // 2 for scale in ("dozen", "million", "billion", "trillion")}
