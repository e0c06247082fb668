"""A catalogue of a few names, so that what a test finds depends on nothing but the test."""

from pledges.domain.catalogue import Catalogue, Category, Donor, System, Trait

DONORS = (
    Donor(
        code="US",
        name="United States",
        kind="state",
        aliases=("the US", "U.S.", "America"),
        adjectives=("American",),
        capitals=("Washington",),
        leaders=("Joe Biden", "Biden", "Lloyd Austin", "Austin"),
        institutions=("Pentagon", "White House"),
    ),
    Donor(
        code="GB", name="United Kingdom", kind="state", aliases=("UK", "Britain"), leaders=("Boris Johnson", "Johnson")
    ),
    Donor(code="PL", name="Poland", kind="state", adjectives=("Polish",), leaders=("Mariusz Błaszczak",)),
    Donor(code="NO", name="Norway", kind="state", adjectives=("Norwegian",)),
    Donor(code="GE", name="Georgia", kind="state", adjectives=("Georgian",)),
    Donor(code="JO", name="Jordan", kind="state", adjectives=("Jordanian",)),
    Donor(code="NATO", name="NATO", kind="group"),
    Donor(code="DE", name="Germany", kind="state", adjectives=("German",), institutions=("Bundeswehr",)),
)

CATEGORIES = (
    Category(slug="main-battle-tank", name="Main battle tank", words=("tank", "battle tank", "main battle tank")),
    Category(slug="anti-tank-weapon", name="Anti-tank weapon", words=("anti-tank missile", "anti-tank weapon")),
    Category(slug="air-defence-system", name="Air defence", words=("air defence system", "air-defence battery")),
    Category(slug="ammunition", name="Ammunition", words=("ammunition", "round", "shell"), traits=(Trait.FIRED,)),
    Category(
        slug="artillery-ammunition",
        name="Artillery ammunition",
        words=("artillery round", "artillery shell"),
        traits=(Trait.FIRED_FAR,),
    ),
    Category(slug="aircraft", name="Aircraft", words=("aircraft",)),
    Category(slug="armoured-vehicle", name="Armoured vehicle", words=("armoured vehicle",)),
)

SYSTEMS = (
    System(slug="leopard-2", name="Leopard 2", category="main-battle-tank", guarded=("Leopard",)),
    System(slug="leopard-1", name="Leopard 1", category="main-battle-tank"),
    System(slug="leopard-2a4", name="Leopard 2A4", category="main-battle-tank", variant_of="leopard-2"),
    System(slug="leopard-2a6", name="Leopard 2A6", category="main-battle-tank", variant_of="leopard-2"),
    System(slug="f-16", name="F-16", category="aircraft", aliases=("F-16 Fighting Falcon",)),
    System(slug="a-10", name="A-10", category="aircraft"),
    System(slug="mi-17", name="Mi-17", category="aircraft"),
    System(slug="t-72", name="T-72", category="main-battle-tank"),
    System(slug="bmp-1", name="BMP-1", category="armoured-vehicle"),
    System(slug="bmp-2", name="BMP-2", category="armoured-vehicle"),
    System(slug="himars", name="HIMARS", category="missile", aliases=("High Mobility Artillery Rocket System",)),
    System(slug="iris-t", name="IRIS-T", category="air-defence-system", aliases=("IRIS-T SLM",)),
    System(slug="hawk", name="MIM-23 Hawk", category="air-defence-system", guarded=("Hawk",)),
    System(slug="grad", name="BM-21 Grad", category="rocket-artillery", guarded=("Grad",)),
    System(slug="patriot", name="MIM-104 Patriot", category="air-defence-system", guarded=("Patriot",)),
    System(slug="javelin", name="FGM-148 Javelin", category="anti-tank-weapon", guarded=("Javelin",)),
    System(slug="gepard", name="Gepard", category="air-defence-system"),
    System(slug="pzh-2000", name="Panzerhaubitze 2000", category="howitzer", aliases=("PzH 2000",)),
    System(slug="mobelwagen", name="Möwe", category="aircraft"),
    System(slug="sea-king", name="Sea King", category="aircraft", aliases=("Sea-King",)),
)

CATALOGUE = Catalogue(
    donors={donor.code: donor for donor in DONORS},
    categories={category.slug: category for category in CATEGORIES},
    systems={system.slug: system for system in SYSTEMS},
)
