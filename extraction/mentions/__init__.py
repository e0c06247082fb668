"""Mentions are found in raw text by tables and grammar alone: no model, no database, no clock."""

from extraction.mentions.find import find_mentions
from extraction.mentions.gazetteer import Gazetteer
from extraction.mentions.singles import find_singles
from extraction.mentions.times import resolve
from extraction.mentions.values import Mentions, MoneyMention, NameMention, QuantityMention, TimeMention

__all__ = [
    "Gazetteer",
    "Mentions",
    "MoneyMention",
    "NameMention",
    "QuantityMention",
    "TimeMention",
    "find_mentions",
    "find_singles",
    "resolve",
]
