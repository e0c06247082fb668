"""What each header of Kiel's releases means, in one table; a header that stands in none of these rows is told.

Case, blanks, underscores and points make no other header: `item_numb_deliv` and "Item numb. deliv" are one. The names
of release 7 (2022) stand in its sheet; those of the releases of 2023 (`Items`, `Type of donation`, `Allocation ID`) and
since 2024 (snake case) in the code of others who read them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a column holds, and the headers that it has had, the oldest first.

    `needed` columns make a sheet the main data; a file that lacks a `wanted` one is read, and told to lack it.
    """

    field: str
    means: str
    headers: tuple[str, ...]
    needed: bool = False
    wanted: bool = False


TABLE: tuple[Meaning, ...] = (
    Meaning(
        field="id",
        means="the package that the row belongs to: one document",
        headers=("ID", "activity_id"),
        needed=True,
    ),
    Meaning(
        field="part",
        means="the part of the package: rows of one part repeat one worth",
        headers=("Allocation ID", "sub_activity_id", "Sub ID"),
    ),
    Meaning(field="donor", means="who gives", headers=("countries", "Country", "donor"), needed=True),
    Meaning(
        field="announced",
        means="the day of announcement",
        headers=("Announcement Date", "Date"),
        wanted=True,
    ),
    Meaning(
        field="general",
        means="military, humanitarian or financial aid",
        headers=("Type of Aid General", "aid_type_general"),
        needed=True,
    ),
    Meaning(
        field="specific",
        means="what sort of aid; a loan is told here",
        headers=("Type of Aid Specific", "aid_type_specific"),
    ),
    Meaning(
        field="measure",
        means="commitment or allocation; an allocation of what the package commits adds nothing",
        headers=("Type of donation", "measure", "Commitment or Allocation"),
    ),
    Meaning(
        field="currency",
        means="the currency of the worth, ISO 4217",
        headers=("Original Currency", "reporting_currency"),
        wanted=True,
    ),
    Meaning(
        field="value",
        means="the worth as the source tells it, in that currency",
        headers=("Monetary Value as Given by Source", "Monetary Value as Given by the Source", "source_reported_value"),
        wanted=True,
    ),
    Meaning(
        field="first",
        means="1 in the first row of each worth; the other rows repeat it",
        headers=("Total_value_dummy (1 is first row in the package)", "total_value_dummy"),
    ),
    Meaning(
        field="item",
        means="the thing given; the column before the type of item, with no header, in release 7",
        headers=("Items", "Item", "item_name"),
        wanted=True,
    ),
    Meaning(field="type", means="Kiel's type of item", headers=("Type of item", "item_type")),
    Meaning(
        field="subtype",
        means="Kiel's sub-type of item",
        headers=("Sub-type of item", "Subtype of item", "item_sub_type", "item_subtype", "sub_item_type"),
    ),
    Meaning(
        field="units",
        means="how many are given",
        headers=(
            "No. of Units",
            "Number of Units",
            "item_numb",
            "item_number",
            "item_units",
            "units",
        ),
        wanted=True,
    ),
    Meaning(
        field="delivered",
        means="how many of them have been delivered",
        headers=(
            "No. of Units delivered (in-kind military aid)",
            "No. of Units delivered",
            "Number of Units delivered",
            "item_numb_deliv",
            "item_number_deliv",
            "item_number_delivered",
            "units_delivered",
            "item_units_deliv",
        ),
        wanted=True,
    ),
)
# Known by name, and kept as text only: estimates, sources, codings of the tracker's own.
KEPT = frozenset(
    {
        "explanation",
        "soviet origin (1)",
        "unit price in usd",
        "value committed (own estimate, in usd)",
        "value delivered (own estimate, in usd)",
        "total",
        "converted value in eur",
        "total monetary value delivered in eur",
        "official source",
        "source of aid 1",
        "source of aid 2",
        "source of aid 3",
        "source of aid 4",
        "bilateral loan/grant made through imf or wb?",
        "updated/newly added entry",
        "source for delivery",
        "working/debug >>>",
        "value_source_commitments",
        "value_source_deliveries",
        "monthcoding2",
        "month3",
        "beforewar4",
        "ukraine asked for it dummy (=1)",
        "heavy_but_undisclosed_commitments",
        "heavy_but_undisclosed_deliveries",
        "ammunition_dummy(=1)",
        "source of item",
        "items (short version)",
        "relative importance(2=very imporant, 1=important, 0=less important)",
        "item_price_usd",
        "item_value_estimate_usd",
        "item_value_estimate_deliv_usd",
        "tot_activity_value",
        "tot_activity_value_eur",
        "tot_activity_value_constant_currency",
        "tot_sub_activity_value",
        "tot_sub_activity_value_eur",
        "tot_sub_activity_value_constant_currency",
        "tot_sub_activity_value_constant_currency_redistr",
        "tot_sub_activity_value_eur_redistr",
        "tot_sub_activity_value_eur_old",
        "tot_value_deliv_eur",
        "month",
        "month_exists_dummy",
        "earmarked_year",
        "heavy weapon dummy",
        "item_short",
        "official_source",
        "soviet_origin",
        "eu member",
        "delivery date",
        "comment",
        "comments",
        "notes",
    }
)
