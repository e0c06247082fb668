"""A phrase that names a system and a type is one thing: the system, or what its head says is given of it.

Articles and registers ask here alike.
"""

from collections.abc import Iterable

from pledges.domain.catalogue import Catalogue, Trait

_LAUNCHING = ("launcher", "system")  # heads that mean the whole weapon, whatever it fires


def shoots_far(category: str | None, catalogue: Catalogue) -> bool:
    """Whether what a thing of this type fires is artillery ammunition."""
    return catalogue.has(category, Trait.SHOOTS_FAR)


def fired_by(category: str | None, catalogue: Catalogue) -> str:
    """The type of what a thing of this type fires: artillery ammunition of a howitzer, else ammunition."""
    trait = Trait.FIRED_FAR if shoots_far(category, catalogue) else Trait.FIRED
    return catalogue.first_with(trait) or str(category)


def headed(slug: str, *, head: str, text: str, catalogue: Catalogue) -> tuple[str | None, str]:
    """The slug (None where it is not the system that is given) and the category of "SYSTEM HEAD".

    `head` is the category of the head noun, `text` the noun. "Leopard 2 tanks", "Stinger missiles" and "Patriot
    missile systems" are the system; "M113 mortar carriers" too, as mortars; "Gepard ammunition" is ammunition,
    "HIMARS rockets" and "M777 rounds" artillery ammunition, "Patriot missiles" missiles, "Leopard 2 spare parts"
    maintenance.
    """
    own = catalogue.systems[slug].category
    if _of_one_kind(own, head, catalogue):
        return slug, own
    if catalogue.has(own, Trait.CARRIER) and catalogue.has(head, Trait.CARRIED):
        return slug, head
    plain = text.casefold().rstrip("s")
    if plain.endswith(_LAUNCHING):
        return slug, own
    rocket = catalogue.has(head, Trait.FLIES) and "rocket" in plain
    if rocket or catalogue.has(head, Trait.FIRED):
        return None, fired_by(own, catalogue) if shoots_far(own, catalogue) else head
    given = catalogue.has(head, Trait.MUNITION) or catalogue.has(head, Trait.SERVICE)
    return (None, head) if given else (slug, own)


def _of_one_kind(own: str, head: str, catalogue: Catalogue) -> bool:
    """Whether a head says no more of a system than its own type: tanks of a tank, missiles of a Stinger."""
    if catalogue.has(own, Trait.OWN_MISSILE) and catalogue.has(head, Trait.FLIES):
        return True
    if catalogue.has(own, Trait.MUNITION) and catalogue.has(head, Trait.MUNITION):
        return True
    return head in catalogue.categories and catalogue.top_category(head) == catalogue.top_category(own)


def all_together(categories: Iterable[str], catalogue: Catalogue) -> str:
    """The type of a sum of things of several types: what is above them all in the tree, else the last one's.

    "3 million mortar and artillery rounds" is ammunition.
    """
    types = list(categories)
    if len(set(types)) == 1:
        return types[0]
    tops = {catalogue.top_category(one) for one in types}
    return tops.pop() if len(tops) == 1 else types[-1]
