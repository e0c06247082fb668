"""What a publisher's name alone says of it."""

import pytest

from pledges.domain.accounts import SourceKind
from pledges.domain.publishing import kind_by_name

OFFICIAL = (
    "French Ministry of the Armed Forces",
    "Ministry of National Defence of Romania",
    "Greek Ministry of National Defence",
    "Portuguese Defence Ministry",
    "Ministry for Foreign Affairs of Finland",
    "Irish Department of Defence",
    "Government of Portugal",
    "Croatian Government",
    "Federal Government of Austria",
    "Embassy of Sweden",
    "Norwegian Armed Forces",
    "Prime Minister of Portugal",
    "Office of the President of Estonia",
    "Prime Minister's Office",
)
OTHERS = (
    "Government Executive",
    "Defense News",
    "Ministry of Sound Magazine",
    "Foreign Policy",
    "The Armed Forces Journal",
    "State Watch",
    "Russian Ministry of Defence",
    "Government of Belarus",
    "The Presidential Daily",
    "Reuters",
    "",
)


@pytest.mark.parametrize("name", OFFICIAL)
def test_a_government_speaks_for_itself(name: str) -> None:
    assert kind_by_name(name) is SourceKind.OFFICIAL


@pytest.mark.parametrize("name", OTHERS)
def test_others_are_whatever_somebody_describes_them_as(name: str) -> None:
    assert kind_by_name(name) is None
