"""All ordered tables of rules, in the order in which a sentence meets them."""

from typing import Any

from extraction.reading.composing.no_gift import NO_GIFT_BY_ITSELF
from extraction.reading.composing.silent_givers import SILENT_GIVERS
from extraction.reading.composing.worth_telling import WORTH_TELLING
from extraction.reading.excluding.clauses import NOT_A_GIFT
from extraction.reading.excluding.elsewhere import ELSEWHERE
from extraction.reading.excluding.enemys import ENEMYS
from extraction.reading.excluding.own_arms import OWN_ARMS
from extraction.reading.kinds.no_act import NO_ACT
from extraction.reading.notes.bars import BARRED_SUMS, BARRED_THINGS
from extraction.reading.rules import Table

TABLES: tuple[Table[Any, Any], ...] = (
    NO_GIFT_BY_ITSELF, ENEMYS, NO_ACT, SILENT_GIVERS, NOT_A_GIFT, ELSEWHERE, OWN_ARMS, WORTH_TELLING,
    BARRED_THINGS, BARRED_SUMS,
)  # fmt: skip
