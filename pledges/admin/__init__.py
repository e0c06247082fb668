"""The editors' side: Django's admin, where every decision goes through a service and moves the ledger at once."""

from django.contrib import admin

from pledges.admin.articles import ArticleAdmin
from pledges.admin.bulk import BulkDecisionAdmin
from pledges.admin.catalogue import CategoryAdmin, DonorAdmin, SourceAdmin, SystemAdmin
from pledges.admin.claims import ClaimAdmin
from pledges.admin.polling import PageAdmin, PolledSourceAdmin
from pledges.admin.problems import ProblemAdmin
from pledges.admin.work import IntakeAdmin, JobAdmin

__all__ = [
    "ArticleAdmin",
    "BulkDecisionAdmin",
    "CategoryAdmin",
    "ClaimAdmin",
    "DonorAdmin",
    "IntakeAdmin",
    "JobAdmin",
    "PageAdmin",
    "PolledSourceAdmin",
    "ProblemAdmin",
    "SourceAdmin",
    "SystemAdmin",
]

admin.site.site_header = admin.site.site_title = "Pledge tracker"
admin.site.index_title = "Editors' desk"
