"""What publishers and networks add to an address without it being another article."""

TRACKING_STARTS = ("utm_", "mtm_", "pk_", "hsa_", "at_medium", "at_campaign", "at_link", "at_bbc_team", "stm_", "vero_")
"""Parameters whose names start so tell how a reader came."""

TRACKING = frozenset({
    # ids of a click, by network
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "twclid", "ttclid",
    "igshid", "igsh", "li_fat_id", "epik", "scid", "sc_cid", "wickedid", "irclickid", "rdt_cid",
    # ids of a mail or its reader
    "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp", "hsctatracking", "oly_anon_id",
    "oly_enc_id", "ck_subscriber_id", "vgo_ee", "nlid",
    # visits and shares
    "_ga", "_gl", "ga_source", "ga_medium", "ga_campaign", "ref_src", "ref_url", "cmpid", "cmp", "ncid", "icid", "ito",
    "sr_share", "smid", "smtyp", "soc_src", "soc_trk", "guccounter", "guce_referrer", "guce_referrer_sig", "ocid",
    "xtor", "wt.mc_id", "wt_mc", "s_cid", "s_kwcid", "spm", "trk", "taid", "feature_name", "fb_action_ids",
    "fb_action_types", "fb_source", "__twitter_impression",
})  # fmt: skip
"""Other parameters that tell how a reader came. Short words that some sites choose articles by (`ref`, `id`, `source`,
`from`) are not among them."""

AMP_PARAMETERS = {
    "amp": frozenset({"", "1", "true"}),
    "outputtype": frozenset({"amp"}),
    "__amp_source_origin": None,
    "usqp": None,
    "amp_js_v": None,
    "amp_gsa": None,
}
"""Parameters that choose the AMP form, with their values; None is any."""

MIRRORS = ("www.", "m.", "mobile.", "amp.")
"""Names in front of a host that show the same articles in another shape."""
