"""A phrase that names a system and a type is one thing: the system, or what its head says is given of it."""

from pledges.domain.catalogue import Catalogue

MUNITIONS = frozenset({"artillery-ammunition", "ammunition", "missile"})
SERVED = frozenset({"training", "maintenance", "funding"})
SHOT_BY_HAND = frozenset({"anti-tank-weapon", "manpads", "loitering-munition"})  # their missile is the weapon
_FAR = frozenset({"howitzer", "rocket-artillery"})


def shoots_far(category: str | None, catalogue: Catalogue) -> bool:
    """Whether what a thing of this type fires is artillery ammunition."""
    return category in catalogue.categories and catalogue.top_category(str(category)) in _FAR


def headed(slug: str, *, head: str, text: str, catalogue: Catalogue) -> tuple[str | None, str]:
    """The slug (None where it is not the system that is given) and the category of "SYSTEM HEAD".

    `head` is the category of the head noun, `text` the noun. "Leopard 2 tanks", "Stinger missiles" and "Patriot
    missile systems" are the system; "Gepard ammunition" is ammunition, "HIMARS rockets" and "M777 rounds" artillery
    ammunition, "Patriot missiles" missiles, "Leopard 2 spare parts" maintenance.
    """
    own = catalogue.systems[slug].category
    if catalogue.top_category(head) == catalogue.top_category(own) or (head in MUNITIONS and own in MUNITIONS):
        return slug, own
    if head == "missile" and own in SHOT_BY_HAND:
        return slug, own
    if text.casefold().rstrip("s").endswith(("launcher", "system")):
        return slug, own
    rocket = head == "missile" and "rocket" in text.casefold()
    if (head == "ammunition" or rocket) and shoots_far(own, catalogue):
        return None, "artillery-ammunition"
    return (None, head) if head in MUNITIONS or head in SERVED else (slug, own)
